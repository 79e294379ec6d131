// From what somebody states to a problem that is whole.
#include <set>

#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/entries.hpp"
#include "lib/problem/prepare_parts.hpp"

namespace stepmark::problem {

namespace {

Exact share_of(const SourceExpression& source, const Field& field, const Exact& most) {
  const Exact share = exact_of(source, field);
  if (share.sign() >= 0 && share <= most) return share;
  field.fail(source.where, field.key + " is " + in_quotes(source.text),
             "expected a number from 0 to " + most.to_string());
}

/// A person's two rules on ties; the others are for a calculator.
RoundingRule ties_of(const Located<RoundingRule>& ties) {
  if (ties.value == RoundingRule::half_up || ties.value == RoundingRule::half_even) return ties.value;
  Field("working", "ties")
      .fail(ties.where, "ties is " + in_quotes(to_string(ties.value)), "expected 'half up' or 'half even'");
}

Working::Each each_of(const Located<Working::Each>& each, Objective::Kind kind) {
  const bool seen = kind == Objective::Kind::gradient || kind == Objective::Kind::gradients;
  if (each.value == Working::Each::line || seen) return each.value;
  Field("working", "each")
      .fail(each.where, "each is 'operation', and the gradient is derived",
            "expected an objective with gradient or gradients, whose operations are seen");
}

/// A definition from a file has a value for each; one that is made in code may leave it to the problem.
void check_values(const Definition& optimizer) {
  for (const Hyperparameter& hyper : optimizer.hyperparameters) {
    if (hyper.value) continue;
    Field("hyperparameters", hyper.name)
        .fail({}, in_quotes(optimizer.name) + " has no value for " + in_quotes(hyper.name), "expected one");
  }
}

/// The base with the problem's values and modifiers in it.
Definition completed(const ProblemSpec& spec, Problem& problem) {
  Definition optimizer = problem.base;
  give_hyperparameters(spec.hyperparameters, problem.base, optimizer);
  check_values(optimizer);
  const Field field("optimizer");
  for (Definition* definition : {&problem.base, &optimizer}) {
    placed(field.at(spec.optimizer.where), [&] { check(*definition); });
  }
  if (!spec.modifiers) return optimizer;
  problem.modifiers = prepare_modifiers(*spec.modifiers, optimizer);
  return placed(problem.modifiers.where, [&] { return apply(problem.modifiers, optimizer); });
}

std::int64_t steps_of(const ProblemSpec& spec) {
  const Field field("steps");
  if (!spec.steps.given()) field.fail(spec.where, "the problem has no 'steps'", "expected steps = ...");
  return integer_of(spec.steps, field, 1, Problem::max_steps);
}

void prepare_run(const ProblemSpec& spec, const Resolver& files, Problem& problem) {
  problem.steps = steps_of(spec);
  const std::int64_t first_step = spec.state ? prepare_state_time(*spec.state) + 1 : 1;
  Minimised minimised = prepare_objective(spec, files, first_step, problem.steps);
  problem.objective = std::move(minimised.objective);
  problem.start = std::move(minimised.start);
  problem.where = spec.objective.where;
  if (spec.state) problem.state = prepare_state(*spec.state, problem.optimizer, problem.dimension());
}

Problem prepared(const ProblemSpec& spec, const Resolver& files) {
  Problem problem;
  problem.file = spec.file;
  problem.title = shown(line_of(spec.title, Field("title")));
  problem.base = prepare_optimizer(spec.optimizer, Field("optimizer"), files);
  problem.optimizer = completed(spec, problem);
  prepare_run(spec, files, problem);
  if (spec.working) problem.working = prepare_working(*spec.working, problem.objective->kind());
  problem.answer = prepare_answer(spec.answer, problem.optimizer);
  if (!spec.answer.ask) leave_out_given(problem);
  if (spec.question) {
    problem.question = prepare_question(*spec.question, problem.optimizer, files, problem.first_step(),
                                        problem.last_step(), problem.objective->parameters());
  }
  problem.marks = prepare_marks(spec.marks);
  placed(spec.question ? spec.question->where : spec.where, [&] { scale_marks(problem); });
  return problem;
}

}  // namespace

Definition prepare_optimizer(const OptimizerSpec& spec, const Field& field, const Resolver& files) {
  if (const auto* definition = std::get_if<Definition>(&spec.value)) return *definition;
  return read_named_file({std::get<std::string>(spec.value), spec.where}, field,
                         [&](const std::string& name) { return find_definition(name, files); });
}

void give_hyperparameters(const std::vector<NamedExpression>& values, Definition& base, Definition& optimizer) {
  std::set<std::string> given;
  for (const auto& [name, source] : values) {
    check_hyperparameter(name, "hyperparameters", optimizer);
    const Field field("hyperparameters", name.value);
    if (!given.insert(name.value).second) field.fail(name.where, field.key + " is given twice", "expected one value");
    const Expression value = constant_of(source, field);
    for (std::size_t i = 0; i < optimizer.hyperparameters.size(); ++i) {
      Hyperparameter& hyper = optimizer.hyperparameters[i];
      if (hyper.name != name.value) continue;
      if (!hyper.value) base.hyperparameters[i].value = value;
      hyper = {hyper.name, value, source.where};
    }
  }
}

Working prepare_working(const WorkingSpec& spec, Objective::Kind kind) {
  Working working;
  working.round = format_of(spec.round, Field("working", "round"));
  working.carry = spec.carry.value_or(working.round.rounds() ? Working::Carry::rounded : Working::Carry::exact);
  working.ties = ties_of(spec.ties);
  working.each = each_of(spec.each, kind);
  return working;
}

Marks prepare_marks(const MarksSpec& spec) {
  Marks marks;
  marks.method = share_of(spec.method, Field("marks", "method"), 1000);
  marks.accuracy = share_of(spec.accuracy, Field("marks", "accuracy"), 1000);
  marks.follow_through = share_of(spec.follow_through, Field("marks", "follow_through"), 1);
  marks.strict_convention = spec.strict_convention;
  return marks;
}

/// Where a file has a name, what was made in code for it is "FILE: field".
Problem prepare(const ProblemSpec& spec, const Resolver& files) try {
  return prepared(spec, files);
} catch (const InputError& error) {
  const std::string& place = error.where().file;
  if (spec.file.empty() || error.where().line != 0 || place == spec.file) throw;
  throw error.at({place.empty() ? spec.file : spec.file + ": " + place, 0, 0});
}

}  // namespace stepmark::problem
