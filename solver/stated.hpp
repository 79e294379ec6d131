// What someone states who works a problem by its own rule.
#pragma once

#include <vector>

#include "lib/number/exact.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::solver {

/// A number for each line of a tape, as it is asked; fewer where a line has no value.
using Stated = std::vector<Exact>;

/// `tape` is the problem's, or that of the same problem worked otherwise.
Stated state(const Problem& problem, const Tape& tape);

}  // namespace stepmark::solver
