// Problems of all kinds, and the sheets on which an export has to give what `check` gives.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/export/question.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// Entries in the order of the boxes and choices of an exported question; "" is blank.
using Entries = std::vector<std::string>;

/// Forty and more: the bank, and every optimizer, kind of objective, modifier, schedule, precision and dimension that
/// the bank has not.
const std::vector<Problem>& problems_to_export();

/// Everything right, as the export has it.
Entries right_entries(const exports::ExportedQuestion& question);

}  // namespace stepmark::support
