// A working with one mistake in it, as a question shows it.
#pragma once

#include <string>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

/// The first of `ways` to make the mistake that has a value in every line and differs from the right numbers; null if
/// there is none.
const WrongMethod* find_shown_way(const Problem& problem, const Stated& right, const std::vector<WrongMethod>& ways,
                                  const std::string& mistake);

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

/// Is the first line that is not right one of those that were worked wrongly? One that only follows from them would be
/// the wrong answer to which line is.
bool shows_where_it_enters(const ShownWorking& working, const Tape& tape);

/// The others that are printed beside the right answer, where a problem does not say which.
inline constexpr std::size_t wrong_choices = 3;

/// Misconceptions that might have been made instead, at most `wrong_choices` of `candidates` and in their order: first
/// those that would show in the same line. None of them gives the same working.
std::vector<std::string> other_choices(const Problem& problem, const Stated& right, const ShownWorking& working,
                                       const std::vector<std::string>& candidates);

/// Misconceptions among which to look for the one that made this working: question.choices, or where there are none,
/// it and others, in the order of the catalogue.
/// @throws InputError when another of question.choices gives the same working
std::vector<std::string> choices_for(const Problem& problem, const Stated& right, const ShownWorking& working);

}  // namespace stepmark::questions
