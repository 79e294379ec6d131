// All quantities of all steps at a glance: the end of a worked solution.
#pragma once

#include <vector>

#include "reports/document.hpp"
#include "reports/notation.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// One row a step, start values first, if a column for each component of each quantity fits the page; else a row for
/// each step and component. Quantities that do not fit beside each other go into further tables.
void append_closing_table(std::vector<Block>& blocks, const Notation& notation);

}  // namespace stepmark::reports
