// Where a number is cut off, and what happens to a tie: two small values that are handed in wherever something is
// rounded.
#pragma once

#include <string>
#include <string_view>

#include "lib/rooms.hpp"

namespace stepmark::number {

/// How a value that is not representable is rounded. The half_* rules round to nearest and differ on ties only.
/// half_up is away from zero on a tie, half_down towards it; up is away from zero, down towards it (truncation);
/// ceiling is towards +infinity, floor towards -infinity.
enum class RoundingRule { half_up, half_even, half_down, up, down, ceiling, floor };

/// A number of decimal places (digits after the point) or of significant figures, or no rounding at all.
struct DecimalFormat {
  enum class Kind { none, places, figures };
  Kind kind = Kind::none;
  int digits = 0;  ///< places >= 0, figures >= 1

  static DecimalFormat places(int digits) { return {Kind::places, digits}; }
  static DecimalFormat figures(int digits) { return {Kind::figures, digits}; }
  bool rounds() const { return kind != Kind::none; }
  bool operator==(const DecimalFormat&) const = default;
};

/// "4 places", "1 place", "6 figures", "none". Throws InputError (no place set) otherwise, and outside 0..10000 places
/// or 1..10000 figures.
DecimalFormat parse_format(std::string_view text);
std::string to_string(const DecimalFormat&);
/// The format itself. Throws InputError (no place set) outside the same bounds.
DecimalFormat checked(const DecimalFormat&);

/// "half up" or "half-up", and so on. Throws InputError (no place set) with the nearest right name.
RoundingRule parse_rule(std::string_view text);
std::string to_string(RoundingRule);  ///< with spaces: "half up"

}  // namespace stepmark::number
