#include "solver/questions/question_marker.hpp"

#include <algorithm>

#include "lib/sheet/number.hpp"
#include "solver/length.hpp"
#include "solver/questions/entry.hpp"

namespace stepmark::questions {

namespace {

EntryMark letter_mark(const Part& part, const std::string& entry) {
  const auto chosen = read_letter(part, entry);
  if (!chosen) return {Verdict::unreadable, right_entry(part), {}};
  if (*chosen == part.right) return {Verdict::correct, right_entry(part), {}};
  // A wrong row was worked out wrongly; a wrong explanation of a working is no working.
  const bool is_row = part.options[part.right].mistake.empty() && !part.options[*chosen].mistake.empty();
  if (!is_row) return {Verdict::wrong, right_entry(part), {}};
  return {Verdict::mistake, right_entry(part), {{Cause::Kind::mistake, part.options[*chosen].mistake}}};
}

EntryMark line_mark(const Part& part, const std::string& entry) {
  const auto line = read_line(part, entry);
  const Verdict verdict = !line ? Verdict::unreadable : *line == part.right ? Verdict::correct : Verdict::wrong;
  return {verdict, right_entry(part), {}};
}

EntryMark words_mark(const Part& part, const std::string& entry) {
  const auto marks = read_marks(part, entry);
  if (!marks) return {Verdict::unreadable, "", {}};
  const Verdict verdict = *marks == part.marks ? Verdict::correct
                          : marks->is_zero()   ? Verdict::wrong
                                               : Verdict::precision;
  return {verdict, "", {}};
}

/// What goes into a value is printed, and right: no cause can have entered before it.
void forget_entries(const Part& part, MarkedSheet& marked) {
  if (part.asks != Part::Asks::value) return;
  for (LineMark& mark : marked.lines) mark.entered.reset();
}

/// A wrong number that the page shows is the mistake that was to be found, whatever else would give it.
void refuse_shown(const Part& part, const Sheet& sheet, MarkedSheet& marked) {
  for (std::size_t i = 0; i < part.shown.size(); ++i) {
    LineMark& mark = marked.lines[i];
    const bool is_copied = part.shown[i] && sheet[i].kind == Written::Kind::number && sheet[i].value == *part.shown[i];
    if (!is_copied) continue;
    marked.marks = marked.marks - mark.method - mark.accuracy;
    LineMark refused;
    refused.line = mark.line;
    refused.verdict = Verdict::mistake;
    refused.causes = {{Cause::Kind::mistake, part.mistake}};
    refused.expected = mark.expected;
    refused.out_of = mark.out_of;
    mark = std::move(refused);
    marked.convention.clear();
    std::erase(marked.root_causes, i);
    marked.root_causes.push_back(i);
  }
  std::sort(marked.root_causes.begin(), marked.root_causes.end());
}

}  // namespace

struct QuestionMarker::Impl {
  Impl(const Problem& whole, MethodStore* methods) : problem(whole) {
    check_length(problem, longest_to_mark, "expected a problem that people work");
    parts = parts_of(problem);
    for (const Part& part : parts) {
      markers.push_back(part.has_numbers() ? std::make_unique<Marker>(*part.problem, methods) : nullptr);
      rows.push_back(rows_of(part));
    }
  }

  Problem problem;
  Parts parts;
  std::vector<std::vector<SheetRow>> rows;       ///< of each part
  std::vector<std::unique_ptr<Marker>> markers;  ///< of each part; null where it asks for no numbers
};

QuestionMarker::QuestionMarker(const Problem& problem, MethodStore* methods)
    : impl_(std::make_unique<Impl>(problem, methods)) {}
QuestionMarker::~QuestionMarker() = default;
QuestionMarker::QuestionMarker(QuestionMarker&&) noexcept = default;
QuestionMarker& QuestionMarker::operator=(QuestionMarker&&) noexcept = default;

const Problem& QuestionMarker::problem() const { return impl_->problem; }
const Parts& QuestionMarker::parts() const { return impl_->parts; }
const std::vector<SheetRow>& QuestionMarker::rows(std::size_t part) const { return impl_->rows.at(part); }
Marker& QuestionMarker::numbers(std::size_t part) { return *impl_->markers.at(part); }
const Marker& QuestionMarker::numbers(std::size_t part) const { return *impl_->markers.at(part); }

QuestionSheet QuestionMarker::blank() const {
  QuestionSheet sheet(parts().size());
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    if (parts()[i].has_numbers()) sheet[i].numbers.resize(numbers(i).asked().size());
  }
  return sheet;
}

EntryMark QuestionMarker::mark_entry(std::size_t part, const std::string& entry) const {
  const Part& asked = parts().at(part);
  if (is_blank(entry)) return {Verdict::missing, right_entry(asked), {}};
  if (asked.asks == Part::Asks::letter) return letter_mark(asked, entry);
  return asked.asks == Part::Asks::line ? line_mark(asked, entry) : words_mark(asked, entry);
}

Exact QuestionMarker::marks_of(std::size_t part, const std::string& entry, const EntryMark& mark) const {
  const Part& asked = parts().at(part);
  if (mark.verdict == Verdict::precision) return read_marks(asked, entry).value_or(Exact(0));
  return mark.verdict == Verdict::correct ? asked.marks : Exact(0);
}

MarkedQuestion QuestionMarker::mark(const QuestionSheet& sheet) {
  STEPMARK_ASSERT(sheet.size() == parts().size());
  MarkedQuestion marked;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    MarkedPart part;
    part.out_of = parts()[i].marks;
    part.has_numbers = parts()[i].has_numbers();
    if (part.has_numbers) {
      part.numbers = numbers(i).mark(sheet[i].numbers);
      forget_entries(parts()[i], part.numbers);
      refuse_shown(parts()[i], sheet[i].numbers, part.numbers);
      part.marks = part.numbers.marks;
    } else {
      part.entry = mark_entry(i, sheet[i].entry);
      part.marks = marks_of(i, sheet[i].entry, part.entry);
    }
    marked.marks = marked.marks + part.marks;
    marked.out_of = marked.out_of + part.out_of;
    marked.parts.push_back(std::move(part));
  }
  return marked;
}

}  // namespace stepmark::questions
