#include <algorithm>
#include <numeric>

#include "lib/base/error.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "solver/length.hpp"
#include "solver/questions/kinds.hpp"
#include "solver/questions/tables.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

namespace {

const std::string& title_of(const Definition& definition) {
  return definition.title.empty() ? definition.name : definition.title;
}

/// By title: the problem's own optimizer has no place of its own.
std::vector<std::size_t> in_order_of_titles(const std::vector<Definition>& optimizers) {
  std::vector<std::size_t> order(optimizers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return title_of(optimizers[a]) < title_of(optimizers[b]); });
  return order;
}

std::vector<Exact> numbers_of(const Problem& problem) {
  const Tape tape = compile(problem);
  const Stated stated = solver::state(problem, tape);
  std::vector<Exact> numbers;
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    if (problem.optimizer.equations[tape.lines[i].equation].quantity != "theta") continue;
    if (i >= stated.size()) {
      throw InputError({problem.file, 0, 0},
                       "the path of " + problem.base.name + " has no value at step " + std::to_string(tape.lines[i].t),
                       "expected optimizers that can all be worked to the end");
    }
    numbers.push_back(stated[i]);
  }
  return numbers;
}

void check_different(const Problem& problem, const std::vector<PathTable>& tables) {
  for (std::size_t a = 0; a < tables.size(); ++a) {
    for (std::size_t b = a + 1; b < tables.size(); ++b) {
      if (tables[a].numbers != tables[b].numbers) continue;
      throw InputError({problem.file, 0, 0},
                       "the tables of " + tables[a].problem->base.name + " and " + tables[b].problem->base.name +
                           " have the same numbers",
                       "expected optimizers that differ in the digits asked");
    }
  }
}

}  // namespace

std::vector<PathTable> tables_of(const Problem& problem) {
  std::vector<PathTable> tables;
  for (const Definition& definition : problem.question.optimizers) {
    Problem worked = worked_by(problem, definition);
    PathTable table;
    table.letter = letter_of(tables.size());
    table.numbers = numbers_of(worked);
    table.problem = std::make_shared<const Problem>(std::move(worked));
    tables.push_back(std::move(table));
  }
  return tables;
}

Parts which_parts(const Problem& problem) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  const std::vector<PathTable> tables = tables_of(problem);
  check_different(problem, tables);
  Parts parts;
  for (const std::size_t right : in_order_of_titles(problem.question.optimizers)) {
    Part part = letter_part(problem, parts.size());
    for (const PathTable& table : tables) part.options.push_back({table.letter, ""});
    part.right = right;
    part.problem = tables[right].problem;
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace stepmark::questions
