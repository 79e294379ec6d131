#include "lib/problem/other_optimizer.hpp"

#include "lib/optimizer/same_hyperparameters.hpp"
#include "lib/problem/entries.hpp"

namespace stepmark::problem {

namespace {

/// What the problem gives to a hyperparameter of its base; under a schedule, what the schedule begins from. Null for a
/// list of values.
const Expression* value_given(const Problem& problem, const std::string& hyperparameter) {
  if (const Hyperparameter* hyper = problem.optimizer.find_hyperparameter(hyperparameter)) return &hyper->value;
  const Equation* schedule = problem.optimizer.find_equation(hyperparameter);
  if (!schedule) return nullptr;
  for (const Name& name : names_in(schedule->right)) {
    if (const Hyperparameter* first = problem.optimizer.find_hyperparameter(name.symbol)) return &first->value;
  }
  return nullptr;
}

void give(Definition& definition, const std::string& hyperparameter, const Expression& value) {
  for (Hyperparameter& hyper : definition.hyperparameters) {
    if (hyper.name == hyperparameter) hyper.value = value;
  }
}

void rename_schedules(Modifiers& modifiers, const std::string& from, const std::string& to) {
  for (Schedule& schedule : modifiers.schedules) {
    if (schedule.hyperparameter == from) schedule.hyperparameter = to;
  }
}

/// What modifiers have brought in stays as it stands in the problem.
void take_added(Problem& other, const Problem& problem) {
  for (Hyperparameter& hyper : other.optimizer.hyperparameters) {
    const bool added = !other.base.find_hyperparameter(hyper.name) && !problem.base.find_hyperparameter(hyper.name);
    const Hyperparameter* given = added ? problem.optimizer.find_hyperparameter(hyper.name) : nullptr;
    if (given) hyper.value = given->value;
  }
}

}  // namespace

Problem with_optimizer(const Problem& problem, Definition definition) {
  Problem other = problem;
  for (const auto& [ours, theirs] : same_hyperparameters(problem.base, definition)) {
    if (const Expression* value = value_given(problem, ours)) give(definition, theirs, *value);
    if (ours != theirs) rename_schedules(other.modifiers, ours, theirs);
  }
  other.base = std::move(definition);
  other.optimizer = apply(other.modifiers, other.base);
  take_added(other, problem);
  return other;
}

Problem worked_by(const Problem& problem, Definition definition) try {
  Problem other = with_optimizer(problem, std::move(definition));
  other.question = {};
  other.answer.ask.clear();
  for (const Equation& equation : other.optimizer.equations) other.answer.ask.push_back(equation.quantity);
  leave_out_given(other);
  for (const std::string& quantity : carried_quantities(other.optimizer)) {
    if (!problem.state || problem.state->values.count(quantity)) continue;
    throw InputError({}, "[state] has no " + in_quotes(quantity) + " for the other optimizer",
                     "expected a comparison from the first step");
  }
  return other;
} catch (const InputError& error) {
  throw error.at({problem.file, 0, 0});
}

Problem second_of_comparison(const Problem& problem) { return worked_by(problem, *problem.question.other); }

}  // namespace stepmark::problem
