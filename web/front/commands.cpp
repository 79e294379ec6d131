// What commands of the program print.
#include "problems/cures.hpp"
#include "reports/answer_sheet.hpp"
#include "reports/certificate.hpp"
#include "reports/handout.hpp"
#include "reports/trace_csv.hpp"
#include "reports/trace_json.hpp"
#include "reports/worked_solution.hpp"
#include "solver/length.hpp"
#include "solver/questions/question_filler.hpp"
#include "solver/solve.hpp"
#include "solver/trace/arithmetics.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

constexpr int most_digits = 10'000;

/// Pages have all formats; `data` are those for programs.
std::string form_in(Fields& fields, std::vector<std::string> data = {}) {
  std::vector<std::string> names = format_names();
  names.insert(names.end(), data.begin(), data.end());
  return fields.find_choice("format", names).value_or("markdown");
}

Json text_reply(std::string text) { return {{"text", std::move(text)}}; }

Json page_reply(const std::string& format, const Document& page) {
  return text_reply(rendered(format_named(format), page));
}

// -------------------------------------------------------------------------------------------------------------- solve

std::optional<DecimalFormat> rounding_in(Fields& fields) {
  const auto places = fields.find_number("places", 0, most_digits),
             figures = fields.find_number("figures", 1, most_digits);
  if (places && figures) {
    throw InputError({"request", 0, 0}, "'places' and 'figures' are both given", "expected one of them");
  }
  if (places) return DecimalFormat::places(static_cast<int>(*places));
  if (figures) return DecimalFormat::figures(static_cast<int>(*figures));
  return std::nullopt;
}

SettingsOverride override_in(Fields& fields) {
  SettingsOverride override;
  std::vector<std::string> names;
  for (const ArithmeticEntry& entry : arithmetics()) names.emplace_back(entry.name);
  if (const auto name = fields.find_choice("arithmetic", names)) override.arithmetic = arithmetic_named(*name);
  if (const auto digits = fields.find_number("digits", 1, most_digits)) override.digits = static_cast<int>(*digits);
  override.round = rounding_in(fields);
  if (const auto carry = fields.find_choice("carry", {"exact", "rounded"})) {
    override.carry = *carry == "exact" ? Working::Carry::exact : Working::Carry::rounded;
  }
  if (const auto ties = fields.find_choice("ties", {"half-up", "half-even"})) override.ties = parse_rule(*ties);
  return override;
}

Json solve_problem(Fields& fields, State&) {
  const std::string format = form_in(fields, {"json", "csv"});
  const SettingsOverride override = override_in(fields);
  const Problem problem = fields.problem();
  fields.finish();
  check_length(problem, longest_page, "expected fewer steps");
  const Trace trace = solve(problem, settings_for(problem, override));
  if (format == "json") return text_reply(trace_json(problem, trace));
  if (format == "csv") return text_reply(trace_csv(problem, trace));
  return page_reply(format, worked_solution(problem, trace));
}

// ------------------------------------------------------------------------------------------------------------- sheets

Json blank(Fields& fields, State&) {
  const std::string format = form_in(fields, {"json", "csv"});
  const Problem problem = fields.problem();
  fields.finish();
  check_length(problem, longest_to_mark, "expected a problem that people work");
  if (format == "json") return text_reply(answer_sheet_json(problem));
  if (format == "csv") return text_reply(answer_sheet_csv(problem));
  return page_reply(format, answer_sheet(problem));
}

Json check(Fields& fields, State&) {
  const std::string format = form_in(fields, {"json", "csv"});
  const Answers answers = fields.flag("hide_answers") ? Answers::hidden : Answers::shown;
  const std::string sheet = fields.text("sheet"), sheet_name = fields.find_text("sheet_name").value_or("sheet");
  const Problem problem = fields.problem();
  fields.finish();
  QuestionMarker marker(problem);
  const RawSheet raw = parse_sheet(sheet, sheet_name);
  const FilledQuestion filled = QuestionFiller(marker).fill(raw);
  const MarkedQuestion marked = marker.mark(filled.sheet);
  const QuestionSheets sheets(marker, answers);
  if (format == "json") return text_reply(sheets.json(filled.sheet, marked, filled.notices));
  if (format == "csv") return text_reply(sheets.csv(filled.sheet, marked));
  return page_reply(format, sheets.document(filled.sheet, marked, filled.notices, raw.student));
}

// --------------------------------------------------------------------------------------------- problems as they are

Json certify(Fields& fields, State& state) {
  const std::string format = fields.find_choice("format", {"text", "json"}).value_or("text");
  const Problem problem = fields.problem();
  fields.finish();
  Certifier certifier;
  Certificate certificate = certifier.certify(problem);
  certificate.cures = cures(problem, certificate, certifier);
  std::string text;
  if (format == "json") {
    Json list = Json::array();
    list.push_back({{"file", problem.file}, {"certificate", certificate_json(certificate)}});
    text = list.dump(2) + '\n';
  } else {
    Outline page;
    add_certificate(page, problem.file, certificate);
    Layout layout;
    layout.language = state.language;
    text = rendered(Format::text, {"", {std::move(page)}}, layout);
  }
  return {{"text", std::move(text)}, {"holds", certificate.holds()}};
}

Json handout_of(Fields& fields, State&) {
  const std::string format = form_in(fields);
  const std::string what = fields.find_choice("what", {"questions", "solutions", "marker"}).value_or("questions");
  const std::string title = fields.find_text("title").value_or("");
  std::vector<Problem> problems;
  problems.push_back(fields.problem());
  fields.finish();
  const HandoutKind kind = what == "marker"      ? HandoutKind::marker
                           : what == "solutions" ? HandoutKind::solutions
                                                 : HandoutKind::questions;
  check_length(problems.front(), kind == HandoutKind::marker ? longest_to_mark : longest_page,
               "expected fewer steps or components");
  std::string text;
  const PageSink sink = [&](std::string_view piece) { text += piece; };
  handout(problems, kind, title, 1, {format_named(format), {}, sink, {}});
  return text_reply(std::move(text));
}

}  // namespace

std::vector<Action> command_actions() {
  return {{"solve", solve_problem}, {"blank", blank}, {"check", check}, {"certify", certify}, {"handout", handout_of}};
}

}  // namespace stepmark::web
