#include "reports/mark_sheet.hpp"

#include <fmt/core.h>

#include "lib/base/safe.hpp"
#include "reports/feedback.hpp"
#include "reports/mark_json.hpp"
#include "reports/mark_page.hpp"
#include "reports/mark_summary.hpp"
#include "reports/notation.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

std::vector<SheetRow> rows_of_lines(const Marker& marker) {
  std::vector<SheetRow> rows;
  for (const std::size_t asked : marker.asked()) {
    const Tape::Line& line = marker.tape().lines[asked];
    const auto& names = marker.problem().objective->parameters();
    rows.push_back({line.t, marker.problem().optimizer.equations[line.equation].quantity,
                    line.component ? names[*line.component] : ""});
  }
  return rows;
}

Inline formula_of(const Marker& marker, const Notation& notation, std::size_t position) {
  const Tape::Line& line = marker.tape().lines[position];
  const Equation& equation = marker.problem().optimizer.equations[line.equation];
  const std::string index = std::to_string(line.t + equation.offset);
  return math(notation.quantity(equation.quantity, index, line.component));
}

}  // namespace

std::vector<Inline> formulas_of_lines(const Marker& marker) {
  const Trace none;
  const Notation notation(marker.problem(), none);
  std::vector<Inline> names;
  for (const std::size_t asked : marker.asked()) names.push_back(formula_of(marker, notation, asked));
  return names;
}

Inline formula_of_line(const Marker& marker, std::size_t line) {
  const Trace none;
  return formula_of(marker, Notation(marker.problem(), none), line);
}

MarkSheets::MarkSheets(const Marker& marker, Answers answers, LineNames names)
    : marker_(marker), answers_(answers), line_names_(names), names_(formulas_of_lines(marker)) {}

Inlines MarkSheets::feedback(const MarkedSheet& marked, std::size_t position) const {
  return Feedback(marker_, marked, answers_, line_names_).on(position);
}

Table MarkSheets::table(const Sheet& sheet, const MarkedSheet& marked, const Feedback& feedback) const {
  Table table;
  table.columns = {{{sentence("step")}, Table::Align::right},      {{sentence("line")}, Table::Align::left},
                   {{sentence("you wrote")}, Table::Align::right}, {{sentence("expected")}, Table::Align::right},
                   {{sentence("verdict")}, Table::Align::left},    {{sentence("marks")}, Table::Align::right}};
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    table.rows.push_back({{text(std::to_string(step_of(mark)))},
                          {names_[i]},
                          {text(given_text(sheet[i]))},
                          {number(feedback.expected(i))},
                          {verdict_words(mark)},
                          {marks_of(mark.method + mark.accuracy, mark.out_of)}});
  }
  constexpr std::size_t column_expected = 3;
  if (answers_ == Answers::hidden) leave_out_column(table, column_expected);
  return table;
}

std::int64_t MarkSheets::step_of(const LineMark& mark) const { return marker_.tape().lines[mark.line].t; }

/// The lines by name, or their number where they are many.
Inlines MarkSheets::lines_of(const Remark& remark) const {
  if (remark.lines.size() > most_named) return {plural("{n} line", "{n} lines", remark.lines.size())};
  Inlines lines;
  for (const std::size_t line : remark.lines) {
    if (!lines.empty()) lines.push_back(text(", "));
    lines.push_back(names_[line]);
  }
  return lines;
}

/// "Steps 2 to 4, ", the lines, and what is said of them.
Inline MarkSheets::item(const Remark& remark, const MarkedSheet& marked, const Feedback& feedback) const {
  const std::int64_t first = step_of(marked.lines[remark.lines.front()]);
  const std::int64_t last = step_of(marked.lines[remark.lines.back()]);
  const bool alone = remark.lines.size() == 1 && remark.kind < Remark::Kind::blank;
  const Arguments said = {{"t", first},
                          {"last", last},
                          {"lines", lines_of(remark)},
                          {"remark", alone ? feedback.on(remark.lines[0]) : Inlines{feedback.on_all(remark, names_)}}};
  if (first == last) return sentence("Step {t}, {lines}: {remark}", said);
  return last == first + 1 ? sentence("Steps {t} and {last}, {lines}: {remark}", said)
                           : sentence("Steps {t} to {last}, {lines}: {remark}", said);
}

void MarkSheets::append(std::vector<Block>& blocks, const Sheet& sheet, const MarkedSheet& marked, int level) const {
  const Feedback feedback(marker_, marked, answers_);
  const std::vector<Remark> remarks = feedback.remarks();
  blocks.emplace_back(Paragraph{summary(marker_, marked, remarks, names_, answers_)});
  blocks.emplace_back(table(sheet, marked, feedback));
  if (answers_ == Answers::shown && feedback.goes_on_from_wrong_numbers()) {
    const bool keeps_all = marker_.problem().marks.follow_through == Exact(1);
    blocks.emplace_back(Paragraph{
        {keeps_all ? sentence("The expected values are worked out from your own earlier numbers, so a wrong number is "
                              "not counted again later.")
                   : sentence("The expected values are worked out from your own earlier numbers.")}});
  }
  List list;
  for (const Remark& remark : remarks) list.items.push_back({item(remark, marked, feedback)});
  append_list(blocks, level, sentence("Line by line"), std::move(list));
}

Document MarkSheets::document(const Sheet& sheet, const MarkedSheet& marked, const std::vector<Message>& notices,
                              const std::string& student) const {
  Document page = mark_sheet_front(marker_.problem(), marked.marks, marked.out_of, student);
  append(page.blocks, sheet, marked, 2);
  append_list(page.blocks, 2, sentence("Noticed while reading"), noticed(notices));
  return page;
}

std::string MarkSheets::json(const Sheet& sheet, const MarkedSheet& marked, const std::vector<Message>& notices) const {
  auto json = json_of_marks(marked.marks, marked.out_of);
  append_lines(json, rows_of_lines(marker_), sheet, marked, *this);
  append_notices(json, notices);
  return json.dump(2) + '\n';
}

const std::string& MarkSheets::expected(const LineMark& mark) const {
  static const std::string hidden;
  return answers_ == Answers::hidden ? hidden : mark.expected;
}

std::string MarkSheets::csv(const Sheet& sheet, const MarkedSheet& marked) const {
  return mark_csv_header() + csv_rows(rows_of_lines(marker_), sheet, marked);
}

std::string MarkSheets::csv_rows(const std::vector<SheetRow>& rows, const Sheet& sheet,
                                 const MarkedSheet& marked) const {
  std::string out;
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    out += fmt::format("{},{},{},{},{},{},{},{}\n", mark_csv_cells(rows[i]), safe_csv_cell(given_text(sheet[i])),
                       expected(mark), to_string(mark.verdict), name_of(mark.causes), mark.method.to_string(),
                       mark.accuracy.to_string(), mark.out_of.to_string());
  }
  return out;
}

}  // namespace stepmark::reports
