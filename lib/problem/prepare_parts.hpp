// The parts of a problem, one maker each.
#pragma once

#include "lib/problem/spec_field.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

Definition prepare_optimizer(const OptimizerSpec& spec, const Field& field, const Resolver& files);
void give_hyperparameters(const std::vector<NamedExpression>& values, Definition& base, Definition& optimizer);
Modifiers prepare_modifiers(const ModifiersSpec& spec, const Definition& optimizer);
/// @param name  of a hyperparameter of `optimizer`, in the field `path`
void check_hyperparameter(const Located<std::string>& name, const std::string& section, const Definition& optimizer);

struct Minimised {
  ObjectivePtr objective;
  std::vector<Expression> start;
};

/// @param first_step  to which the first of given gradients belongs
Minimised prepare_objective(const ProblemSpec& spec, const Resolver& files, std::int64_t first_step,
                            std::int64_t steps);

/// The step count alone, which the objective needs to know.
std::int64_t prepare_state_time(const StateSpec& spec);
/// Rewrites sums over all steps into recursions, whose value so far the state gives.
State prepare_state(const StateSpec& spec, Definition& optimizer, std::size_t dimension);

Working prepare_working(const WorkingSpec& spec, Objective::Kind kind);
Answer prepare_answer(const AnswerSpec& spec, const Definition& optimizer);
/// The names of mistakes are checked where the mistakes are known.
Question prepare_question(const QuestionSpec& spec, const Definition& optimizer, const Resolver& files,
                          std::int64_t first_step, std::int64_t last_step, const std::vector<std::string>& parameters);
Marks prepare_marks(const MarksSpec& spec);

}  // namespace stepmark::problem
