// A line of a trace, named in a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// "m of x at step 2"; without a component, "m at step 2".
std::string line_words(std::string_view quantity, std::string_view component, std::int64_t t);

}  // namespace stepmark::reports
