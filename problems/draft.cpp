#include "problems/draft.hpp"

#include <fmt/core.h>

#include "lib/problem/spec.hpp"

namespace stepmark {

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
  if (question.kind == Question::Kind::table) return "";
  std::string text = "\n[question]\n" + line("kind", quote(to_string(question.kind)));
  const auto choice = [](const std::string& mistake) { return quote(mistake.empty() ? "right" : mistake); };
  const auto cell = [](const Question::Cell& shown) {
    return fmt::format("{{ t = {}, quantity = {} }}", shown.t, quote(shown.quantity));
  };
  if (!question.choices.empty()) text += line("choices", list(question.choices, choice));
  if (!question.mistake.empty()) text += line("mistake", quote(question.mistake));
  if (question.kind == Question::Kind::faded) text += line("shown", list(question.shown, cell));
  if (question.other) text += line("other", quote(question.other_name));
  return text;
}

std::string state_text(const Draft& draft) {
  if (draft.steps_done == 0) return "";
  std::string text = "\n[state]\n" + line("t", std::to_string(draft.steps_done));
  for (const auto& [quantity, values] : draft.state) text += line(quantity, list(values));
  return text;
}

// -------------------------------------------------------------------------------------------------------- the problem

LocatedList<ExpressionList> rows_of(const std::vector<std::vector<Exact>>& rows) {
  return LocatedList<ExpressionList>(std::vector<ExpressionList>(rows.begin(), rows.end()));
}

ObjectiveSpec objective_spec(const StatedObjective& stated) {
  if (!stated.function.empty()) return FunctionSpec{stated.function};
  if (!stated.loss.empty()) return DataSpec{stated.loss, stated.data, stated.batch, Reduce::mean};
  if (stated.a.empty()) return GradientsSpec{rows_of(stated.gradients)};
  QuadraticSpec quadratic{rows_of(stated.a), {}};
  if (!stated.b.empty()) quadratic.b = stated.b;
  return quadratic;
}

AnswerSpec answer_spec(const Answer& answer) {
  AnswerSpec spec;
  if (!answer.ask.empty()) spec.ask = answer.ask;
  if (answer.give) spec.give = *answer.give;
  spec.last_step_only = answer.last_step_only;
  return spec;
}

StateSpec state_spec(const Draft& draft) {
  StateSpec spec;
  spec.t = draft.steps_done;
  for (const auto& [quantity, values] : draft.state) spec.values.push_back({quantity, values});
  return spec;
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
  ProblemSpec spec;
  spec.file = draft.title;
  spec.title = draft.title;
  spec.optimizer = base;
  for (const auto& [name, value] : draft.hyperparameters) spec.hyperparameters.push_back({name, value});
  spec.steps = draft.steps;
  spec.parameters.assign(draft.objective.names.begin(), draft.objective.names.end());
  spec.start = draft.objective.start;
  spec.objective = objective_spec(draft.objective);
  spec.working = WorkingSpec{draft.working.round, draft.working.carry, draft.working.ties, draft.working.each};
  spec.answer = answer_spec(draft.answer);
  if (draft.steps_done > 0) spec.state = state_spec(draft);
  Problem problem = prepare(spec, no_files());
  problem.question = draft.question;  // its mistakes are chosen once it is known what they do here
  return problem;
}

}  // namespace stepmark
