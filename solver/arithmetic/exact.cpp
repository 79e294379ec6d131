#include "solver/arithmetic/exact.hpp"

#include "lib/number/exact_gmp.hpp"
#include "solver/arithmetic/failure.hpp"

namespace stepmark::arithmetic {

namespace {

/// "log(2)", or "a logarithm" where the number is too long to name.
std::string named(const std::string& before, const Exact& x, const std::string& after, const std::string& otherwise) {
  const std::string text = x.bits() < 100 ? x.to_string() : "";
  return text.empty() ? otherwise : before + text + after;
}

/// f(at) = value is the only rational point of f.
void only_at(ExactRegister& r, const ExactRegister& a, std::int64_t at, std::int64_t value, const std::string& name) {
  const Exact x = a.value();
  if (x != Exact(at)) throw Irrational(named(name + "(", x, ")", "a value of " + name));
  r.set_integer(value);
}

/// The exponent in lowest terms; nothing if a part does not fit.
struct Quotient {
  std::int64_t numerator, denominator;
};

std::optional<Quotient> small_quotient(const Exact& x) {
  const Rational value = to_rational(x);
  const auto top = to_int64(mpz(numerator(value))), bottom = to_int64(mpz(denominator(value)));
  if (!top || !bottom) return std::nullopt;
  return Quotient{*top, *bottom};
}

}  // namespace

// base^(p/q) in lowest terms is rational only if base is a q-th power.
std::optional<Exact> rational_power(const Exact& base, const Exact& exponent) {
  if (exponent.is_zero() || base == Exact(1)) return Exact(1);
  if (base.is_zero() && exponent.sign() < 0) throw Undefined(reason::zero_to_negative);
  if (base.is_zero()) return base;
  if (base.sign() < 0 && !exponent.is_integer()) throw Undefined(reason::negative_to_fraction);
  if (base == Exact(-1)) return (exponent / Exact(2)).is_integer() ? Exact(1) : base;
  const auto quotient = small_quotient(exponent);
  if (!quotient) {
    if (exponent.is_integer()) throw TooLarge("a power is too large to compute");
    return std::nullopt;
  }
  const auto root = base.root(quotient->denominator);
  if (!root) return std::nullopt;
  return root->pow(quotient->numerator);
}

void ExactArithmetic::divide(Value& r, const Value& a, const Value& b) const {
  if (b.is_zero()) throw Undefined(reason::division_by_zero);
  r.divide(a, b);
}

void ExactArithmetic::power(Value& r, const Value& a, const Value& b) const {
  const Exact base = a.value(), exponent = b.value();
  const auto result = rational_power(base, exponent);
  if (!result) throw Irrational(named("a fractional power of ", base, "", "a fractional power"));
  r.set(*result);
}

void ExactArithmetic::power(Value& r, const Value& a, std::int64_t n) const {
  if (n == 2) return r.multiply(a, a);
  if (n < 0 && a.is_zero()) throw Undefined(reason::zero_to_negative);
  r.set(a.value().pow(n));
}

void ExactArithmetic::sqrt(Value& r, const Value& a) const {
  if (a.sign() < 0) throw Undefined(reason::root_of_negative);
  const Exact x = a.value();
  const auto root = x.sqrt();
  if (!root) throw Irrational(named("the square root of ", x, "", "a square root"));
  r.set(*root);
}

void ExactArithmetic::abs(Value& r, const Value& a) const {
  if (a.sign() < 0) {
    r.negate(a);
  } else {
    r.copy(a);
  }
}

void ExactArithmetic::exp(Value& r, const Value& a) const { only_at(r, a, 0, 1, "exp"); }

void ExactArithmetic::tanh(Value& r, const Value& a) const { only_at(r, a, 0, 0, "tanh"); }

void ExactArithmetic::sigmoid(Value& r, const Value& a) const {
  if (!a.is_zero()) throw Irrational(named("sigmoid(", a.value(), ")", "a sigmoid"));
  r.set(Exact::decimal(5, 1));
}

void ExactArithmetic::softplus(Value&, const Value& a) const {
  throw Irrational(named("softplus(", a.value(), ")", "a softplus"));
}

void ExactArithmetic::log(Value& r, const Value& a) const {
  if (a.sign() <= 0) throw Undefined(reason::log_of_nonpositive);
  only_at(r, a, 1, 0, "log");
}

void ExactArithmetic::sin(Value& r, const Value& a) const { only_at(r, a, 0, 0, "sin"); }

void ExactArithmetic::cos(Value& r, const Value& a) const { only_at(r, a, 0, 1, "cos"); }

void ExactArithmetic::pi(Value&) const { throw Irrational("pi"); }

}  // namespace stepmark::arithmetic
