#include "reports/gradebook_rows.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>
#include <vector>

#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/number/exact.hpp"
#include "reports/gradebook.hpp"
#include "reports/paper_gradebook.hpp"

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

void check_size(const CsvReader::Row& cells, std::size_t expected, const Location& where) {
  if (cells.size() == expected) return;
  throw InputError(where, "the row has " + std::to_string(cells.size()) + " cells",
                   "expected the " + std::to_string(expected) + " of its gradebook");
}

void check_marks(const CsvReader::Cell& cell, const Location& where) {
  if (Exact::parse(cell.text)) return;
  throw InputError(where, "the marks are " + in_quotes(cell.text), "expected a number");
}

GradebookRows::Class class_on_problem(const CsvReader::Row& cells, const Location& where) {
  check_size(cells, columns, where);
  for (const std::size_t column : {marks, out_of}) check_marks(cells[column], where);
  GradebookRows::Class found{cells[out_of].text, 0, 0};
  for (std::size_t i = first_count; i < counts_end; ++i) found.lines += count_in(cells[i], where);
  return found;
}

GradebookRows::Class class_on_paper(const CsvReader::Row& cells, std::size_t questions, std::size_t more,
                                    const Location& where) {
  constexpr std::size_t paper_marks = 2, first_question = 4, beside = 5;
  check_size(cells, questions + beside + more, where);
  for (std::size_t i = paper_marks; i < first_question + questions; ++i) {
    if (i < first_question || !cells[i].text.empty()) check_marks(cells[i], where);
  }
  return {"", 0, questions};
}

/// The cells of a header; none of what is no CSV.
std::vector<std::string> names_in(const std::string& header) try {
  std::istringstream in(header);
  CsvReader reader(in, "");
  CsvReader::Row row;
  std::vector<std::string> names;
  if (reader.next(row)) {
    for (const CsvReader::Cell& cell : row) names.push_back(cell.text);
  }
  return names;
} catch (const InputError&) {
  return {};
}

/// Of a row whose last cell needs no quotes.
std::string take_last_cell(std::string& row) {
  const std::size_t comma = std::min(row.rfind(','), row.size());
  std::string cell = row.substr(std::min(comma + 1, row.size()));
  row.resize(comma);
  return cell;
}

}  // namespace

GradebookRows::GradebookRows(std::istream& in, std::string file) : in_(in), file_(std::move(file)) {
  if (std::getline(in_, header_)) {
    const std::vector<std::string> names = names_in(header_);
    questions_ = questions_of_header(names).value_or(0);
    if (questions_ > 0) {
      constexpr std::size_t beside = 5;
      has_shard_ = names.back() == shard_column;
      more_ = names.size() - questions_ - beside - (has_shard_ ? 1 : 0);
      if (has_shard_) take_last_cell(header_);
    }
    header_ += '\n';
    if (questions_ > 0 || header_ == gradebook_header()) return;
  }
  throw InputError({file_, 1, 1}, "this is no gradebook",
                   "expected the output of stepmark mark of a shard, or its statistics in JSON");
}

bool GradebookRows::next(std::string& row) {
  ++line_;
  if (!std::getline(in_, row)) return false;
  if (has_shard_) shard_ = take_last_cell(row);
  return true;
}

GradebookRows::Class GradebookRows::class_of(const std::string& row) const {
  const Location where{file_, line_, 1};
  std::istringstream in(row);
  CsvReader reader(in, file_);
  CsvReader::Row cells;
  try {
    reader.next(cells);
  } catch (const InputError& error) {
    throw error.at({file_, line_, error.where().column});
  }
  return questions_ > 0 ? class_on_paper(cells, questions_, more_, where) : class_on_problem(cells, where);
}

bool GradebookRows::next_checked(std::string& row) {
  if (!next(row)) return false;
  const Class found = class_of(row);
  if (class_ && found != *class_)
    throw InputError({file_, line_, 1}, "the row is of another problem", "expected rows of one class");
  class_ = found;
  return true;
}

}  // namespace stepmark::reports
