// Which lines of a trace a problem asks for, and how precisely.
#pragma once

#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::solver {

/// How an answer must be stated: [answer] give; else the precision of [working]; else 3 figures.
DecimalFormat precision_asked(const Problem& problem);

/// Positions in tape.lines (which are those of Trace::lines) that the student fills in, in order.
std::vector<std::size_t> asked_lines(const Problem& problem, const Tape& tape);

}  // namespace stepmark::solver
