// Tables of exact numbers from CSV files.
#pragma once

#include <istream>
#include <string>

#include "lib/objective/objective.hpp"
#include "lib/rooms.hpp"

namespace stepmark::objective {

/// Reads a header line of names and then rows of constants ("0.1", "1/20", "0,05" where it cannot mean anything else).
/// @throws InputError FILE:LINE:COLUMN for a cell that is no exact number, a row of another length than the header, a
///         header cell that is no identifier or stands twice, and a table without rows.
DataTable read_data_table(std::istream& in, const std::string& file);

/// The same from a file of at most 16 MiB.
DataTable read_data_table(const std::string& path);

/// What the reader sees to, for a table that was made otherwise. @throws InputError without a place
void check_table(const DataTable& table);

}  // namespace stepmark::objective
