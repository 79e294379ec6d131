#include "lib/objective/data_table.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"

namespace stepmark::objective {

namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t max_bytes = std::size_t{16} << 20;

std::string column_name(const CsvReader& reader, const CsvReader::Cell& cell, const std::vector<std::string>& before) {
  std::string name(trimmed(cell.text));
  if (name.size() > longest_name)
    throw InputError(reader.at(cell), "the name of the column is too long", "expected at most 60 characters");
  if (!is_identifier(name)) {
    throw InputError(reader.at(cell), "the column" + quoted_name(name) + " has no proper name",
                     "expected a letter, then letters, digits and underscores");
  }
  if (std::find(before.begin(), before.end(), name) != before.end()) {
    throw InputError(reader.at(cell), "the column" + quoted_name(name) + " stands twice", "expected different names");
  }
  return name;
}

/// A parser's message quotes what it does not know, which is for the author of a cell with a number.
Expression constant_in(std::string_view text, const Location& where) try {
  return parse_constant(text, where);
} catch (const InputError&) {
  if (!quoted_number(text).empty()) throw;
  throw InputError(where, "the cell is not a number", "expected a decimal or a fraction, as 0.25 or 1/4");
}

Exact cell_value(const CsvReader& reader, const CsvReader::Cell& cell) {
  const std::string_view text = trimmed(cell.text);
  if (const auto plain = Exact::parse(text)) return *plain;
  const Location where = reader.at(cell);
  if (text.empty()) throw InputError(where, "the cell is empty", "expected a number");
  const auto value = exact_value(constant_in(text, where));
  if (!value) throw InputError(where, in_quotes(text) + " is not an exact number", "expected a decimal or a fraction");
  return *value;
}

Exact placed_value(const CsvReader& reader, const CsvReader::Cell& cell) try {
  return cell_value(reader, cell);
} catch (const TooLarge&) {
  throw InputError(reader.at(cell), "the number " + in_quotes(cell.text) + " is too large", "expected fewer digits");
} catch (const InputError& error) {
  throw error.where().line == 0 ? error.at(reader.at(cell)) : error;
}

void check_width(const CsvReader& reader, const CsvReader::Row& row, std::size_t columns) {
  if (row.size() == columns) return;
  throw InputError(reader.at(row.front()),
                   "the row has " + std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells"),
                   "expected " + std::to_string(columns) + " as in the header");
}

}  // namespace

DataTable read_data_table(std::istream& in, const std::string& file) {
  CsvReader reader(in, file);
  CsvReader::Row row;
  DataTable table;
  if (!reader.next(row)) throw InputError({file, 0, 0}, "has no header line", "expected the names of the columns");
  for (const auto& cell : row) table.columns.push_back(column_name(reader, cell, table.columns));
  while (reader.next(row)) {
    check_width(reader, row, table.columns.size());
    auto& values = table.rows.emplace_back();
    for (const auto& cell : row) values.push_back(placed_value(reader, cell));
  }
  if (table.rows.empty()) throw InputError({file, 0, 0}, "has no rows", "expected rows of numbers below the header");
  return table;
}

void check_table(const DataTable& table) {
  std::set<std::string> columns;
  for (const std::string& column : table.columns) {
    if (!is_identifier(column)) {
      throw InputError({}, "the column " + in_quotes(column) + " has no proper name",
                       "expected a letter, then letters, digits and underscores");
    }
    if (!columns.insert(column).second) {
      throw InputError({}, "the column " + in_quotes(column) + " stands twice", "expected different names");
    }
  }
  if (table.rows.empty()) throw InputError({}, "the table has no rows", "expected rows of numbers");
  for (const auto& row : table.rows) {
    if (row.size() == table.columns.size()) continue;
    throw InputError({}, "a row has " + std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells"),
                     "expected " + std::to_string(table.columns.size()) + ", one for each column");
  }
}

DataTable read_data_table(const std::string& path) {
  std::istringstream in(read_text_file(path, max_bytes));
  return read_data_table(in, path);
}

}  // namespace stepmark::objective
