// Rounding of Exact, to decimals and to binary.
#include <algorithm>
#include <cmath>
#include <limits>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"

namespace stepmark::number {

namespace {

/// Whether what was cut off moves the last digit away from zero. `half` compares it with half a unit; it is not 0.
bool rounds_away(RoundingRule rule, int half, bool odd, bool negative) {
  switch (rule) {
    case RoundingRule::half_up:
      return half >= 0;
    case RoundingRule::half_even:
      return half > 0 || (half == 0 && odd);
    case RoundingRule::half_down:
      return half > 0;
    case RoundingRule::up:
      return true;
    case RoundingRule::down:
      return false;
    case RoundingRule::ceiling:
      return !negative;
    case RoundingRule::floor:
      return negative;
  }
  return false;
}

/// numerator/denominator to an integer; denominator > 0.
Integer round_quotient(const Integer& numerator, const Integer& denominator, RoundingRule rule) {
  Integer quotient, rest;
  mpz_tdiv_qr(mpz(quotient), mpz(rest), mpz(numerator), mpz(denominator));
  if (rest == 0) return quotient;
  const bool negative = rest < 0;
  mpz_mul_2exp(mpz(rest), mpz(rest), 1);
  const int half = mpz_cmpabs(mpz(rest), mpz(denominator));
  if (rounds_away(rule, half, mpz_odd_p(mpz(quotient)) != 0, negative)) quotient += negative ? -1 : 1;
  return quotient;
}

Exact round_small(const Exact& x, int places, RoundingRule rule) {
  std::int64_t unit = 1;
  for (int i = places; i < x.small_scale(); ++i) unit *= 10;
  const std::int64_t quotient = x.small_mantissa() / unit, rest = x.small_mantissa() % unit;
  if (rest == 0) return Exact::decimal(quotient, places);
  const std::int64_t cut = std::llabs(rest), left = unit - cut;
  const bool away = rounds_away(rule, (cut > left) - (cut < left), quotient % 2 != 0, rest < 0);
  return Exact::decimal(quotient + (away ? (rest < 0 ? -1 : 1) : 0), places);
}

Exact round_places(const Exact& x, std::int64_t places, RoundingRule rule) {
  if (!x.big() && places >= x.small_scale()) return x;
  if (!x.big() && x.small_scale() - places <= 18) return round_small(x, static_cast<int>(places), rule);
  BigExact big = parts(x);
  if (big.is_decimal() && big.scale <= places) return x;
  Integer room;
  if (big.is_decimal()) {
    return make_decimal(round_quotient(big.mantissa, power_of_ten(big.scale - places, room), rule), places);
  }
  (places > 0 ? big.mantissa : big.denominator) *= power_of_ten(places < 0 ? -places : places, room);
  return make_decimal(round_quotient(big.mantissa, big.denominator, rule), places);
}

/// |x| against 10^exponent.
int compare_with_power(const BigExact& x, std::int64_t exponent) {
  Integer room, product;
  if (exponent >= 0) {
    product = x.denominator * power_of_ten(exponent, room);
    return mpz_cmpabs(mpz(x.mantissa), mpz(product));
  }
  product = x.mantissa * power_of_ten(-exponent, room);
  return mpz_cmpabs(mpz(product), mpz(x.denominator));
}

int small_digits(std::int64_t mantissa) {
  int digits = 1;
  for (std::int64_t left = mantissa / 10; left != 0; left /= 10) ++digits;
  return digits;
}

struct BinaryFormat {
  int precision, lowest, highest;  ///< bits; exponent of the smallest subnormal; overflow from 2^highest
};

/// |x| as a positive quotient.
BigExact magnitude(const Exact& x) {
  BigExact big = parts(x);
  mpz_abs(mpz(big.mantissa), mpz(big.mantissa));
  Integer room;
  if (big.is_decimal()) big.denominator = power_of_ten(big.scale, room);
  return big;
}

void shift(Integer& x, std::int64_t bits) { mpz_mul_2exp(mpz(x), mpz(x), static_cast<mp_bitcnt_t>(bits)); }

/// The magnitude of x to nearest even in that format.
double to_binary(const Exact& x, const BinaryFormat& format) {
  BigExact big = magnitude(x);
  std::int64_t exponent =
      static_cast<std::int64_t>(bits_of(big.mantissa)) - static_cast<std::int64_t>(bits_of(big.denominator));
  if (exponent > format.highest + 1) return std::numeric_limits<double>::infinity();
  if (exponent < format.lowest - 2) return 0;
  // x lies in (2^(exponent-1), 2^(exponent+1)); with the lower guess one bit too many would be kept.
  Integer power = big.denominator, top = big.mantissa;
  shift(exponent >= 0 ? power : top, std::abs(exponent));
  if (top < power) --exponent;
  const std::int64_t unit = std::max<std::int64_t>(exponent - format.precision + 1, format.lowest);
  shift(unit >= 0 ? big.denominator : big.mantissa, std::abs(unit));
  const Integer rounded = round_quotient(big.mantissa, big.denominator, RoundingRule::half_even);
  return std::ldexp(static_cast<double>(rounded.convert_to<std::int64_t>()), static_cast<int>(unit));
}

}  // namespace

int Exact::decimal_exponent() const {
  STEPMARK_ASSERT(!is_zero());
  if (!big_) return small_digits(mantissa_) - 1 - scale_;
  if (big_->is_decimal()) return static_cast<int>(digits_of(big_->mantissa) - 1 - big_->scale);
  const std::int64_t guess = digits_of(big_->mantissa) - digits_of(big_->denominator);
  return static_cast<int>(compare_with_power(*big_, guess) >= 0 ? guess : guess - 1);
}

Exact Exact::rounded(const DecimalFormat& format, RoundingRule rule) const {
  switch (format.kind) {
    case DecimalFormat::Kind::none:
      return *this;
    case DecimalFormat::Kind::places:
      return round_places(*this, format.digits, rule);
    case DecimalFormat::Kind::figures:
      return is_zero() ? *this : round_places(*this, std::int64_t{format.digits} - 1 - decimal_exponent(), rule);
  }
  return *this;
}

double Exact::to_double() const {
  constexpr std::int64_t exact_bound = std::int64_t{1} << 53;
  if (!big_ && std::llabs(mantissa_) <= exact_bound) {
    double unit = 1;
    for (int i = 0; i < scale_; ++i) unit *= 10;
    return static_cast<double>(mantissa_) / unit;
  }
  const double value = to_binary(*this, {53, -1074, 1024});
  return sign() < 0 ? -value : value;
}

float Exact::to_float() const {
  if (is_zero()) return 0;
  double value = to_binary(*this, {24, -149, 128});
  if (value > double{std::numeric_limits<float>::max()}) value = std::numeric_limits<double>::infinity();
  return static_cast<float>(sign() < 0 ? -value : value);
}

}  // namespace stepmark::number
