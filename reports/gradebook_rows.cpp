#include "reports/gradebook_rows.hpp"

#include <charconv>
#include <sstream>
#include <utility>

#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/number/exact.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::reports {

namespace {

// Columns of the header.
constexpr std::size_t columns = 12, marks = 1, out_of = 2, first_count = 3, counts_end = 9;

std::size_t count_in(const CsvReader::Cell& cell, const Location& where) {
  std::size_t count = 0;
  const char* const end = cell.text.data() + cell.text.size();
  if (!cell.text.empty() && std::from_chars(cell.text.data(), end, count).ptr == end) return count;
  throw InputError(where, "the count of lines is " + in_quotes(cell.text), "expected a number");
}

GradebookRows::Class class_of(const CsvReader::Row& cells, const Location& where) {
  if (cells.size() != columns) {
    throw InputError(where, "the row has " + std::to_string(cells.size()) + " cells", "expected the 12 of a gradebook");
  }
  for (const std::size_t column : {marks, out_of}) {
    if (Exact::parse(cells[column].text)) continue;
    throw InputError(where, "the marks are " + in_quotes(cells[column].text), "expected a number");
  }
  GradebookRows::Class found{cells[out_of].text, 0};
  for (std::size_t i = first_count; i < counts_end; ++i) found.lines += count_in(cells[i], where);
  return found;
}

}  // namespace

GradebookRows::GradebookRows(std::istream& in, std::string file) : in_(in), file_(std::move(file)) {
  std::string header;
  if (std::getline(in_, header) && header + '\n' == gradebook_header()) return;
  throw InputError({file_, 1, 1}, "this is no gradebook",
                   "expected the output of stepmark mark --shard, or its statistics in JSON");
}

bool GradebookRows::next(std::string& row) {
  ++line_;
  return static_cast<bool>(std::getline(in_, row));
}

bool GradebookRows::next_checked(std::string& row) {
  if (!next(row)) return false;
  const Location where{file_, line_, 1};
  std::istringstream in(row);
  CsvReader reader(in, file_);
  CsvReader::Row cells;
  try {
    reader.next(cells);
  } catch (const InputError& error) {
    throw error.at({file_, line_, error.where().column});
  }
  const Class found = class_of(cells, where);
  if (class_ && found != *class_)
    throw InputError(where, "the row is of another problem", "expected rows of one class");
  class_ = found;
  return true;
}

}  // namespace stepmark::reports
