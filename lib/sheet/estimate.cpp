#include "lib/sheet/estimate.hpp"

#include <cmath>
#include <limits>

namespace stepmark::sheet {

namespace {

struct Size {
  long double value = 0;
  long double digits = 0;  ///< of the exact value, if it is rational: no fewer
};

using Estimate = std::optional<Size>;

constexpr long double most_digits = 10'000;

Estimate estimate_of(const Expression& e);

Estimate within_bounds(Size size) {
  const long double magnitude = std::fabs(size.value);
  const bool fits = magnitude == 0 || (magnitude < 1e1000L && magnitude > 1e-1000L);
  return fits && size.digits <= most_digits ? Estimate(size) : std::nullopt;
}

/// A long double reaches beyond 10^4900, a double of Exact does not.
static_assert(std::numeric_limits<long double>::max_exponent10 >= 4900);
long double close_value(const Exact& x) {
  if (x.is_zero()) return 0;
  const int exponent = x.decimal_exponent();
  if (std::abs(exponent) < 300) return static_cast<long double>(x.to_double());
  if (std::abs(exponent) > 4000) return exponent > 0 ? HUGE_VALL : 1e-4000L;
  return static_cast<long double>((x * Exact(10).pow(-exponent)).to_double()) * std::pow(10.0L, exponent);
}

Estimate estimate_of(const Number& number) {
  return within_bounds({close_value(number.value), static_cast<long double>(number.value.bits()) / 3 + 1});
}

Estimate estimate_of(const Name&) { return Size{3.14159265358979323846L, 40}; }

Estimate estimate_of(const Negation& negation) {
  const Estimate operand = estimate_of(negation.operand);
  return operand ? Estimate(Size{-operand->value, operand->digits}) : std::nullopt;
}

template <class Combine>
Estimate combined(const Expression& left, const Expression& right, const Combine& combine) {
  const Estimate a = estimate_of(left), b = estimate_of(right);
  return a && b ? within_bounds({combine(a->value, b->value), a->digits + b->digits}) : std::nullopt;
}

Estimate estimate_of(const Product& product) {
  return combined(product.left, product.right, [](long double a, long double b) { return a * b; });
}

Estimate estimate_of(const Quotient& quotient) {
  return combined(quotient.left, quotient.right, [](long double a, long double b) { return a / b; });
}

Estimate estimate_of(const Sum& sum) {
  Size total;
  for (const Sum::Term& term : sum.terms) {
    const Estimate value = estimate_of(term.value);
    if (!value) return std::nullopt;
    total.value += term.minus ? -value->value : value->value;
    total.digits += value->digits;
  }
  // What is left of two equal numbers in a long double says nothing.
  return total.digits <= most_digits ? Estimate(total) : std::nullopt;
}

Estimate estimate_of(const Power& power) {
  const Estimate base = estimate_of(power.base), exponent = estimate_of(power.exponent);
  if (!base || !exponent) return std::nullopt;
  const long double times = std::max(1.0L, std::fabs(exponent->value));
  return within_bounds({std::pow(base->value, exponent->value), base->digits * times + exponent->digits});
}

Estimate estimate_of(const Call& call) {
  const Estimate x = estimate_of(call.arguments.front());
  if (!x) return std::nullopt;
  switch (call.function) {
    case Function::sqrt:
      return within_bounds({std::sqrt(x->value), x->digits});
    case Function::abs:
      return within_bounds({std::fabs(x->value), x->digits});
    case Function::exp:
      return within_bounds({std::exp(x->value), x->digits});
    case Function::log:
      return within_bounds({std::log(x->value), x->digits});
    case Function::tanh:
      return within_bounds({std::tanh(x->value), x->digits});
    case Function::sigmoid:
      return within_bounds({1 / (1 + std::exp(-x->value)), x->digits});
    case Function::sin:
      return within_bounds({std::sin(x->value), x->digits});
    case Function::cos:
      return within_bounds({std::cos(x->value), x->digits});
    default:
      return std::nullopt;  // nobody's answer
  }
}

Estimate estimate_of(const Conditional&) { return std::nullopt; }
Estimate estimate_of(const StepSum&) { return std::nullopt; }

Estimate estimate_of(const Expression& e) {
  return std::visit([](const auto& node) { return estimate_of(node); }, e.node().value);
}

}  // namespace

std::optional<long double> estimate(const Expression& e) {
  const Estimate size = estimate_of(e);
  return size ? std::optional(size->value) : std::nullopt;
}

}  // namespace stepmark::sheet
