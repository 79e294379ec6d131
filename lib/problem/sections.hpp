// The tables of a problem file, one reader each.
#pragma once

#include "lib/problem/fields.hpp"
#include "lib/problem/spec.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

std::vector<NamedExpression> read_hyperparameters(const TomlValue& table);
/// The objective, its parameters and their start.
void read_objective(const TomlValue& table, ProblemSpec& spec);
ModifiersSpec read_modifiers(const TomlValue& table);
StateSpec read_state(const TomlValue& table);
WorkingSpec read_working(const TomlValue& table);
AnswerSpec read_answer(const TomlValue& table);
QuestionSpec read_question(const TomlValue& table);
Located<DecimalFormat> format_of(const TomlValue& value, const std::string& key);
MarksSpec read_marks(const TomlValue& table);

}  // namespace stepmark::problem
