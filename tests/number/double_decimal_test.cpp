#include "lib/number/double_decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(DoubleDecimal, PowersAreTheNearestDoubles) {
  for (int n = -330; n <= 308; ++n) {
    EXPECT_EQ(double_power_of_ten(n), std::strtod(("1e" + std::to_string(n)).c_str(), nullptr)) << n;
  }
}

/// A logarithm of 999.9999999999999 is 3 in many a library.
TEST(DoubleDecimal, ExponentsChangeAtPowersAlone) {
  for (int n = -307; n <= 308; ++n) {
    const double power = std::strtod(("1e" + std::to_string(n)).c_str(), nullptr);
    for (const double sign : {1, -1}) {
      EXPECT_EQ(double_decimal_exponent(sign * power), n);
      EXPECT_EQ(double_decimal_exponent(sign * std::nextafter(power, 0)), n - 1);
      EXPECT_EQ(double_decimal_exponent(sign * power * 1.5), n);
    }
  }
  EXPECT_EQ(double_decimal_exponent(std::numeric_limits<double>::denorm_min()), -324);
  EXPECT_EQ(double_decimal_exponent(std::numeric_limits<double>::max()), 308);
}

}  // namespace
}  // namespace stepmark::tests
