// Sheets for the systems to export to, with what `check` gives for each entry.
#pragma once

#include <string>
#include <vector>

#include "reports/export/question.hpp"
#include "solver/questions/question_marker.hpp"
#include "tests/export/sheets.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

struct CheckedSheet {
  enum class Like { exactly, honest, but_for_slips, at_most, known_way };
  std::string name;
  Like like = Like::exactly;
  Entries entries;
  std::vector<double> marks;  ///< of each entry
  std::vector<bool> is_slip;  ///< `check` takes it for a slip of the pen
};

/// One for each entry: "m_1_x", "answer".
std::vector<std::string> names_of_entries(const exports::ExportedQuestion& question);

/// Right, blank, each entry left blank, each number one unit off, three units off and half a unit off less a hair, what
/// each honest rule of rounding gives, a wrong number that is carried on (alone, and with a line left out behind it),
/// zeros, every misconception followed all through.
std::vector<CheckedSheet> checked_sheets(const exports::ExportedQuestion& question, QuestionMarker& marker);

/// A problem of `problems_to_export`, exported and with its sheets; made once, however many systems are tried on it.
struct CheckedProblem {
  std::string where;  ///< for messages
  exports::ExportedQuestion question;
  std::vector<std::string> names;
  std::vector<CheckedSheet> sheets;
};
const CheckedProblem& checked_problem(std::size_t position);

/// By what a system marks: equations, on the student's own numbers; a list of known numbers; right numbers alone.
enum class Marks { by_equations, by_known_numbers, all_or_none };

/// Of what `check` gives, this much is expected where the system says no more of it.
struct Expected {
  Marks marks = Marks::by_equations;
  bool carries_zeros = true;  ///< false: of sheets on which a wrong 0 is carried on, nothing is expected
  bool takes_all = true;      ///< false: what is right beside the key may be lost
  bool takes_one_off = false;
};

/// Compares what a system gave for each sheet. @param marks  one for each entry of each sheet
void expect_marks_of_check(const CheckedProblem& problem, const std::vector<CheckedSheet>& sheets,
                           const std::vector<std::vector<double>>& marks, const Expected& expected);

}  // namespace stepmark::support
