#include "reports/previous_gradebook.hpp"

#include <fmt/core.h>

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
Exact exact_in(const CsvReader& reader, const CsvReader::Cell& cell) {
  std::string text(trimmed(cell.text));
  std::replace(text.begin(), text.end(), ',', '.');
  if (const auto marks = Exact::parse(text)) return *marks;
  throw InputError(reader.at(cell), "the marks are " + in_quotes(cell.text),
                   "expected a number, as stepmark mark has it");
}

/// Cells from `first` to before `end`.
std::string joined(const CsvReader::Row& row, std::size_t first, std::size_t end, const char* between) {
  std::string text;
  for (std::size_t i = first; i < std::min(end, row.size()); ++i) text += (i > first ? between : "") + row[i].text;
  return text;
}

bool is_blank(const CsvReader::Row& row) {
  return std::all_of(row.begin(), row.end(), [](const auto& cell) { return trimmed(cell.text).empty(); });
}

}  // namespace

std::string PreviousMarks::change(const Exact& now) const {
  if (!is_known) return "not in the gradebook before";
  return marks == marks_in_gradebook(now) ? "" : "the marks were " + marks.to_string();
}

std::string PreviousMarks::change(const PaperRow& now) const {
  if (!is_known) return "not in the gradebook before";
  const bool is_out_of_other = out_of != marks_in_gradebook(now.out_of);
  std::vector<std::string> others;
  for (std::size_t q = 0; q < std::min(questions.size(), now.questions.size()); ++q) {
    if (!questions[q] || !now.questions[q] || *questions[q] == marks_in_gradebook(*now.questions[q])) continue;
    others.push_back(fmt::format("{} for question {}", questions[q]->to_string(), q + 1));
  }
  if (!is_out_of_other && others.empty() && marks == marks_in_gradebook(now.marks)) return "";
  return "the marks were " + marks.to_string() + (is_out_of_other ? " out of " + out_of.to_string() : "") +
         (others.empty() ? "" : ": " + stepmark::listed(others));
}

PreviousGradebook::PreviousGradebook(const std::string& file) : file_(file) {
  read();
  chain_names();
}

void PreviousGradebook::check_questions(std::size_t questions) const {
  if (questions == questions_) return;
  const auto words = [](std::size_t count) {
    if (count == 0) return std::string("one problem");
    return fmt::format("a paper of {} {}", count, count == 1 ? "question" : "questions");
  };
  throw InputError({file_, 1, 1}, "this is the gradebook of a class on " + words(questions_),
                   "expected one on " + words(questions));
}

/// Cells of the marks, the total and the questions.
PreviousMarks PreviousGradebook::marks_in(const CsvReader& reader, const CsvReader::Row& row) const {
  const std::size_t at = questions_ > 0 ? 2 : 1;
  const auto exact = [&](std::size_t cell) { return exact_in(reader, row[cell]); };
  if (row.size() < at + (questions_ > 0 ? 2 + questions_ : 1)) {
    throw InputError(reader.at(row[0]), "the row has no marks", "expected a row of a gradebook");
  }
  PreviousMarks marks{true, exact(at), 0, {}};
  if (questions_ == 0) return marks;
  marks.out_of = exact(at + 1);
  for (std::size_t q = 0; q < questions_; ++q) {
    const std::size_t cell = at + 2 + q;
    marks.questions.push_back(trimmed(row[cell].text).empty() ? std::nullopt : std::optional(exact(cell)));
  }
  return marks;
}

void PreviousGradebook::read() {
  std::ifstream in(file_, std::ios::binary);
  if (!in) throw InputError({file_, 0, 0}, "no such file", "expected a gradebook");
  note_input(file_);
  CsvReader reader(in, file_);
  CsvReader::Row row;
  reader.next(row);
  std::vector<std::string> names;
  for (const CsvReader::Cell& cell : row) names.push_back(cell.text);
  questions_ = questions_of_header(names).value_or(0);
  if (questions_ == 0 && (row.size() < 3 || row[0].text != "student" || row[1].text != "marks")) {
    throw InputError({file_, 1, 1}, "this is no gradebook", "expected the output of stepmark mark");
  }
  const std::size_t first = questions_ > 0 ? 2 : 1, end = questions_ > 0 ? 4 + questions_ : 2;
  std::map<std::string, std::uint32_t> places;
  while (reader.next(row)) {
    if (is_blank(row)) continue;
    const auto [place, is_new] = places.try_emplace(joined(row, first, end, "\n"), different_.size());
    if (is_new) different_.push_back(marks_in(reader, row));
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
  return different_[rows_[row - 1].marks];
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
