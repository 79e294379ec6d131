// What a keyboard, a word processor or LaTeX puts in the place of plain signs.
#pragma once

#include <string>
#include <string_view>

#include "lib/rooms.hpp"

namespace stepmark::sheet {

/// The text in ASCII where it has an ASCII spelling: − as -, × as *, ÷ as /, ⁻³ as ^-3, ３ as 3, π as pi, ≈ and ≃ as ~,
/// wide and narrow spaces as one, ½ as 1/2 behind a space, what has no width as nothing, ** as ^, √ as it is; of LaTeX
/// \frac{1}{2} as ((1)/(2)), \sqrt{2} as √(2), \times, \cdot, \pi, \approx and spaces, and no $ around it. A raised
/// dot, or \cdot, becomes raised_dot: it multiplies, or is a decimal point.
std::string plain_spelling(std::string_view text);

/// Full-width forms as the ASCII that they show; all else as it is.
std::string narrow_spelling(std::string_view text);

inline constexpr char raised_dot = '\x02';

}  // namespace stepmark::sheet
