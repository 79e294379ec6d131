// What the pages of several kinds of question have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

void append_words(std::vector<Block>& blocks, Inline words);
void append_words(std::vector<Block>& blocks, Inlines words);
void append_heading(std::vector<Block>& blocks, int level, Inline words);

/// "(a)" and what is to be done.
void append_part(std::vector<Block>& blocks, const char* label, Inlines words);

/// "Each entry is worth 2 marks: 1 for the method, 1 for the value."
Inline marks_sentence(const WorkedQuestion& question);
/// The question, and what it is worth: "Which line is it? (2 marks)"
Inline with_marks(Inline words, const Part& part);
/// Words of our own, with the formulas of a mistake's sentence.
Inline option_words(const Option& option);
/// What may be chosen, in words.
void append_options(std::vector<Block>& blocks, const Part& part);
/// "Answer (A–D): ____"
void append_answer(std::vector<Block>& blocks, Inline label);
/// "Answer (A–D):"
Inline answer_label(const Part& part);
/// "B2": marks that depend on nothing else.
std::string independent_code(const Exact& marks);
/// Lines to work on: as many as are wanted, else as the kind of question has.
void append_room(std::vector<Block>& blocks, const QuestionLayout& layout, int usual = 0);
/// The mark scheme of letters and lines.
void append_entry_scheme(std::vector<Block>& blocks, const Parts& parts);
/// What a marker gives for each letter.
void append_letter_look_up(std::vector<Block>& blocks, const Part& part);

/// The last step where it alone is asked; nothing where every step is.
std::optional<std::int64_t> step_asked(const Problem& problem);

/// The worked solution, under the heading of a question.
void append_worked(std::vector<Block>& blocks, const WorkedQuestion& question);
/// The mark scheme, with a heading.
void append_scheme(std::vector<Block>& blocks, const WorkedQuestion& question);
/// Both: the solution of a kind that has nothing besides.
void append_worked_and_scheme(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods);

}  // namespace stepmark::reports
