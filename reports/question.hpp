// The page of one question: what is given, by which equations and rules to work, and room for the answers.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// One layout for each kind of question. Nothing that is asked stands on the page, but for what the kind shows.
/// @throws InputError when a mistake that the question shows cannot be made in it
void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods);

/// "Write each line to 4 decimal places, and go on with what you wrote. ..."
std::string working_instruction(const Problem& problem);

/// How many marks the whole question carries; of a comparison, both parts.
Exact total_marks(const WorkedQuestion& question);

/// "1 mark", "2 marks".
std::string in_marks(const Exact& marks);

/// 0, 1, ... 26: "A", "B", ... "AA".
std::string letters(std::size_t i);

/// The lettered answers of a choice.
struct Option {
  std::string letter, mistake;  ///< no mistake: the right one
  Stated stated;
};
/// @throws InputError when two of them cannot be told apart
std::vector<Option> options_of(const WorkedQuestion& question, RivalMethods& methods);

/// The lines whose value differs from the right one because their own equation was worked wrongly, the first in front;
/// lines that only follow from them are not among them.
std::vector<std::size_t> faulty_lines(const WorkedQuestion& question, const WrongMethod& method, const Stated& wrong);

/// The parameters of both optimizers of a comparison beside each other, step by step; blanks, or the values.
void append_side_by_side(std::vector<Block>& blocks, const WorkedQuestion& one, const WorkedQuestion& other,
                         bool filled_in);

}  // namespace stepmark::reports
