// The tables of a question that asks which optimizer made which.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lib/number/exact.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// The parameters after each step, as they are stated: step by step, component by component.
struct PathTable {
  std::string letter;
  std::shared_ptr<const Problem> problem;
  std::vector<Exact> numbers;
};

/// In the order printed.
/// @throws InputError as worked_by, and where a line has no value
std::vector<PathTable> tables_of(const Problem& problem);

}  // namespace stepmark::questions
