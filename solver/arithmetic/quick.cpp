#include "solver/arithmetic/quick.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "lib/number/wide.hpp"
#include "solver/arithmetic/failure.hpp"

namespace stepmark::arithmetic {

namespace {

using Kind = QuickArithmetic::Kind;
using Value = QuickArithmetic::Value;
using Outcome = QuickArithmetic::Outcome;

constexpr std::int32_t max_scale = QuickArithmetic::max_scale;

constexpr std::array<std::int64_t, max_scale + 1> powers_of_ten = [] {
  std::array<std::int64_t, max_scale + 1> table{1};
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
  return table;
}();

std::int64_t ten_to(std::int32_t n) { return powers_of_ten[static_cast<std::size_t>(n)]; }
double real_ten_to(std::int32_t n) { return static_cast<double>(ten_to(n)); }  // exact: 5^18 < 2^53

/// One operation in round-to-nearest is off by at most 2^-53 of the result, or by half the least subnormal. Four times
/// as much is given away, so that the widening's own rounding does no harm.
constexpr double slack = 0x1p-51;
constexpr double least = 0x1p-1000;

double below(double x) { return x - (std::fabs(x) * slack + least); }
double above(double x) { return x + (std::fabs(x) * slack + least); }

void set_decimal(Value& r, std::int64_t mantissa, std::int32_t scale) {
  r.mantissa = mantissa;
  r.scale = scale;
  r.kind = Kind::decimal;
}

void set_unknown(Value& r) { r.kind = Kind::unknown; }

/// The ends are already outward; infinite or undefined ones tell nothing.
void set_interval(Value& r, double lower, double upper) {
  r.lower = lower;
  r.upper = upper;
  r.kind = std::isfinite(lower) && std::isfinite(upper) ? Kind::interval : Kind::unknown;
}

struct Ends {
  double lower, upper;
};

/// The double nearest to the mantissa and the quotient are each off by 2^-53 at most: within `slack` together.
Ends ends(const Value& a) {
  if (a.kind == Kind::interval) return {a.lower, a.upper};
  if (a.mantissa == 0) return {0, 0};
  const double x = static_cast<double>(a.mantissa) / real_ten_to(a.scale);
  return {below(x), above(x)};
}

bool unknown(const Value& a, const Value& b) { return a.kind == Kind::unknown || b.kind == Kind::unknown; }
bool decimals(const Value& a, const Value& b) { return a.kind == Kind::decimal && b.kind == Kind::decimal; }
bool is_zero(const Value& a) { return a.kind == Kind::decimal && a.mantissa == 0; }
bool fits(std::int64_t mantissa) { return mantissa != std::numeric_limits<std::int64_t>::min(); }

/// Both mantissas at the larger of the two scales; false on overflow.
bool align(const Value& a, const Value& b, std::int64_t& x, std::int64_t& y, std::int32_t& scale) {
  scale = std::max(a.scale, b.scale);
  return !__builtin_mul_overflow(a.mantissa, ten_to(scale - a.scale), &x) &&
         !__builtin_mul_overflow(b.mantissa, ten_to(scale - b.scale), &y);
}

bool set_wide(Value& r, Wide mantissa, std::int32_t scale) {
  while (scale > 0 && mantissa % 2 == 0 && mantissa % 10 == 0) {  // most are told by a bit
    mantissa /= 10;
    --scale;
  }
  const auto narrow = static_cast<std::int64_t>(mantissa);
  if (scale > max_scale || mantissa != narrow || !fits(narrow)) return false;
  set_decimal(r, narrow, scale);
  return true;
}

bool multiply_decimals(Value& r, const Value& a, const Value& b) {
  std::int64_t product;
  const std::int32_t scale = a.scale + b.scale;
  if (scale <= max_scale && !__builtin_mul_overflow(a.mantissa, b.mantissa, &product) && fits(product)) {
    set_decimal(r, product, scale);
    return true;
  }
  return set_wide(r, static_cast<Wide>(a.mantissa) * b.mantissa, scale);
}

void multiply_ends(Value& r, const Ends& a, const Ends& b) {
  if (a.lower >= 0 && b.lower >= 0) return set_interval(r, below(a.lower * b.lower), above(a.upper * b.upper));
  const auto [low, high] = std::minmax({a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper});
  set_interval(r, below(low), above(high));
}

/// The quotient of decimals, if it is a decimal of few enough digits.
bool divide_decimals(Value& r, const Value& a, const Value& b) {
  std::int32_t scale = a.scale - b.scale;
  Wide quotient = a.mantissa / b.mantissa;
  if (a.mantissa % b.mantissa != 0) {
    const Wide numerator = static_cast<Wide>(a.mantissa) * ten_to(max_scale);
    scale += max_scale;
    quotient = numerator / b.mantissa;
    if (quotient * b.mantissa != numerator) return false;
  }
  for (; scale < 0; ++scale) {
    quotient *= 10;
    if (quotient != static_cast<std::int64_t>(quotient)) return false;
  }
  return set_wide(r, quotient, scale);
}

/// floor(sqrt(n)) for 0 <= n < 2^67.
std::int64_t integer_root(Wide n) {
  auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(n)));
  while (static_cast<Wide>(root) * root > n) --root;
  while (static_cast<Wide>(root + 1) * (root + 1) <= n) ++root;
  return root;
}

bool root_decimal(Value& r, const Value& a) {
  const bool odd = a.scale % 2 != 0;
  const Wide square = static_cast<Wide>(a.mantissa) * (odd ? 10 : 1);
  const std::int64_t root = integer_root(square);
  if (static_cast<Wide>(root) * root != square) return false;
  set_decimal(r, root, (a.scale + (odd ? 1 : 0)) / 2);
  return true;
}

std::int64_t round_quotient(std::int64_t mantissa, std::int64_t divisor, RoundingRule ties) {
  const std::int64_t quotient = mantissa / divisor;
  const std::int64_t remainder = std::llabs(mantissa % divisor);
  const std::int64_t rest = divisor - remainder;
  const bool away = remainder > rest || (remainder == rest && (ties == RoundingRule::half_up || quotient % 2 != 0));
  return away ? quotient + (mantissa < 0 ? -1 : 1) : quotient;
}

std::int32_t digit_count(std::int64_t mantissa) {
  const auto end = std::upper_bound(powers_of_ten.begin(), powers_of_ten.end(), std::llabs(mantissa));
  return static_cast<std::int32_t>(end - powers_of_ten.begin());
}

constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();

/// The decimal exponent of both ends, if they surely share one within -18..17; `none` otherwise.
std::int32_t common_exponent(double lower, double upper) {
  if (!(lower > 0 || upper < 0)) return none;
  const double small = std::min(std::fabs(lower), std::fabs(upper));
  const double large = std::max(std::fabs(lower), std::fabs(upper));
  const double exponent = std::floor(std::log10(small));
  if (!(exponent >= -max_scale && exponent < max_scale)) return none;
  const auto e = static_cast<std::int32_t>(exponent);
  const auto scaled = [e](double x) { return e < 0 ? x * real_ten_to(-e) : x / real_ten_to(e); };
  return below(scaled(small)) >= 1 && above(scaled(large)) < 10 ? e : none;
}

Outcome round_decimal(Value& r, std::int32_t places, RoundingRule ties) {
  if (places >= r.scale) return Outcome::exact;
  if (places < 0) return Outcome::undecided;
  const std::int64_t divisor = ten_to(r.scale - places);
  const std::int64_t rest = r.mantissa % divisor;
  if (rest == 0) return Outcome::exact;
  set_decimal(r, round_quotient(r.mantissa, divisor, ties), places);
  return std::abs(rest) == divisor / 2 ? Outcome::tie : Outcome::inexact;  // a power of ten is even
}

/// The integers nearest to both ends must be one and the same, which lies outside: ties and exact values are not
/// decided here.
Outcome round_interval(Value& r, std::int32_t places) {
  if (places < 0 || places > max_scale) return Outcome::undecided;
  const double lower = below(r.lower * real_ten_to(places)), upper = above(r.upper * real_ten_to(places));
  const double size = std::max(std::fabs(lower), std::fabs(upper));
  if (!(size < 0x1p48)) return Outcome::undecided;
  const double margin = (size + 1) * 0x1p-50;  // for the rounding of the two sums below
  const double first = std::floor(lower + (0.5 - margin)), last = std::floor(upper + (0.5 + margin));
  if (first != last || (lower <= first && first <= upper)) return Outcome::undecided;
  set_decimal(r, static_cast<std::int64_t>(first), places);
  return Outcome::inexact;
}

}  // namespace

void QuickArithmetic::set(Value& r, const Exact& x) const {
  if (!x.big()) return set_decimal(r, x.small_mantissa(), x.small_scale());
  const double nearest = x.to_double();
  set_interval(r, below(nearest), above(nearest));
}

void QuickArithmetic::negate(Value& r, const Value& a) const {
  if (a.kind == Kind::decimal) return set_decimal(r, -a.mantissa, a.scale);
  const Value from = a;
  r.kind = from.kind;
  r.lower = -from.upper;
  r.upper = -from.lower;
}

void QuickArithmetic::add(Value& r, const Value& a, const Value& b) const {
  if (decimals(a, b)) {
    std::int64_t x, y, total;
    std::int32_t scale;
    const bool done = align(a, b, x, y, scale) && !__builtin_add_overflow(x, y, &total) && fits(total);
    if (done) return set_decimal(r, total, scale);
  }
  if (unknown(a, b)) return set_unknown(r);
  const Ends x = ends(a), y = ends(b);
  set_interval(r, below(x.lower + y.lower), above(x.upper + y.upper));
}

void QuickArithmetic::subtract(Value& r, const Value& a, const Value& b) const {
  Value negated;
  negate(negated, b);
  add(r, a, negated);
}

void QuickArithmetic::multiply(Value& r, const Value& a, const Value& b) const {
  if (decimals(a, b) && multiply_decimals(r, a, b)) return;
  if (unknown(a, b)) return set_unknown(r);
  if (is_zero(a) || is_zero(b)) return set_decimal(r, 0, 0);
  multiply_ends(r, ends(a), ends(b));
}

void QuickArithmetic::divide(Value& r, const Value& a, const Value& b) const {
  if (unknown(a, b) || is_zero(b)) return set_unknown(r);
  if (decimals(a, b) && divide_decimals(r, a, b)) return;
  const Ends x = ends(a), y = ends(b);
  if (y.lower <= 0 && y.upper >= 0) return set_unknown(r);
  if (is_zero(a)) return set_decimal(r, 0, 0);
  const auto [low, high] = std::minmax({x.lower / y.lower, x.lower / y.upper, x.upper / y.lower, x.upper / y.upper});
  set_interval(r, below(low), above(high));
}

void QuickArithmetic::power(Value& r, const Value& a, const Value& b) const {
  if (b.kind == Kind::decimal && b.mantissa == 5 && b.scale == 1) return sqrt(r, a);
  if (b.kind == Kind::decimal && b.scale == 0) return power(r, a, b.mantissa);
  set_unknown(r);
}

void QuickArithmetic::power(Value& r, const Value& a, std::int64_t n) const {
  // An even power of an interval that holds zero would need more than products.
  const bool straddles = a.kind == Kind::interval && a.lower < 0 && a.upper > 0;
  if (a.kind == Kind::unknown || straddles || n < 0) return set_unknown(r);
  if (n == 2) return multiply(r, a, a);
  Value base = a, result;
  set_decimal(result, 1, 0);
  for (; n != 0; n >>= 1) {
    if (n & 1) multiply(result, result, base);
    if (n > 1) multiply(base, base, base);
  }
  r = result;
}

void QuickArithmetic::sqrt(Value& r, const Value& a) const {
  if (a.kind == Kind::unknown) return set_unknown(r);
  const Ends x = ends(a);
  if (x.lower < 0) return set_unknown(r);
  if (a.kind == Kind::decimal && root_decimal(r, a)) return;
  set_interval(r, std::max(0.0, below(std::sqrt(x.lower))), above(std::sqrt(x.upper)));
}

void QuickArithmetic::abs(Value& r, const Value& a) const {
  if (a.kind == Kind::decimal) return set_decimal(r, std::llabs(a.mantissa), a.scale);
  if (a.kind == Kind::interval && a.upper < 0) return negate(r, a);
  r = a;
  if (r.kind == Kind::interval && r.lower < 0) set_interval(r, 0, std::max(-r.lower, r.upper));
}

void QuickArithmetic::sign(Value& r, const Value& a) const {
  if (a.kind == Kind::decimal) return set_decimal(r, (a.mantissa > 0) - (a.mantissa < 0), 0);
  if (a.kind == Kind::interval && (a.lower > 0 || a.upper < 0)) return set_decimal(r, a.lower > 0 ? 1 : -1, 0);
  set_unknown(r);
}

void QuickArithmetic::min(Value& r, const Value& a, const Value& b) const {
  std::int64_t x, y;
  std::int32_t scale;
  if (decimals(a, b) && align(a, b, x, y, scale)) return copy(r, x <= y ? a : b);
  if (unknown(a, b)) return set_unknown(r);
  const Ends left = ends(a), right = ends(b);
  if (left.upper < right.lower) return copy(r, a);
  if (right.upper < left.lower) return copy(r, b);
  set_interval(r, std::min(left.lower, right.lower), std::min(left.upper, right.upper));
}

void QuickArithmetic::max(Value& r, const Value& a, const Value& b) const {
  Value x, y;
  negate(x, a);
  negate(y, b);
  min(r, x, y);
  negate(r, r);
}

void QuickArithmetic::floor(Value& r, const Value& a) const {
  if (a.kind == Kind::decimal) {
    const std::int64_t divisor = ten_to(a.scale);
    return set_decimal(r, a.mantissa / divisor - (a.mantissa % divisor < 0 ? 1 : 0), 0);
  }
  const bool decided =
      a.kind == Kind::interval && std::floor(a.lower) == std::floor(a.upper) && std::fabs(a.lower) < 0x1p62;
  if (decided) return set_decimal(r, static_cast<std::int64_t>(std::floor(a.lower)), 0);
  set_unknown(r);
}

int QuickArithmetic::compare(const Value& a, const Value& b) const {
  std::int64_t x, y;
  std::int32_t scale;
  if (decimals(a, b) && align(a, b, x, y, scale)) return (x > y) - (x < y);
  if (unknown(a, b)) throw Undecided("a comparison");
  const Ends left = ends(a), right = ends(b);
  if (left.upper < right.lower) return -1;
  if (left.lower > right.upper) return 1;
  throw Undecided("a comparison");
}

Outcome QuickArithmetic::round(Value& r, const DecimalFormat& format, RoundingRule ties) const {
  if (r.kind == Kind::unknown) return Outcome::undecided;
  const bool decimal = r.kind == Kind::decimal;
  if (format.kind == DecimalFormat::Kind::none) return decimal ? Outcome::exact : Outcome::undecided;
  std::int32_t places = format.digits;
  if (format.kind == DecimalFormat::Kind::figures) {
    if (is_zero(r)) return Outcome::exact;
    const std::int32_t exponent = decimal ? digit_count(r.mantissa) - 1 - r.scale : common_exponent(r.lower, r.upper);
    if (exponent == none) return Outcome::undecided;
    places = format.digits - 1 - exponent;
  }
  return decimal ? round_decimal(r, places, ties) : round_interval(r, places);
}

}  // namespace stepmark::arithmetic
