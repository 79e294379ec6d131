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
};

/// student,name,marks,out_of,q1,q2,...,note
std::string paper_gradebook_header(std::size_t questions);
/// How many questions such a header has; nothing if it is none.
std::optional<std::size_t> questions_of_header(std::string_view header);

/// Nothing of the names or the note becomes a formula in a spreadsheet.
std::string paper_gradebook_row(const PaperRow& row, std::size_t questions);

/// The same as a line of JSON: "student", "name", "marks", "out_of", "note", and what each question says of itself.
/// @param questions  JSON objects
std::string json_line(const PaperRow& row, const std::vector<std::string>& questions);

}  // namespace stepmark::reports
