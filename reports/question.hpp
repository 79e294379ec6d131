// The page of one question: what is given, by which equations and rules to work, and room for the answers.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// One layout for each kind of question. Nothing that is asked stands on the page, but for what the kind shows.
/// @throws InputError when a mistake that the question shows cannot be made in it
void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                     const QuestionLayout& layout = {});

/// What comes before the task: the problem, the method and the rule to work by.
void append_stem(std::vector<Block>& blocks, const WorkedQuestion& question, const QuestionLayout& layout);

/// "Write each line to 4 decimal places, and go on with what you wrote. ..."
Inlines working_instruction(const Problem& problem);

/// "Allow about 12 minutes."
Inline minutes_sentence(const Problem& problem);

/// How many marks the whole question carries, all its parts together.
Exact total_marks(const Problem& problem);

/// "1 mark", "2 marks", at most two places.
Inline in_marks(const Exact& marks);
/// "7 out of 8 marks"
Inline marks_out_of(const Exact& marks, const Exact& out_of);

}  // namespace stepmark::reports
