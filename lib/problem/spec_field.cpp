#include "lib/problem/spec_field.hpp"

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"

namespace stepmark::problem {

namespace {

std::optional<Exact> placed_value(const Expression& e, const Location& where) {
  return placed(where, [&] { return exact_value(e); });
}

constexpr const char* number_form = "expected a number such as 0.1 or 1e-3, or an expression in quotes";

void check_given(const SourceExpression& source, const Field& field) {
  if (!source.given()) field.fail({}, field.key + " is missing", number_form);
  if (!source.instead.empty()) field.fail(source.where, field.key + " is " + source.instead, number_form);
}

template <class Read>
std::vector<Expression> each(const ExpressionList& list, const Field& field, Read read) {
  std::vector<Expression> result;
  result.reserve(list.items.size());
  for (const SourceExpression& item : list.items) result.push_back(read(item, field));
  return result;
}

}  // namespace

SourceExpression::SourceExpression(Expression read)
    : text(read ? to_text(read) : std::string()), expression(std::move(read)) {}

Location text_place(const SourceExpression& source, const Field& field) {
  return field.at(source.text_where.line != 0 ? source.text_where : source.where);
}

Expression expression_of(const SourceExpression& source, const Field& field) {
  check_given(source, field);
  return source.expression ? source.expression : parse_expression(source.text, text_place(source, field));
}

Expression constant_of(const SourceExpression& source, const Field& field) {
  check_given(source, field);
  const Location where = text_place(source, field);
  if (source.expression) check_constant(source.expression, where);
  Expression e = source.expression ? source.expression : parse_constant(source.text, where);
  placed_value(e, where);  // for what has no value, or too large a one
  return e;
}

std::vector<Expression> expressions_of(const ExpressionList& list, const Field& field) {
  return each(list, field, expression_of);
}

std::vector<Expression> constants_of(const ExpressionList& list, const Field& field) {
  return each(list, field, constant_of);
}

Exact exact_of(const SourceExpression& source, const Field& field) {
  const Expression e = constant_of(source, field);
  if (const auto exact = placed_value(e, field.at(source.where))) return *exact;
  field.fail(source.where, field.key + " is " + in_quotes(source.text), "expected a rational number");
}

std::int64_t integer_of(const SourceExpression& source, const Field& field, std::int64_t least, std::int64_t most) {
  const auto integer = exact_of(source, field).to_int64();
  if (integer && least <= *integer && *integer <= most) return *integer;
  field.fail(source.where, field.key + " is " + in_quotes(source.text),
             "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

Expression positive_of(const SourceExpression& source, const Field& field) {
  Expression e = constant_of(source, field);
  const auto exact = placed_value(e, field.at(source.where));
  if (!exact || exact->sign() > 0) return e;
  field.fail(source.where, field.key + " is " + in_quotes(source.text), "expected a number above 0");
}

Expression not_negative_of(const SourceExpression& source, const Field& field) {
  Expression e = constant_of(source, field);
  const auto exact = placed_value(e, field.at(source.where));
  if (!exact || exact->sign() >= 0) return e;
  field.fail(source.where, field.key + " is " + in_quotes(source.text), "expected 0 or more");
}

const std::string& line_of(const Located<std::string>& text, const Field& field) {
  const bool control = std::any_of(text.value.begin(), text.value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (!control && text.value.size() <= 1000) return text.value;
  field.fail(text.where, field.key + " is " + in_quotes(text.value), "expected one line of at most 1000 bytes");
}

const std::string& choice_of(const Located<std::string>& text, const Field& field,
                             const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), text.value) != choices.end()) return text.value;
  field.fail(text.where, field.key + " is " + in_quotes(text.value), suggest(text.value, choices));
}

DecimalFormat format_of(const Located<DecimalFormat>& format, const Field& field) {
  return placed(field.at(format.where), [&] { return checked(format.value); });
}

}  // namespace stepmark::problem
