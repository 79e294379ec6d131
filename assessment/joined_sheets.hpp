// The sheet of one student on an edition, joined from wherever its rows are in the class.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/sheet/answers.hpp"

namespace stepmark::assessment {

/// The rows that a student has handed in, question by question.
struct PaperSheet {
  RawSheet sheet;                        ///< what was noticed while reading; its answers are in `questions`
  std::vector<RawSheet> questions = {};  ///< one for each
  std::size_t sheets = 1;                ///< handed in under this name
  std::size_t marked = 1;                ///< which of them counts: the first that has an answer
  std::set<std::string> repeated =
      {};  ///< questions that a later part of the class answers otherwise; the first counts
};

/// Which question a cell of the class names: "2", "q2", "Question 2".
std::optional<std::size_t> question_named(std::string_view cell, std::size_t questions);

/// Rows of the same student further down in the class. A class may be sorted by questions, or by lines, so what is new
/// is added, and a row that is there twice costs no other. Rows of a question most of which are there already, with
/// other answers, are another attempt, of which the first counts. A sheet without an answer is no attempt: one that is
/// handed in after it counts.
void join(PaperSheet& paper, RawSheet more);

}  // namespace stepmark::assessment
