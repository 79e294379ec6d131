#include "reports/mark_sheet.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "reports/feedback.hpp"
#include "reports/mark_summary.hpp"
#include "reports/notation.hpp"

namespace stepmark::reports {

using Json = nlohmann::ordered_json;

namespace {

struct LineOf {
  std::int64_t t;
  std::string quantity;
  std::string component_name;
};

LineOf line_of(const Marker& marker, const LineMark& mark) {
  const Tape::Line& line = marker.tape().lines[mark.line];
  const Equation& equation = marker.problem().optimizer.equations[line.equation];
  const auto& names = marker.problem().objective->parameters();
  return {line.t, equation.quantity, line.component ? names[*line.component] : ""};
}

std::string given_text(const Written& written) {
  return written.kind == Written::Kind::missing ? "" : one_line(written.text);
}

std::string marks_text(const Exact& value) { return value.to_string(); }

/// Null, an identifier, or a list of them.
Json in_json(const Causes& causes) {
  if (causes.empty()) return {};
  if (causes.size() == 1) return causes.front().id;
  Json all = Json::array();
  for (const Cause& cause : causes) all.push_back(cause.id);
  return all;
}

/// What lines without a cause have in common.
void append_pattern(Json& json, const Marker& marker, const Pattern& pattern, Answers answers) {
  const char* kind = pattern.kind == Pattern::Kind::factor ? "factor" : "difference";
  Json alike = {{kind, answers == Answers::hidden ? Json() : Json(pattern.value.to_string())},
                {"lines", Json::array()}};
  for (const std::size_t position : pattern.positions) {
    const Tape::Line& line = marker.tape().lines[marker.asked()[position]];
    const auto& names = marker.problem().objective->parameters();
    alike["lines"].push_back({{"t", line.t},
                              {"quantity", marker.problem().optimizer.equations[line.equation].quantity},
                              {"component", line.component ? names[*line.component] : ""}});
  }
  json["alike"] = std::move(alike);
}

/// "marks", "out_of", "lines", "root_causes", "alike" and "notices".
void append_marks(Json& json, const Marker& marker, const Sheet& sheet, const MarkedSheet& marked,
                  const std::vector<std::string>& notices, const MarkSheets& sheets, Answers answers) {
  json["marks"] = marks_text(marked.marks);
  json["out_of"] = marks_text(marked.out_of);
  json["lines"] = Json::array();
  json["root_causes"] = Json::array();
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    const LineOf line = line_of(marker, mark);
    Json row = {{"t", line.t},
                {"quantity", line.quantity},
                {"component", line.component_name},
                {"given", given_text(sheet[i])},
                {"expected", answers == Answers::hidden ? Json() : Json(mark.expected)},
                {"verdict", to_string(mark.verdict)},
                {"cause", in_json(mark.causes)},
                {"method", marks_text(mark.method)},
                {"accuracy", marks_text(mark.accuracy)},
                {"out_of", marks_text(mark.out_of)},
                {"feedback", sheets.feedback(sheet, marked, i)}};
    for (const Causes& other : mark.or_else) row["or_else"].push_back(in_json(other));
    if (!mark.probably.empty()) row["probably"] = in_json(mark.probably);
    json["lines"].push_back(std::move(row));
  }
  for (const std::size_t position : marked.root_causes) {
    const LineMark& mark = marked.lines[position];
    const LineOf line = line_of(marker, mark);
    json["root_causes"].push_back({{"t", line.t},
                                   {"quantity", line.quantity},
                                   {"component", line.component_name},
                                   {"verdict", to_string(mark.verdict)},
                                   {"cause", in_json(mark.causes)}});
    if (!mark.entered) continue;
    const Tape::Line& hidden = marker.tape().lines[*mark.entered];
    json["root_causes"].back()["entered"] = {
        {"t", hidden.t}, {"quantity", marker.problem().optimizer.equations[hidden.equation].quantity}};
  }
  if (marked.pattern) append_pattern(json, marker, *marked.pattern, answers);
  if (!notices.empty()) {
    json["notices"] = Json::array();
    for (const std::string& notice : notices) json["notices"].push_back(one_line(notice, 200));
  }
}

}  // namespace

namespace {

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

MarkSheets::MarkSheets(const Marker& marker, Answers answers)
    : marker_(marker), answers_(answers), names_(formulas_of_lines(marker)) {}

std::string MarkSheets::feedback(const Sheet& sheet, const MarkedSheet& marked, std::size_t position) const {
  return Feedback(marker_, sheet, marked, answers_).on(position);
}

Table MarkSheets::table(const Sheet& sheet, const MarkedSheet& marked, const Feedback& feedback) const {
  Table table;
  table.columns = {{{text("step")}, Table::Align::right},      {{text("line")}, Table::Align::left},
                   {{text("you wrote")}, Table::Align::right}, {{text("expected")}, Table::Align::right},
                   {{text("verdict")}, Table::Align::left},    {{text("marks")}, Table::Align::right}};
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    table.rows.push_back(
        {{text(std::to_string(step_of(mark)))},
         {names_[i]},
         {text(given_text(sheet[i]))},
         {text(feedback.expected(i))},
         {text(verdict_words(mark))},
         {text(fmt::format("{}/{}", marks_for_people(mark.method + mark.accuracy), marks_for_people(mark.out_of)))}});
  }
  if (answers_ == Answers::shown) return table;
  constexpr std::ptrdiff_t column_expected = 3;
  table.columns.erase(table.columns.begin() + column_expected);
  for (auto& row : table.rows) row.erase(row.begin() + column_expected);
  return table;
}

std::int64_t MarkSheets::step_of(const LineMark& mark) const { return marker_.tape().lines[mark.line].t; }

/// "Step 2, ", "Steps 2 and 3, ", "Steps 2 to 4, ".
std::string MarkSheets::steps_of(const Remark& remark, const MarkedSheet& marked) const {
  const std::int64_t first = step_of(marked.lines[remark.lines.front()]);
  const std::int64_t last = step_of(marked.lines[remark.lines.back()]);
  if (first == last) return fmt::format("Step {}, ", first);
  return fmt::format("Steps {} {} {}, ", first, last == first + 1 ? "and" : "to", last);
}

/// The lines by name, or their number where they are many, and what is said of them.
Inlines MarkSheets::item(const Remark& remark, const MarkedSheet& marked, const Feedback& feedback) const {
  Inlines item = {text(steps_of(remark, marked))};
  const bool many = remark.lines.size() > most_named;
  if (many) item.push_back(text(fmt::format("{} lines", remark.lines.size())));
  for (std::size_t i = 0; i < remark.lines.size() && !many; ++i) {
    if (i > 0) item.push_back(text(", "));
    item.push_back(names_[remark.lines[i]]);
  }
  item.push_back(text(": "));
  const bool alone = remark.lines.size() == 1 && remark.kind < Remark::Kind::blank;
  const Inlines said = alone ? Inlines{text(feedback.on(remark.lines[0]))} : feedback.on_all(remark, names_);
  item.insert(item.end(), said.begin(), said.end());
  return item;
}

Document MarkSheets::document(const Sheet& sheet, const MarkedSheet& marked, const std::vector<std::string>& notices,
                              const std::string& student) const {
  const Feedback feedback(marker_, sheet, marked, answers_);
  const std::vector<Remark> remarks = feedback.remarks();
  Document page;
  page.title = fmt::format("{} out of {} marks", marks_for_people(marked.marks), marks_for_people(marked.out_of));
  if (!student.empty()) page.blocks.emplace_back(Paragraph{{text("Student: "), strong(one_line(student))}});
  const std::string& title = marker_.problem().title;
  if (!title.empty()) page.blocks.emplace_back(Paragraph{{text(title)}});
  page.blocks.emplace_back(Paragraph{summary(marker_, marked, remarks, names_, answers_)});
  page.blocks.emplace_back(table(sheet, marked, feedback));
  if (answers_ == Answers::shown && feedback.goes_on_from_wrong_numbers()) {
    const bool keeps_all = marker_.problem().marks.follow_through == Exact(1);
    page.blocks.emplace_back(
        Paragraph{{text(std::string("The expected values are worked out from your own earlier numbers") +
                        (keeps_all ? ", so a wrong number is not counted again later." : "."))}});
  }
  List list, noticed;
  for (const Remark& remark : remarks) list.items.push_back(item(remark, marked, feedback));
  for (const std::string& notice : notices) noticed.items.push_back({text(one_line(notice, 200))});
  const auto add = [&](const char* heading, List& items) {
    if (items.items.empty()) return;
    page.blocks.emplace_back(Heading{2, {text(heading)}});
    page.blocks.emplace_back(std::move(items));
  };
  add("Line by line", list);
  add("Noticed while reading", noticed);
  return page;
}

std::string MarkSheets::json(const Sheet& sheet, const MarkedSheet& marked,
                             const std::vector<std::string>& notices) const {
  Json json;
  append_marks(json, marker_, sheet, marked, notices, *this, answers_);
  return json.dump(2) + '\n';
}

std::string MarkSheets::json_line(const Sheet& sheet, const MarkedSheet& marked,
                                  const std::vector<std::string>& notices, const std::string& student) const {
  Json json = {{"student", one_line(student)}};
  append_marks(json, marker_, sheet, marked, notices, *this, answers_);
  return json.dump() + '\n';
}

const std::string& MarkSheets::expected(const LineMark& mark) const {
  static const std::string hidden;
  return answers_ == Answers::hidden ? hidden : mark.expected;
}

std::string MarkSheets::csv(const Sheet& sheet, const MarkedSheet& marked) const {
  std::string out = "t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of\n";
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    const LineOf line = line_of(marker_, mark);
    out +=
        fmt::format("{},{},{},{},{},{},{},{},{},{}\n", line.t, line.quantity, line.component_name,
                    safe_csv_cell(given_text(sheet[i])), expected(mark), to_string(mark.verdict), name_of(mark.causes),
                    marks_text(mark.method), marks_text(mark.accuracy), marks_text(mark.out_of));
  }
  return out;
}

}  // namespace stepmark::reports
