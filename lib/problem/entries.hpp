// What a question has marks for, counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// Does the equation say what the problem gives as a number, step by step? To ask for it would give marks for copying.
bool is_given(const Problem& problem, const Equation& equation);

/// What a question on a gradient of zero asks about: what is carried from step to step, and the parameters.
std::vector<std::string> quantities_told(const Definition& optimizer);

/// Asks for nothing that is given, if anything is left to ask.
void leave_out_given(Problem& problem);

/// The numbers that a problem asks for, as `asked_lines` finds them on its tape.
std::int64_t numbers_asked(const Problem& problem);

/// How often a question gives the marks of one entry: for each number, and for a letter, a line or an answer in words.
/// The letter of a choice stands for the numbers of its row.
/// @throws InputError as second_of_comparison
std::int64_t entries_of(const Problem& problem);

/// Scales problem.marks so that all parts come to question.marks, exactly; without it nothing changes.
/// @throws InputError without a place where [marks] gives none
void scale_marks(Problem& problem);

}  // namespace stepmark::problem
