// For the few files that speak GMP: what stands behind Exact.
#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <cstdint>

#include "lib/number/exact.hpp"
#include "lib/number/gmp_int64.hpp"
#include "lib/rooms.hpp"

namespace stepmark::number {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// Decimal: mantissa * 10^-scale, scale >= 0 and no zeros at the end while scale > 0; denominator is 1.
/// Fraction: mantissa/denominator in lowest terms, denominator > 1, scale 0.
struct BigExact {
  Integer mantissa;
  std::int64_t scale = 0;
  Integer denominator = 1;
  bool is_decimal() const { return denominator == 1; }
};

inline const mpz_t& mpz(const Integer& x) { return x.backend().data(); }
inline mpz_t& mpz(Integer& x) { return x.backend().data(); }

inline std::size_t bits_of(const Integer& x) { return mpz_sgn(mpz(x)) == 0 ? 0 : mpz_sizeinbase(mpz(x), 2); }
/// Number of decimal digits; 1 for 0.
std::int64_t digits_of(const Integer& x);

/// 10^n, n >= 0. Small powers come from a table, larger ones are computed into `room`. @throws TooLarge
const Integer& power_of_ten(std::int64_t n, Integer& room);

/// @throws TooLarge
void check_size(std::uint64_t bits);
void check_scale(std::int64_t scale);

/// What x is, small or not.
BigExact parts(const Exact& x);
/// A quotient of integers, not in lowest terms for decimals: mantissa/10^scale.
Rational to_rational(const Exact& x);

/// mantissa * 10^-scale, scale of any sign. @throws TooLarge
Exact make_decimal(Integer mantissa, std::int64_t scale);
/// numerator/denominator, denominator not 0: a fraction, or an integer. @throws TooLarge
Exact make_fraction(const Rational& quotient);
/// numerator/denominator * 10^-scale, as a decimal if it is one. @throws TooLarge
Exact make_quotient(Integer numerator, Integer denominator, std::int64_t scale);
/// Exponents a, b if x = 2^a * 5^b.
bool is_two_and_five(Integer x, std::int64_t& twos, std::int64_t& fives);

}  // namespace stepmark::number
