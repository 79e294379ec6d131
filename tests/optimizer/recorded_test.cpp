// The catalogue against traces of other people's programs: data/record_*.{py,mjs} say how they were made.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "lib/base/csv.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

struct Recording {
  std::string optimizer, hyperparameters, modifiers;
  auto operator<=>(const Recording&) const = default;
};

using Points = std::vector<std::pair<double, double>>;  // x and y after each step

std::map<Recording, Points> recorded(const std::string& name) {
  const std::string file = "tests/optimizer/data/" + name;
  std::ifstream in(file);
  CsvReader reader(in, file);
  CsvReader::Row row;
  reader.next(row);
  std::map<Recording, Points> runs;
  while (reader.next(row)) {
    Points& points = runs[{row[0].text, row[1].text, row[2].text}];
    points.emplace_back(std::stod(row[4].text), std::stod(row[5].text));
    EXPECT_EQ(std::to_string(points.size()), row[3].text);
  }
  return runs;
}

std::string lines(std::string list) {
  for (std::size_t at = 0; (at = list.find(", ", at)) != std::string::npos;) list.replace(at, 2, "\n");
  return list + '\n';
}

Trace traced(const Recording& run, std::size_t steps) {
  const std::string toml = "optimizer = '" + run.optimizer + "'\nsteps = " + std::to_string(steps) +
                           "\n[hyperparameters]\n" + lines(run.hyperparameters) + "[modifiers]\n" +
                           lines(run.modifiers) +
                           "[objective]\nfunction = 'x^2/2 + 2*y^2 + x*y - x'\nstart = { x = 3, y = -1.5 }\n";
  const Problem problem = parse_problem(toml, "p.toml", "");
  SettingsOverride twenty;
  twenty.digits = 20;
  return solve(problem, settings_for(problem, twenty));
}

/// The largest difference, relative to the value where that is above 1.
double largest_difference(const Recording& run, const Points& points) {
  const Trace trace = traced(run, points.size());
  const int offset = catalogue_definition(run.optimizer).find_equation("theta")->offset;
  double largest = 0;
  const auto compare = [&](std::size_t step, std::size_t component, double theirs) {
    const Printed* ours = trace.find("theta", static_cast<std::int64_t>(step) + 1 + offset, component);
    ASSERT_NE(ours, nullptr);
    largest = std::max(largest, std::abs(std::stod(ours->text) - theirs) / std::max(1.0, std::abs(theirs)));
  };
  for (std::size_t step = 0; step < points.size(); ++step) {
    compare(step, 0, points[step].first);
    compare(step, 1, points[step].second);
  }
  return largest;
}

TEST(Recorded, PyTorchAgrees) {
  const auto runs = recorded("pytorch.csv");
  EXPECT_EQ(runs.size(), 26u);
  for (const auto& [run, points] : runs) {
    const bool coarse = run.optimizer.starts_with("nadam-") || run.optimizer.starts_with("asgd");
    EXPECT_LT(largest_difference(run, points), coarse ? 2e-6 : 1e-14) << run.optimizer << ' ' << run.modifiers;
  }
}

TEST(Recorded, TensorFlowAgreesAsFarAsBinary32Goes) {
  const auto runs = recorded("tensorflow.csv");
  EXPECT_EQ(runs.size(), 9u);
  // 1 - beta2 = 0.01 has lost two of seven digits.
  for (const auto& [run, points] : runs) EXPECT_LT(largest_difference(run, points), 4e-6) << run.optimizer;
}

/// nadam-pytorch-113 has a slip that the mended nadam-pytorch has not, and asgd without its decay is plain descent.
TEST(Recorded, WhatIsCoarseIsStillToldApart) {
  for (const auto& [run, points] : recorded("pytorch.csv")) {
    if (run.optimizer != "nadam-pytorch" && run.optimizer != "nadam-pytorch-113") continue;
    Recording other = run;
    other.optimizer = run.optimizer == "nadam-pytorch" ? "nadam-pytorch-113" : "nadam-pytorch";
    EXPECT_GT(largest_difference(other, points), 1e-3) << run.optimizer;
  }
}

TEST(Recorded, AnotherConventionWouldBeNoticed) {
  const auto runs = recorded("pytorch.csv");
  const std::pair<const char*, const char*> others[] = {
      {"adam", "adam-slides"}, {"rmsprop", "rmsprop-slides"}, {"adagrad", "adagrad-slides"}};
  for (const auto& [right, other] : others) {
    const std::string optimizer = right;
    const auto found =
        std::find_if(runs.begin(), runs.end(), [&](const auto& run) { return run.first.optimizer == optimizer; });
    ASSERT_NE(found, runs.end());
    Recording run = found->first;
    run.optimizer = other;
    EXPECT_GT(largest_difference(run, found->second), 1e-4) << other;
  }
}

}  // namespace
}  // namespace stepmark::tests
