// The search for hyperparameters of one definition that explain the numbers.
#pragma once

#include <optional>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/identify/candidate.hpp"

namespace stepmark {

struct Found {
  std::vector<Exact> values;  ///< one a hyperparameter, in the definition's order
  std::vector<bool> open;     ///< other values fit as well
  int plainness = 0;          ///< 0: all as given or by default; more where usual or fitted values had to be taken
};

/// How widely to look.
enum class Breadth {
  preferred,  ///< what the problem or the definition says; the learning rate fitted
  usual       ///< usual values of every hyperparameter too, and where none of them fits, fitted ones
};

/// @param first  the first steps of `all`, which rule out most values; may be `all` itself
/// @param rate   which hyperparameter is the learning rate, if any
std::optional<Found> search(Candidate& first, Candidate& all, const Definition& definition,
                            std::optional<std::size_t> rate, Breadth breadth);

/// The decimal with the fewest digits in [lower, upper]; lower <= upper, neither beyond 10^+-300.
Exact plainest_between(double lower, double upper);

}  // namespace stepmark
