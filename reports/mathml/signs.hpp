// The signs of LaTeX as characters, and how MathML is to take them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::mathml {

struct Sign {
  enum class Kind {
    letter,    ///< set upright
    italic,    ///< a letter that slants, as those of the small Greek ones
    prefix,    ///< before an operand, without a gap: that of a derivative
    sign,      ///< between operands
    opening,   ///< a bracket
    closing,   ///< a bracket
    large,     ///< a sum: its limits stand above and below where there is room
    integral,  ///< as large, its limits beside it
    function,  ///< a name in words: ln
    limit,     ///< such a name with limits: max
  };
  Kind kind = Kind::letter;
  std::string_view text;  ///< UTF-8
};

/// Of a command without its backslash: "eta", "cdot", "lvert", "%".
std::optional<Sign> sign_of(std::string_view command);

/// The accent of "hat", ..., or nothing. @param stretches  is it as wide as what it stands on?
std::optional<std::string_view> accent_of(std::string_view command, bool& stretches);

/// Is it a command that changes how the letters of its argument look?
bool is_style(std::string_view command);

/// A letter or digit in the look of "mathbf", ...: the character of that look, where there is one.
std::string styled_letter(std::string_view style, char letter);

}  // namespace stepmark::mathml
