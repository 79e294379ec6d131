#include "tests/reports/two_steps.hpp"

#include <cstdio>

#include "solver/marking/fill.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

const std::string two_steps =
    "title = 'Two steps'\noptimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n"
    "[objective]\ngradients = [[4], [-1]]\nstart = [1]\n[working]\nround = '3 places'\n"
    "[answer]\nask = ['g', 'v', 'theta']\n[marks]\nmethod = 2\naccuracy = 1\nfollow_through = 0.5\n";

Problem problem() { return parse_problem(two_steps, "p.toml", ""); }

std::vector<std::string> worked(const Method& method) {
  std::vector<std::string> lines;
  double v = 0, theta = 1;
  const auto write = [&](double value) {
    char printed[32];
    std::snprintf(printed, sizeof printed, "%.3f", value);
    lines.emplace_back(printed);
  };
  for (const double gradient : {4, -1}) {
    const double g = method.gradient_factor * gradient;
    v = method.gamma * v + method.eta * g;
    theta += method.update_sign * v;
    for (const double value : {g, v, theta}) write(value);
  }
  return lines;
}

std::vector<std::string> wrong_sign() {
  auto cells = worked({.gradient_factor = -1});
  cells[5].clear();
  return cells;
}

const std::vector<std::string> names = {"g_{1}", "v_{1}", "\\theta_{1}", "g_{2}", "v_{2}", "\\theta_{2}"};

Sheet sheet_of(const std::vector<std::string>& cells) {
  Sheet sheet;
  for (const std::string& cell : cells) sheet.push_back(cell.empty() ? Written{} : written_in(cell));
  return sheet;
}

}  // namespace stepmark::support
