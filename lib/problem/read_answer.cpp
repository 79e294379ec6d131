// What is asked: the tables [answer] and [question].
#include "lib/problem/sections.hpp"

namespace stepmark::problem {

namespace {

QuestionSpec::Cell read_cell(const TomlValue& value, const std::string&) {
  const Fields fields(value, "an entry of shown");
  return {source_of(fields.need("t")), string_of(fields.need("quantity"), "quantity")};
}

OptimizerSpec read_optimizer(const TomlValue& value, const std::string& key) {
  return {string_of(value, key).value, value.where()};
}

}  // namespace

AnswerSpec read_answer(const TomlValue& table) {
  const Fields fields(table, "[answer]");
  AnswerSpec answer;
  if (const TomlValue* ask = fields.find("ask")) {
    answer.ask = strings_of(*ask, "ask", "expected a list of quantities", true);
  }
  if (const TomlValue* give = fields.find("give")) answer.give = format_of(*give, "give");
  const TomlValue* steps = fields.find("steps");
  answer.last_step_only = steps && choice_of(*steps, "steps", {"all", "last"}) == 1;
  return answer;
}

QuestionSpec read_question(const TomlValue& table) {
  const Fields fields(table, "[question]");
  QuestionSpec question;
  question.where = table.where();
  question.kind = static_cast<Question::Kind>(choice_of(fields.need("kind"), "kind", question_kinds()));
  if (const TomlValue* choices = fields.find("choices")) {
    question.choices = strings_of(*choices, "choices", "expected a list of mistakes");
  }
  if (const TomlValue* mistake = fields.find("mistake")) question.mistake = string_of(*mistake, "mistake");
  if (const TomlValue* shown = fields.find("shown")) {
    question.shown =
        list_of<QuestionSpec::Cell>(*shown, "shown", "expected a list of { t, quantity }", false, read_cell);
  }
  if (const TomlValue* other = fields.find("other")) {
    question.other.emplace(string_of(*other, "other").value, other->where());
  }
  if (const TomlValue* name = fields.find("hyperparameter"))
    question.hyperparameter = string_of(*name, "hyperparameter");
  if (const TomlValue* values = fields.find("values")) {
    question.values = sources_of(*values, "values", "expected a list of numbers");
  }
  if (const TomlValue* t = fields.find("t")) question.t = source_of(*t);
  if (const TomlValue* component = fields.find("component")) question.component = string_of(*component, "component");
  if (const TomlValue* optimizers = fields.find("optimizers")) {
    question.optimizers =
        list_of<OptimizerSpec>(*optimizers, "optimizers", "expected a list of optimizers", false, read_optimizer);
  }
  if (const TomlValue* marks = fields.find("marks")) question.marks = source_of(*marks);
  return question;
}

}  // namespace stepmark::problem
