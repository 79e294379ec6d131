#include "lib/number/exact_gmp.hpp"

#include <algorithm>
#include <vector>

#include "lib/base/error.hpp"

namespace stepmark::number {

namespace {

constexpr std::int64_t small_scale = 18;
constexpr std::int64_t table_size = 1024;

Integer computed_power(std::int64_t n) {
  Integer power;
  set_power(mpz(power), 10, n);
  return power;
}

const std::vector<Integer>& table_of_powers() {
  static const std::vector<Integer> table = [] {
    std::vector<Integer> powers;
    for (std::int64_t n = 0; n < table_size; ++n) powers.push_back(computed_power(n));
    return powers;
  }();
  return table;
}

bool strip(Integer& mantissa, std::int64_t& scale, std::int64_t zeros) {
  if (zeros > scale || mpz_scan1(mpz(mantissa), 0) < static_cast<mp_bitcnt_t>(zeros)) return false;
  Integer room;
  const Integer& power = power_of_ten(zeros, room);
  if (!mpz_divisible_p(mpz(mantissa), mpz(power))) return false;
  mpz_divexact(mpz(mantissa), mpz(mantissa), mpz(power));
  scale -= zeros;
  return true;
}

/// Takes away 1, 2, 4, ... zeros while it can, then ..., 4, 2, 1.
void strip_zeros(Integer& mantissa, std::int64_t& scale) {
  std::int64_t zeros = 1;
  while (strip(mantissa, scale, zeros)) zeros *= 2;
  for (; zeros > 0; zeros /= 2) strip(mantissa, scale, zeros);
}

bool fits_small(const Integer& x) { return mpz_sizeinbase(mpz(x), 2) <= 63; }

}  // namespace

std::int64_t digits_of(const Integer& x) {
  const auto guess = static_cast<std::int64_t>(mpz_sizeinbase(mpz(x), 10));  // may be one too many
  if (guess == 1) return 1;
  Integer room;
  return mpz_cmpabs(mpz(x), mpz(power_of_ten(guess - 1, room))) < 0 ? guess - 1 : guess;
}

const Integer& power_of_ten(std::int64_t n, Integer& room) {
  STEPMARK_ASSERT(n >= 0);
  if (n < table_size) return table_of_powers()[static_cast<std::size_t>(n)];
  check_scale(n / 4);  // a difference of two scales, or a scale and the digits of a mantissa
  set_power(mpz(room), 10, n);
  return room;
}

void check_size(std::uint64_t bits) {
  if (bits > Exact::max_bits) throw TooLarge("the number would have more than a million digits");
}

void check_scale(std::int64_t scale) {
  constexpr auto most = static_cast<std::int64_t>(Exact::max_bits / 3);
  if (scale > most) throw TooLarge("the number would have more than a million decimal places");
}

BigExact parts(const Exact& x) {
  return x.big() ? *x.big() : BigExact{Integer(x.small_mantissa()), x.small_scale(), 1};
}

Rational to_rational(const Exact& x) {
  const BigExact big = parts(x);
  if (!big.is_decimal()) return Rational(big.mantissa, big.denominator);
  Integer room;
  return Rational(big.mantissa, power_of_ten(big.scale, room));
}

Exact make_decimal(Integer mantissa, std::int64_t scale) {
  if (mantissa == 0) return {};
  if (scale < 0) {
    Integer room;
    check_size(bits_of(mantissa) + static_cast<std::size_t>(std::min<std::int64_t>(-scale, Exact::max_bits)) * 3);
    mantissa *= power_of_ten(-scale, room);
    scale = 0;
  }
  if (scale > small_scale || !fits_small(mantissa)) strip_zeros(mantissa, scale);
  if (scale <= small_scale && fits_small(mantissa)) {
    return Exact::decimal(mantissa.convert_to<std::int64_t>(), static_cast<int>(scale));
  }
  check_size(bits_of(mantissa));
  check_scale(scale);
  return Exact(std::make_shared<const BigExact>(BigExact{std::move(mantissa), scale, 1}));
}

Exact make_fraction(const Rational& quotient) {
  Integer top = numerator(quotient), bottom = denominator(quotient);
  if (bottom == 1) return make_decimal(std::move(top), 0);
  check_size(std::max(bits_of(top), bits_of(bottom)));
  return Exact(std::make_shared<const BigExact>(BigExact{std::move(top), 0, std::move(bottom)}));
}

Exact make_quotient(Integer numerator, Integer denominator, std::int64_t scale) {
  STEPMARK_ASSERT(denominator != 0);
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Integer common = gcd(numerator, denominator);
  numerator /= common;
  denominator /= common;
  Integer room;
  std::int64_t twos, fives;
  if (is_two_and_five(denominator, twos, fives)) {
    const std::int64_t places = std::max(twos, fives);
    numerator *= power_of_ten(places, room) / denominator;
    return make_decimal(std::move(numerator), places + scale);
  }
  (scale < 0 ? numerator : denominator) *= power_of_ten(scale < 0 ? -scale : scale, room);
  return make_fraction(Rational(numerator, denominator));
}

bool is_two_and_five(Integer x, std::int64_t& twos, std::int64_t& fives) {
  static const Integer five = 5;
  twos = static_cast<std::int64_t>(mpz_scan1(mpz(x), 0));
  mpz_fdiv_q_2exp(mpz(x), mpz(x), static_cast<mp_bitcnt_t>(twos));
  fives = static_cast<std::int64_t>(mpz_remove(mpz(x), mpz(x), mpz(five)));
  return x == 1;
}

}  // namespace stepmark::number
