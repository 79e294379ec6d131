#include "assessment/question_worth.hpp"

#include "lib/expression/constant.hpp"
#include "lib/problem/entries.hpp"
#include "lib/problem/prepare_parts.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark::assessment {

namespace {

Standing standing_of(const TomlValue& value) {
  return problem::choice_of(value, "void", {"full", "left out"}) == 0 ? Standing::full : Standing::left_out;
}

}  // namespace

Exact exact_of(const TomlValue& value, const std::string& key) {
  const bool is_text = value.kind == TomlValue::Kind::string;
  if (!is_text && value.kind != TomlValue::Kind::number) problem::wrong_type(value, key, "expected a number");
  const auto exact = exact_value(parse_constant(value.text, is_text ? value.text_where() : value.where()));
  if (!exact) throw InputError(value.where(), key + " is irrational", "expected a rational number");
  return *exact;
}

std::int64_t whole_of(const TomlValue& value, const std::string& key, std::int64_t least, std::int64_t most) {
  const auto whole = exact_of(value, key).to_int64();
  if (whole && *whole >= least && *whole <= most) return *whole;
  throw InputError(value.where(), key + " is " + value.text,
                   "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

std::vector<std::string> texts_of(const TomlValue& value, const std::string& key) {
  std::vector<std::string> texts;
  for (const auto& item : problem::strings_of(value, key, "expected a list of texts", true).items) {
    texts.push_back(item.value);
  }
  return texts;
}

Exact positive_of(const TomlValue& value, const std::string& key) {
  const Exact exact = exact_of(value, key);
  if (exact.sign() > 0) return exact;
  throw InputError(value.where(), key + " is " + value.text, "expected a number above 0");
}

QuestionWorth read_worth(const Fields& question) {
  QuestionWorth worth;
  if (const TomlValue* marks = question.find("marks")) worth.marks = positive_of(*marks, "marks");
  if (const TomlValue* scheme = question.find("scheme")) {
    worth.scheme = problem::prepare_marks(problem::read_marks(*scheme));
  }
  return worth;
}

Standing read_standing(const Fields& question, const Fields& paper) {
  const TomlValue* stated = question.find("void");
  if (!stated) return Standing::counts;
  if (stated->kind != TomlValue::Kind::boolean) return standing_of(*stated);
  if (!problem::boolean_of(*stated, "void")) return Standing::counts;
  if (const TomlValue* usual = paper.find("void")) return standing_of(*usual);
  throw InputError(stated->where(), "the question is void, and the paper does not say what becomes of its marks",
                   R"(expected void = "full" or void = "left out")");
}

std::optional<Exact> read_round_marks(const Fields& paper) {
  const TomlValue* round = paper.find("round_marks");
  return round ? std::optional(positive_of(*round, "round_marks")) : std::nullopt;
}

void take_worth(const QuestionWorth& worth, Problem& problem) {
  if (worth.scheme) problem.marks = *worth.scheme;
  if (worth.marks) problem.question.marks = worth.marks;
  if (worth.scheme || worth.marks) scale_marks(problem);
}

}  // namespace stepmark::assessment
