#include "lib/base/error.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/model_answer.hpp"
#include "reports/question.hpp"
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

const std::string& title_of(const WorkedQuestion& question) {
  const Definition& definition = question.problem().base;
  return definition.title.empty() ? definition.name : definition.title;
}

/// The parameters of both optimizers beside each other, step by step; blanks, or the values.
void append_side_by_side(std::vector<Block>& blocks, const WorkedQuestion& one, const WorkedQuestion& other,
                         bool filled_in) {
  Table table;
  table.columns = {{{text("after step")}, Table::Align::right},
                   {{}, Table::Align::left},
                   {{text(title_of(one))}, Table::Align::right},
                   {{text(title_of(other))}, Table::Align::right}};
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
                          {component_head(one.notation(), component, "value")},
                          {cell(one, first[i])},
                          {cell(other, second[i])}});
  }
  blocks.emplace_back(std::move(table));
}

Part words_part(const WorkedQuestion& question) { return parts_of(question.problem()).back(); }

/// What words earn, and for what.
void append_model_answer(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Part words = words_part(question);
  append_heading(blocks, 3, "In words: " + independent_code(words.marks));
  blocks.emplace_back(Paragraph{
      {text("A model answer, up to " + in_marks(words.marks) +
            ". Accept whatever is true of these numbers and says what causes it. On an answer sheet, the marks "
            "given go into the row "),
       emphasis(words.row), text(".")}});
  List list;
  for (Inlines& sentence : model_answer_sentences(question.problem())) list.items.push_back(std::move(sentence));
  blocks.emplace_back(std::move(list));
}

const char* const ask_first = "Carry out the steps with the optimizer above. ";
const char* const ask_second = "Carry out the same steps with the following optimizer.";
const char* const ask_why = "How do the two optimizers behave differently, and why?";

void append_compare(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                    const QuestionLayout& layout) {
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_part(blocks, "(a)", ask_first + marks_sentence(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
  append_room(blocks, layout);
  append_part(blocks, "(b)", ask_second);
  append_method(blocks, other.notation(), layout);
  append_start(blocks, other.notation());
  append_line_table(blocks, other, other.asked(), to_fill_in);
  append_room(blocks, layout);
  append_part(blocks, "(c)",
              std::string("Copy the parameters into the table. ") + ask_why + marks_behind(words_part(question)));
  append_side_by_side(blocks, question, other, false);
  blocks.emplace_back(RuledRoom{3});
}

void append_compare_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_worked_and_scheme(blocks, question, methods);
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_heading(blocks, 3, "The other optimizer");
  append_worked_and_scheme(blocks, other, methods);
  append_heading(blocks, 3, "Side by side");
  append_side_by_side(blocks, question, other, true);
  append_model_answer(blocks, question);
}

void append_marker_sheets(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_marker_sheet(blocks, question, methods);
  const Problem second = second_of_comparison(question.problem());
  append_heading(blocks, 3, "The other optimizer");
  append_marker_sheet(blocks, WorkedQuestion(second), methods);
  append_model_answer(blocks, question);
}

void add_compare(Outline& page, const Problem& problem) {
  page.add("First work with the optimizer above, part (a); then, from the same start, with this one, part (b):");
  const Problem second = second_of_comparison(problem);
  add_method(page, second);
  add_start(page, second);
  page.add("(c) How do the two behave differently, and why?");
}

std::vector<Task> compare_tasks(const WorkedQuestion& question, RivalMethods&) {
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  Task task{{}, ask_second};
  append_method(task.shown, other.notation());
  append_start(task.shown, other.notation());
  return {{{}, ask_first + marks_sentence(question)}, std::move(task), {{}, ask_why}};
}

}  // namespace

KindPages compare_pages() {
  return {append_compare, append_compare_solution, append_marker_sheets, add_compare, compare_tasks};
}

}  // namespace stepmark::reports
