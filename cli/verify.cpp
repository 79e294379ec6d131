#include "solver/identify/verify.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/file.hpp"
#include "reports/identification.hpp"

namespace stepmark::cli {

namespace {

std::string place(const Observed& observed) {
  const std::string of = observed.component.empty() ? "" : " of " + observed.component;
  return fmt::format("{}{} at t = {}", observed.quantity, of, observed.t);
}

/// What became of the trace after its first foreign number, each line worked from the numbers stated before it.
std::string rest_of(const RowByRow& rows) {
  if (rows.departures.empty()) return "";
  const std::string apart = "    " + in_last_place(rows.departures.front().units) + "; ";
  const std::size_t more = rows.departures.size() - 1;
  if (more == 0) return apart + "every other number follows from those that the trace states before it\n";
  const Departure& next = rows.departures[1];
  return apart +
         fmt::format("of the other {} numbers, {} not follow from those that the trace states before: {}{}, {}\n",
                     rows.compared - 1, more == 1 ? "1 does" : fmt::format("{} do", more),
                     more == 1 ? "" : "the next is ", place(next.observed), in_last_place(next.units));
}

std::string text_of(const Verification& result, const std::string& how) {
  std::string text;
  for (const std::string& quantity : result.ignored)
    text += fmt::format("{} is not in the definition: ignored\n", quantity);
  if (!result.first) return text + fmt::format("yes: {} numbers agree {}\n", result.compared, how);
  const Difference& first = *result.first;
  text += fmt::format("no: {} is {}, and the equations give {} ({}:{})\n", place(first.observed), first.observed.text,
                      first.expected, first.observed.where.file, first.observed.where.line);
  return result.rows ? text + rest_of(*result.rows) : text;
}

nlohmann::ordered_json departures_json(const std::vector<Departure>& departures) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Departure& one : departures) {
    all.push_back({{"t", one.observed.t},
                   {"quantity", one.observed.quantity},
                   {"component", one.observed.component},
                   {"value", one.observed.text},
                   {"expected", one.expected}});
  }
  return all;
}

std::string json_of(const Verification& result, const std::string& rule) {
  nlohmann::ordered_json json = {{"agrees", !result.first.has_value()},
                                 {"rule", rule},
                                 {"compared", result.compared},
                                 {"ignored", result.ignored},
                                 {"first", nullptr}};
  if (result.first) {
    const Observed& observed = result.first->observed;
    json["first"] = {{"t", observed.t},
                     {"quantity", observed.quantity},
                     {"component", observed.component},
                     {"value", observed.text},
                     {"expected", result.first->expected}};
  }
  if (result.rows) json["do_not_follow"] = departures_json(result.rows->departures);
  return json.dump(2) + '\n';
}

Agreement agreement_of(const Options& options) {
  const auto arithmetic = options.choice("arithmetic", {"binary64", "binary32"});
  if (arithmetic && !options.has("bits")) {
    throw InputError({}, "--arithmetic is given without --bits", "expected both, or neither");
  }
  if (!options.has("bits")) return Agreement::digits;
  return arithmetic == "binary32" ? Agreement::binary32 : Agreement::binary64;
}

Status verify_trace(const Options& options) {
  const bool json = read_form(options, {"markdown", "json"}, false) == "json";
  const Agreement agreement = agreement_of(options);
  const auto figures = options.number("digits", 1, 10'000);
  if (figures && agreement != Agreement::digits) {
    throw InputError({}, "--digits and --bits are both given", "expected one of them");
  }
  const Problem problem = read_problem(options.arguments()[0]);
  const std::string& file = options.arguments()[1];
  const std::vector<Observed> trace = read_observed(file);
  Verification result = verify(problem, trace, agreement, figures);
  bool by_working = false;
  if (result.first && agreement == Agreement::digits && !figures && rounds_while_working(problem)) {
    const Verification worked = verify(problem, trace, Agreement::working);
    by_working = !worked.first;
    if (by_working) result = worked;
  }
  if (result.compared == 0 && !result.first) {
    throw InputError({argument_name(file), 0, 0}, "it holds no number of a quantity of " + problem.optimizer.name,
                     "expected some of what the definition names");
  }
  const std::string how = by_working
                              ? "with the numbers that the problem's [working] writes down, rounded and carried on"
                          : agreement != Agreement::digits ? "bit for bit"
                          : figures ? fmt::format("to {} figures, or as many as are stated", *figures)
                                    : "to the digits that they state";
  const std::string rule = by_working                         ? "working"
                           : agreement == Agreement::digits   ? "digits"
                           : agreement == Agreement::binary64 ? "binary64"
                                                              : "binary32";
  emit(options, json ? json_of(result, rule) : text_of(result, how));
  return result.first ? Status::answer_is_no : Status::done;
}

}  // namespace

Command verify_command() {
  Usage usage{"verify", "PROBLEM TRACE", 2, 2, {}};
  usage.options = {{"bits", "", "compare bit for bit, with what IEEE arithmetic gives"},
                   {"arithmetic", "NAME", "with --bits: binary64 (when left out) or binary32"},
                   {"digits", "N", "compare N significant figures at most"},
                   {"format", "NAME", "markdown or json"},
                   output_option(),
                   force_option()};
  return {
      usage, "do a program's numbers agree with the equations?",
      "TRACE is what a program printed: CSV with the columns t,quantity,component,value, or t and a column for each\n"
      "component of theta; or the JSON of solve. Without --bits, each number must be the true value, rounded to the\n"
      "digits that are stated; a double printed to 17 digits has rounding errors in the last ones, so --digits 12 or\n"
      "--bits is what a program wants (the two zeros count as one there). A program does not work by hand: what\n"
      "[working] says of rounding is tried only where the unrounded numbers do not agree. Exit status 1 at the first\n"
      "number that differs.\n",
      verify_trace};
}

}  // namespace stepmark::cli
