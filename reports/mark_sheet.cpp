#include "reports/mark_sheet.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/notation.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark {

using Json = nlohmann::ordered_json;

namespace {

struct LineOf {
  std::int64_t t;
  std::int64_t index;
  std::string quantity;
  std::optional<std::size_t> component;
  std::string component_name;
};

LineOf line_of(const Marker& marker, const LineMark& mark) {
  const Tape::Line& line = marker.tape().lines[mark.line];
  const Equation& equation = marker.problem().optimizer.equations[line.equation];
  const auto& names = marker.problem().objective->parameters();
  return {line.t, line.t + equation.offset, equation.quantity, line.component,
          line.component ? names[*line.component] : ""};
}

std::string given_text(const Written& written) {
  return written.kind == Written::Kind::missing ? "" : one_line(written.text);
}

std::string marks_text(const Exact& value) { return value.to_string(); }

/// The right answer, given what the student wrote before.
const std::string& answer_here(const LineMark& mark) {
  return mark.expected_here.empty() ? mark.expected : mark.expected_here;
}

std::string imprecision_text(const LineMark& mark) {
  switch (mark.imprecision) {
    case Imprecision::too_few_digits:
      return fmt::format("Right, but stated to fewer digits than asked: {} was expected.", answer_here(mark));
    case Imprecision::truncated:
      return fmt::format("Right, but cut off: it rounds to {}.", answer_here(mark));
    case Imprecision::last_digit:
      return fmt::format("Right but for the last digit: {} was expected.", answer_here(mark));
    case Imprecision::extra_digits:
      return fmt::format("Right to the digits asked, {}, but not in those behind them.", answer_here(mark));
    case Imprecision::other_rule:
      return fmt::format("Right by another rounding rule; by that of the question it is {}.", mark.expected);
    case Imprecision::none:
      break;
  }
  return "";
}

/// "; from your own numbers so far, 0.25 was expected", where that is not the model answer.
std::string expectation(const LineMark& mark) {
  if (mark.expected_here.empty() || mark.expected_here == mark.expected) {
    return fmt::format("Expected {}.", mark.expected);
  }
  return fmt::format("From your own numbers, {} was expected.", mark.expected_here);
}

std::string alternatives(const LineMark& mark) {
  std::string text;
  for (const std::string& other : mark.or_else) text += " Or: " + sentence_on(other);
  return text;
}

}  // namespace

std::string sentence_on(const std::string& cause) {
  const std::size_t plus = cause.find('+');
  if (plus != std::string::npos) return sentence_on(cause.substr(0, plus)) + " " + sentence_on(cause.substr(plus + 1));
  if (const Slip* slip = find_slip(cause)) return slip->student;
  for (const Mistake& mistake : mistakes()) {
    if (mistake.id == cause) return mistake.student;
  }
  return "";
}

std::string MarkSheets::feedback(const Written&, const LineMark& mark) const {
  switch (mark.verdict) {
    case Verdict::correct:
      return "";
    case Verdict::precision:
      return imprecision_text(mark);
    case Verdict::follow_through:
      if (mark.after_stand_in)
        return fmt::format(
            "This follows from a number that was put in without working, so it earns nothing. Expected {}.",
            mark.expected);
      if (!mark.cause.empty()) return "The same as before, not counted again: " + sentence_on(mark.cause);
      return "Right, given your earlier number: marks follow through.";
    case Verdict::convention:
      return fmt::format("Right in another convention, {}.", catalogue_definition(mark.cause).title) +
             (mark.method + mark.accuracy == mark.out_of ? ""
                                                         : fmt::format(" In that of the question: {}.", mark.expected));
    case Verdict::mistake:
    case Verdict::slip:
      return expectation(mark) + " " + sentence_on(mark.cause) + alternatives(mark);
    case Verdict::wrong:
      return expectation(mark) + (mark.possibly.empty() ? "" : " Possibly: " + sentence_on(mark.possibly));
    case Verdict::missing:
      return fmt::format("Nothing is here. {}", expectation(mark));
    case Verdict::unreadable:
      return fmt::format("This could not be read as a number. Expected {}.", mark.expected);
  }
  return "";
}

Document MarkSheets::document(const Sheet& sheet, const MarkedSheet& marked, const std::vector<std::string>& notices,
                              const std::string& student) const {
  const Problem& problem = marker_.problem();
  const Trace none;
  const Notation notation(problem, none);
  Document page;
  page.title = fmt::format("{} out of {} marks", marks_text(marked.marks), marks_text(marked.out_of));
  if (!student.empty()) page.blocks.emplace_back(Paragraph{{text("Student: "), strong(one_line(student))}});
  if (!problem.title.empty()) page.blocks.emplace_back(Paragraph{{text(problem.title)}});
  if (marked.marks == marked.out_of) page.blocks.emplace_back(Paragraph{{text("Every line is right. Well done!")}});
  Table table;
  table.columns = {{{text("step")}, Table::Align::right},
                   {{text("line")}, Table::Align::left},
                   {{text("you wrote")}, Table::Align::right},
                   {{text("verdict")}, Table::Align::left},
                   {{text("marks")}, Table::Align::right}};
  List list;
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    const LineOf line = line_of(marker_, mark);
    const Inline name = math(notation.quantity(line.quantity, std::to_string(line.index), line.component));
    table.rows.push_back(
        {{text(std::to_string(line.t))},
         {name},
         {text(given_text(sheet[i]))},
         {text(std::string(to_string(mark.verdict)))},
         {text(fmt::format("{}/{}", marks_text(mark.method + mark.accuracy), marks_text(mark.out_of)))}});
    const std::string why = feedback(sheet[i], mark);
    if (!why.empty()) list.items.push_back({text(fmt::format("Step {}, ", line.t)), name, text(": " + why)});
  }
  page.blocks.emplace_back(std::move(table));
  if (!list.items.empty()) {
    page.blocks.emplace_back(Heading{2, {text("Line by line")}});
    page.blocks.emplace_back(std::move(list));
  }
  List noticed;
  for (const std::string& notice : notices) noticed.items.push_back({text(one_line(notice, 200))});
  if (!noticed.items.empty()) {
    page.blocks.emplace_back(Heading{2, {text("Noticed while reading")}});
    page.blocks.emplace_back(std::move(noticed));
  }
  return page;
}

void MarkSheets::append_json(Json& json, const Sheet& sheet, const MarkedSheet& marked,
                             const std::vector<std::string>& notices) const {
  json["marks"] = marks_text(marked.marks);
  json["out_of"] = marks_text(marked.out_of);
  json["lines"] = Json::array();
  json["root_causes"] = Json::array();
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    const LineOf line = line_of(marker_, mark);
    Json row = {{"t", line.t},
                {"quantity", line.quantity},
                {"component", line.component_name},
                {"given", given_text(sheet[i])},
                {"expected", mark.expected},
                {"verdict", to_string(mark.verdict)},
                {"cause", mark.cause.empty() ? Json() : Json(mark.cause)},
                {"method", marks_text(mark.method)},
                {"accuracy", marks_text(mark.accuracy)},
                {"out_of", marks_text(mark.out_of)},
                {"feedback", feedback(sheet[i], mark)}};
    if (!mark.or_else.empty()) row["or_else"] = mark.or_else;
    if (!mark.possibly.empty()) row["possibly"] = mark.possibly;
    json["lines"].push_back(std::move(row));
  }
  for (const std::size_t position : marked.root_causes) {
    const LineMark& mark = marked.lines[position];
    const LineOf line = line_of(marker_, mark);
    json["root_causes"].push_back({{"t", line.t},
                                   {"quantity", line.quantity},
                                   {"component", line.component_name},
                                   {"verdict", to_string(mark.verdict)},
                                   {"cause", mark.cause}});
  }
  if (!notices.empty()) {
    json["notices"] = Json::array();
    for (const std::string& notice : notices) json["notices"].push_back(one_line(notice, 200));
  }
}

std::string MarkSheets::json(const Sheet& sheet, const MarkedSheet& marked,
                             const std::vector<std::string>& notices) const {
  Json json;
  append_json(json, sheet, marked, notices);
  return json.dump(2) + '\n';
}

std::string MarkSheets::json_line(const Sheet& sheet, const MarkedSheet& marked,
                                  const std::vector<std::string>& notices, const std::string& student) const {
  Json json = {{"student", one_line(student)}};
  append_json(json, sheet, marked, notices);
  return json.dump() + '\n';
}

std::string MarkSheets::csv(const Sheet& sheet, const MarkedSheet& marked) const {
  std::string out = "t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of\n";
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    const LineOf line = line_of(marker_, mark);
    out += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", line.t, line.quantity, line.component_name,
                       safe_csv_cell(given_text(sheet[i])), mark.expected, to_string(mark.verdict), mark.cause,
                       marks_text(mark.method), marks_text(mark.accuracy), marks_text(mark.out_of));
  }
  return out;
}

}  // namespace stepmark
