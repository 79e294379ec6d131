// A line of a trace, named in a sentence.
#pragma once

#include <cstdint>
#include <string>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// "m of x at step 2"; without a component, "m at step 2".
Inline line_words(const std::string& quantity, const std::string& component, std::int64_t t);

}  // namespace stepmark::reports
