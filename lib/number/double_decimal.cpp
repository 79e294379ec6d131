#include "lib/number/double_decimal.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "lib/number/exact.hpp"

namespace stepmark::number {

namespace {

constexpr int largest_power = 22;  // 10^22 is the last power of ten that is a double

/// From 10^-22 to 10^22; a quotient of two doubles is the double nearest to it.
constexpr auto double_powers = [] {
  std::array<double, 2 * largest_power + 1> table{};
  double power = 1;
  for (std::size_t n = 0; n <= largest_power; ++n, power *= 10) {
    table[largest_power + n] = power;
    table[largest_power - n] = 1 / power;
  }
  return table;
}();

/// floor(log2(size)) of a normal number.
int binary_exponent(double size) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &size, sizeof bits);
  return static_cast<int>(bits >> 52) - 1023;
}

}  // namespace

double double_power_of_ten(int n) {
  const bool is_listed = -largest_power <= n && n <= largest_power;
  return is_listed ? double_powers[static_cast<std::size_t>(largest_power + n)] : Exact(10).pow(n).to_double();
}

int double_decimal_exponent(double x) {
  const double size = std::fabs(x);
  if (double_powers.front() <= size && size < double_powers.back()) {
    // log10(2) is a little more than 1233/4096: the exponent, or one less, since a binade may hold a power of ten.
    const int least = (binary_exponent(size) * 1233) >> 12;
    return least + (double_power_of_ten(least + 1) <= size);
  }
  const int exponent = Exact::from_double(size).decimal_exponent();
  return double_power_of_ten(exponent + 1) <= size ? exponent + 1 : exponent;
}

}  // namespace stepmark::number
