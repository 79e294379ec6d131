// Intervals with outward rounding: MPFI's, in registers of a stated precision. Included by .cpp files alone, since
// Boost.Multiprecision is slow to compile.
//
// Sums, products, quotients, powers and roots round their two ends here, with MPFR: MPFI allocates in some of these and
// is up to twice as slow (measured). Functions are MPFI's.
#pragma once

#include <boost/multiprecision/mpfi.hpp>
#include <cstdint>

#include "lib/number/exact.hpp"

namespace stepmark {

/// left <= right, both finite. The result of an operation may be one of its operands. Each operation @throws TooLarge
/// when an end would overflow.
struct Interval {
  explicit Interval(mpfr_prec_t bits) { mpfi_set_prec(ends.data(), bits); }

  mpfr_ptr left() { return ends.left_data(); }
  mpfr_ptr right() { return ends.right_data(); }
  mpfr_srcptr left() const { return ends.left_data(); }
  mpfr_srcptr right() const { return ends.right_data(); }
  mpfr_prec_t bits() const { return mpfr_get_prec(left()); }

  bool is_positive() const { return mpfr_sgn(left()) > 0; }
  bool is_negative() const { return mpfr_sgn(right()) < 0; }
  bool is_zero() const { return mpfr_zero_p(left()) && mpfr_zero_p(right()); }
  bool has_zero() const { return mpfr_sgn(left()) <= 0 && mpfr_sgn(right()) >= 0; }
  bool straddles_zero() const { return mpfr_sgn(left()) < 0 && mpfr_sgn(right()) > 0; }

  boost::multiprecision::backends::mpfi_float_backend<0> ends;
};

void enclose(Interval& r, const Exact& x);
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
void pi(Interval& r);

/// The value of an end. @throws TooLarge
Exact to_exact(mpfr_srcptr end);

}  // namespace stepmark
