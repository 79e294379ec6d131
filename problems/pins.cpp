#include "problems/pins.hpp"

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/spec_field.hpp"

namespace stepmark::problems {

namespace {

Exact rational(const Expression& value, const Location& where, const std::string& what) {
  const auto exact = exact_value(value);
  if (exact) return *exact;
  throw InputError(where, what + " is irrational, and problems are drawn with it", "expected a decimal or a fraction");
}

void set(Values& values, const std::string& name, Exact value) {
  for (auto& [known, old] : values) {
    if (known != name) continue;
    old = std::move(value);
    return;
  }
  values.emplace_back(name, std::move(value));
}

/// All that --set can name.
std::vector<std::string> names_to_set(const std::vector<std::string>& optimizers) {
  std::vector<std::string> names;
  for (const std::string& optimizer : optimizers) {
    for (const Hyperparameter& hyper : find_definition(optimizer).hyperparameters) {
      if (std::find(names.begin(), names.end(), hyper.name) == names.end()) names.push_back(hyper.name);
    }
  }
  for (const ModifierNumber& number : modifier_numbers()) names.emplace_back(number.name);
  return names;
}

/// Decay may be nothing, and a bound may not.
void check_modifier(const std::string& name, const Exact& value) {
  const bool is_bound = name == "clip_norm" || name == "clip_value";
  if (value.sign() > 0 || (value.is_zero() && !is_bound)) return;
  throw InputError({}, name + " is set to " + value.to_string(),
                   is_bound ? "expected a number above 0" : "expected 0 or more");
}

}  // namespace

const std::vector<ModifierNumber>& modifier_numbers() {
  static const std::vector<ModifierNumber> numbers = {{"weight_decay", &Modifiers::weight_decay},
                                                      {"decoupled_weight_decay", &Modifiers::decoupled_weight_decay},
                                                      {"clip_norm", &Modifiers::clip_norm},
                                                      {"clip_epsilon", &Modifiers::clip_epsilon},
                                                      {"clip_value", &Modifiers::clip_value}};
  return numbers;
}

namespace {

void pin_state(Pins& pins, const State& state, const Location& where) {
  const auto take = [&](const std::string& name, const std::vector<Expression>& values) {
    for (const Expression& value : values) pins.state[name].push_back(rational(value, where, "the state"));
  };
  for (const auto& [quantity, values] : state.values) take(quantity, values);
  take("previous", state.previous);
}

}  // namespace

bool Pins::is_empty() const { return to_text(*this).empty(); }

const Exact* Pins::find(const std::string& hyperparameter) const {
  const auto found = std::find_if(hyperparameters.begin(), hyperparameters.end(),
                                  [&](const auto& value) { return value.first == hyperparameter; });
  return found == hyperparameters.end() ? nullptr : &found->second;
}

Pins pins_of(const ProblemSpec& spec, const Problem& problem) {
  Pins pins;
  for (const auto& [name, source] : spec.hyperparameters) {
    set(pins.hyperparameters, name.value, exact_of(source, Field("hyperparameters", name.value)));
  }
  pins.modifiers = problem.modifiers;
  for (std::size_t i = 0; i < problem.start.size(); ++i) {
    pins.start.push_back(rational(problem.start[i], spec.start.where, "the start"));
  }
  if (!spec.parameters.empty()) pins.names = problem.objective->parameters();
  pins.working = problem.working;
  if (spec.answer.ask) pins.answer.ask = problem.answer.ask;
  pins.answer.give = problem.answer.give;
  pins.answer.last_step_only = problem.answer.last_step_only;
  if (problem.state) pin_state(pins, *problem.state, spec.state->where);
  const Marks usual, &stated = problem.marks;
  const bool is_usual = stated.method == usual.method && stated.accuracy == usual.accuracy &&
                        stated.follow_through == usual.follow_through &&
                        stated.strict_convention == usual.strict_convention;
  if (!is_usual) pins.marks = stated;
  return pins;
}

void pin(Pins& pins, const std::string& setting, const std::vector<std::string>& optimizers) {
  const std::size_t equals = setting.find('=');
  const std::string name = setting.substr(0, equals);
  if (equals == std::string::npos || equals + 1 == setting.size()) {
    throw InputError({}, "the setting is " + in_quotes(setting), "expected NAME=VALUE, as in eta=0.1");
  }
  const Expression value = parse_constant(setting.substr(equals + 1), {});
  const Exact exact = rational(value, {}, name);
  for (const ModifierNumber& number : modifier_numbers()) {
    if (number.name != name) continue;
    check_modifier(name, exact);
    pins.modifiers.*number.value = value;
    return;
  }
  const std::vector<std::string> names = names_to_set(optimizers);
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    throw InputError({}, "there is no " + in_quotes(name) + " to set", suggest(name, names, names.size()));
  }
  set(pins.hyperparameters, name, exact);
}

std::string to_text(const Pins& pins) {
  Draft draft;
  draft.hyperparameters = pins.hyperparameters;
  draft.modifiers = pins.modifiers;
  draft.answer = pins.answer;
  draft.marks = pins.marks;
  draft.objective.names = pins.names;
  draft.objective.start = pins.start;
  draft.state = pins.state;
  return pinned_text(draft, pins.working);
}

}  // namespace stepmark::problems
