#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"

namespace stepmark::reports {

namespace {

/// Every quantity of every step.
void append_fill_in(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                    const QuestionLayout& layout) {
  append_words(blocks, "Complete the table" + steps_asked(question.problem()) + ". " + marks_sentence(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
  append_room(blocks, layout);
}

}  // namespace

KindPages table_pages() { return {append_fill_in, append_worked_and_scheme, append_marker_sheet, nullptr}; }

}  // namespace stepmark::reports
