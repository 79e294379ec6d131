#include "assessment/roster.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"

namespace stepmark::assessment {

namespace {

constexpr std::size_t longest_roster = std::size_t{16} << 20;

std::optional<std::size_t> column_of(const CsvReader::Row& header, std::string_view name, const std::string& file) {
  std::optional<std::size_t> column;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (lower_case(trimmed(header[i].text)) != name) continue;
    if (column)
      throw InputError({file, header[i].line, header[i].column}, "the column " + std::string(name) + " stands twice",
                       "expected it once");
    column = i;
  }
  return column;
}

std::string cell(const CsvReader::Row& row, std::optional<std::size_t> column) {
  return column && *column < row.size() ? std::string(trimmed(row[*column].text)) : std::string();
}

}  // namespace

std::vector<RosterStudent> read_roster(const std::string& path) {
  const std::string name = argument_name(path);
  std::istringstream in(read_text_argument(path, longest_roster));
  CsvReader reader(in, name);
  CsvReader::Row row;
  if (!reader.next(row)) throw InputError({name, 1, 1}, "the roster is empty", "expected the column student");
  const auto student = column_of(row, "student", name), called = column_of(row, "name", name);
  const std::size_t columns = row.size();
  if (!student) throw InputError(reader.at(row.front()), "no column is called student", "expected the column student");
  std::vector<RosterStudent> students;
  std::map<std::string, std::size_t> lines;
  while (reader.next(row)) {
    RosterStudent one{cell(row, student), cell(row, called)};
    const Location where = reader.at(row.front());
    if (row.size() > columns) {
      throw InputError(reader.at(row[columns]), "this row has more cells than the first",
                       "expected quotes around a name with a comma");
    }
    if (one.id.empty()) throw InputError(where, "a student has no identifier", "expected one in the column student");
    const auto [before, is_new] = lines.emplace(one.id, where.line);
    if (!is_new) {
      throw InputError(where, fmt::format("{} is already in line {}", in_quotes(one.id), before->second),
                       "expected each student once");
    }
    students.push_back(std::move(one));
  }
  if (students.empty()) throw InputError({name, 1, 1}, "the roster has no students", "expected a line for each");
  return students;
}

std::vector<RosterStudent> numbered_students(std::size_t count) {
  const std::size_t width = std::max<std::size_t>(2, std::to_string(count).size());
  std::vector<RosterStudent> students;
  for (std::size_t i = 1; i <= count; ++i) students.push_back({fmt::format("{:0{}}", i, width), ""});
  return students;
}

}  // namespace stepmark::assessment
