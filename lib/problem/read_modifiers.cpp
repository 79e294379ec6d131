#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark {

namespace {

using Keys = std::vector<std::string>;

Keys hyperparameter_names(const Definition& optimizer) {
  Keys names;
  for (const Hyperparameter& hyper : optimizer.hyperparameters) names.push_back(hyper.name);
  return names;
}

void check_hyperparameter(const TomlEntry& entry, const std::string& file, const Definition& optimizer) {
  if (optimizer.find_hyperparameter(entry.key)) return;
  throw InputError({file, entry.line, entry.column},
                   quoted(optimizer.name) + " has no hyperparameter " + quoted(entry.key),
                   suggest(entry.key, hyperparameter_names(optimizer)));
}

std::optional<Expression> positive(const Fields& fields, const std::string& key) {
  const TomlValue* value = fields.find(key);
  if (!value) return std::nullopt;
  Expression e = constant_of(*value, key);
  check_positive(e, *value, key);
  return e;
}

std::optional<Expression> not_negative(const Fields& fields, const std::string& key) {
  const TomlValue* value = fields.find(key);
  if (!value) return std::nullopt;
  Expression e = constant_of(*value, key);
  check_not_negative(e, *value, key);
  return e;
}

/// Nothing where it is 0: no line then shows it.
std::optional<Expression> clip_epsilon(const Fields& fields) {
  auto epsilon = not_negative(fields, "clip_epsilon");
  if (epsilon && !fields.find("clip_norm")) {
    throw InputError(fields.find("clip_epsilon")->where(), "clip_epsilon without clip_norm",
                     "expected clip_norm beside it");
  }
  if (epsilon && exact_value(*epsilon) == Exact(0)) return std::nullopt;
  return epsilon;
}

// ---------------------------------------------------------------------------------------------------------- schedules

Expression factor(const Fields& fields) {
  const TomlValue& value = fields.need("factor");
  Expression e = constant_of(value, "factor");
  check_not_negative(e, value, "factor");
  return e;
}

std::int64_t count(const Fields& fields, const std::string& key) {
  return integer_of(fields.need(key), key, 1, Problem::max_time);
}

Schedule::List list(const TomlValue& value) {
  Schedule::List schedule;
  for (const TomlValue* item : items_of(value, "schedule", "expected a list of numbers, one a step")) {
    schedule.values.push_back(constant_of(*item, "schedule"));
  }
  if (schedule.values.empty()) throw InputError(value.where(), "the schedule is empty", "expected one number a step");
  return schedule;
}

Schedule::MultiStep multi_step(const Fields& fields) {
  Schedule::MultiStep schedule{{}, factor(fields)};
  const TomlValue& value = fields.need("milestones");
  for (const TomlValue* item : items_of(value, "milestones", "expected a list of steps")) {
    const std::int64_t milestone = integer_of(*item, "milestones", 1, Problem::max_time);
    if (!schedule.milestones.empty() && milestone <= schedule.milestones.back()) {
      throw InputError(
          item->where(),
          "milestones has " + std::to_string(milestone) + " after " + std::to_string(schedule.milestones.back()),
          "expected steps that rise");
    }
    schedule.milestones.push_back(milestone);
  }
  if (schedule.milestones.empty()) throw InputError(value.where(), "milestones is empty", "expected a list of steps");
  return schedule;
}

Schedule::Cosine cosine(const Fields& fields) {
  const TomlValue* minimum = fields.find("minimum");
  return {count(fields, "steps"), minimum ? constant_of(*minimum, "minimum") : number(0, "0")};
}

const std::vector<std::pair<std::string, Keys>>& schedule_kinds() {
  static const std::vector<std::pair<std::string, Keys>> kinds = {
      {"list", {"values"}},        {"step", {"every", "factor"}},    {"multi-step", {"milestones", "factor"}},
      {"exponential", {"factor"}}, {"cosine", {"steps", "minimum"}}, {"warm-up", {"steps"}}};
  return kinds;
}

Fields schedule_fields(const TomlValue& value, std::size_t kind) {
  const auto& [name, keys] = schedule_kinds()[kind];
  Keys allowed = {"kind"};
  allowed.insert(allowed.end(), keys.begin(), keys.end());
  return {value, "the " + name + " schedule", allowed};
}

std::size_t schedule_kind(const TomlValue& value) {
  Keys every_key = {"kind"}, names;
  for (const auto& [name, keys] : schedule_kinds()) {
    names.push_back(name);
    for (const std::string& key : keys) {
      if (std::find(every_key.begin(), every_key.end(), key) == every_key.end()) every_key.push_back(key);
    }
  }
  return choice_of(Fields(value, "the schedule", every_key).need("kind"), "kind", names);
}

decltype(Schedule::kind) schedule_of(const TomlValue& value) {
  if (value.kind == TomlValue::Kind::array) return list(value);
  if (value.kind != TomlValue::Kind::table) {
    wrong_type(value, "schedule", "expected a list of numbers, or a table with kind = ...");
  }
  const std::size_t kind = schedule_kind(value);
  const Fields fields = schedule_fields(value, kind);
  switch (kind) {
    case 0:
      return list(fields.need("values"));
    case 1:
      return Schedule::Step{factor(fields), count(fields, "every")};
    case 2:
      return multi_step(fields);
    case 3:
      return Schedule::Exponential{factor(fields)};
    case 4:
      return cosine(fields);
    default:
      return Schedule::WarmUp{count(fields, "steps")};
  }
}

std::vector<Schedule> read_schedules(const TomlValue& table, const Definition& optimizer) {
  if (table.kind != TomlValue::Kind::table) wrong_type(table, "schedule", "expected { eta = ... }");
  std::vector<Schedule> schedules;
  for (const TomlEntry& entry : table.entries) {
    check_hyperparameter(entry, *table.file, optimizer);
    schedules.push_back({entry.key, schedule_of(entry.value), {*table.file, entry.line, entry.column}});
  }
  return schedules;
}

}  // namespace

void read_hyperparameters(const TomlValue& table, Definition& optimizer) {
  Fields(table, "[hyperparameters]", [&] {
    Keys known;  // unknown ones are answered below, with the optimizer's name
    for (const TomlEntry& entry : table.entries) known.push_back(entry.key);
    return known;
  }());
  for (const TomlEntry& entry : table.entries) {
    check_hyperparameter(entry, *table.file, optimizer);
    for (Hyperparameter& hyper : optimizer.hyperparameters) {
      if (hyper.name == entry.key) hyper = {hyper.name, constant_of(entry.value, entry.key), entry.value.where()};
    }
  }
}

Modifiers read_modifiers(const TomlValue& table, const Definition& optimizer) {
  const Fields fields(
      table, "[modifiers]",
      {"weight_decay", "decoupled_weight_decay", "clip_norm", "clip_epsilon", "clip_value", "schedule", "maximize"});
  Modifiers modifiers;
  modifiers.where = table.where();
  modifiers.clip_norm = positive(fields, "clip_norm");
  modifiers.clip_epsilon = clip_epsilon(fields);
  modifiers.clip_value = positive(fields, "clip_value");
  modifiers.weight_decay = not_negative(fields, "weight_decay");
  modifiers.decoupled_weight_decay = not_negative(fields, "decoupled_weight_decay");
  if (const TomlValue* schedule = fields.find("schedule")) modifiers.schedules = read_schedules(*schedule, optimizer);
  if (const TomlValue* maximize = fields.find("maximize")) modifiers.maximize = boolean_of(*maximize, "maximize");
  if (modifiers.clip_norm && modifiers.clip_value) {
    throw InputError(fields.find("clip_value")->where(), "clip_value stands beside clip_norm", "expected one of them");
  }
  return modifiers;
}

}  // namespace stepmark
