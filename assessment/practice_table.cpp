#include "assessment/practice_table.hpp"

#include <algorithm>
#include <tuple>

#include "assessment/typed.hpp"
#include "lib/base/text.hpp"
#include "lib/sheet/number.hpp"
#include "reports/hint.hpp"
#include "reports/model_answer.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/fill.hpp"
#include "solver/questions/entry.hpp"

namespace stepmark::assessment {

PracticeTable::PracticeTable(const Problem& problem)
    : marker_(problem),
      sheet_(marker_),
      told_(marker_, Answers::shown),
      hidden_(marker_, Answers::hidden),
      own_words_(sheet_.lines()),
      rows_(sheet_.lines()) {
  mark();
}

bool PracticeRow::operator==(const PracticeRow& other) const {
  const auto read = [](const PracticeRow& row) {
    return std::tuple(plain_words(row.words), plain_words(row.feedback), plain_words(row.nudge));
  };
  const auto known = [](const PracticeRow& row) {
    return std::tie(row.value, row.verdict, row.marks, row.out_of, row.causes, row.probably, row.shown);
  };
  return known(*this) == known(other) && read(*this) == read(other);
}

Inlines PracticeTable::words(std::size_t row) const {
  const auto [part, position] = sheet_.place(row);
  if (marker_.parts()[part].asks != Part::Asks::numbers) return entry_prompt(marker_, part, position);
  const std::string label = label_of(marker_.parts(), part);
  const Inline name = line_words(marker_.numbers(part), position);
  return label.empty() ? Inlines{name} : Inlines{text(label + ' '), name};
}

std::size_t PracticeTable::answered() const {
  return static_cast<std::size_t>(
      std::count_if(rows_.begin(), rows_.end(), [](const PracticeRow& row) { return !row.value.empty(); }));
}

void PracticeTable::prepare() {
  QuestionSheet wrong = marker_.blank();
  for (PartAnswer& part : wrong) {
    for (std::size_t i = 0; i < part.numbers.size(); ++i) {
      part.numbers[i] = marking::written_in(std::to_string(7919 * (i + 1)) + ".37");
    }
  }
  marker_.mark(wrong);
}

std::vector<std::size_t> PracticeTable::answer(std::size_t row, const std::string& typed) {
  const std::string given(trimmed(typed));
  sheet_.take_back(row);
  if (asks_words(row)) {
    own_words_[row] = given;
    if (!given.empty()) sheet_.skip(row);
  } else if (part(row).has_numbers()) {
    sheet_.answer(row, questions::as_taken(part(row), typed_number(given)));
  } else {
    sheet_.answer(row, given);
  }
  const std::vector<PracticeRow> before = std::move(rows_);
  mark();
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i] != before[i]) changed.push_back(i);
  }
  return changed;
}

void PracticeTable::mark() {
  marked_ = marker_.mark(sheet_.answers());
  rows_.clear();
  for (std::size_t i = 0; i < sheet_.lines(); ++i) rows_.push_back(row_of(i));
}

std::string PracticeTable::typed(std::size_t row) const {
  if (asks_words(row)) return own_words_[row];
  const auto [part, position] = sheet_.place(row);
  const PartAnswer& answer = sheet_.answers()[part];
  return this->part(row).has_numbers() ? answer.numbers[position].text : answer.entry;
}

PracticeRow PracticeTable::row_of(std::size_t row) const {
  const auto [part, position] = sheet_.place(row);
  PracticeRow state;
  state.value = typed(row);
  state.shown = sheet_.was_shown(row);
  if (this->part(row).has_numbers()) {
    const LineMark& mark = marked_.parts[part].numbers.lines[position];
    state.out_of = mark.out_of;
  } else {
    state.out_of = marked_.parts[part].out_of;
  }
  if (!state.value.empty()) judge(row, state);
  return state;
}

Inlines PracticeTable::remark(const QuestionSheets& sheets, std::size_t row) const {
  const auto [part, position] = sheet_.place(row);
  Inlines words = sheets.feedback(marked_, part, position);
  return this->part(row).has_numbers() ? words : Inlines{reports::with_symbols(std::move(words))};
}

void PracticeTable::judge(std::size_t row, PracticeRow& state) const {
  const auto [part, position] = sheet_.place(row);
  if (asks_words(row)) {
    state.words = {compare_with_this()};
    state.feedback = model_answer_in_sentences(marker_.problem());
    return;
  }
  if (this->part(row).has_numbers()) {
    const LineMark& mark = marked_.parts[part].numbers.lines[position];
    state.verdict = mark.verdict;
    state.words = {verdict_words(mark)};
    state.marks = mark.method + mark.accuracy;
    state.causes = mark.causes;
    state.probably = mark.probably;
  } else {
    const EntryMark& mark = marked_.parts[part].entry;
    state.verdict = mark.verdict;
    state.words = {verdict_words(this->part(row), mark)};
    state.marks = marked_.parts[part].marks;
    state.causes = mark.causes;
  }
  state.feedback = remark(told_, row);
  state.nudge = remark(hidden_, row);
  if (state.verdict == Verdict::unreadable) {
    // Nothing is told for what is no answer.
    if (this->part(row).has_numbers()) state.nudge = {unreadable_sentence(state.value)};
    state.feedback = state.nudge;
  }
}

bool PracticeTable::is_last_hint(std::size_t row, int level) const {
  if (part(row).has_numbers()) return level >= last_hint;
  return asks_words(row) || level >= 2;
}

Inlines PracticeTable::hint(std::size_t row, int level) {
  const auto [asked, position] = sheet_.place(row);
  const bool has_numbers = part(row).has_numbers();
  if (!has_numbers && (level == 1 || asks_words(row))) return {advice(part(row))};
  const Sheet& own = sheet_.answers()[asked].numbers;
  if (has_numbers && level == 1) return {first_hint(marker_.numbers(asked), position)};
  if (has_numbers && level == 2) return {numbers_hint(marker_.numbers(asked), own, position)};
  sheet_.show(row);
  rows_[row].shown = true;
  if (!has_numbers) return {text(right_entry(part(row)))};
  return {reports::number(marker_.numbers(asked).expected_at(own, position))};
}

void PracticeTable::load(const std::string& text, const std::string& file) {
  PracticeSheet read(marker_);
  read.read(text, file);
  sheet_ = std::move(read);
  std::fill(own_words_.begin(), own_words_.end(), std::string{});
  mark();
}

}  // namespace stepmark::assessment
