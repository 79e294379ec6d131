// What the pages of each kind of question hold. A kind is one file of this folder, and its row in kinds.cpp.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// What a part asks, and what is shown for it, where the answers are given in a place of their own.
struct Task {
  std::vector<Block> shown;
  Inlines words;
};

struct KindPages {
  using Append = void (*)(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods);

  /// What is asked, with what the kind shows and room for the answers.
  void (*append_task)(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                      const QuestionLayout& layout);
  /// The answers: the worked solution and the mark scheme, and what the kind has besides.
  Append append_solution;
  /// What a marker looks up.
  Append append_marker_sheet;
  /// What the kind shows at a terminal, where the numbers are asked for line by line; null where that is nothing.
  void (*add_plain)(Outline& page, const Problem& problem, const QuestionLayout& layout);
  /// One for each part, without room for answers or marks.
  std::vector<Task> (*tasks)(const WorkedQuestion& question, RivalMethods& methods);
};

const KindPages& pages_of(Question::Kind kind);

KindPages table_pages();
KindPages final_pages();
KindPages choice_pages();
KindPages find_error_pages();
KindPages faded_pages();
KindPages compare_pages();
KindPages effect_pages();
KindPages which_pages();
KindPages missing_pages();

}  // namespace stepmark::reports
