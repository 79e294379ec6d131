#include "lib/expression/print.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/latex_width.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/sentence.hpp"
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
  return {sentence(
      "The table shows these steps, worked with a value of {symbol} that is not given. Find {symbol} to {precision}.",
      {{"symbol", symbol(problem)}, {"precision", precision_in_words(*part.problem->answer.give)}})};
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
  words.push_back(between_sentences());
  words.push_back(marks_sentence(asked));
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
  append_words(blocks, sentence("The line of {name} in step {t} tells {symbol} most closely:",
                                {{"name", question.name(recovery.line)}, {"t", line.t}, {"symbol", symbol(problem)}}));
  std::vector<std::string> rows;
  append_rows(rows, question.name(recovery.line).value,
              formula_at(question.notation(), line.equation, line.t, page_width));
  append_aligned(blocks, rows);
  append_words(blocks, sentence("Solved for {symbol}, with the numbers of the table:", {{"symbol", symbol(problem)}}));
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
                   {{sentence("marks")}, Table::Align::left},
                   {{sentence("accept")}, Table::Align::left}};
  table.rows = {{{asked.number(right)},
                 {text(mark_codes(marks.method, marks.accuracy))},
                 {sentence("awrt {answer}", {{"answer", number(asked.text(right))}})}},
                {{asked.number(right - unit), text(", "), asked.number(right + unit)},
                 {text(mark_codes(marks.method, Exact(0)))},
                 {sentence("one unit off, or cut off")}},
                {{sentence("any other")}, {text("0")}, {}}};
  blocks.emplace_back(std::move(table));
  append_words(blocks,
               sentence("M (method): a line of the table solved for the value. A (accuracy): the value. awrt: any "
                        "answer that rounds to. Where a working is shown that solves a line rightly with a number "
                        "misread, award M."));
}

void append_missing_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_recovery(blocks, question);
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_look_up(blocks, question);
}

void append_missing_look_up(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_look_up(blocks, question);
}

void add_missing(Outline& page, const Problem& problem, const QuestionLayout&) {
  const WorkedQuestion question(problem);
  page.lines.push_back({task_words(question)});
  add_lines(page, question, question.stated(), [](std::size_t) { return true; });
}

std::vector<Task> missing_tasks(const WorkedQuestion& question, RivalMethods&) {
  Task task;
  task.shown.emplace_back(Paragraph{task_words(question)});
  append_whole_table(task.shown, question);
  task.words = {marks_sentence(WorkedQuestion(*value_part(question).problem))};
  return {std::move(task)};
}

}  // namespace

KindPages missing_pages() {
  return {append_missing, append_missing_solution, append_missing_look_up, add_missing, missing_tasks};
}

}  // namespace stepmark::reports
