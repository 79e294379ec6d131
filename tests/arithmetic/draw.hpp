// Random numbers for the tests of arithmetics.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include "lib/number/exact.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t bits() { return engine_(); }
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }

  /// A decimal of up to `digits` digits and a size of about 10^-size to 10^size; often an integer, sometimes 0 or 1.
  Exact decimal(int digits, int size) {
    if (one_in(20)) return Exact(below(3) - 1);
    if (one_in(8)) return Exact(below(21) - 10);
    std::string text = one_in(2) ? "-" : "";
    text += static_cast<char>('1' + below(9));
    text += ".";
    for (int i = below(digits) + 1; i > 1; --i) text += static_cast<char>('0' + below(10));
    return *Exact::parse(text + "e" + std::to_string(below(2 * size + 1) - size));
  }
  Exact rational(int digits, int size) {
    const Exact x = decimal(digits, size);
    return one_in(3) ? x / Exact(1 + below(1000)) : x;
  }
  /// A double about 1.
  double near_one() { return std::ldexp(static_cast<double>(engine_() >> 11), -53 + below(3)); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace stepmark::tests
