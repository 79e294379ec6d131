#include "reports/mark_json.hpp"

#include "lib/base/safe.hpp"
#include "reports/mark_page.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

using Json = nlohmann::ordered_json;

Json json_of_marks(const Exact& marks, const Exact& out_of) {
  return {{"marks", marks.to_string()},
          {"out_of", out_of.to_string()},
          {"lines", Json::array()},
          {"root_causes", Json::array()}};
}

Json json_of(const Causes& causes) {
  if (causes.empty()) return {};
  if (causes.size() == 1) return causes.front().id;
  Json all = Json::array();
  for (const Cause& cause : causes) all.push_back(cause.id);
  return all;
}

Json json_of(const SheetRow& row) {
  return {{"t", row.t ? Json(*row.t) : Json()}, {"quantity", row.quantity}, {"component", row.component}};
}

namespace {

Json line_of(const SheetRow& row, std::size_t position, const Sheet& sheet, const MarkedSheet& marked,
             const MarkSheets& sheets) {
  const LineMark& mark = marked.lines[position];
  Json line = json_of(row);
  line.update({{"given", given_text(sheet[position])},
               {"expected", sheets.answers() == Answers::hidden ? Json() : Json(mark.expected)},
               {"verdict", to_string(mark.verdict)},
               {"cause", json_of(mark.causes)},
               {"method", mark.method.to_string()},
               {"accuracy", mark.accuracy.to_string()},
               {"out_of", mark.out_of.to_string()},
               {"feedback", plain_words(sheets.feedback(marked, position))}});
  for (const Causes& other : mark.or_else) line["or_else"].push_back(json_of(other));
  if (!mark.probably.empty()) line["probably"] = json_of(mark.probably);
  return line;
}

Json root_of(const SheetRow& row, const LineMark& mark, const Marker& marker) {
  Json root = json_of(row);
  root.update({{"verdict", to_string(mark.verdict)}, {"cause", json_of(mark.causes)}});
  if (!mark.entered) return root;
  const Tape::Line& hidden = marker.tape().lines[*mark.entered];
  root["entered"] = {{"t", hidden.t}, {"quantity", marker.problem().optimizer.equations[hidden.equation].quantity}};
  return root;
}

/// What lines without a cause have in common.
Json alike_of(const std::vector<SheetRow>& rows, const Pattern& pattern, Answers answers) {
  const char* kind = pattern.kind == Pattern::Kind::factor ? "factor" : "difference";
  Json alike = {{kind, answers == Answers::hidden ? Json() : Json(pattern.value.to_string())}};
  for (const std::size_t position : pattern.positions) alike["lines"].push_back(json_of(rows[position]));
  return alike;
}

}  // namespace

void append_lines(Json& json, const std::vector<SheetRow>& rows, const Sheet& sheet, const MarkedSheet& marked,
                  const MarkSheets& sheets) {
  for (std::size_t i = 0; i < rows.size(); ++i) json["lines"].push_back(line_of(rows[i], i, sheet, marked, sheets));
  for (const std::size_t position : marked.root_causes) {
    json["root_causes"].push_back(root_of(rows[position], marked.lines[position], sheets.marker()));
  }
  if (marked.pattern) json["alike"].push_back(alike_of(rows, *marked.pattern, sheets.answers()));
}

void append_notices(Json& json, const std::vector<Message>& notices) {
  for (const Message& notice : notices) json["notices"].push_back(one_line(notice.english(), 200));
}

}  // namespace stepmark::reports
