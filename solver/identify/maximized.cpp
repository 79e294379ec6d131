#include "solver/identify/maximized.hpp"

#include <algorithm>
#include <iterator>

#include "lib/problem/other_optimizer.hpp"

namespace stepmark::identify {

namespace {

bool is_right(const Fit& fit) { return fit.mistake.empty(); }

Problem maximized(const Problem& problem) {
  Problem climbing = problem;
  climbing.modifiers.maximize = true;
  return with_optimizer(climbing, problem.base);
}

/// The fits of `more` after those of `found`.
void append(Identification& found, Identification more) {
  const std::size_t before = found.fits.size();
  std::move(more.fits.begin(), more.fits.end(), std::back_inserter(found.fits));
  for (TellApart& apart : more.apart) {
    apart.first += before;
    apart.second += before;
    found.apart.push_back(std::move(apart));
  }
  std::move(more.not_computed.begin(), more.not_computed.end(), std::back_inserter(found.not_computed));
}

}  // namespace

Identification or_maximized(const Problem& problem,
                            const std::function<Identification(const Problem&, Methods)>& identify_in) {
  Identification plain = identify_in(problem, Methods::all);
  if (problem.modifiers.maximize || std::any_of(plain.fits.begin(), plain.fits.end(), is_right)) return plain;
  Identification climbing = identify_in(maximized(problem), Methods::right);
  if (climbing.fits.empty()) return plain;
  for (Fit& fit : climbing.fits) fit.beside.push_back("the objective is maximised");
  append(climbing, std::move(plain));
  return climbing;
}

}  // namespace stepmark::identify
