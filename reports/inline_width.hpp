// How wide a run of text comes out on a page, so that the columns of a table can share it.
#pragma once

#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// An estimate in points at a type size of 10 pt, as `latex_width` has it.
double inline_width(const Inlines& content);

/// The widest cell of a column, its head among them.
double column_width(const Table& table, std::size_t column);

/// The width beyond which columns have to be broken so that all of them fit in `room`; none of them is broken where the
/// widest is no wider.
double widest_that_fits(std::vector<double> widths, double room);

}  // namespace stepmark::reports
