// Small things about text that several folders need.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// Without the blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

/// What stands between the commas of "a,b,c"; blanks are kept, and commas between brackets part nothing.
std::vector<std::string> split_at_commas(std::string_view text);

/// "a, b, c"; behind the first `most` of them "...".
std::string listed(const std::vector<std::string>& items, std::size_t most = std::numeric_limits<std::size_t>::max());

/// "a, b or c"
std::string alternatives(const std::vector<std::string>& items);

}  // namespace stepmark
