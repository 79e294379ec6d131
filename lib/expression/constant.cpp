#include "lib/expression/constant.hpp"

#include <algorithm>
#include <string>

#include "lib/expression/parse.hpp"

namespace stepmark::expression {

namespace {

using Value = std::optional<Exact>;

[[noreturn]] void fail(const std::string& wrong, const std::string& expected) { throw InputError({}, wrong, expected); }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

std::string_view without_sign(std::string_view text) {
  for (const std::string_view sign : {"-", "+", "\u2212"}) {
    if (text.starts_with(sign)) return text.substr(sign.size());
  }
  return text;
}

/// "0,05" as "0.05". Three digits behind the comma could be a thousand's, unless a lone zero stands before it.
std::string with_decimal_point(std::string_view text, const Location& where) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::string(text);
  const std::string_view whole = without_sign(text.substr(0, comma));
  const std::string_view decimals = text.substr(comma + 1);
  if (!all_digits(whole) || !all_digits(decimals)) return std::string(text);
  if (decimals.size() == 3 && whole != "0") {
    throw InputError(where, "the comma in " + in_quotes(text) + " may be a decimal comma or a thousand's",
                     "expected a decimal point");
  }
  std::string pointed(text);
  pointed[comma] = '.';
  return pointed;
}

Value value_of(const Expression& e);

Value combined(const Expression& left, const Expression& right, Exact (*combine)(const Exact&, const Exact&)) {
  const Value a = value_of(left), b = value_of(right);
  return a && b ? Value(combine(*a, *b)) : std::nullopt;
}

Exact divided(const Exact& a, const Exact& b) {
  if (b.is_zero()) fail("division by zero", "expected a divisor that is not 0");
  return a / b;
}

Value value_of(const Number& number) { return number.value; }
Value value_of(const Negation& negation) {
  const Value operand = value_of(negation.operand);
  return operand ? Value(-*operand) : std::nullopt;
}
Value value_of(const Product& product) {
  return combined(product.left, product.right, [](const Exact& a, const Exact& b) { return a * b; });
}
Value value_of(const Quotient& quotient) { return combined(quotient.left, quotient.right, divided); }

Value value_of(const Sum& sum) {
  Exact total;
  for (const Sum::Term& term : sum.terms) {
    const Value value = value_of(term.value);
    if (!value) return std::nullopt;
    total = term.minus ? total - *value : total + *value;
  }
  return total;
}

Value value_of(const Power& power) {
  const Value base = value_of(power.base), exponent = value_of(power.exponent);
  if (!base || !exponent || !exponent->is_integer()) return std::nullopt;
  if (base->is_zero() && exponent->sign() < 0) fail("division by zero", "expected a base that is not 0");
  const auto whole = exponent->to_int64();
  if (!whole) throw TooLarge("exponent");
  return base->pow(*whole);
}

Value value_of(const Call& call) {
  if (call.function != Function::sqrt && call.function != Function::abs) return std::nullopt;
  const Value operand = value_of(call.arguments.front());
  if (!operand) return std::nullopt;
  if (call.function == Function::abs) return operand->abs();
  if (operand->sign() < 0) fail("the root of a negative number", "expected a number that is not negative");
  return operand->sqrt();
}

Value value_of(const Name&) { return std::nullopt; }
Value value_of(const Conditional&) { return std::nullopt; }
Value value_of(const StepSum&) { return std::nullopt; }

Value value_of(const Expression& e) {
  return std::visit([](const auto& node) { return value_of(node); }, e.node().value);
}

}  // namespace

bool belongs_to_steps(const Expression& e) {
  if (e.as<StepSum>()) return true;
  const auto* call = e.as<Call>();
  if (!call) return false;
  switch (call->function) {
    case Function::grad:
    case Function::loss:
    case Function::norm:
    case Function::sum:
    case Function::dot:
    case Function::choose:
      return true;
    default:
      return false;
  }
}

void check_constant(const Expression& e, const Location& where) {
  for_each(e, [&](const Expression& part) {
    const auto* name = part.as<Name>();
    if (name && (name->symbol != "pi" || name->index)) {
      throw InputError(where, in_quotes(name->symbol) + " is not a number",
                       "expected a constant such as 0.1 or \"1/20\"");
    }
    if (belongs_to_steps(part)) {
      throw InputError(where, "a function of steps or of the objective in a constant",
                       "expected a constant such as 0.1 or \"1/20\"");
    }
  });
}

Expression parse_constant(std::string_view text, const Location& where) {
  const Expression e = parse_expression(with_decimal_point(text, where), where);
  check_constant(e, where);
  return e;
}

std::optional<Exact> exact_value(const Expression& e) try { return value_of(e); } catch (const TooLarge&) {
  fail("the value is too large", "expected a number of reasonable size");
}

}  // namespace stepmark::expression
