// The mark scheme of a question, in the notation of UK boards.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// What earns full marks in an asked line: the answers of honest work, whatever its rounding.
struct Window {
  Exact lower, upper;
  bool contains(const Exact& stated) const { return !(stated < lower) && !(upper < stated); }
};

/// One for each asked line. Where the problem is not fair, of the printed rule and of exact carrying alone.
std::vector<Window> honest_windows(const WorkedQuestion& question);

/// A row for each asked line: its answer, its marks, what is accepted (cao, awrt, ft); and what the signs mean.
void append_mark_scheme(std::vector<Block>& blocks, const WorkedQuestion& question);

/// "M1 A1"; "0" where there is nothing.
std::string mark_codes(const Exact& method, const Exact& accuracy);
/// Of follow-through: "M1 A1 ft".
std::string follow_through_codes(const Marks& marks);

}  // namespace stepmark::reports
