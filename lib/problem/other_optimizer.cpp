#include "lib/problem/other_optimizer.hpp"

namespace stepmark {

void take_values(Definition& definition, const Definition& given) {
  for (Hyperparameter& hyper : definition.hyperparameters) {
    if (const Hyperparameter* same = given.find_hyperparameter(hyper.name)) hyper.value = same->value;
  }
}

Problem with_optimizer(const Problem& problem, Definition definition) {
  Problem other = problem;
  take_values(definition, problem.optimizer);
  other.base = std::move(definition);
  other.optimizer = apply(problem.modifiers, other.base);
  take_values(other.optimizer, problem.optimizer);  // under a schedule, eta_0 has what eta was given
  return other;
}

Problem second_of_comparison(const Problem& problem) try {
  Problem other = with_optimizer(problem, *problem.question.other);
  other.question = {};
  other.answer.ask.clear();
  for (const Equation& equation : other.optimizer.equations) other.answer.ask.push_back(equation.quantity);
  for (const std::string& quantity : carried_quantities(other.optimizer)) {
    if (!problem.state || problem.state->values.count(quantity)) continue;
    throw InputError({}, "[state] has no " + quoted(quantity) + " for the other optimizer",
                     "expected a comparison from the first step");
  }
  return other;
} catch (const InputError& error) {
  throw error.at({problem.file, 0, 0});
}

}  // namespace stepmark
