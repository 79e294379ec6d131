// The exact arithmetic: rationals and nothing else.
#pragma once

#include <cstdint>

#include "solver/arithmetic/exact_register.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// Every operation gives the exact result or @throws Irrational, Undefined or TooLarge. The result may be one of the
/// operands.
class ExactArithmetic {
 public:
  using Value = ExactRegister;

  Value make() const { return {}; }
  void set(Value& r, const Exact& x) const { r.set(x); }
  void copy(Value& r, const Value& a) const { r.copy(a); }
  Exact exact_value(const Value& a) const { return a.value(); }

  void negate(Value& r, const Value& a) const { r.negate(a); }
  void add(Value& r, const Value& a, const Value& b) const { r.add(a, b); }
  void subtract(Value& r, const Value& a, const Value& b) const { r.subtract(a, b); }
  void multiply(Value& r, const Value& a, const Value& b) const { r.multiply(a, b); }
  void divide(Value& r, const Value& a, const Value& b) const;
  void power(Value& r, const Value& a, const Value& b) const;
  void power(Value& r, const Value& a, std::int64_t n) const;
  void sqrt(Value& r, const Value& a) const;
  void abs(Value& r, const Value& a) const;
  void sign(Value& r, const Value& a) const { r.set_integer(a.sign()); }
  void min(Value& r, const Value& a, const Value& b) const { r.copy(compare(a, b) <= 0 ? a : b); }
  void max(Value& r, const Value& a, const Value& b) const { r.copy(compare(a, b) >= 0 ? a : b); }
  void exp(Value& r, const Value& a) const;
  void sigmoid(Value& r, const Value& a) const;
  void tanh(Value& r, const Value& a) const;
  void softplus(Value& r, const Value& a) const;
  void log(Value& r, const Value& a) const;
  void sin(Value& r, const Value& a) const;
  void cos(Value& r, const Value& a) const;
  void floor(Value& r, const Value& a) const { r.set(a.value().floor()); }
  void pi(Value& r) const;

  int compare(const Value& a, const Value& b) const { return arithmetic::compare(a, b); }
};

/// The rational number base^exponent; nothing if it is irrational. @throws Undefined, TooLarge
std::optional<Exact> rational_power(const Exact& base, const Exact& exponent);

}  // namespace stepmark::arithmetic
