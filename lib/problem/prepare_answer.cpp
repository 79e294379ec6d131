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
}

Question::Cell cell_of(const QuestionSpec::Cell& cell, const Names& known, std::int64_t first, std::int64_t last) {
  return {integer_of(cell.t, Field("question.shown", "t"), first, last),
          choice_of(cell.quantity, Field("question.shown", "quantity"), known)};
}

std::string name_of(const OptimizerSpec& spec) {
  if (const auto* definition = std::get_if<Definition>(&spec.value)) return definition->name;
  return std::get<std::string>(spec.value);
}

Definition other_of(const OptimizerSpec& spec, const Resolver& files) {
  const Field field("question", "other");
  Definition other = prepare_optimizer(spec, field, files);
  placed(field.at(spec.where), [&] { check(other); });
  return other;
}

Exact marks_of(const SourceExpression& source) {
  const Field field("question", "marks");
  const Exact marks = exact_of(source, field);
  if (marks.sign() > 0 && marks <= Exact(1000)) return marks;
  field.fail(source.where, "marks is " + in_quotes(source.text), "expected a number above 0, at most 1000");
}

const Names& kind_names() {
  static const Names names = {"table", "final", "gradients", "choice", "find-error", "faded", "compare"};
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
  return answer;
}

Question prepare_question(const QuestionSpec& spec, const Definition& optimizer, const Resolver& files,
                          std::int64_t first_step, std::int64_t last_step) {
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
    question.other = other_of(*spec.other, files);
  }
  if (spec.marks) question.marks = marks_of(*spec.marks);
  return question;
}

}  // namespace stepmark::problem
