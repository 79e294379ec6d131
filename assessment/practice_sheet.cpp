#include "assessment/practice_sheet.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/sheet/answers.hpp"
#include "lib/sheet/number.hpp"
#include "solver/questions/question_filler.hpp"

namespace stepmark::assessment {

namespace {

constexpr CsvLimits any_sheet{10'000, 100, true};
constexpr const char* own_column = "practice";
constexpr const char* skipped = "skipped";
constexpr const char* shown = "shown";
constexpr const char* expected = "expected an answer sheet to this question in CSV, or another file";

/// Names of the header, in small letters.
std::vector<std::string> names_of(const CsvReader::Row& header) {
  std::vector<std::string> names;
  for (const CsvReader::Cell& cell : header) names.push_back(lower_case(trimmed(cell.text)));
  return names;
}

const std::vector<std::string> known_columns = {"t", "quantity", "component", "value", own_column};

bool has(const std::vector<std::string>& names, const char* name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What stands in our column, by the line of the file. @throws InputError when the file is no table in CSV
std::map<std::size_t, std::string> own_cells(const std::string& text, const std::string& file) {
  std::istringstream in(text);
  CsvReader reader(in, file, any_sheet);
  CsvReader::Row row;
  reader.next(row);
  const std::vector<std::string> names = names_of(row);
  if (!has(names, "t") || !has(names, "quantity") || !has(names, "value")) {
    throw InputError({file, 1, 1}, "this is no answer sheet in CSV", expected, Remedy::begin_anew);
  }
  for (const std::string& name : names) {
    if (!name.empty() && !has(known_columns, name.c_str())) {
      throw InputError({file, 1, 1}, "practice would not keep the column " + in_quotes(name), expected,
                       Remedy::begin_anew);
    }
  }
  const auto column = static_cast<std::size_t>(std::find(names.begin(), names.end(), own_column) - names.begin());
  std::map<std::size_t, std::string> cells;
  while (reader.next(row)) {
    if (column < row.size()) cells[row.front().line] = trimmed(row[column].text);
  }
  return cells;
}

}  // namespace

PracticeSheet::PracticeSheet(const QuestionMarker& marker) : marker_(&marker), answers_(marker.blank()) {
  for (std::size_t part = 0; part < marker.parts().size(); ++part) {
    for (std::size_t i = 0; i < marker.rows(part).size(); ++i) places_.push_back({part, i});
  }
  past_.resize(places_.size());
}

bool PracticeSheet::has_number(std::size_t line) const { return marker_->parts()[places_[line].part].has_numbers(); }

Written& PracticeSheet::number_at(QuestionSheet& sheet, std::size_t line) const {
  return sheet[places_[line].part].numbers[places_[line].position];
}

const std::string& PracticeSheet::text_at(const QuestionSheet& sheet, std::size_t line) const {
  const PartAnswer& part = sheet[places_[line].part];
  return has_number(line) ? part.numbers[places_[line].position].text : part.entry;
}

void PracticeSheet::read(const std::string& text, const std::string& file) {
  std::map<std::size_t, std::string> own = own_cells(text, file);
  RawSheet raw = parse_sheet(text, file);
  const QuestionFiller filler(*marker_);
  const FilledQuestion filled = filler.fill(raw);
  if (!filled.notices.empty()) {
    throw InputError({file, 0, 0}, "not all of it answers this question: " + filled.notices.front(), expected,
                     Remedy::begin_anew);
  }
  answers_ = filled.sheet;
  for (RawAnswer& answer : raw.answers) answer.value = own[answer.line];
  const QuestionSheet words = filler.fill(raw).sheet;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (text_at(words, i) == shown) show(i);
    if (text_at(words, i) == skipped && is_blank(text_at(answers_, i))) skip(i);
  }
}

std::string PracticeSheet::text() const {
  std::string text = fmt::format("t,quantity,component,{},value\n", own_column);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const SheetRow& row = marker_->rows(places_[i].part)[places_[i].position];
    text += fmt::format("{},{},{},{},{}\n", row.t ? std::to_string(*row.t) : "", row.quantity, csv_cell(row.component),
                        past_[i] == Past::skipped ? skipped
                        : past_[i] == Past::shown ? shown
                                                  : "",
                        csv_cell(text_at(answers_, i)));
  }
  return text;
}

bool PracticeSheet::is_open(std::size_t position) const {
  return is_blank(text_at(answers_, position)) && past_[position] != Past::skipped;
}

std::size_t PracticeSheet::next_open(std::size_t position) const {
  while (position < places_.size() && !is_open(position)) ++position;
  return position;
}

std::optional<std::size_t> PracticeSheet::last_done(std::size_t position) const {
  while (position > 0) {
    if (!is_open(--position)) return position;
  }
  return std::nullopt;
}

void PracticeSheet::take_back(std::size_t position) {
  if (has_number(position)) answer(position, Written{});
  if (!has_number(position)) answer(position, std::string{});
  if (past_[position] == Past::skipped) past_[position] = Past::none;
}

std::size_t PracticeSheet::open_lines() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < places_.size(); ++i) count += is_open(i);
  return count;
}

std::size_t PracticeSheet::answered_when_shown() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    count += past_[i] == Past::shown && !is_blank(text_at(answers_, i));
  }
  return count;
}

}  // namespace stepmark::assessment
