// The one parser of expressions: definitions, objectives, options and answers all come through here.
//
//   sum     = ["-"|"+"] product { ("+"|"-") product }
//   product = unary { ("*"|"/") unary }
//   unary   = "-" unary | power              so that -x^2 is -(x^2), and 2*-3 is read
//   power   = atom [ "^" unary ]             right-associative; 2^-3 is read
//   atom    = number | name [ "[" index "]" ] | function "(" sum {"," sum} ")" | "(" sum ")"
//           | "if" "(" sum relation sum "," sum "," sum ")" | "sum" "(" name "=" sum ".." sum "," sum ")"
//   index   = integer | name [ ("+"|"-") integer ]
//
// Also read: U+2212 as "-", U+00B7 and U+00D7 as "*", U+2264/U+2265/U+2260 as relations; spaces (no-break ones too) and
// tabs between tokens. `**` is answered with the hint that powers are written `^`; a product sign left out, with the
// hint to write `*`.
#pragma once

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// No text longer than this is parsed.
inline constexpr std::size_t max_expression_length = 200'000;

/// @param where  the place of the first character of `text`; errors count their column on from it
/// @throws InputError with the place, what is wrong and what was expected; also when depth, length, a literal or an
///         exponent is out of bounds. Never recurses deeper than Expression::max_depth.
Expression parse_expression(std::string_view text, const Location& where = {});

/// All function names, for suggestions.
const std::vector<std::string>& function_names();

/// A letter, then letters, digits and underscores (ASCII), not ending with an underscore.
bool is_identifier(std::string_view text);

}  // namespace stepmark::expression
