#include "reports/previous_gradebook.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"

namespace stepmark {

PreviousGradebook::PreviousGradebook(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError({file, 0, 0}, "no such file", "expected a gradebook");
  CsvReader reader(in, file);
  CsvReader::Row row;
  if (!reader.next(row) || row.size() < 3 || row[0].text != "student" || row[1].text != "marks") {
    throw InputError({file, 1, 1}, "this is no gradebook", "expected the output of stepmark mark");
  }
  while (reader.next(row)) {
    if (row.size() >= 2) marks_[row[0].text].push_back(row[1].text);
  }
}

std::string PreviousGradebook::change(const std::string& row) {
  std::istringstream in(row);
  CsvReader reader(in, "");
  CsvReader::Row cells;
  if (!reader.next(cells) || cells.size() < 2) return "";
  const auto found = marks_.find(cells[0].text);
  if (found == marks_.end() || found->second.empty()) return "not in the gradebook before";
  const std::string was = found->second.front();
  found->second.erase(found->second.begin());
  return was == cells[1].text ? "" : "the marks were " + was;
}

std::vector<std::string> PreviousGradebook::gone() const {
  std::vector<std::string> names;
  for (const auto& [name, marks] : marks_) {
    if (!marks.empty()) names.push_back(one_line(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace stepmark
