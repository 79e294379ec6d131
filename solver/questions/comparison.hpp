// How the paths of two optimizers over the same problem differ, in numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/number/exact.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// Of one parameter, from the numbers that are stated.
struct ComponentPath {
  Exact start, end;
  std::int64_t turns = 0;  ///< how often a step goes the other way than the one before it
  /// The size of the first and the last step over that of the gradient there: the rate at which it effectively learns.
  /// Nothing where the gradient is zero or has no name.
  std::optional<Exact> first_rate, last_rate;
};

struct OptimizerPath {
  std::string title;
  bool has_state = false;  ///< without one, its steps are the learning rate times the gradient
  std::vector<ComponentPath> components;
  std::optional<std::string>
      loss;  ///< J at the end, to 4 figures; nothing where it is not known, or another at every step
};

/// @throws InputError where a line has no value
OptimizerPath path_of(const Problem& problem);

}  // namespace stepmark::questions
