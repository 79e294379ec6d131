// Blank answer sheets: one place for each line that is asked, in the forms that `check` and `mark` read back.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::reports {

/// t,quantity,component,value
std::string answer_sheet_csv(const Problem& problem, const Tape& tape);
/// { "answers": [ { "t", "quantity", "component", "value": "" } ] }
std::string answer_sheet_json(const Problem& problem, const Tape& tape);
/// The table t | quantity | component | value, under the problem's title.
Document answer_sheet(const Problem& problem, const Tape& tape);

}  // namespace stepmark::reports
