#include "solver/questions/question_filler.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/sheet/number.hpp"
#include "lib/sheet/spelling.hpp"
#include "solver/questions/entry.hpp"

namespace stepmark::questions {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::string named(const std::string& quantity) { return lower_case(trimmed(narrow_spelling(quantity))); }

/// "line 3: ..."
Message at_row(const RawAnswer& answer, const char* notice, std::vector<Message::Value> values) {
  return message("line {line}: {notice}",
                 {{"line", std::to_string(answer.line)}, {"notice", message(notice, std::move(values))}});
}

Message twice(const RawAnswer& answer) {
  return at_row(answer, STEPMARK_MESSAGE("{quantity} is there twice; the last counts"),
                {{"quantity", in_quotes(answer.quantity)}});
}

RawAnswer without_prefix(RawAnswer answer, const std::string& prefix) {
  if (!prefix.empty()) answer.quantity = std::string(trimmed(narrow_spelling(answer.quantity))).substr(prefix.size());
  return answer;
}

void add_notices(const std::vector<Message>& notices, std::size_t count, FilledQuestion& filled) {
  filled.notices.insert(filled.notices.end(), notices.begin(), notices.end());
  filled.notice_count += count;
}

}  // namespace

QuestionFiller::QuestionFiller(const QuestionMarker& marker) : marker_(marker) {
  for (const std::string& component : marker.problem().objective->parameters()) components_.add(component);
  for (std::size_t i = 0; i < marker.parts().size(); ++i) {
    const Part& part = marker.parts()[i];
    const bool by_name = part.asks == Part::Asks::numbers;
    fillers_.push_back(by_name ? std::make_unique<SheetFiller>(marker.numbers(i)) : nullptr);
    if (part.asks != Part::Asks::value) continue;
    for (const SheetRow& row : marker.rows(i)) values_.emplace(row.component, values_.size());
  }
}

/// A quantity of the definition that is called like a row has a step, and the row has none.
std::size_t QuestionFiller::part_of(const RawAnswer& answer) const {
  const std::string name = named(answer.quantity);
  const bool is_quantity = marker_.problem().optimizer.find_equation(answer.quantity) && !is_blank(answer.t);
  std::size_t plain = nowhere;
  for (std::size_t i = 0; i < marker_.parts().size(); ++i) {
    const Part& part = marker_.parts()[i];
    if (part.asks != Part::Asks::numbers) {
      if (name == part.row && !is_quantity) return i;
    } else if (part.row.empty()) {
      plain = i;
    } else if (name.starts_with(part.row)) {
      return i;
    }
  }
  return plain;
}

std::string QuestionFiller::rows_asked() const {
  std::vector<std::string> rows;
  for (const Part& part : marker_.parts()) rows.push_back(in_quotes(part.row));
  return alternatives(rows);
}

void QuestionFiller::take_entry(std::size_t part, const RawAnswer& answer, Sorted& sorted) const {
  std::string& entry = sorted.sheet[part].entry;
  if (is_blank(answer.value)) return;
  if (!entry.empty()) {
    sorted.notices.add(twice(answer));
  }
  entry = answer.value;
}

void QuestionFiller::take_value(std::size_t part, const RawAnswer& answer, Sorted& sorted) const {
  const bool is_one = answer.component.empty() && values_.size() == 1;
  auto found = is_one ? values_.begin() : values_.find(answer.component);
  if (found == values_.end()) found = values_.find(components_.find(answer.component).value_or(""));
  if (found == values_.end()) {
    return sorted.notices.add(at_row(answer, STEPMARK_MESSAGE("no value of {component} is asked for"),
                                     {{"component", in_quotes(answer.component)}}));
  }
  if (is_blank(answer.value)) return;
  Written& written = sorted.sheet[part].numbers[found->second];
  if (written.kind != Written::Kind::missing) {
    sorted.notices.add(twice(answer));
  }
  written = as_taken(marker_.parts()[part], written_in(answer.value));
}

/// What a row answers is told by its quantity; a label that says otherwise is the clerk's slip.
void QuestionFiller::note_other_part(std::size_t part, const RawAnswer& answer, Sorted& sorted) const {
  const auto stated = part_labelled(answer.part);
  if (!stated || *stated == part) return;
  sorted.notices.add(at_row(answer, STEPMARK_MESSAGE("{quantity} is asked in {part}, and the row says {label}"),
                            {{"quantity", in_quotes(answer.quantity)},
                             {"part", label_of(marker_.parts(), part)},
                             {"label", in_quotes(answer.part)}}));
}

void QuestionFiller::sort(const RawAnswer& answer, Sorted& sorted) const {
  const std::size_t part = part_of(answer);
  if (part == nowhere) {
    return sorted.notices.add(at_row(answer,
                                     STEPMARK_MESSAGE("{quantity} is not asked: the sheet of this question has {rows}"),
                                     {{"quantity", in_quotes(answer.quantity)}, {"rows", rows_asked()}}));
  }
  note_other_part(part, answer, sorted);
  switch (marker_.parts()[part].asks) {
    case Part::Asks::numbers:
      return sorted.tables[part].answers.push_back(without_prefix(answer, marker_.parts()[part].row));
    case Part::Asks::value:
      return take_value(part, answer, sorted);
    case Part::Asks::letter:
    case Part::Asks::line:
    case Part::Asks::words:
      return take_entry(part, answer, sorted);
  }
}

/// What was passed over while reading is told once.
FilledQuestion QuestionFiller::fill(const RawSheet& raw) const {
  Sorted sorted{marker_.blank(), std::vector<RawSheet>(marker_.parts().size()), {}};
  for (const RawAnswer& answer : raw.answers) sort(answer, sorted);
  const auto first =
      std::find_if(fillers_.begin(), fillers_.end(), [](const auto& filler) { return filler != nullptr; });
  FilledQuestion filled;
  if (first == fillers_.end()) add_notices(raw.notices.texts(), raw.notices.count(), filled);
  for (std::size_t i = 0; i < fillers_.size(); ++i) {
    if (!fillers_[i]) continue;
    if (fillers_[i] == *first) sorted.tables[i].notices = raw.notices, sorted.tables[i].unread = raw.unread;
    FilledSheet table = fillers_[i]->fill(sorted.tables[i]);
    sorted.sheet[i].numbers = std::move(table.sheet);
    add_notices(table.notices, table.notice_count, filled);
  }
  add_notices(sorted.notices.texts(), sorted.notices.count(), filled);
  filled.sheet = std::move(sorted.sheet);
  return filled;
}

}  // namespace stepmark::questions
