// Intervals with outward rounding, by MPFR, in registers of a stated precision: each end is rounded away from the
// other, so that the interval of a result holds every result of numbers in the intervals of the operands.
#pragma once

#include <mpfr.h>

#include <cstdint>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// left <= right, both finite. The result of an operation may be one of its operands. Each operation @throws TooLarge
/// when an end would overflow.
class Interval {
 public:
  explicit Interval(mpfr_prec_t bits);  ///< [0, 0]
  Interval(const Interval& other);
  Interval(Interval&& other) noexcept;
  Interval& operator=(const Interval& other);
  Interval& operator=(Interval&& other) noexcept;
  ~Interval();

  mpfr_ptr left() { return left_; }
  mpfr_ptr right() { return right_; }
  mpfr_srcptr left() const { return left_; }
  mpfr_srcptr right() const { return right_; }
  mpfr_prec_t bits() const { return mpfr_get_prec(left()); }

  bool is_positive() const { return mpfr_sgn(left()) > 0; }
  bool is_negative() const { return mpfr_sgn(right()) < 0; }
  bool is_zero() const { return mpfr_zero_p(left()) && mpfr_zero_p(right()); }
  bool has_zero() const { return mpfr_sgn(left()) <= 0 && mpfr_sgn(right()) >= 0; }
  bool straddles_zero() const { return mpfr_sgn(left()) < 0 && mpfr_sgn(right()) > 0; }

 private:
  mpfr_t left_, right_;  ///< without limbs when moved from
};

void enclose(Interval& r, const Exact& x);
void enclose(Interval& r, int least, int most);
void copy(Interval& r, const Interval& a);
void negate(Interval& r, const Interval& a);
void add(Interval& r, const Interval& a, const Interval& b);
void subtract(Interval& r, const Interval& a, const Interval& b);
void multiply(Interval& r, const Interval& a, const Interval& b);
void multiply(Interval& r, const Interval& a, std::int64_t n);
void divide(Interval& r, const Interval& a, const Interval& b);  ///< b has no zero
void power(Interval& r, const Interval& a, std::int64_t n);      ///< n != 0; for n < 0, a has no zero
void power(Interval& r, const Interval& a, const Interval& b);   ///< a is not negative; if a has a zero, b is positive
void sqrt(Interval& r, const Interval& a);                       ///< a is not negative
void abs(Interval& r, const Interval& a);
void min(Interval& r, const Interval& a, const Interval& b);
void max(Interval& r, const Interval& a, const Interval& b);
void exp(Interval& r, const Interval& a);
void log(Interval& r, const Interval& a);  ///< a is positive
void sin(Interval& r, const Interval& a);
void cos(Interval& r, const Interval& a);
void floor(Interval& r, const Interval& a);
void sigmoid(Interval& r, const Interval& a);
void tanh(Interval& r, const Interval& a);
void softplus(Interval& r, const Interval& a);
void pi(Interval& r);

/// The value of an end. @throws TooLarge
Exact to_exact(mpfr_srcptr end);

}  // namespace stepmark::arithmetic
