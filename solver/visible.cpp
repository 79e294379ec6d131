#include "solver/visible.hpp"

#include <algorithm>

#include "lib/problem/entries.hpp"
#include "solver/asked.hpp"
#include "solver/length.hpp"
#include "solver/stated.hpp"

namespace stepmark::solver {

namespace {

bool is_long(const Problem& problem) { return line_count(problem) > longest_to_mark.lines; }

bool shows(const Problem& problem, const Tape& tape, const Stated& stated, const std::string& quantity) {
  if (quantity == "theta" || stated.size() < tape.lines.size()) return true;
  bool is_filled_in = true;  // of which no line is left to ask for
  for (const std::size_t line : asked_lines(problem, tape)) {
    if (problem.optimizer.equations[tape.lines[line].equation].quantity != quantity) continue;
    if (!stated[line].is_zero()) return true;
    is_filled_in = false;
  }
  return is_filled_in;
}

/// The sum of all marks is what it was.
void keep_sum(Problem& problem, std::int64_t entries_before) {
  if (!problem.question.marks) return;
  const Exact scale = Exact(entries_before) / Exact(entries_of(problem));
  problem.marks.method = problem.marks.method * scale;
  problem.marks.accuracy = problem.marks.accuracy * scale;
}

}  // namespace

Problem asking_for_what_shows(Problem problem) {
  if (!problem.answer.by_default || is_long(problem)) return problem;
  const Tape tape = compile(problem);
  const Stated stated = state(problem, tape);
  std::vector<std::string> ask = problem.answer.ask;
  std::erase_if(ask, [&](const std::string& quantity) { return !shows(problem, tape, stated, quantity); });
  if (ask.empty() || ask.size() == problem.answer.ask.size()) return problem;
  const std::int64_t before = entries_of(problem);
  problem.answer.ask = std::move(ask);
  keep_sum(problem, before);
  return problem;
}

}  // namespace stepmark::solver
