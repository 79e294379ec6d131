// What several formats make of a block in the same way.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// For each line of an outline, within how many others it is; never more than one more than the line before.
std::vector<std::size_t> nesting(const Outline& outline);

/// Without their line ends; a last one that is empty is none.
std::vector<std::string> code_lines(const Code& code);

}  // namespace stepmark::reports
