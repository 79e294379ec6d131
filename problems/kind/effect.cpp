#include <algorithm>

#include "lib/problem/entries.hpp"
#include "problems/kind/kinds.hpp"
#include "problems/level.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/questions/paths.hpp"

namespace stepmark::problems {

namespace {

constexpr std::size_t most_settings = 3;

/// A gradient of zero, behind the first step, where the optimizer has something to keep.
bool ask_about_zero(Draft& draft, const Problem& problem, Draw& draw) {
  auto& gradients = draft.objective.gradients;
  if (gradients.size() < 2 || quantities_told(problem.optimizer).size() < 2) return false;
  const auto t = static_cast<std::size_t>(draw.between(1, static_cast<std::int64_t>(gradients.size()) - 1));
  const auto component = static_cast<std::size_t>(draw.between(0, static_cast<std::int64_t>(problem.dimension()) - 1));
  gradients[t][component] = 0;
  draft.question.zero_step = problem.first_step() + static_cast<std::int64_t>(t);
  draft.question.component = problem.objective->parameters()[component];
  return true;
}

std::vector<Exact> settings_to_try(const Hyperparameter& hyper, const Exact& value) {
  std::vector<Exact> all;
  if (is_decay(hyper)) {
    for (const int tenths : {1, 3, 5, 7, 9}) all.push_back(Exact::decimal(tenths, 1));
    return all;
  }
  for (const int quarters : {1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 60, 80}) {
    all.push_back((value * Exact(quarters) / Exact(4)).rounded(DecimalFormat::figures(2), RoundingRule::half_up));
  }
  return all;
}

/// Values with effects that differ, in any order; fewer than two where there are none.
std::vector<Exact> choose_settings(const Problem& problem, const Hyperparameter& hyper, Draw& draw) {
  const Exact now = questions::close_to(hyper.value);
  std::vector<Exact> candidates = settings_to_try(hyper, now), chosen;
  draw.shuffle(candidates);
  std::vector<questions::Behaviour> seen;
  for (const Exact& value : candidates) {
    const Problem other = questions::with_value(problem, hyper.name, value);
    const auto stated = questions::behaviour_of(questions::points_of(other, "theta", 0));
    const auto exact = questions::behaviour_of(questions::close_points_of(other, "theta", 0));
    if (!stated || stated != exact || std::find(seen.begin(), seen.end(), *stated) != seen.end()) continue;
    seen.push_back(*stated);
    chosen.push_back(value);
    if (chosen.size() == most_settings) break;
  }
  return chosen;
}

bool is_scalar_setting(const Problem& problem, const Hyperparameter& hyper) {
  const std::vector<std::string> rates = learning_rates(problem.base);
  return is_decay(hyper) || std::find(rates.begin(), rates.end(), hyper.name) != rates.end();
}

bool ask_about_settings(Draft& draft, const Problem& problem, Draw& draw, const Place& place) {
  std::vector<Hyperparameter> hypers;
  for (const Hyperparameter& hyper : problem.optimizer.hyperparameters) {
    if (is_scalar_setting(problem, hyper) && names_in(hyper.value).empty()) hypers.push_back(hyper);
  }
  for (std::size_t i = 0; i < hypers.size(); ++i) {
    const Hyperparameter& hyper = hypers[static_cast<std::size_t>((place.number + i) % hypers.size())];
    const std::vector<Exact> values = choose_settings(problem, hyper, draw);
    if (values.size() < 2) continue;
    draft.question.hyperparameter = hyper.name;
    draft.question.values = values;
    draft.question.component = problem.objective->parameters().front();
    return true;
  }
  return false;
}

bool finish_effect(const Finishing& at) {
  at.draft.answer.ask.clear();  // what is asked are the letters
  return ask_about_zero(at.draft, at.problem, at.draw) || ask_about_settings(at.draft, at.problem, at.draw, at.place);
}

}  // namespace

KindDraft effect_draft() { return {ask_for_what_is_worked, finish_effect}; }

}  // namespace stepmark::problems
