#include "problems/draft.hpp"

#include <fmt/core.h>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "lib/problem/entries.hpp"

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

std::string list(const std::vector<Exact>& numbers) {
  return list(numbers, [](const Exact& x) { return x.to_string(); });
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
    text += fmt::format("{}{} = {}", i ? ", " : "{ ", objective.names[i], objective.start[i].to_string());
  }
  return text + " }";
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
         line("ties", quote(to_string(working.ties)));
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

Expression constant(const Exact& value) { return parse_constant(value.to_string(), {}); }

std::vector<Expression> constants(const std::vector<Exact>& values) {
  std::vector<Expression> result;
  for (const Exact& value : values) result.push_back(constant(value));
  return result;
}

ObjectivePtr objective_of(const StatedObjective& stated) {
  std::vector<std::string> names = stated.names;
  for (std::size_t i = names.size(); i < stated.start.size(); ++i) names.push_back(std::to_string(i + 1));
  if (!stated.function.empty()) return function_objective(parse_expression(stated.function), names, {});
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

Definition with_values(Definition optimizer, const Draft& draft) {
  for (const auto& [name, value] : draft.hyperparameters) {
    for (Hyperparameter& hyper : optimizer.hyperparameters) {
      if (hyper.name == name) hyper.value = constant(value);
    }
  }
  return optimizer;
}

}  // namespace

std::string to_toml(const Draft& draft, const std::string& data_file) {
  std::string text = line("title", quote(draft.title)) + line("optimizer", quote(draft.optimizer)) +
                     line("steps", std::to_string(draft.steps));
  if (!draft.hyperparameters.empty()) text += "\n[hyperparameters]\n";
  for (const auto& [name, value] : draft.hyperparameters) text += line(name, value.to_string());
  return text + objective_text(draft.objective, data_file) + working_text(draft.working) + answer_text(draft.answer) +
         question_text(draft.question) + state_text(draft);
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

Problem to_problem(const Draft& draft, const Definition& base) {
  // What a state does to sums over steps is for `prepare`. Other drafts are whole by the way they are drawn, and
  // thousands are thrown away for each that is kept: checking them all made sets a third slower.
  if (draft.steps_done > 0) return parse_problem(to_toml(draft, ""), draft.title, no_files());
  Problem problem;
  problem.file = draft.title;
  problem.title = draft.title;
  problem.base = base;
  problem.optimizer = with_values(base, draft);
  problem.steps = draft.steps;
  problem.objective = objective_of(draft.objective);
  problem.start = constants(draft.objective.start);
  problem.working = draft.working;
  problem.answer = draft.answer;
  problem.question = draft.question;
  if (problem.answer.ask.empty()) {
    for (const Equation& equation : problem.optimizer.equations) problem.answer.ask.push_back(equation.quantity);
    leave_out_given(problem);
  }
  scale_marks(problem);
  return problem;
}

}  // namespace stepmark::problems
