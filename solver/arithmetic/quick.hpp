// The first rung of the certified arithmetics: small decimals and intervals of doubles, without an allocation. It
// decides nearly every line that a person can carry; what it cannot decide is passed on to EnclosingArithmetic.
#pragma once

#include <cstdint>

#include "lib/number/exact.hpp"
#include "lib/number/rounding.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// Outward-rounded: the true value is the decimal itself, or lies within [lower, upper]; or nothing is known of it.
/// No member function allocates or changes the rounding mode. `compare` throws Undecided; everything else that cannot
/// be decided, or that is undefined, gives `unknown`.
class QuickArithmetic {
 public:
  enum class Kind : std::uint32_t { decimal, interval, unknown };
  /// mantissa * 10^-scale with |mantissa| < 2^63 and 0 <= scale <= max_scale, or an interval with finite ends.
  struct Value {
    std::int64_t mantissa = 0;
    std::int32_t scale = 0;
    Kind kind = Kind::decimal;
    double lower = 0, upper = 0;
  };
  static constexpr std::int32_t max_scale = 18;

  Value make() const { return {}; }
  void set(Value& r, const Exact& x) const;
  void copy(Value& r, const Value& a) const { r = a; }

  void negate(Value& r, const Value& a) const;
  void add(Value& r, const Value& a, const Value& b) const;
  void subtract(Value& r, const Value& a, const Value& b) const;
  void multiply(Value& r, const Value& a, const Value& b) const;
  void divide(Value& r, const Value& a, const Value& b) const;
  void power(Value& r, const Value& a, const Value& b) const;
  void power(Value& r, const Value& a, std::int64_t n) const;
  void sqrt(Value& r, const Value& a) const;
  void abs(Value& r, const Value& a) const;
  void sign(Value& r, const Value& a) const;
  void min(Value& r, const Value& a, const Value& b) const;
  void max(Value& r, const Value& a, const Value& b) const;
  void floor(Value& r, const Value& a) const;
  // Not worth a quick way.
  void sigmoid(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void tanh(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void softplus(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void exp(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void log(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void sin(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void cos(Value& r, const Value&) const { r.kind = Kind::unknown; }
  void pi(Value& r) const { r.kind = Kind::unknown; }

  /// -1, 0 or 1. @throws Undecided
  int compare(const Value& a, const Value& b) const;

  bool is_exact(const Value& a) const { return a.kind == Kind::decimal; }
  Exact exact_value(const Value& a) const { return Exact::decimal(a.mantissa, a.scale); }

  enum class Outcome { exact, inexact, tie, undecided };
  /// Rounds to nearest in place, ties half up (away from zero) or half even: `exact` when nothing changed, `tie` when
  /// the rule on ties decided, `inexact` when something else was rounded off; `undecided`, and r untouched, when the
  /// digits or whether they are exact cannot be told here.
  Outcome round(Value& r, const DecimalFormat& format, RoundingRule ties) const;
};

}  // namespace stepmark::arithmetic
