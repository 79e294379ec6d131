// A working with one mistake in it, as a question shows it.
#pragma once

#include <string>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

/// The first of `ways` to make the mistake that has a value in every line and differs from the right numbers.
/// @throws InputError when there is none, or no such mistake
const WrongMethod& shown_way(const Problem& problem, const Stated& right, const std::vector<WrongMethod>& ways,
                             const std::string& mistake);

/// The numbers of a wrong method, by the problem's own rule.
Stated state(const Problem& problem, const WrongMethod& method);

/// The working of a question that asks for the error in it.
struct ShownWorking {
  WrongMethod method;
  Stated stated;                  ///< of every line
  std::vector<std::size_t> rows;  ///< for each line the number of its row, from 1: a quantity of a step has one
  std::size_t first = 0;          ///< the first line that is not right
};

/// @param right  the right numbers of every line
/// @throws InputError as shown_way
ShownWorking shown_working(const Problem& problem, const Tape& tape, const Stated& right);

/// Misconceptions among which to look for the one that made this working: question.choices, or where there are none,
/// the right one and as many others that can be seen in the problem as a page has room for. None of the others gives
/// the same working.
/// @throws InputError when one of question.choices does
std::vector<std::string> choices_for(const Problem& problem, const Stated& right, const ShownWorking& working);

/// The others that are printed beside the right answer, where a problem does not say which.
inline constexpr std::size_t wrong_choices = 3;

}  // namespace stepmark::questions
