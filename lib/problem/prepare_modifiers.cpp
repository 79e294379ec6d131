#include <set>

#include "lib/expression/constant.hpp"
#include "lib/problem/prepare_parts.hpp"

namespace stepmark::problem {

namespace {

using Source = std::optional<SourceExpression>;
using Kind = decltype(Schedule::kind);

Field modifier(const std::string& key) { return {"modifiers", key}; }

std::optional<Expression> positive(const Source& source, const std::string& key) {
  return source ? std::optional(positive_of(*source, modifier(key))) : std::nullopt;
}

std::optional<Expression> not_negative(const Source& source, const std::string& key) {
  return source ? std::optional(not_negative_of(*source, modifier(key))) : std::nullopt;
}

/// Nothing where it is 0: no line then shows it.
std::optional<Expression> clip_epsilon(const ModifiersSpec& spec) {
  auto epsilon = not_negative(spec.clip_epsilon, "clip_epsilon");
  if (epsilon && !spec.clip_norm) {
    modifier("clip_epsilon")
        .fail(spec.clip_epsilon->where, "clip_epsilon without clip_norm", "expected clip_norm beside it");
  }
  if (epsilon && exact_value(*epsilon) == Exact(0)) return std::nullopt;
  return epsilon;
}

/// Makes schedules of the field `section`.
class ScheduleMaker {
 public:
  explicit ScheduleMaker(std::string section) : section_(std::move(section)) {}

  Kind operator()(const ListScheduleSpec& spec) const {
    Field field(section_);
    field.key = "schedule";
    Schedule::List list{constants_of(spec.values, field)};
    if (list.values.empty()) field.fail(spec.values.where, "the schedule is empty", "expected one number a step");
    return list;
  }
  Kind operator()(const StepScheduleSpec& spec) const {
    return Schedule::Step{factor(spec.factor), count(spec.every, "every")};
  }
  Kind operator()(const MultiStepScheduleSpec& spec) const {
    Schedule::MultiStep schedule{{}, factor(spec.factor)};
    const Field field(section_, "milestones");
    for (const SourceExpression& item : spec.milestones.items) add_milestone(item, field, schedule.milestones);
    if (schedule.milestones.empty()) {
      field.fail(spec.milestones.where, "milestones is empty", "expected a list of steps");
    }
    return schedule;
  }
  Kind operator()(const ExponentialScheduleSpec& spec) const { return Schedule::Exponential{factor(spec.factor)}; }
  Kind operator()(const CosineScheduleSpec& spec) const {
    return Schedule::Cosine{count(spec.steps, "steps"),
                            spec.minimum ? constant_of(*spec.minimum, {section_, "minimum"}) : literal(0, "0")};
  }
  Kind operator()(const WarmUpScheduleSpec& spec) const { return Schedule::WarmUp{count(spec.steps, "steps")}; }

 private:
  Expression factor(const SourceExpression& source) const { return not_negative_of(source, {section_, "factor"}); }
  std::int64_t count(const SourceExpression& source, const std::string& key) const {
    return integer_of(source, {section_, key}, 1, Problem::max_time);
  }
  static void add_milestone(const SourceExpression& item, const Field& field, std::vector<std::int64_t>& milestones) {
    const std::int64_t milestone = integer_of(item, field, 1, Problem::max_time);
    if (!milestones.empty() && milestone <= milestones.back()) {
      field.fail(item.where,
                 "milestones has " + std::to_string(milestone) + " after " + std::to_string(milestones.back()),
                 "expected steps that rise");
    }
    milestones.push_back(milestone);
  }

  std::string section_;
};

std::vector<Schedule> schedules_of(const ModifiersSpec& spec, const Definition& optimizer) {
  std::vector<Schedule> schedules;
  std::set<std::string> scheduled;
  for (const ScheduleSpec& schedule : spec.schedules) {
    const auto& [name, where] = schedule.hyperparameter;
    check_hyperparameter(schedule.hyperparameter, "modifiers.schedule", optimizer);
    const Field field("modifiers.schedule", name);
    if (!scheduled.insert(name).second) field.fail(where, name + " has two schedules", "expected one");
    schedules.push_back({name, std::visit(ScheduleMaker(field.path), schedule.kind), field.at(where)});
  }
  return schedules;
}

}  // namespace

void check_hyperparameter(const Located<std::string>& name, const std::string& section, const Definition& optimizer) {
  if (optimizer.find_hyperparameter(name.value)) return;
  std::vector<std::string> known;
  for (const Hyperparameter& hyper : optimizer.hyperparameters) known.push_back(hyper.name);
  Field(section, name.value)
      .fail(name.where, in_quotes(optimizer.name) + " has no hyperparameter " + in_quotes(name.value),
            suggest(name.value, known));
}

Modifiers prepare_modifiers(const ModifiersSpec& spec, const Definition& optimizer) {
  Modifiers modifiers;
  modifiers.where = Field("modifiers").at(spec.where);
  modifiers.clip_norm = positive(spec.clip_norm, "clip_norm");
  modifiers.clip_epsilon = clip_epsilon(spec);
  modifiers.clip_value = positive(spec.clip_value, "clip_value");
  modifiers.weight_decay = not_negative(spec.weight_decay, "weight_decay");
  modifiers.decoupled_weight_decay = not_negative(spec.decoupled_weight_decay, "decoupled_weight_decay");
  modifiers.schedules = schedules_of(spec, optimizer);
  modifiers.maximize = spec.maximize;
  if (modifiers.clip_norm && modifiers.clip_value) {
    modifier("clip_value").fail(spec.clip_value->where, "clip_value stands beside clip_norm", "expected one of them");
  }
  return modifiers;
}

}  // namespace stepmark::problem
