// Numbers of two doubles, for powers that are to be rounded once.
#pragma once

#include <cmath>
#include <cstdint>

#include "solver/arithmetic/clones.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// high + low, |low| at most half a unit of high's last place.
struct Double2 {
  double high, low;
};

/// Relative error below 2^-102, as long as nothing underflows.
STEPMARK_INTO_CLONES Double2 product(const Double2& a, const Double2& b) {
  const double high = a.high * b.high;
  const double low = std::fma(a.high, b.high, -high) + (a.high * b.low + a.low * b.high);
  const double sum = high + low;
  return {sum, low - (sum - high)};
}

/// a^n, n >= 3, with relative error below n * 2^-101.
STEPMARK_INTO_CLONES Double2 powered(Double2 a, std::int64_t n) {
  if (n == 3) return product(product(a, a), a);
  Double2 result{1, 0};
  for (;; n >>= 1) {
    if (n & 1) result = product(result, a);
    if (n == 1) return result;
    a = product(a, a);
  }
}

/// The largest exponent for which `powered` is used.
inline constexpr std::int64_t quick_exponent = 1 << 16;

/// All powers on the way from a to a^n lie between the two.
STEPMARK_INTO_CLONES bool in_safe_range(double x) {
  const double size = std::fabs(x);
  return size > 0x1p-900 && size < 0x1p1000;
}

/// Rounds a^n, known as `power`; false if that is not certain.
STEPMARK_INTO_CLONES bool round_power(double& r, double a, const Double2& power, std::int64_t n) {
  const double error = std::fabs(power.high) * (static_cast<double>(n) * 0x1p-100);
  r = power.high + (power.low - error);
  return r == power.high + (power.low + error) && in_safe_range(a) && in_safe_range(power.high);
}

STEPMARK_INTO_CLONES bool round_power(float& r, double a, const Double2& power, std::int64_t) {
  const double size = std::fabs(power.high);
  const bool in_range = size > 0x1p-120 && size < 0x1p127 && in_safe_range(a);
  const double value = in_range ? power.high : 0;
  r = static_cast<float>(value * (1 - 0x1p-50));
  return in_range && r == static_cast<float>(value * (1 + 0x1p-50));
}

}  // namespace stepmark::arithmetic
