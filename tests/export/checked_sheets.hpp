// Sheets for systems that calculate, with what `check` gives for each entry.
#pragma once

#include <string>
#include <vector>

#include "reports/export/question.hpp"
#include "solver/questions/question_marker.hpp"
#include "tests/export/sheets.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

struct CheckedSheet {
  enum class Like { exactly, but_for_slips, at_most, known_way };
  std::string name;
  Like like = Like::exactly;
  Entries entries;
  std::vector<double> marks;  ///< of each entry
  std::vector<bool> is_slip;  ///< `check` takes it for a slip of the pen
};

/// One for each entry: "m_1_x", "answer".
std::vector<std::string> names_of_entries(const exports::ExportedQuestion& question);

/// Right, blank, each entry left blank, each number one unit off and half a unit off less a hair, a wrong number that
/// is carried on (alone, and with a line left out behind it), zeros, every misconception and convention followed all
/// through.
std::vector<CheckedSheet> checked_sheets(const exports::ExportedQuestion& question, QuestionMarker& marker);

/// A problem of `problems_to_export`, exported and with its sheets; made once.
struct CheckedProblem {
  exports::ExportedQuestion question;
  std::vector<std::string> names;
  std::vector<CheckedSheet> sheets;
};
const CheckedProblem& checked_problem(std::size_t position);

/// Compares what a system gave for each sheet. @param marks  one for each entry of each sheet
/// @param carries_zeros  false: of sheets on which a wrong 0 is carried on, nothing is expected
void expect_marks_of_check(const exports::ExportedQuestion& question, const std::string& where,
                           const std::vector<CheckedSheet>& sheets, const std::vector<std::vector<double>>& marks,
                           bool carries_zeros = true);

}  // namespace stepmark::support
