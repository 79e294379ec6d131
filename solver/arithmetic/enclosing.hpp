// The enclosing arithmetic: whatever it says of a number is true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "lib/number/exact.hpp"
#include "lib/number/rounding.hpp"
#include "solver/arithmetic/exact_register.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

class Interval;

/// A value is an exact rational, or an interval with ends of the given precision that the number lies in. It is exact
/// as long as its operands are, the operation has a rational result, and that takes no more than about 8 * bits + 4096
/// bits. A rational multiple of a square root remembers its exact square, so that g/||g|| squared is exact again; one
/// of pi remembers what multiple it is, so that cos(pi/2) is 0.
///
/// Every operation @throws Undefined if there is no result; Undecided if the enclosures admit both a result and none;
/// TooLarge if the result is out of range. `r` may be one of the operands.
class EnclosingArithmetic {
 public:
  class Value {
   public:
    Value();
    Value(Value&&) noexcept;
    Value& operator=(Value&&) noexcept;
    ~Value();

   private:
    friend class EnclosingArithmetic;
    ExactRegister exact_;
    /// What encloses a value that is not exact; of an exact one, its enclosure if `enclosed_`. That is made when it is
    /// first needed, so a value must not be used by two threads at once, not even to read it.
    mutable std::unique_ptr<Interval> interval_;
    mutable bool enclosed_ = false;
    bool is_exact_ = true;
    bool has_square_ = false;  ///< of a value that is not exact: `square_` is its square
    ExactRegister square_;
    bool has_turns_ = false;  ///< of a value that is not exact: it is `turns_` times pi
    ExactRegister turns_;
  };

  /// What `round` does with a number that cannot be told from one of the format: no answer, in the hope of more bits,
  /// or that number, as one that may not be exact.
  enum class Doubt { refuse, call_rounded };

  explicit EnclosingArithmetic(int bits, Doubt doubt = Doubt::refuse);
  int bits() const { return bits_; }

  Value make() const { return {}; }
  void set(Value& r, const Exact& x) const;  ///< exact, whatever its size
  void copy(Value& r, const Value& a) const;

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
  void exp(Value& r, const Value& a) const;
  void log(Value& r, const Value& a) const;
  void sin(Value& r, const Value& a) const;
  void cos(Value& r, const Value& a) const;
  void floor(Value& r, const Value& a) const;
  void sigmoid(Value& r, const Value& a) const;
  void tanh(Value& r, const Value& a) const;
  void softplus(Value& r, const Value& a) const;
  void pi(Value& r) const;

  /// -1, 0 or 1; 0 for exact values and points only. @throws Undecided
  int compare(const Value& a, const Value& b) const;

  bool is_exact(const Value& a) const { return a.is_exact_; }
  Exact exact_value(const Value& a) const;  ///< a must be exact (asserted)
  Exact lower(const Value& a) const;        ///< lower <= the number <= upper. @throws TooLarge, Undecided
  Exact upper(const Value& a) const;

  struct Rounded {
    Exact value;
    bool exact;        ///< nothing was rounded off, provably
    bool tie = false;  ///< the number lies midway between two of the format
  };
  /// The number rounded; nothing if its enclosure does not decide the digits, or (as `Doubt` says) whether they are
  /// exact. Without a format, exact values alone are decided. @throws TooLarge
  std::optional<Rounded> round(const Value& a, const DecimalFormat& format, RoundingRule rule) const;

 private:
  const Interval& enclosure(const Value& a) const;
  Interval& room(const Value& r) const;
  Interval& inexact(Value& r) const;
  void settle(Value& r) const;
  void keep_square(Value& r, ExactRegister square) const;
  void keep_turns(Value& r, ExactRegister turns) const;
  bool rational_cosine(Value& r, const Value& a, std::int64_t twelfths_before) const;
  void set_integer(Value& r, std::int64_t x) const;
  void add_mixed(Value& r, const Value& a, const Value& b) const;
  void subtract_mixed(Value& r, const Value& a, const Value& b) const;
  void multiply_mixed(Value& r, const Value& a, const Value& b) const;
  bool multiply_by_integer(Value& r, const Value& a, const Value& b) const;
  void exact_power(Value& r, const Value& a, std::int64_t n) const;
  bool rational_power(Value& r, const Value& a, const Value& b) const;
  void real_power(Value& r, const Value& a, const Value& b) const;
  bool is_integer(const Value& a, std::int64_t x) const;

  int bits_;
  Doubt doubt_;
  std::size_t most_exact_bits_;
};

}  // namespace stepmark::arithmetic
