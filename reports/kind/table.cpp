#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

Inlines table_words(const WorkedQuestion& question) {
  const auto step = step_asked(question.problem());
  return sentences(
      {step ? sentence("Complete the table for step {t}.", {{"t", *step}}) : sentence("Complete the table."),
       marks_sentence(question)});
}

/// Every quantity of every step.
void append_fill_in(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                    const QuestionLayout& layout) {
  append_words(blocks, table_words(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
  append_room(blocks, layout);
}

std::vector<Task> table_tasks(const WorkedQuestion& question, RivalMethods&) { return {{{}, {table_words(question)}}}; }

}  // namespace

KindPages table_pages() {
  return {append_fill_in, append_worked_and_scheme, append_marker_sheet, nullptr, table_tasks};
}

}  // namespace stepmark::reports
