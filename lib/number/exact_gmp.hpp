// For the few files that speak GMP: what stands behind Exact.
#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <cstdint>

#include "lib/number/exact.hpp"

namespace stepmark {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// numerator * 10^-scale when denominator is 1, else numerator/denominator in lowest terms (and scale 0); denominator >
/// 0, scale >= 0.
struct BigExact {
  Integer numerator;
  Integer denominator = 1;
  std::int64_t scale = 0;
  bool is_fraction() const { return denominator != 1; }
};

/// What x is, in those terms.
BigExact parts(const Exact& x);
/// The Exact of mantissa * 10^-scale (scale of any sign). @throws TooLarge
Exact make_decimal(Integer mantissa, std::int64_t scale);
/// The Exact of numerator/denominator; denominator != 0. @throws TooLarge
Exact make_fraction(const Integer& numerator, const Integer& denominator);
Rational to_rational(const Exact& x);
/// 10^n, n >= 0.
Integer power_of_ten(std::int64_t n);

}  // namespace stepmark
