// Text of strangers, before a format escapes its own markup.
#pragma once

#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Every white space as a blank, and what no one sees (controls, what turns the direction of a line, bytes that are not
/// UTF-8) escaped, as "\x1b", "\u202e".
std::string seen(std::string_view text);

}  // namespace stepmark::reports
