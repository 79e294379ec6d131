#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/lists.hpp"
#include "reports/method_name.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "solver/questions/tables.hpp"

namespace stepmark::reports {

namespace {

Inline ask_which() {
  return sentence(
      "Each of the optimizers below was run on this problem, from the same start. The tables show the parameters after "
      "each step. Which table did each optimizer produce?");
}

/// The letters beside each other, a row for each component after each step.
void append_tables(std::vector<Block>& blocks, const WorkedQuestion& question, const std::vector<PathTable>& tables) {
  const Notation& notation = question.notation();
  const std::size_t dimension = notation.dimension();
  Table table;
  table.columns = {{{sentence("after step")}, Table::Align::right}, {{}, Table::Align::left}};
  for (const PathTable& one : tables) table.columns.push_back({{strong(one.letter)}, Table::Align::right});
  for (std::size_t i = 0; i < tables.front().numbers.size(); ++i) {
    const std::size_t component = i % dimension;
    const std::int64_t t = notation.problem().first_step() + static_cast<std::int64_t>(i / dimension);
    table.rows.push_back({{text(component == 0 ? std::to_string(t) : "")}, {math(notation.parameter(component))}});
    for (const PathTable& one : tables) table.rows.back().push_back({question.number(one.numbers[i])});
  }
  blocks.emplace_back(std::move(table));
}

/// The equations and the settings of an optimizer.
void append_optimizer(std::vector<Block>& blocks, const Part& part, const QuestionLayout& layout) {
  const WorkedQuestion worked(*part.problem);
  append_method(blocks, worked.notation(), layout);
  append_settings(blocks, worked.notation());
}

Inline title_of(const Part& part) { return method_title(part.problem->base); }

void append_which(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                  const QuestionLayout& layout) {
  const Parts parts = parts_of(question.problem());
  append_words(blocks, ask_which());
  append_tables(blocks, question, tables_of(question.problem()));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append_part(blocks, label_of(parts, i).c_str(), {with_marks(title_of(parts[i]), parts[i])});
    append_optimizer(blocks, parts[i], layout);
    append_answer(blocks, sentence("Table ({letters}):", {{"letters", letters_of(parts[i])}}));
  }
  append_room(blocks, layout, 6);
}

void append_which_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  append_tables(blocks, question, tables_of(question.problem()));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append_heading(
        blocks, 3,
        sentence("{part} {title}: {answer}",
                 {{"part", label_of(parts, i)}, {"title", title_of(parts[i])}, {"answer", right_entry(parts[i])}}));
    append_worked(blocks, WorkedQuestion(*parts[i].problem));
  }
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_entry_scheme(blocks, parts);
}

void append_which_look_up(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  Table table;
  table.columns = {{{}, Table::Align::left},
                   {{sentence("optimizer")}, Table::Align::left},
                   {{sentence("table")}, Table::Align::left},
                   {{sentence("give")}, Table::Align::left}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    table.rows.push_back({{strong(label_of(parts, i))},
                          {title_of(parts[i])},
                          {strong(right_entry(parts[i]))},
                          {sentence("{code}, any other letter 0", {{"code", independent_code(parts[i].marks)}})}});
  }
  blocks.emplace_back(std::move(table));
}

void add_which(Outline& page, const Problem& problem, const QuestionLayout& layout) {
  const WorkedQuestion question(problem);
  const Parts parts = parts_of(problem);
  page.lines.push_back({{ask_which()}});
  for (const PathTable& table : tables_of(problem)) {
    std::vector<Inline> numbers;
    for (const Exact& number : table.numbers) {
      numbers.push_back(math(question.number(number).value, question.text(number)));
    }
    page.lines.push_back({with_commas(numbers), plain_indent, table.letter});
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    page.add(label_of(parts, i));
    add_method(page, *parts[i].problem, layout);
  }
}

std::vector<Task> which_tasks(const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  std::vector<Task> tasks;
  for (const Part& part : parts) {
    Task task{{}, {sentence("Which table did {optimizer} produce?", {{"optimizer", title_of(part)}})}};
    if (tasks.empty()) {
      append_words(task.shown, ask_which());
      append_tables(task.shown, question, tables_of(question.problem()));
    }
    append_optimizer(task.shown, part, {});
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace

KindPages which_pages() { return {append_which, append_which_solution, append_which_look_up, add_which, which_tasks}; }

}  // namespace stepmark::reports
