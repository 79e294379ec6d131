#include "reports/previous_gradebook.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <string_view>

#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/base/inputs.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::reports {

namespace {

/// With a decimal point or comma.
Exact marks_in(const CsvReader& reader, const CsvReader::Cell& cell) {
  std::string text(trimmed(cell.text));
  std::replace(text.begin(), text.end(), ',', '.');
  if (const auto marks = Exact::parse(text)) return *marks;
  throw InputError(reader.at(cell), "the marks are " + in_quotes(cell.text),
                   "expected a number, as stepmark mark has it");
}

bool is_blank(const CsvReader::Row& row) {
  return std::all_of(row.begin(), row.end(), [](const auto& cell) { return trimmed(cell.text).empty(); });
}

}  // namespace

std::string PreviousMarks::change(const Exact& now) const {
  if (!marks) return "not in the gradebook before";
  return *marks == marks_in_gradebook(now) ? "" : "the marks were " + marks->to_string();
}

PreviousGradebook::PreviousGradebook(const std::string& file) {
  read(file);
  chain_names();
}

void PreviousGradebook::read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError({file, 0, 0}, "no such file", "expected a gradebook");
  note_input(file);
  CsvReader reader(in, file);
  CsvReader::Row row;
  if (!reader.next(row) || row.size() < 3 || row[0].text != "student" || row[1].text != "marks") {
    throw InputError({file, 1, 1}, "this is no gradebook", "expected the output of stepmark mark");
  }
  std::map<std::string, std::uint32_t> places;
  while (reader.next(row)) {
    if (is_blank(row)) continue;
    if (row.size() < 2) throw InputError(reader.at(row[0]), "the row has no marks", "expected a row of a gradebook");
    const auto [place, is_new] = places.try_emplace(row[1].text, different_.size());
    if (is_new) different_.push_back(marks_in(reader, row[1]));
    rows_.push_back({place->second, 0});
    add_name(row[0].text);
  }
}

void PreviousGradebook::add_name(const std::string& name) {
  constexpr std::size_t block = 1U << 16U;
  if (names_.empty() || names_.back().size() + name.size() >= block) names_.emplace_back().reserve(block);
  std::string& names = names_.back();
  const std::size_t begin = names.size();
  names += name;
  std::replace(names.begin() + static_cast<std::ptrdiff_t>(begin), names.end(), '\n', ' ');
  names += '\n';
}

/// From the last row to the first, so that a name's rows follow each other in their order.
void PreviousGradebook::chain_names() {
  met_.resize(rows_.size());
  std::size_t row = rows_.size();
  for (std::size_t block = names_.size(); block-- > 0;) {
    for (std::string_view rest = names_[block]; !rest.empty();) {
      rest.remove_suffix(1);
      const std::size_t begin = rest.rfind('\n') + 1;
      std::uint32_t& next = next_row_[text_hash(rest.substr(begin))];
      rows_[row - 1].of_same_name = next;
      next = static_cast<std::uint32_t>(row--);
      rest = rest.substr(0, begin);
    }
  }
}

PreviousMarks PreviousGradebook::next(const std::string& student) {
  const std::uint64_t name = text_hash(safe_cell_text(student));
  const std::uint32_t row = next_row_.at(name);
  if (row == 0) return {};
  met_[row - 1] = true;
  next_row_[name] = rows_[row - 1].of_same_name;
  return {different_[rows_[row - 1].marks]};
}

std::vector<std::string> PreviousGradebook::gone() const {
  std::vector<std::string> names;
  std::size_t row = 0;
  for (std::string_view rest : names_) {
    for (; !rest.empty(); ++row) {
      const std::size_t end = rest.find('\n');
      if (!met_[row]) names.push_back(one_line(rest.substr(0, end)));
      rest.remove_prefix(end + 1);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace stepmark::reports
