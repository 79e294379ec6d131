// Hints for a line that a student is stuck at: the formula, then the numbers put in.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/marking/marker.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

/// The line's equation as a formula; plain: "m[t] = beta1*m[t-1] + (1 - beta1)*g[t]".
Inline formula_hint(const Marker& marker, std::size_t position);

/// The formula; where that has nothing but numbers already, how to come to it.
Inline first_hint(const Marker& marker, std::size_t position);

/// Its right-hand side with numbers in the place of names: the student's own where there are any, else the right ones;
/// a gradient is written out.
Inline numbers_hint(const Marker& marker, const Sheet& sheet, std::size_t position);

/// How to find what a part asks for that asks for no number; tells nothing of what is right.
Inline advice(const Part& part);

/// "m of x at step 2".
Inline line_words(const Marker& marker, std::size_t position);

}  // namespace stepmark::reports
