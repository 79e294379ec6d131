// Aligned equations one by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The equations of a display, each with a left side of its own: where a row goes on with "= 0.4", the name before it
/// is said again, and what goes on with a term begins with an empty one. What is not aligned is one equation.
std::vector<std::string> equations_of(std::string_view latex);

}  // namespace stepmark::reports
