#include "reports/gradebook.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/base/safe.hpp"

namespace stepmark::reports {

namespace {

struct Counts {
  int correct = 0, precision = 0, follow_through = 0, faulty = 0, missing = 0, unreadable = 0;
};

void count(Verdict verdict, Counts& counts) {
  switch (verdict) {
    case Verdict::correct:
    case Verdict::convention:
      ++counts.correct;
      break;
    case Verdict::precision:
      ++counts.precision;
      break;
    case Verdict::follow_through:
      ++counts.follow_through;
      break;
    case Verdict::mistake:
    case Verdict::slip:
    case Verdict::wrong:
      ++counts.faulty;
      break;
    case Verdict::missing:
      ++counts.missing;
      break;
    case Verdict::unreadable:
      ++counts.unreadable;
      break;
  }
}

/// What became of a row of the sheet.
struct RowMark {
  const SheetRow* row;
  Verdict verdict;
  const Causes* causes;
};

std::vector<RowMark> row_marks(const QuestionMarker& marker, const MarkedQuestion& marked) {
  std::vector<RowMark> all;
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    const std::vector<SheetRow>& rows = marker.rows(i);
    const MarkedPart& part = marked.parts[i];
    if (!marker.parts()[i].has_numbers()) all.push_back({&rows.front(), part.entry.verdict, &part.entry.causes});
    for (std::size_t at = 0; at < part.numbers.lines.size(); ++at) {
      all.push_back({&rows[at], part.numbers.lines[at].verdict, &part.numbers.lines[at].causes});
    }
  }
  return all;
}

/// The first fault of the sheet, or the convention that it follows.
const RowMark* first_fault(const std::vector<RowMark>& rows) {
  const auto found = std::find_if(rows.begin(), rows.end(), [](const RowMark& row) {
    return is_fault(row.verdict) || row.verdict == Verdict::convention;
  });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::string gradebook_name(const SheetRow& row) {
  return fmt::format("{}{}{}", row.t ? std::to_string(*row.t) + ' ' : "", row.quantity,
                     row.component.empty() ? "" : ' ' + row.component);
}

Exact marks_in_gradebook(const Exact& marks) {
  return marks.has_finite_decimal() ? marks : marks.rounded(DecimalFormat::places(2), RoundingRule::half_up);
}

std::string gradebook_header() {
  return "student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note\n";
}

std::string gradebook_row(const QuestionMarker& marker, const std::string& student, const MarkedQuestion& marked,
                          const std::string& note) {
  const std::vector<RowMark> rows = row_marks(marker, marked);
  Counts c;
  for (const RowMark& row : rows) count(row.verdict, c);
  const RowMark* fault = first_fault(rows);
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", safe_csv_cell(student),
                     marks_in_gradebook(marked.marks).to_string(), marks_in_gradebook(marked.out_of).to_string(),
                     c.correct, c.precision, c.follow_through, c.faulty, c.missing, c.unreadable,
                     fault ? gradebook_name(*fault->row) : "", fault ? name_of(*fault->causes) : "",
                     safe_csv_cell(note));
}

std::string unreadable_row(const QuestionMarker& marker, const std::string& student, const std::string& note) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < marker.parts().size(); ++i) rows += marker.rows(i).size();
  return fmt::format("{},0,{},0,0,0,0,0,{},,,{}\n", safe_csv_cell(student),
                     marks_in_gradebook(questions::marks_of(marker.parts())).to_string(), rows, safe_csv_cell(note));
}

}  // namespace stepmark::reports
