#include <algorithm>

#include "problems/kind/kinds.hpp"
#include "problems/level.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/questions/paths.hpp"
#include "solver/questions/recovery.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::problems {

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Gathered sizes are kept longer than first moments: beta2 > beta1, with this value for one of them.
bool keeps_order(const Problem& problem, const std::string& name, const Exact& value) {
  const mistake::Decays roles = mistake::decays(problem.base);
  const auto value_of = [&](const std::string& other) {
    return questions::close_to(problem.optimizer.find_hyperparameter(other)->value);
  };
  const auto all = [&](const std::vector<std::string>& others, auto suits) {
    return std::all_of(others.begin(), others.end(), [&](const std::string& other) { return suits(value_of(other)); });
  };
  if (has(roles.of_gradients, name)) return all(roles.of_sizes, [&](const Exact& other) { return value < other; });
  if (has(roles.of_sizes, name)) return all(roles.of_gradients, [&](const Exact& other) { return value > other; });
  return true;
}

/// Other than the usual one, which needs no table; in front the one that it has, which is the only one if it is pinned.
std::vector<Exact> values_to_try(const Finishing& at, const Hyperparameter& hyper) {
  const Exact usual = questions::close_to(hyper.value);
  const Exact now = questions::close_to(at.problem.optimizer.find_hyperparameter(hyper.name)->value);
  const bool is_pinned =
      std::any_of(at.pinned.begin(), at.pinned.end(), [&](const auto& one) { return one.first == hyper.name; });
  std::vector<Exact> all;
  if (!is_pinned && is_decay(hyper)) {
    for (const int hundredths : {60, 65, 70, 75, 80, 85, 90, 92, 94, 95, 96, 97, 98, 99}) {
      const Exact value = Exact::decimal(hundredths, 2);
      if (keeps_order(at.problem, hyper.name, value)) all.push_back(value);
    }
  } else if (!is_pinned) {
    for (const int times : {2, 3, 5, 20, 30, 50}) all.push_back(usual * Exact(times));
  }
  at.draw.shuffle(all);
  all.insert(all.begin(), now);
  std::erase(all, usual);
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

bool finish_missing(const Finishing& at) {
  at.draft.answer.ask.clear();  // what is asked is no line
  for (const Hyperparameter& hyper : candidates(at.problem, at.place)) {
    for (const Exact& value : values_to_try(at, hyper)) {
      if (!can_be_found(at.problem, hyper.name, value)) continue;
      set_value(at.draft, hyper.name, value);
      at.draft.question.hyperparameter = hyper.name;
      return true;
    }
  }
  return false;
}

}  // namespace

KindDraft missing_draft() { return {ask_for_what_is_worked, finish_missing}; }

}  // namespace stepmark::problems
