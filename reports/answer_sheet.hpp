// Blank answer sheets: one place for each thing that is asked, in the forms that `check` and `mark` read back.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// t,quantity,component,value; without a step where none belongs to what is asked
/// @throws InputError as parts_of, as do all below
std::string answer_sheet_csv(const Problem& problem);
/// { "answers": [ { "t", "quantity", "component", "value": "" } ] }
std::string answer_sheet_json(const Problem& problem);
/// The table t | quantity | component | value, under the problem's title.
Document answer_sheet(const Problem& problem);

}  // namespace stepmark::reports
