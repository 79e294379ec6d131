#include "assessment/roster.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"

namespace stepmark::assessment {

namespace {

constexpr std::size_t longest_roster = std::size_t{16} << 20;

/// Where the columns of a roster stand.
struct Columns {
  std::optional<std::size_t> student, name;
  std::vector<std::size_t> others;
  std::size_t count = 0;
};

Columns columns_of(const CsvReader::Row& header, const std::string& file, std::vector<std::string>& names) {
  Columns columns;
  columns.count = header.size();
  std::set<std::string> known;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string called(trimmed(header[i].text)), plain = lower_case(called);
    if (plain.empty()) continue;
    if (!known.insert(plain).second) {
      throw InputError({file, header[i].line, header[i].column}, "the column " + one_line(called) + " stands twice",
                       "expected it once");
    }
    if (plain == "student") {
      columns.student = i;
    } else if (plain == "name") {
      columns.name = i;
    } else {
      columns.others.push_back(i);
      names.push_back(called);
    }
  }
  return columns;
}

std::string cell(const CsvReader::Row& row, std::optional<std::size_t> column) {
  return column && *column < row.size() ? std::string(trimmed(row[*column].text)) : std::string();
}

}  // namespace

Roster read_roster(const std::string& path) {
  const std::string name = argument_name(path);
  std::istringstream in(read_text_argument(path, longest_roster));
  CsvReader reader(in, name);
  CsvReader::Row row;
  if (!reader.next(row)) throw InputError({name, 1, 1}, "the roster is empty", "expected the column student");
  Roster roster;
  const Columns columns = columns_of(row, name, roster.columns);
  if (!columns.student)
    throw InputError(reader.at(row.front()), "no column is called student", "expected the column student");
  std::map<std::string, std::size_t> lines;
  while (reader.next(row)) {
    RosterStudent one{cell(row, columns.student), cell(row, columns.name)};
    for (const std::size_t column : columns.others) one.cells.push_back(cell(row, column));
    const Location where = reader.at(row.front());
    if (row.size() > columns.count) {
      throw InputError(reader.at(row[columns.count]), "this row has more cells than the first",
                       "expected quotes around a name with a comma");
    }
    if (one.id.empty()) throw InputError(where, "a student has no identifier", "expected one in the column student");
    const auto [before, is_new] = lines.emplace(one.id, where.line);
    if (!is_new) {
      throw InputError(where, fmt::format("{} is already in line {}", in_quotes(one.id), before->second),
                       "expected each student once");
    }
    roster.students.push_back(std::move(one));
  }
  if (roster.students.empty()) throw InputError({name, 1, 1}, "the roster has no students", "expected a line for each");
  return roster;
}

Roster numbered_students(std::size_t count) {
  const std::size_t width = std::max<std::size_t>(2, std::to_string(count).size());
  Roster roster;
  for (std::size_t i = 1; i <= count; ++i) roster.students.push_back({fmt::format("{:0{}}", i, width), ""});
  return roster;
}

}  // namespace stepmark::assessment
