// Decimal literals from outside: what they are worth, and the precision that they state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/number/exact.hpp"
#include "lib/rooms.hpp"

namespace stepmark::number {

struct Literal {
  Exact value;
  Exact unit;       ///< one unit of its last digit: 0.01 for "1.50"
  int figures = 1;  ///< significant digits as written, at least 1
  /// Zeros at the end of a whole number state nothing for certain: of "10140" it is 10, of all others their unit.
  Exact coarse_unit;
};

/// How long a literal may be; what is larger takes minutes to work with, and is nobody's answer.
struct LiteralBounds {
  std::size_t digits = 0;
  std::int64_t exponent = 0;  ///< of the decimal exponent as written, of either sign
};

/// What Exact::parse reads. @returns nothing of other text
/// @throws TooLarge past the bounds
std::optional<Literal> read_literal(std::string_view text, const LiteralBounds& bounds);

/// The number of a step, 0 to 1,000,000,000; nothing of other text.
std::optional<std::int64_t> read_step(std::string_view text);

}  // namespace stepmark::number
