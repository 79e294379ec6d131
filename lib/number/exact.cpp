#include "lib/number/exact.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"
#include "lib/number/wide.hpp"

namespace stepmark::number {

namespace {

constexpr int small_scale_limit = 18;
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

constexpr auto small_powers = [] {
  std::array<std::int64_t, small_scale_limit + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = 10 * powers[i - 1];
  return powers;
}();

std::int64_t small_power(int n) { return small_powers[static_cast<std::size_t>(n)]; }
bool both_small(const Exact& a, const Exact& b) { return !a.big() && !b.big(); }
Wide aligned(const Exact& x, int scale) { return Wide{x.small_mantissa()} * small_power(scale - x.small_scale()); }
int common_scale(const Exact& a, const Exact& b) { return std::max(a.small_scale(), b.small_scale()); }

/// |x| < 2^126
Integer to_integer(Wide x) {
  constexpr unsigned bits = 63;
  const Wide unit = Wide{1} << bits;
  Integer high = static_cast<std::int64_t>(x / unit);
  mpz_mul_2exp(mpz(high), mpz(high), bits);
  return high + Integer(static_cast<std::int64_t>(x % unit));
}

Exact make_wide(Wide mantissa, int scale) {
  while (scale > small_scale_limit && mantissa % 10 == 0) mantissa /= 10, --scale;
  const bool small = -largest <= mantissa && mantissa <= largest && scale <= small_scale_limit;
  if (small) return Exact::decimal(static_cast<std::int64_t>(mantissa), scale);
  return make_decimal(to_integer(mantissa), scale);
}

/// Over the larger of the two scales, which is returned.
std::int64_t align(BigExact& a, BigExact& b) {
  Integer room;
  if (a.scale < b.scale) a.mantissa *= power_of_ten(b.scale - a.scale, room);
  if (b.scale < a.scale) b.mantissa *= power_of_ten(a.scale - b.scale, room);
  return std::max(a.scale, b.scale);
}

Exact add_big(const Exact& a, const Exact& b, bool subtract) {
  if (!a.is_decimal() || !b.is_decimal()) {
    const Rational x = to_rational(a), y = to_rational(b);
    return make_fraction(subtract ? Rational(x - y) : Rational(x + y));
  }
  BigExact x = parts(a), y = parts(b);
  const std::int64_t scale = align(x, y);
  return make_decimal(subtract ? Integer(x.mantissa - y.mantissa) : Integer(x.mantissa + y.mantissa), scale);
}

Exact add(const Exact& a, const Exact& b, bool subtract) {
  if (!both_small(a, b)) return add_big(a, b, subtract);
  const int scale = common_scale(a, b);
  const Wide right = aligned(b, scale);
  return make_wide(aligned(a, scale) + (subtract ? -right : right), scale);
}

/// The quotient of small decimals where it is a decimal of few places; nothing else is tried.
std::optional<Exact> divide_small(const Exact& a, const Exact& b) {
  const std::int64_t common = std::gcd(a.small_mantissa(), b.small_mantissa());
  const std::int64_t sign = b.small_mantissa() < 0 ? -1 : 1;
  const std::int64_t top = sign * (a.small_mantissa() / common), bottom = sign * (b.small_mantissa() / common);
  int twos = 0, fives = 0;
  std::int64_t left = bottom;
  for (; left % 2 == 0; left /= 2) ++twos;
  for (; left % 5 == 0; left /= 5) ++fives;
  const int places = std::max(twos, fives), scale = places + a.small_scale() - b.small_scale();
  if (left != 1 || places > small_scale_limit || scale < 0) return std::nullopt;
  return make_wide(Wide{top} * (small_power(places) / bottom), scale);
}

std::strong_ordering order(int comparison) { return comparison <=> 0; }

std::strong_ordering compare_big(const Exact& a, const Exact& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  BigExact x = parts(a), y = parts(b);
  if (x.is_decimal() && y.is_decimal()) {
    align(x, y);
    return order(x.mantissa.compare(y.mantissa));
  }
  return order(to_rational(a).compare(to_rational(b)));
}

}  // namespace

Exact::Exact(std::int64_t integer) : mantissa_(integer) {
  if (integer < -largest) *this = make_decimal(Integer(integer), 0);
}

Exact Exact::decimal(std::int64_t mantissa, int scale) {
  if (scale < 0 || scale > small_scale_limit || mantissa < -largest) return make_decimal(Integer(mantissa), scale);
  Exact result;
  result.mantissa_ = mantissa;
  result.scale_ = mantissa == 0 ? 0 : scale;
  return result;
}

Exact Exact::from_double(double value) {
  STEPMARK_ASSERT(std::isfinite(value));
  int exponent;
  const double fraction = std::frexp(value, &exponent);
  Integer mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  if (mantissa == 0) return {};
  const auto twos = static_cast<int>(mpz_scan1(mpz(mantissa), 0));
  mantissa >>= static_cast<unsigned>(twos);
  exponent += twos;
  if (exponent >= 0) return make_decimal(mantissa << static_cast<unsigned>(exponent), 0);
  Integer fives;
  set_power(mpz(fives), 5, -exponent);
  return make_decimal(mantissa * fives, -exponent);
}

int Exact::sign() const { return big_ ? mpz_sgn(mpz(big_->mantissa)) : (mantissa_ > 0) - (mantissa_ < 0); }

bool Exact::is_decimal() const { return !big_ || big_->is_decimal(); }

bool Exact::is_integer() const {
  if (!big_) return mantissa_ % small_power(scale_) == 0;
  return big_->is_decimal() && big_->scale == 0;
}

std::optional<std::int64_t> Exact::to_int64() const {
  if (!is_integer()) return std::nullopt;
  if (!big_) return mantissa_ / small_power(scale_);
  return number::to_int64(mpz(big_->mantissa));
}

std::size_t Exact::bits() const {
  if (big_) return bits_of(big_->mantissa) + (big_->is_decimal() ? 0 : bits_of(big_->denominator));
  return bits_of(Integer(mantissa_));
}

Exact operator-(const Exact& a) {
  if (!a.big()) return Exact::decimal(-a.small_mantissa(), a.small_scale());
  BigExact negated = parts(a);
  negated.mantissa = -negated.mantissa;
  return Exact(std::make_shared<const BigExact>(std::move(negated)));
}

Exact operator+(const Exact& a, const Exact& b) { return add(a, b, false); }

Exact operator-(const Exact& a, const Exact& b) { return add(a, b, true); }

Exact operator*(const Exact& a, const Exact& b) {
  if (both_small(a, b)) {
    return make_wide(Wide{a.small_mantissa()} * b.small_mantissa(), a.small_scale() + b.small_scale());
  }
  if (!a.is_decimal() || !b.is_decimal()) return make_fraction(to_rational(a) * to_rational(b));
  const BigExact x = parts(a), y = parts(b);
  return make_decimal(x.mantissa * y.mantissa, x.scale + y.scale);
}

Exact operator/(const Exact& a, const Exact& b) {
  STEPMARK_ASSERT(!b.is_zero());
  if (both_small(a, b)) {
    const std::int64_t whole = a.small_mantissa() / b.small_mantissa();
    const bool even = a.small_mantissa() % b.small_mantissa() == 0;
    if (even) return Exact::decimal(whole, a.small_scale() - b.small_scale());
    if (auto quotient = divide_small(a, b)) return std::move(*quotient);
  }
  if (!a.is_decimal() || !b.is_decimal()) return make_fraction(to_rational(a) / to_rational(b));
  BigExact x = parts(a), y = parts(b);
  return make_quotient(std::move(x.mantissa), std::move(y.mantissa), x.scale - y.scale);
}

bool operator==(const Exact& a, const Exact& b) {
  if (both_small(a, b) && a.small_scale() == b.small_scale()) return a.small_mantissa() == b.small_mantissa();
  return (a <=> b) == 0;
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  if (!both_small(a, b)) return compare_big(a, b);
  if (a.small_scale() == b.small_scale()) return a.small_mantissa() <=> b.small_mantissa();
  const int scale = common_scale(a, b);
  const Wide x = aligned(a, scale), y = aligned(b, scale);
  return order((x > y) - (x < y));
}

Exact Exact::abs() const { return sign() < 0 ? -*this : *this; }

Exact Exact::floor() const {
  if (!big_) {
    const std::int64_t unit = small_power(scale_);
    return Exact(mantissa_ / unit - (mantissa_ % unit < 0 ? 1 : 0));
  }
  const BigExact big = parts(*this);
  Integer room, quotient;
  const Integer& unit = big.is_decimal() ? power_of_ten(big.scale, room) : big.denominator;
  mpz_fdiv_q(mpz(quotient), mpz(big.mantissa), mpz(unit));
  return make_decimal(std::move(quotient), 0);
}

Exact unit_of(const Exact& value, const DecimalFormat& format) {
  if (format.kind == DecimalFormat::Kind::places) return Exact::decimal(1, format.digits);
  return value.is_zero() ? Exact(0) : Exact::decimal(1, format.digits - 1 - value.decimal_exponent());
}

}  // namespace stepmark::number
