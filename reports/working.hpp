// The working of one quantity at one step: the formula, the numbers put in, the value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/breaking.hpp"
#include "reports/document.hpp"
#include "reports/notation.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Appends the working of equation number `equation` of the definition at step t: an aligned display of the formula
/// and, for each component, of the numbers put in and the value; short lines side by side, long ones broken between
/// terms.
/// `=` stands before numbers that are the very ones used and before an exact value, an approximate sign otherwise.
void append_working(std::vector<Block>& blocks, const Notation& notation, std::size_t equation, std::int64_t t);

/// Rows as an aligned display, split into several where they would not fit on a page.
void append_aligned(std::vector<Block>& blocks, const std::vector<std::string>& rows);

/// "left &= pieces", broken where it is wider than the page.
void append_rows(std::vector<std::string>& rows, std::string_view left, const Pieces& pieces,
                 std::string_view relation = "=");

}  // namespace stepmark::reports
