#include "solver/length.hpp"
#include "solver/questions/kinds.hpp"
#include "solver/questions/recovery.hpp"

namespace stepmark::questions {

namespace {

/// A problem of one line, the hyperparameter solved for, whose parameters stay where they are.
Problem asking_for(const Problem& problem, const Recovery& recovery) {
  const std::string& name = problem.question.hyperparameter;
  Definition definition;
  definition.name = definition.optimizer = problem.base.name + ", solved for " + name;
  definition.equations = {{name, 0, recovery.solved, Shape::scalar, {}, false},
                          {"theta", 0, expression::name("theta", Index{"t", -1}), Shape::vector, {}, false}};
  definition.starts = {{"theta", 0, std::nullopt, {}}};
  definition.latex = problem.base.latex;
  Problem one = problem;
  one.question = {};
  one.modifiers = {};
  one.state.reset();
  one.steps = 1;
  one.base = one.optimizer = std::move(definition);
  one.working.reset();
  one.answer = {{name}, recovery.format, false};
  return one;
}

}  // namespace

Parts missing_parts(const Problem& problem) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  const Recovery recovery = recovery_of(problem);
  Part part = numbers_part(std::make_shared<const Problem>(asking_for(problem, recovery)), "value");
  part.asks = Part::Asks::value;
  part.taken_to = recovery.format;
  return {std::move(part)};
}

}  // namespace stepmark::questions
