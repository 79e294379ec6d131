// The tables of a problem file, one reader each.
#pragma once

#include <string>

#include "lib/problem/fields.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark {

struct ReadObjective {
  ObjectivePtr objective;
  std::vector<Expression> start;
};

/// @param first_step  to which the first of given gradients belongs
ReadObjective read_objective(const TomlValue& table, const std::string& directory, std::int64_t first_step,
                             std::int64_t steps);

void read_hyperparameters(const TomlValue& table, Definition& optimizer);

/// @param optimizer  for the names of hyperparameters in schedules
Modifiers read_modifiers(const TomlValue& table, const Definition& optimizer);

/// The step count alone, which the objective needs to know.
std::int64_t read_state_time(const TomlValue& table);
/// Rewrites sums over all steps into recursions, whose value so far the state gives.
State read_state(const TomlValue& table, Definition& optimizer, std::size_t dimension);

Working read_working(const TomlValue& table, Objective::Kind kind);
Answer read_answer(const TomlValue* table, const Definition& optimizer);
/// The names of mistakes are checked where the mistakes are known.
Question read_question(const TomlValue& table, const Definition& optimizer, const std::string& directory,
                       std::int64_t first_step, std::int64_t last_step);
DecimalFormat format_of(const TomlValue& value, const std::string& key);
Marks read_marks(const TomlValue& table);

}  // namespace stepmark
