// What is asked: the answer and the question.
#include <algorithm>

#include "lib/problem/prepare_parts.hpp"

namespace stepmark::problem {

namespace {

using Names = std::vector<std::string>;

Names quantities(const Definition& optimizer) {
  Names names;
  for (const Equation& equation : optimizer.equations) names.push_back(equation.quantity);
  return names;
}

Names asked_of(const NameList& ask, const Names& known) {
  const Field field("answer", "ask");
  Names asked;
  for (const Located<std::string>& item : ask.items) {
    const std::string& quantity = choice_of(item, field, known);
    if (std::find(asked.begin(), asked.end(), quantity) != asked.end()) {
      field.fail(item.where, "ask names " + in_quotes(quantity) + " twice", "expected different quantities");
    }
    asked.push_back(quantity);
  }
  if (asked.empty()) field.fail(ask.where, "ask is empty", "expected names of quantities");
  return asked;
}

DecimalFormat give_of(const Located<DecimalFormat>& give) {
  const Field field("answer", "give");
  if (give.value.rounds()) return format_of(give, field);
  field.fail(give.where, "give is 'none'", "expected places or figures, as in \"4 places\"");
}

/// @param right  what has to be among them
Names choices_of(const NameList& list, const std::string& right) {
  const Field field("question", "choices");
  Names choices;
  for (const Located<std::string>& item : list.items) {
    choices.push_back(line_of(item, field));
    if (std::count(choices.begin(), choices.end(), choices.back()) > 1) {
      field.fail(item.where, "choices names " + in_quotes(item.value) + " twice", "expected different mistakes");
    }
  }
  if (std::find(choices.begin(), choices.end(), right) == choices.end()) {
    field.fail(list.where, "choices has no right one", "expected " + in_quotes(right) + " among them");
  }
  return choices;
}

/// Of choices between rows, "" stands for the right one.
Names rows_of(const NameList& list) {
  Names rows = choices_of(list, "right");
  std::replace(rows.begin(), rows.end(), std::string("right"), std::string());
  return rows;
}

bool may_have(const std::string& key, const QuestionSpec& spec) {
  return key == "choices" && spec.kind == Question::Kind::find_error;
}

/// What one kind has, and may leave out.
void check_sole_owner(const std::string& key, const Location* where, Question::Kind owner, const QuestionSpec& spec) {
  if (!where || spec.kind == owner) return;
  Field("question", key)
      .fail(*where, key + " is given, and kind is " + in_quotes(to_string(spec.kind)),
            "expected " + key + " with " + in_quotes(to_string(owner)) + " alone");
}

/// A hyperparameter with its values, or a step.
void check_effect(const QuestionSpec& spec) {
  if (spec.kind != Question::Kind::effect) return;
  if (spec.t) {
    if (!spec.hyperparameter && !spec.values) return;
    Field("question", "t").fail(spec.t->where, "t is given beside hyperparameter or values", "expected one of the two");
  }
  if (spec.hyperparameter && spec.values) return;
  Field("question", "kind")
      .fail(spec.where, std::string(spec.values ? "hyperparameter" : "values") + " is missing, and kind is 'effect'",
            "expected hyperparameter and values, or t");
}

void check_hyperparameter_owner(const QuestionSpec& spec) {
  const bool needs = spec.kind == Question::Kind::missing_hyperparameter;
  const bool has = spec.hyperparameter.has_value();
  if (has == needs || (has && spec.kind == Question::Kind::effect) || (!has && !needs)) return;
  Field("question", "hyperparameter")
      .fail(has ? spec.hyperparameter->where : spec.where,
            std::string(has ? "hyperparameter is given" : "hyperparameter is missing") + ", and kind is " +
                in_quotes(to_string(spec.kind)),
            "expected hyperparameter with 'missing-hyperparameter' and with 'effect', and there alone");
}

void check_owner(const std::string& key, const Location* where, Question::Kind owner, const QuestionSpec& spec) {
  if ((where != nullptr) == (spec.kind == owner) || may_have(key, spec)) return;
  Field("question", key)
      .fail(where ? *where : spec.where,
            key + (where ? " is given" : " is missing") + ", and kind is " + in_quotes(to_string(spec.kind)),
            "expected " + key + " with " + in_quotes(to_string(owner)) + ", and there alone");
}

/// Each kind has the keys that it needs, and no others.
void check_keys(const QuestionSpec& spec) {
  const auto place = [](const auto& field) { return field ? &field->where : nullptr; };
  check_owner("choices", place(spec.choices), Question::Kind::choice, spec);
  check_owner("mistake", place(spec.mistake), Question::Kind::find_error, spec);
  check_owner("shown", place(spec.shown), Question::Kind::faded, spec);
  check_owner("other", place(spec.other), Question::Kind::compare, spec);
  check_owner("optimizers", place(spec.optimizers), Question::Kind::which, spec);
  check_sole_owner("values", place(spec.values), Question::Kind::effect, spec);
  check_sole_owner("t", place(spec.t), Question::Kind::effect, spec);
  check_sole_owner("component", place(spec.component), Question::Kind::effect, spec);
  check_hyperparameter_owner(spec);
  check_effect(spec);
}

Question::Cell cell_of(const QuestionSpec::Cell& cell, const Names& known, std::int64_t first, std::int64_t last) {
  return {integer_of(cell.t, Field("question.shown", "t"), first, last),
          choice_of(cell.quantity, Field("question.shown", "quantity"), known)};
}

std::string name_of(const OptimizerSpec& spec) {
  if (const auto* definition = std::get_if<Definition>(&spec.value)) return definition->name;
  return std::get<std::string>(spec.value);
}

Definition other_of(const OptimizerSpec& spec, const Field& field, const Resolver& files) {
  Definition other = prepare_optimizer(spec, field, files);
  placed(field.at(spec.where), [&] { check(other); });
  return other;
}

/// A number of the problem's own, that no schedule changes.
std::string hyperparameter_of(const Located<std::string>& name, const Definition& optimizer) {
  Names known;
  for (const Hyperparameter& hyper : optimizer.hyperparameters) known.push_back(hyper.name);
  return choice_of(name, Field("question", "hyperparameter"), known);
}

constexpr std::size_t most_values = 6, most_tables = 8;

std::vector<Exact> values_of(const ExpressionList& list) {
  const Field field("question", "values");
  std::vector<Exact> values;
  for (const SourceExpression& item : list.items) {
    values.push_back(exact_of(item, field));
    if (std::count(values.begin(), values.end(), values.back()) > 1) {
      field.fail(item.where, "values has " + in_quotes(item.text) + " twice", "expected different numbers");
    }
  }
  if (values.size() >= 2 && values.size() <= most_values) return values;
  field.fail(list.where, "values has " + std::to_string(values.size()) + " numbers",
             "expected 2 to " + std::to_string(most_values));
}

void take_optimizers(const LocatedList<OptimizerSpec>& list, const Resolver& files, Question& question) {
  const Field field("question", "optimizers");
  for (const OptimizerSpec& one : list.items) {
    question.optimizers.push_back(other_of(one, field, files));
    question.optimizer_names.push_back(name_of(one));
    const Names& names = question.optimizer_names;
    if (std::count(names.begin(), names.end(), names.back()) > 1) {
      field.fail(one.where, "optimizers names " + in_quotes(names.back()) + " twice", "expected different optimizers");
    }
  }
  if (list.items.size() >= 2 && list.items.size() <= most_tables) return;
  field.fail(list.where, "optimizers has " + std::to_string(list.items.size()) + " names",
             "expected 2 to " + std::to_string(most_tables));
}

/// The problem's optimizer has a table as well.
void check_has_own(const LocatedList<OptimizerSpec>& list, const Definition& optimizer, const Question& question) {
  const auto is_own = [&](const Definition& definition) { return definition.name == optimizer.name; };
  if (std::any_of(question.optimizers.begin(), question.optimizers.end(), is_own)) return;
  Field("question", "optimizers")
      .fail(list.where, "optimizers has no " + in_quotes(optimizer.name),
            "expected the problem's own optimizer among them");
}

Exact marks_of(const SourceExpression& source) {
  const Field field("question", "marks");
  const Exact marks = exact_of(source, field);
  if (marks.sign() > 0 && marks <= Exact(1000)) return marks;
  field.fail(source.where, "marks is " + in_quotes(source.text), "expected a number above 0, at most 1000");
}

const Names& kind_names() {
  static const Names names = {"table", "final",   "gradients", "choice", "find-error",
                              "faded", "compare", "effect",    "which",  "missing-hyperparameter"};
  return names;
}

}  // namespace

const std::vector<std::string>& question_kinds() { return kind_names(); }
std::string to_string(Question::Kind kind) { return kind_names().at(static_cast<std::size_t>(kind)); }

Answer prepare_answer(const AnswerSpec& spec, const Definition& optimizer) {
  Answer answer;
  answer.ask = quantities(optimizer);
  if (spec.ask) answer.ask = asked_of(*spec.ask, answer.ask);
  if (spec.give) answer.give = give_of(*spec.give);
  answer.last_step_only = spec.last_step_only;
  answer.by_default = !spec.ask;
  return answer;
}

Question prepare_question(const QuestionSpec& spec, const Definition& optimizer, const Resolver& files,
                          std::int64_t first_step, std::int64_t last_step, const Names& parameters) {
  check_keys(spec);
  Question question;
  question.kind = spec.kind;
  if (spec.mistake) question.mistake = line_of(*spec.mistake, Field("question", "mistake"));
  if (spec.choices) {
    question.choices = spec.mistake ? choices_of(*spec.choices, question.mistake) : rows_of(*spec.choices);
  }
  if (spec.shown) {
    const Names known = quantities(optimizer);
    for (const auto& cell : spec.shown->items) question.shown.push_back(cell_of(cell, known, first_step, last_step));
  }
  if (spec.other) {
    question.other_name = name_of(*spec.other);
    question.other = other_of(*spec.other, Field("question", "other"), files);
  }
  if (spec.hyperparameter) question.hyperparameter = hyperparameter_of(*spec.hyperparameter, optimizer);
  if (spec.values) question.values = values_of(*spec.values);
  if (spec.t) question.zero_step = integer_of(*spec.t, Field("question", "t"), first_step, last_step);
  if (spec.component) question.component = choice_of(*spec.component, Field("question", "component"), parameters);
  if (spec.optimizers) {
    take_optimizers(*spec.optimizers, files, question);
    check_has_own(*spec.optimizers, optimizer, question);
  }
  if (spec.marks) question.marks = marks_of(*spec.marks);
  return question;
}

}  // namespace stepmark::problem
