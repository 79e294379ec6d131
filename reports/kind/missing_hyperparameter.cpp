#include "lib/expression/print.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/latex_width.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/statement.hpp"
#include "reports/substitution.hpp"
#include "reports/working.hpp"
#include "solver/questions/recovery.hpp"

namespace stepmark::reports {

namespace {

Inline symbol(const Problem& problem) {
  const std::string& name = problem.question.hyperparameter;
  return math(latex_symbol(name, {}, &problem.optimizer.latex), name);
}

Part value_part(const WorkedQuestion& question) { return parts_of(question.problem()).front(); }

Inlines task_words(const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  const Part part = value_part(question);
  return {text("The table shows these steps, worked with a value of "), symbol(problem),
          text(" that is not given. Find "), symbol(problem),
          text(" to " + precision_in_words(*part.problem->answer.give) + ".")};
}

void append_whole_table(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_line_table(blocks, question, all_lines(question),
                    [&](std::size_t line) { return question.number(question.stated()[line]); });
}

void append_missing(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                    const QuestionLayout& layout) {
  Inlines words = task_words(question);
  const Part part = value_part(question);
  const WorkedQuestion asked(*part.problem);
  words.push_back(text(" " + marks_sentence(asked)));
  blocks.emplace_back(Paragraph{std::move(words)});
  append_whole_table(blocks, question);
  blocks.emplace_back(Paragraph{{symbol(question.problem()), text(" = "), blank(cell_blank)}});
  append_room(blocks, layout, 6);
}

/// The line that tells it, and what it gives.
void append_recovery(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  const Recovery recovery = recovery_of(problem);
  const TraceLine& line = question.trace().lines[recovery.line];
  blocks.emplace_back(
      Paragraph{{text("The line of "), question.name(recovery.line),
                 text(" in step " + std::to_string(line.t) + " tells "), symbol(problem), text(" most closely:")}});
  std::vector<std::string> rows;
  append_rows(rows, question.name(recovery.line).value,
              formula_at(question.notation(), line.equation, line.t, page_width));
  append_aligned(blocks, rows);
  blocks.emplace_back(Paragraph{{text("Solved for "), symbol(problem), text(", with the numbers of the table:")}});
  const Part part = value_part(question);
  const WorkedQuestion asked(*part.problem);
  blocks.emplace_back(MathBlock{symbol(problem).value + " = " + to_latex(recovery.solved) + " \\approx " +
                                asked.number(asked.stated().front()).value});
}

/// What each number earns. Whoever takes another line of the table comes to other digits beyond those asked.
void append_look_up(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Part part = value_part(question);
  const WorkedQuestion asked(*part.problem);
  const Marks& marks = part.problem->marks;
  const Exact right = asked.stated().front(), unit = unit_of(right, *part.problem->answer.give);
  Table table;
  table.columns = {{{symbol(question.problem())}, Table::Align::left},
                   {{text("marks")}, Table::Align::left},
                   {{text("accept")}, Table::Align::left}};
  table.rows = {
      {{asked.number(right)}, {text(mark_codes(marks.method, marks.accuracy))}, {text("awrt " + asked.text(right))}},
      {{asked.number(right - unit), text(", "), asked.number(right + unit)},
       {text(mark_codes(marks.method, Exact(0)))},
       {text("one unit off, or cut off")}},
      {{text("any other")}, {text("0")}, {}}};
  blocks.emplace_back(std::move(table));
  append_words(blocks,
               "M (method): a line of the table solved for the value. A (accuracy): the value. awrt: any answer that "
               "rounds to. Where a working is shown that solves a line rightly with a number misread, award M.");
}

void append_missing_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_recovery(blocks, question);
  append_heading(blocks, 3, "Mark scheme");
  append_look_up(blocks, question);
}

void append_missing_look_up(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_look_up(blocks, question);
}

void add_missing(Outline& page, const Problem& problem) {
  const WorkedQuestion question(problem);
  page.lines.push_back({task_words(question)});
  add_lines(page, question, question.stated(), [](std::size_t) { return true; });
}

std::vector<Task> missing_tasks(const WorkedQuestion& question, RivalMethods&) {
  Task task;
  task.shown.emplace_back(Paragraph{task_words(question)});
  append_whole_table(task.shown, question);
  task.words = marks_sentence(WorkedQuestion(*value_part(question).problem));
  return {std::move(task)};
}

}  // namespace

KindPages missing_pages() {
  return {append_missing, append_missing_solution, append_missing_look_up, add_missing, missing_tasks};
}

}  // namespace stepmark::reports
