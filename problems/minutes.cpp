#include "problems/minutes.hpp"

#include <algorithm>
#include <limits>

#include "lib/problem/other_optimizer.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::problems {

namespace {

void add(const Workload& more, Workload& load) {
  load.multiplications += more.multiplications;
  load.divisions += more.divisions;
  load.roots += more.roots;
  load.functions += more.functions;
  load.digits += std::min(more.digits, std::numeric_limits<int>::max() - load.digits);
}

std::int64_t seconds_for(const Workload& load, const Pace& pace) {
  return load.multiplications * pace.multiplication + load.divisions * pace.division + load.roots * pace.root +
         load.functions * pace.function + load.digits * pace.digit;
}

}  // namespace

namespace {

/// So many steps tell which optimizer made a table.
constexpr std::int64_t telling_steps = 2;

/// Of the paths, or of the line that is solved, to which the parts refer.
Workload workload_of_parts(const Problem& problem) {
  Workload load;
  for (const Part& part : questions::parts_of(problem)) {
    if (!part.problem) continue;
    Problem worked = *part.problem;
    if (problem.question.kind == Question::Kind::which) worked.steps = std::min(worked.steps, telling_steps);
    add(workload_left(worked, compile(worked)), load);
  }
  return load;
}

/// Is it answered by letters, or by a number that is no line?
bool asks_for_no_line(const Question& question) {
  return !question.values.empty() || question.zero_step || !question.optimizers.empty() ||
         question.kind == Question::Kind::missing_hyperparameter;
}

std::int64_t letters_of(const Problem& problem) {
  if (!asks_for_no_line(problem.question)) return 0;
  const questions::Parts parts = questions::parts_of(problem);
  return std::count_if(parts.begin(), parts.end(), [](const Part& part) { return part.asks == Part::Asks::letter; });
}

}  // namespace

Workload workload_of_question(const Problem& problem) {
  if (asks_for_no_line(problem.question)) return workload_of_parts(problem);
  Workload load = workload_left(problem, compile(problem));
  if (!problem.question.other) return load;
  const Problem second = second_of_comparison(problem);
  add(workload_left(second, compile(second)), load);
  return load;
}

std::int64_t minutes_for(const Problem& problem, const Pace& pace) {
  const std::int64_t words = (problem.question.other ? pace.words : 0) + letters_of(problem) * pace.letter;
  constexpr std::int64_t minute = 60;
  return (seconds_for(workload_of_question(problem), pace) + words + minute - 1) / minute;
}

}  // namespace stepmark::problems
