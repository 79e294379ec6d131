// The sheet that a marker looks numbers up in: if the student wrote X, they did Y: give Z.
#pragma once

#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// For each line asked, by value: the right one; each wrong method's, where it shows first, with what was done; and
/// what lines become that only follow from it.
void append_marker_sheet(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods);

}  // namespace stepmark::reports
