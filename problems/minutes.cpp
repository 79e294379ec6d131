#include "problems/minutes.hpp"

#include <algorithm>
#include <limits>

#include "lib/problem/other_optimizer.hpp"

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

Workload workload_of_question(const Problem& problem) {
  Workload load = workload_left(problem, compile(problem));
  if (!problem.question.other) return load;
  const Problem second = second_of_comparison(problem);
  add(workload_left(second, compile(second)), load);
  return load;
}

std::int64_t minutes_for(const Problem& problem, const Pace& pace) {
  const std::int64_t words = problem.question.other ? pace.words : 0;
  constexpr std::int64_t minute = 60;
  return (seconds_for(workload_of_question(problem), pace) + words + minute - 1) / minute;
}

}  // namespace stepmark::problems
