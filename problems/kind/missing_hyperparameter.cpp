#include <algorithm>

#include "problems/kind/kinds.hpp"
#include "problems/level.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/questions/paths.hpp"
#include "solver/questions/recovery.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::problems {

namespace {

/// Other than the usual one, which needs no table; in front the one that it has, perhaps because it is pinned.
std::vector<Exact> values_to_try(const Hyperparameter& hyper, const Exact& now, Draw& draw) {
  const Exact usual = questions::close_to(hyper.value);
  std::vector<Exact> all;
  if (is_decay(hyper)) {
    for (const int hundredths : {60, 65, 70, 75, 80, 85, 90, 95}) all.push_back(Exact::decimal(hundredths, 2));
  } else {
    for (const int times : {2, 3, 5, 20, 30, 50}) all.push_back(usual * Exact(times));
  }
  std::erase(all, usual);
  draw.shuffle(all);
  if (now != usual) all.insert(all.begin(), now);
  return all;
}

bool can_be_found(const Problem& problem, const std::string& name, const Exact& value) try {
  Problem asking = questions::with_value(problem, name, value);
  asking.question.kind = Question::Kind::missing_hyperparameter;
  asking.question.hyperparameter = name;
  questions::recovery_of(asking);
  return true;
} catch (const InputError&) {
  return false;
} catch (const NoValue&) {
  return false;
}

void set_value(Draft& draft, const std::string& name, const Exact& value) {
  Values& values = draft.hyperparameters;
  const auto known = std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.first == name; });
  if (known == values.end()) {
    values.emplace_back(name, value);
  } else {
    known->second = value;
  }
}

/// Rates and decays of the definition, the one whose turn it is in front.
std::vector<Hyperparameter> candidates(const Problem& problem, const Place& place) {
  const std::vector<std::string> rates = learning_rates(problem.base);
  std::vector<Hyperparameter> all;
  for (const Hyperparameter& hyper : problem.base.hyperparameters) {
    const bool is_rate = std::find(rates.begin(), rates.end(), hyper.name) != rates.end();
    const bool is_plain = names_in(hyper.value).empty() && problem.optimizer.find_hyperparameter(hyper.name);
    if ((is_rate || is_decay(hyper)) && is_plain) all.push_back(hyper);
  }
  if (!all.empty())
    std::rotate(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(place.number % all.size()), all.end());
  return all;
}

bool finish_missing(Draft& draft, const Problem& problem, const Certificate&, Draw& draw, const Place& place) {
  draft.answer.ask.clear();  // what is asked is no line
  for (const Hyperparameter& hyper : candidates(problem, place)) {
    const Exact now = questions::close_to(problem.optimizer.find_hyperparameter(hyper.name)->value);
    for (const Exact& value : values_to_try(hyper, now, draw)) {
      if (!can_be_found(problem, hyper.name, value)) continue;
      set_value(draft, hyper.name, value);
      draft.question.hyperparameter = hyper.name;
      return true;
    }
  }
  return false;
}

}  // namespace

KindDraft missing_draft() { return {ask_for_what_is_worked, finish_missing}; }

}  // namespace stepmark::problems
