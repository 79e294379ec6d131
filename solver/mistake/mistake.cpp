#include "solver/mistake/mistake.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::mistake {

namespace {

/// Do the rewritten equations find every value that they use? Two steps show it.
bool can_be_worked(const Problem& problem, const WrongMethod& method) {
  Problem trial = worked_wrongly(problem, method);
  trial.steps = std::min<std::int64_t>(problem.steps, 2);
  try {
    compile(trial);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

bool same_equations(const WrongMethod& a, const WrongMethod& b) {
  if (a.objective || b.objective || a.changed != b.changed) return false;
  return std::all_of(a.changed.begin(), a.changed.end(),
                     [&](std::size_t i) { return a.definition.equations[i].right == b.definition.equations[i].right; });
}

}  // namespace

Problem worked_wrongly(const Problem& problem, const WrongMethod& method) {
  Problem wrong = problem;
  for (const std::size_t i : method.changed) wrong.optimizer.equations[i].right = method.definition.equations[i].right;
  for (const Start& start : method.definition.starts) {
    if (!wrong.optimizer.find_start(start.quantity, start.index)) wrong.optimizer.starts.push_back(start);
  }
  if (method.objective) wrong.objective = method.objective(problem.objective);
  return wrong;
}

Definition bare(Definition definition) {
  definition.calls.clear();
  definition.latex.clear();
  for (std::string* text : {&definition.title, &definition.source, &definition.convention}) text->clear();
  return definition;
}

Problem bare(const Problem& problem) {
  Problem result = problem;
  result.title.clear();
  result.base = {};
  result.optimizer = bare(std::move(result.optimizer));
  result.answer = {};
  result.question = {};
  return result;
}

std::vector<WrongMethod> wrong_methods(const Problem& problem, const Mistake& mistake) {
  std::vector<WrongMethod> kept;
  if (!mistake.drawn && problem.dimension() > widest_by_hand) return kept;
  for (WrongMethod& way : mistake.apply(problem)) {
    way.mistake = mistake.id;
    const auto is_same = [&](const WrongMethod& other) { return same_equations(other, way); };
    if (std::none_of(kept.begin(), kept.end(), is_same) && can_be_worked(problem, way)) kept.push_back(std::move(way));
  }
  return kept;
}

std::vector<WrongMethod> wrong_methods(const Problem& problem) {
  std::vector<WrongMethod> all;
  for (const Mistake& mistake : mistakes()) {
    auto ways = wrong_methods(problem, mistake);
    std::move(ways.begin(), ways.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<WrongMethod> wrong_methods(const Problem& problem, const WrongMethod& first, const Mistake& second) {
  auto ways = wrong_methods(worked_wrongly(problem, first), second);
  for (WrongMethod& way : ways) {
    for (const std::size_t i : first.changed) {
      const auto at = std::lower_bound(way.changed.begin(), way.changed.end(), i);
      if (at == way.changed.end() || *at != i) way.changed.insert(at, i);
    }
    if (!first.objective) continue;
    way.objective = way.objective ? [inner = first.objective, outer = way.objective](
                                        const ObjectivePtr& objective) { return outer(inner(objective)); }
                                  : first.objective;
  }
  return ways;
}

}  // namespace stepmark::mistake
