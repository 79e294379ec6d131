// A place that holds an exact rational number and is computed in: what Exact is to values, this is to registers.
#pragma once

#include <cstdint>
#include <memory>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// Decimals are an integer and a scale, in place: sums and products of them take neither a gcd nor, once the register
/// has grown to its size, an allocation. Zeros at the end are kept until `shorten`. Everything else is left to Exact.
/// The result of any operation may be one of its operands.
class ExactRegister {
 public:
  ExactRegister();
  ExactRegister(ExactRegister&&) noexcept;
  ExactRegister& operator=(ExactRegister&&) noexcept;
  ~ExactRegister();

  void set(const Exact& x);
  void set_integer(std::int64_t x);
  void copy(const ExactRegister& a);
  Exact value() const;

  void negate(const ExactRegister& a);
  void add(const ExactRegister& a, const ExactRegister& b);  ///< @throws TooLarge, as do the next three
  void subtract(const ExactRegister& a, const ExactRegister& b);
  void multiply(const ExactRegister& a, const ExactRegister& b);
  void divide(const ExactRegister& a, const ExactRegister& b);  ///< b must not be 0 (asserted)

  int sign() const;
  bool is_zero() const { return kind_ == Kind::small && mantissa_ == 0; }
  /// The value if it is an integer of at most 31 bits, stored as one; else `none`.
  static constexpr std::int64_t none = INT64_MIN;
  std::int64_t small_integer() const;
  /// A decimal mantissa * 10^-scale with |mantissa| < 2^63 and scale <= 18.
  bool is_small() const { return kind_ == Kind::small && scale_ <= 18; }
  std::int64_t mantissa() const { return mantissa_; }
  std::int64_t scale() const { return scale_; }

  /// The room that numerator and denominator take, powers of ten included; 0 for small decimals.
  std::size_t bits() const;
  bool is_fraction() const { return kind_ == Kind::fraction; }
  /// Drops zeros at the end.
  void shorten();

  friend int compare(const ExactRegister& a, const ExactRegister& b);

 private:
  enum class Kind : std::uint8_t { small, decimal, fraction };
  struct Large;
  struct View;

  bool set_sum(std::int64_t a, std::int64_t a_scale, std::int64_t b, std::int64_t b_scale);
  void add_large(const ExactRegister& a, const ExactRegister& b, bool subtract);
  void multiply_large(const ExactRegister& a, const ExactRegister& b);
  void set_small(std::int64_t mantissa, std::int64_t scale);
  void finish_decimal(std::int64_t scale);
  Large& large();

  std::int64_t mantissa_ = 0;
  std::int64_t scale_ = 0;
  Kind kind_ = Kind::small;
  std::unique_ptr<Large> large_;
};

int compare(const ExactRegister& a, const ExactRegister& b);  ///< -1, 0 or 1

}  // namespace stepmark::arithmetic
