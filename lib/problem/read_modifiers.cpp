// The table [modifiers].
#include <algorithm>

#include "lib/problem/keys.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark::problem {

namespace {

using Keys = std::vector<std::string>;

std::optional<SourceExpression> optional_source(const Fields& fields, const std::string& key) {
  const TomlValue* value = fields.find(key);
  return value ? std::optional(source_of(*value)) : std::nullopt;
}

SourceExpression needed_source(const Fields& fields, const std::string& key) { return source_of(fields.need(key)); }

// ---------------------------------------------------------------------------------------------------------- schedules

ListScheduleSpec list(const TomlValue& value) {
  return {sources_of(value, "schedule", "expected a list of numbers, one a step")};
}

MultiStepScheduleSpec multi_step(const Fields& fields) {
  const SourceExpression factor = needed_source(fields, "factor");
  return {sources_of(fields.need("milestones"), "milestones", "expected a list of steps"), factor};
}

const Keys& schedule_kinds() {
  static const Keys kinds = {"list", "step", "multi-step", "exponential", "cosine", "warm-up"};
  return kinds;
}

std::string table_of(const std::string& kind) { return "the " + kind + " schedule"; }

Fields schedule_fields(const TomlValue& value, std::size_t kind) { return {value, table_of(schedule_kinds()[kind])}; }

std::size_t schedule_kind(const TomlValue& value) {
  Keys every_key;
  for (const std::string& kind : schedule_kinds()) {
    for (const std::string& key : keys_of(table_of(kind))) {
      if (std::find(every_key.begin(), every_key.end(), key) == every_key.end()) every_key.push_back(key);
    }
  }
  return choice_of(Fields(value, "the schedule", every_key).need("kind"), "kind", schedule_kinds());
}

decltype(ScheduleSpec::kind) schedule_of(const TomlValue& value) {
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
      return StepScheduleSpec{needed_source(fields, "every"), needed_source(fields, "factor")};
    case 2:
      return multi_step(fields);
    case 3:
      return ExponentialScheduleSpec{needed_source(fields, "factor")};
    case 4:
      return CosineScheduleSpec{needed_source(fields, "steps"), optional_source(fields, "minimum")};
    default:
      return WarmUpScheduleSpec{needed_source(fields, "steps")};
  }
}

std::vector<ScheduleSpec> read_schedules(const TomlValue& table) {
  if (table.kind != TomlValue::Kind::table) wrong_type(table, "schedule", "expected { eta = ... }");
  std::vector<ScheduleSpec> schedules;
  for (const TomlEntry& entry : table.entries) {
    schedules.push_back({{entry.key, {*table.file, entry.line, entry.column}}, schedule_of(entry.value)});
  }
  return schedules;
}

}  // namespace

ModifiersSpec read_modifiers(const TomlValue& table) {
  const Fields fields(table, "[modifiers]");
  ModifiersSpec modifiers;
  modifiers.where = table.where();
  modifiers.clip_norm = optional_source(fields, "clip_norm");
  modifiers.clip_epsilon = optional_source(fields, "clip_epsilon");
  modifiers.clip_value = optional_source(fields, "clip_value");
  modifiers.weight_decay = optional_source(fields, "weight_decay");
  modifiers.decoupled_weight_decay = optional_source(fields, "decoupled_weight_decay");
  if (const TomlValue* schedule = fields.find("schedule")) modifiers.schedules = read_schedules(*schedule);
  if (const TomlValue* maximize = fields.find("maximize")) modifiers.maximize = boolean_of(*maximize, "maximize");
  return modifiers;
}

}  // namespace stepmark::problem
