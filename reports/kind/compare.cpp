#include "lib/base/error.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/method_name.hpp"
#include "reports/model_answer.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"

namespace stepmark::reports {

namespace {

std::vector<std::size_t> parameter_lines(const WorkedQuestion& question) {
  std::vector<std::size_t> lines;
  for (const std::size_t line : all_lines(question)) {
    const std::size_t equation = question.trace().lines[line].equation;
    if (question.problem().optimizer.equations[equation].quantity == "theta") lines.push_back(line);
  }
  return lines;
}

Inline title_of(const WorkedQuestion& question) { return method_title(question.problem().base); }

/// The parameters of both optimizers beside each other, step by step; blanks, or the values.
void append_side_by_side(std::vector<Block>& blocks, const WorkedQuestion& one, const WorkedQuestion& other,
                         bool filled_in) {
  Table table;
  table.columns = {{{sentence("after step")}, Table::Align::right},
                   {{}, Table::Align::left},
                   {{title_of(one)}, Table::Align::right},
                   {{title_of(other)}, Table::Align::right}};
  const std::vector<std::size_t> first = parameter_lines(one), second = parameter_lines(other);
  STEPMARK_ASSERT(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    const TraceLine& line = one.trace().lines[first[i]];
    const std::size_t component = line.component.value_or(0);
    const bool is_new = component == 0;
    const auto cell = [&](const WorkedQuestion& question, std::size_t at) {
      return filled_in ? question.number(question.stated()[at]) : blank(cell_blank);
    };
    table.rows.push_back({{text(is_new ? std::to_string(line.t) : "")},
                          {component_head(one.notation(), component, sentence("value"))},
                          {cell(one, first[i])},
                          {cell(other, second[i])}});
  }
  blocks.emplace_back(std::move(table));
}

Part words_part(const WorkedQuestion& question) { return parts_of(question.problem()).back(); }

/// What words earn, and for what.
void append_model_answer(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Part words = words_part(question);
  append_heading(blocks, 3, sentence("In words: {code}", {{"code", independent_code(words.marks)}}));
  append_words(blocks, sentence("A model answer, up to {marks}. Accept whatever is true of these numbers and says what "
                                "causes it. On an answer sheet, the marks given go into the row {row}.",
                                {{"marks", in_marks(words.marks)}, {"row", emphasis(words.row)}}));
  List list;
  for (Inlines& sentence : model_answer_sentences(question.problem())) list.items.push_back(std::move(sentence));
  blocks.emplace_back(std::move(list));
}

Inlines ask_first(const WorkedQuestion& question) {
  return sentences({sentence("Carry out the steps with the optimizer above."), marks_sentence(question)});
}
Inline ask_second() { return sentence("Carry out the same steps with the following optimizer."); }
Inline ask_why() { return sentence("How do the two optimizers behave differently, and why?"); }

void append_compare(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                    const QuestionLayout& layout) {
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_part(blocks, "(a)", ask_first(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
  append_room(blocks, layout);
  append_part(blocks, "(b)", {ask_second()});
  append_method(blocks, other.notation(), layout);
  append_start(blocks, other.notation());
  append_line_table(blocks, other, other.asked(), to_fill_in);
  append_room(blocks, layout);
  append_part(
      blocks, "(c)",
      sentences({sentence("Copy the parameters into the table."), with_marks(ask_why(), words_part(question))}));
  append_side_by_side(blocks, question, other, false);
  blocks.emplace_back(RuledRoom{3});
}

void append_compare_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_worked_and_scheme(blocks, question, methods);
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_heading(blocks, 3, sentence("The other optimizer"));
  append_worked_and_scheme(blocks, other, methods);
  append_heading(blocks, 3, sentence("Side by side"));
  append_side_by_side(blocks, question, other, true);
  append_model_answer(blocks, question);
}

void append_marker_sheets(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_marker_sheet(blocks, question, methods);
  const Problem second = second_of_comparison(question.problem());
  append_heading(blocks, 3, sentence("The other optimizer"));
  append_marker_sheet(blocks, WorkedQuestion(second), methods);
  append_model_answer(blocks, question);
}

void add_compare(Outline& page, const Problem& problem, const QuestionLayout& layout) {
  page.lines.push_back({{sentence(
      "First work with the optimizer above, part (a); then, from the same start, with this one, part (b):")}});
  const Problem second = second_of_comparison(problem);
  add_method(page, second, layout);
  add_start(page, second);
  page.lines.push_back({{sentence("(c) How do the two behave differently, and why?")}});
}

std::vector<Task> compare_tasks(const WorkedQuestion& question, RivalMethods&) {
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  Task task{{}, {ask_second()}};
  append_method(task.shown, other.notation());
  append_start(task.shown, other.notation());
  return {{{}, {ask_first(question)}}, std::move(task), {{}, {ask_why()}}};
}

}  // namespace

KindPages compare_pages() {
  return {append_compare, append_compare_solution, append_marker_sheets, add_compare, compare_tasks};
}

}  // namespace stepmark::reports
