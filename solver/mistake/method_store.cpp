#include "solver/mistake/method_store.hpp"

#include <algorithm>
#include <utility>

#include "lib/expression/print.hpp"

namespace stepmark::mistake {

namespace {

/// What the wrong methods depend on.
std::string key_of(const Problem& problem) {
  std::string key;
  for (const Equation& equation : problem.optimizer.equations)
    key += equation.quantity + '=' + to_text(equation.right) + '\n';
  for (const Hyperparameter& hyper : problem.optimizer.hyperparameters) key += hyper.name + ' ';
  for (const Start& start : problem.optimizer.starts) {
    key += start.quantity + std::to_string(start.index) + (start.value ? to_text(*start.value) : "") + ' ';
  }
  for (const Schedule& schedule : problem.modifiers.schedules) key += '@' + schedule.hyperparameter;
  const Objective& objective = *problem.objective;
  key += std::to_string(static_cast<int>(objective.kind())) + '/' + std::to_string(objective.dimension()) + '/';
  key += objective.depends_on_step() ? 's' : '-';
  key += std::to_string(std::min<std::int64_t>(problem.steps, 3)) + ways_of_objective(problem);
  return key + (problem.state ? 'm' : '-');
}

std::vector<std::shared_ptr<const MethodPair>> pairs_with(const Problem& problem, const WrongMethod& first) {
  std::vector<std::shared_ptr<const MethodPair>> pairs;
  if (!find_mistake(first.mistake).drawn) return pairs;
  for (const Mistake& second : mistakes()) {
    if (second.id <= first.mistake || !second.drawn) continue;
    for (WrongMethod& both : wrong_methods(problem, first, second)) {
      pairs.push_back(std::make_shared<const MethodPair>(MethodPair{first.mistake, second.id, std::move(both)}));
    }
  }
  return pairs;
}

}  // namespace

MethodStore::Kept& MethodStore::kept(const Problem& problem) {
  const auto [place, is_new] = kept_.try_emplace(key_of(problem));
  Kept& here = place->second;
  if (is_new) {
    here.methods = wrong_methods(problem);
    here.pairs.resize(here.methods.size());
    here.misread.assign(here.methods.size(), TapeStore(StepSums::running));
  }
  return here;
}

MethodStore::Tapes::Tapes(const Problem& problem, Kept& kept)
    : problem_(bare(problem)), form_(problem_), kept_(kept), of_form_(of_form(kept, problem, form_.key())) {}

/// The tapes are kept once a form comes a second time.
MethodStore::OfForm& MethodStore::of_form(Kept& kept, const Problem& problem, const std::string& key) {
  constexpr std::size_t most_forms = 16;  // each with the tapes of a hundred methods
  if (kept.forms.size() >= most_forms && !kept.forms.contains(key)) kept.forms.clear();
  const auto [found, is_new] = kept.forms.try_emplace(key);
  OfForm& form = found->second;
  if (is_new) form.optimizer = problem.optimizer;
  if (!is_new) form.tapes.resize(kept.methods.size());
  return form;
}

const Tape& MethodStore::Tapes::of(std::size_t i) {
  const WrongMethod& method = kept_.methods[i];
  if (method.objective) return kept_.misread[i].of(worked_wrongly(problem_, method));
  if (!of_form_.tapes.empty()) {
    std::optional<SharedTape>& tape = of_form_.tapes[i];
    if (!tape) tape.emplace(form_, worked_wrongly(problem_, method), StepSums::running);
    if (const Tape* with_numbers = tape->with(form_.numbers())) return *with_numbers;
  }
  return other_ = compile(worked_wrongly(problem_, method), StepSums::running);
}

const std::vector<WrongMethod>& MethodStore::of(const Problem& problem) { return kept(problem).methods; }

std::vector<std::shared_ptr<const MethodPair>> MethodStore::pairs_of(const Problem& problem, std::size_t most) {
  Kept& here = kept(problem);
  Pairs all;
  for (std::size_t i = 0; i < here.methods.size() && all.size() < most; ++i) {
    const WrongMethod& first = here.methods[i];
    // What can be done with an objective that is misread is the problem's own.
    if (!first.objective && !here.pairs[i]) here.pairs[i] = pairs_with(problem, first);
    const Pairs pairs = first.objective ? pairs_with(problem, first) : *here.pairs[i];
    all.insert(all.end(), pairs.begin(), pairs.end());
  }
  return all;
}

}  // namespace stepmark::mistake
