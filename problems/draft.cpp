#include "problems/draft.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "lib/problem/entries.hpp"
#include "problems/pins.hpp"

namespace stepmark::problems {

namespace {

std::string quote(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

template <class Items, class Write>
std::string list(const Items& items, Write&& write) {
  std::string text = "[";
  for (const auto& item : items) text += (text.size() > 1 ? ", " : "") + write(item);
  return text + ']';
}

/// A fraction that is no decimal is a string to TOML.
std::string number(const Exact& value) {
  return value.has_finite_decimal() ? value.to_string() : quote(value.to_string());
}

std::string number(const Expression& value) {
  const auto exact = exact_value(value);
  return exact ? number(*exact) : quote(to_text(value));
}

std::string list(const std::vector<Exact>& numbers) {
  return list(numbers, [](const Exact& x) { return number(x); });
}

std::string list(const std::vector<std::vector<Exact>>& rows) {
  return list(rows, [](const std::vector<Exact>& row) { return list(row); });
}

std::string line(const std::string& key, const std::string& value) { return key + " = " + value + '\n'; }

// -------------------------------------------------------------------------------------------------------- the tables

std::string start_text(const StatedObjective& objective) {
  if (objective.names.empty()) return list(objective.start);
  std::string text;
  for (std::size_t i = 0; i < objective.start.size(); ++i) {
    text += fmt::format("{}{} = {}", i ? ", " : "{ ", objective.names[i], number(objective.start[i]));
  }
  return text + " }";
}

std::string hyperparameters_text(const Draft& draft) {
  std::string text;
  for (const auto& [name, value] : draft.hyperparameters) text += line(name, number(value));
  return text.empty() ? "" : "\n[hyperparameters]\n" + text;
}

std::string objective_text(const StatedObjective& objective, const std::string& data_file) {
  std::string text = "\n[objective]\n";
  if (!objective.function.empty()) text += line("function", quote(objective.function));
  if (!objective.gradients.empty()) text += line("gradients", list(objective.gradients));
  if (!objective.a.empty()) text += line("A", list(objective.a));
  if (!objective.b.empty()) text += line("b", list(objective.b));
  if (!objective.loss.empty()) {
    text += line("loss", quote(objective.loss)) + line("data", quote(data_file)) +
            line("batch", std::to_string(objective.batch));
  }
  return text + line("start", start_text(objective));
}

std::string working_text(const Working& working) {
  return "\n[working]\n" + line("round", quote(to_string(working.round))) +
         line("carry", working.carry == Working::Carry::exact ? "\"exact\"" : "\"rounded\"") +
         line("ties", quote(to_string(working.ties))) +
         (working.each == Working::Each::operation ? line("each", "\"operation\"") : "");
}

/// The kind of a schedule, as TOML writes it.
struct ScheduleText {
  std::string operator()(const Schedule::List& s) const {
    return list(s.values, [](const Expression& value) { return number(value); });
  }
  std::string operator()(const Schedule::Step& s) const {
    return fmt::format("{{ kind = \"step\", every = {}, factor = {} }}", s.every, number(s.factor));
  }
  std::string operator()(const Schedule::MultiStep& s) const {
    const std::string milestones = list(s.milestones, [](std::int64_t step) { return std::to_string(step); });
    return fmt::format("{{ kind = \"multi-step\", milestones = {}, factor = {} }}", milestones, number(s.factor));
  }
  std::string operator()(const Schedule::Exponential& s) const {
    return fmt::format("{{ kind = \"exponential\", factor = {} }}", number(s.factor));
  }
  std::string operator()(const Schedule::Cosine& s) const {
    return fmt::format("{{ kind = \"cosine\", steps = {}, minimum = {} }}", s.steps, number(s.minimum));
  }
  std::string operator()(const Schedule::WarmUp& s) const {
    return fmt::format("{{ kind = \"warm-up\", steps = {} }}", s.steps);
  }
};

std::string modifiers_text(const Modifiers& modifiers) {
  std::string text, schedules;
  for (const ModifierNumber& one : modifier_numbers()) {
    if (const auto& value = modifiers.*one.value) text += line(one.name, number(*value));
  }
  for (const Schedule& schedule : modifiers.schedules) {
    schedules +=
        (schedules.empty() ? "" : ", ") + schedule.hyperparameter + " = " + std::visit(ScheduleText{}, schedule.kind);
  }
  if (!schedules.empty()) text += line("schedule", "{ " + schedules + " }");
  if (modifiers.maximize) text += line("maximize", "true");
  return text.empty() ? "" : "\n[modifiers]\n" + text;
}

std::string marks_text(const std::optional<Marks>& marks) {
  if (!marks) return "";
  return "\n[marks]\n" + line("method", number(marks->method)) + line("accuracy", number(marks->accuracy)) +
         line("follow_through", number(marks->follow_through)) +
         line("convention", marks->strict_convention ? "\"strict\"" : "\"any\"");
}

std::string answer_text(const Answer& answer) {
  std::string text;
  if (!answer.ask.empty()) text += line("ask", list(answer.ask, quote));
  if (answer.give) text += line("give", quote(to_string(*answer.give)));
  if (answer.last_step_only) text += line("steps", "\"last\"");
  return text.empty() ? "" : "\n[answer]\n" + text;
}

std::string question_text(const Question& question) {
  if (question.kind == Question::Kind::table && !question.marks) return "";
  std::string text = "\n[question]\n" + line("kind", quote(to_string(question.kind)));
  const auto choice = [](const std::string& mistake) { return quote(mistake.empty() ? "right" : mistake); };
  const auto cell = [](const Question::Cell& shown) {
    return fmt::format("{{ t = {}, quantity = {} }}", shown.t, quote(shown.quantity));
  };
  if (!question.choices.empty()) text += line("choices", list(question.choices, choice));
  if (!question.mistake.empty()) text += line("mistake", quote(question.mistake));
  if (question.kind == Question::Kind::faded) text += line("shown", list(question.shown, cell));
  if (question.other) text += line("other", quote(question.other_name));
  if (!question.hyperparameter.empty()) text += line("hyperparameter", quote(question.hyperparameter));
  if (!question.values.empty()) text += line("values", list(question.values));
  if (question.zero_step) text += line("t", std::to_string(*question.zero_step));
  if (!question.component.empty()) text += line("component", quote(question.component));
  if (!question.optimizer_names.empty()) text += line("optimizers", list(question.optimizer_names, quote));
  if (question.marks) text += line("marks", quote(question.marks->to_string()));  // perhaps a fraction
  return text;
}

std::string state_text(const Draft& draft) {
  if (draft.steps_done == 0) return "";
  std::string text = "\n[state]\n" + line("t", std::to_string(draft.steps_done));
  for (const auto& [quantity, values] : draft.state) text += line(quantity, list(values));
  return text;
}

// ------------------------------------------------------------------------------------------------------- the problem

/// As it is read back.
Expression constant(const Exact& value) {
  if (!value.is_decimal()) return parse_constant(value.to_string(), {});
  return value.sign() < 0 ? negation(literal(-value)) : literal(value);
}

std::vector<Expression> constants(const std::vector<Exact>& values) {
  std::vector<Expression> result;
  for (const Exact& value : values) result.push_back(constant(value));
  return result;
}

ObjectivePtr objective_of(const StatedObjective& stated, FunctionStore& functions) {
  std::vector<std::string> names = stated.names;
  for (std::size_t i = names.size(); i < stated.start.size(); ++i) names.push_back(std::to_string(i + 1));
  if (!stated.function.empty()) return functions.find_or_make(stated.function, names);
  if (!stated.a.empty()) {
    return quadratic_objective(stated.a, stated.b.empty() ? std::vector<Exact>(names.size()) : stated.b, names, {});
  }
  if (!stated.loss.empty()) {
    return data_objective(parse_expression(stated.loss), stated.data, stated.batch, Reduce::mean, names, {});
  }
  std::vector<std::vector<Expression>> gradients;
  for (const auto& step : stated.gradients) gradients.push_back(constants(step));
  return gradients_objective(std::move(gradients), std::move(names), {});
}

bool changes_anything(const Modifiers& modifiers) { return !modifiers_text(modifiers).empty(); }

void set_values(Definition& optimizer, const Draft& draft) {
  for (const auto& [name, value] : draft.hyperparameters) {
    for (Hyperparameter& hyper : optimizer.hyperparameters) {
      if (hyper.name == name) hyper.value = constant(value);
    }
  }
}

}  // namespace

std::string to_toml(const Draft& draft, const std::string& data_file) {
  std::string text = line("title", quote(draft.title)) + line("optimizer", quote(draft.optimizer)) +
                     line("steps", std::to_string(draft.steps));
  return text + hyperparameters_text(draft) + objective_text(draft.objective, data_file) + working_text(draft.working) +
         modifiers_text(draft.modifiers) + answer_text(draft.answer) + question_text(draft.question) +
         marks_text(draft.marks) + state_text(draft);
}

std::string pinned_text(const Draft& draft, const std::optional<Working>& working) {
  std::string text = hyperparameters_text(draft) + modifiers_text(draft.modifiers);
  if (!draft.objective.start.empty()) text += line("start", start_text(draft.objective));
  if (working) text += working_text(*working);
  text += answer_text(draft.answer) + marks_text(draft.marks);
  for (const auto& [quantity, values] : draft.state) text += line(quantity, list(values));
  std::string in_one_line;
  for (const char c : std::string_view(text)) {
    const bool begins = in_one_line.empty();
    if (c != '\n' || !begins) in_one_line += c == '\n' ? ' ' : c;
  }
  return in_one_line;
}

std::string to_csv(const DataTable& data) {
  std::string text;
  for (const std::string& column : data.columns) text += (text.empty() ? "" : ",") + column;
  for (const auto& row : data.rows) {
    text += '\n';
    for (std::size_t i = 0; i < row.size(); ++i) text += (i ? "," : "") + row[i].to_string();
  }
  return text + '\n';
}

ObjectivePtr FunctionStore::find_or_make(const std::string& function, const std::vector<std::string>& names) {
  constexpr std::size_t most = 10'000;
  std::string key = function;
  for (const std::string& name : names) key += '\n' + name;
  const std::lock_guard lock(mutex_);
  if (known_.size() >= most) known_.clear();
  ObjectivePtr& found = known_[key];
  if (!found) found = function_objective(parse_expression(function), names, {});
  return found;
}

namespace {

/// The kind has what it shows later on, when the numbers are known.
Problem in_the_middle(const Draft& draft) {
  Draft plain = draft;
  plain.question = {};
  Problem problem = parse_problem(to_toml(plain, ""), draft.title, no_files());
  problem.question = draft.question;
  scale_marks(problem);
  return problem;
}

}  // namespace

Problem to_problem(const Draft& draft, const Definition& base) {
  FunctionStore functions;
  return to_problem(draft, base, functions);
}

namespace {

/// All but the optimizer.
void fill(Problem& problem, const Draft& draft, FunctionStore& functions) {
  problem.file = draft.title;
  problem.title = draft.title;
  problem.marks = draft.marks.value_or(Marks{});
  problem.steps = draft.steps;
  problem.objective = objective_of(draft.objective, functions);
  problem.start = constants(draft.objective.start);
  problem.working = draft.working;
  problem.answer = draft.answer;
  problem.question = draft.question;
  if (problem.answer.ask.empty()) {
    for (const Equation& equation : problem.optimizer.equations) problem.answer.ask.push_back(equation.quantity);
    leave_out_given(problem);
    problem.answer.by_default = true;
  }
  scale_marks(problem);
}

}  // namespace

Problem to_problem(const Draft& draft, const Definition& base, FunctionStore& functions) {
  // What a state does to sums over steps is for `prepare`. Other drafts are whole by the way they are drawn, and
  // thousands are thrown away for each that is kept: checking them all made sets a third slower.
  if (draft.steps_done > 0) return in_the_middle(draft);
  Problem problem;
  problem.base = base;
  problem.optimizer = base;
  set_values(problem.optimizer, draft);
  if (changes_anything(draft.modifiers)) {
    problem.modifiers = draft.modifiers;
    problem.optimizer = apply(draft.modifiers, problem.optimizer);
  }
  fill(problem, draft, functions);
  return problem;
}

bool is_renewable(const Draft& draft) { return draft.steps_done == 0 && !changes_anything(draft.modifiers); }

void renew(Problem& problem, const Draft& draft, const Definition& base, FunctionStore& functions) {
  problem.optimizer.hyperparameters = base.hyperparameters;
  set_values(problem.optimizer, draft);
  fill(problem, draft, functions);
}

void unify(Definition& definition, const Definition& known) {
  for (std::size_t i = 0; i < std::min(definition.equations.size(), known.equations.size()); ++i) {
    Expression& right = definition.equations[i].right;
    if (right == known.equations[i].right) right = known.equations[i].right;
  }
  for (std::size_t i = 0; i < std::min(definition.starts.size(), known.starts.size()); ++i) {
    std::optional<Expression>& value = definition.starts[i].value;
    const std::optional<Expression>& same = known.starts[i].value;
    if (value && same && *value == *same) value = same;
  }
}

}  // namespace stepmark::problems
