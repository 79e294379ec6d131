// A class on a paper as a table: a row a student, a column a question.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/number/exact.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What the gradebook says of a student.
struct PaperRow {
  std::string student, name;
  Exact marks, out_of;
  std::vector<std::optional<Exact>> questions;  ///< nothing where one was not marked, or does not count
  std::string note;
  std::vector<std::string> cells = {};  ///< of the columns behind it; none: all of them are empty
  std::string shard = {};               ///< where there is a column for it
};

struct PaperColumns {
  std::size_t questions = 0;
  std::vector<std::string> more = {};  ///< behind the note: what a roster has beside student and name
  bool has_shard = false;              ///< and the last, of a shard
};

/// student,name,marks,out_of,q1,q2,...,note,email,... A column of the roster that is called like one of the gradebook
/// is "roster_note".
std::string paper_gradebook_header(const PaperColumns& columns);
/// How many questions such a header has; nothing if it is none.
std::optional<std::size_t> questions_of_header(const std::vector<std::string>& cells);

/// What the last column of a shard's gradebook is called: which shard it is, and of what.
inline constexpr std::string_view shard_column = "shard";

/// Nothing of the names, the note and the roster becomes a formula in a spreadsheet.
std::string paper_gradebook_row(const PaperRow& row, const PaperColumns& columns);

/// The same as a line of JSON: "student", "name", the roster's columns in "roster", "marks", "out_of", "note", and what
/// each question says of itself.
/// @param columns    as a roster calls those of `row.cells`
/// @param questions  JSON objects
std::string json_line(const PaperRow& row, const std::vector<std::string>& columns,
                      const std::vector<std::string>& questions);

}  // namespace stepmark::reports
