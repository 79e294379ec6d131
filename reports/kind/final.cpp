#include <algorithm>

#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// The last answers alone: room for the working comes first.
void append_final(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                  const QuestionLayout& layout) {
  const Problem& problem = question.problem();
  append_words(blocks, sentences({sentence("Show your working here, then enter your answers in the table."),
                                  marks_sentence(question)}));
  const auto lines = static_cast<std::int64_t>(problem.optimizer.equations.size()) * problem.steps;
  const auto usual = static_cast<int>(std::clamp<std::int64_t>(lines, 3, 12));
  blocks.emplace_back(RuledRoom{layout.space > 0 ? layout.space : usual});
  append_line_table(blocks, question, question.asked(), to_fill_in);
}

std::vector<Task> final_tasks(const WorkedQuestion& question, RivalMethods&) {
  return {{{}, sentences({sentence("Work on paper, then enter your answers."), marks_sentence(question)})}};
}

}  // namespace

KindPages final_pages() { return {append_final, append_worked_and_scheme, append_marker_sheet, nullptr, final_tasks}; }

}  // namespace stepmark::reports
