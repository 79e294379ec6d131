#include "assessment/verify_trace.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/base/error.hpp"
#include "reports/identification.hpp"

namespace stepmark::assessment {

namespace {

/// What became of the trace after its first foreign number, each line worked from the numbers stated before it.
std::string rest_of(const RowByRow& rows) {
  const std::string apart = in_last_place(rows.departures.front().units) + "; ";
  const std::size_t more = rows.departures.size() - 1;
  if (more == 0) return apart + "every other number follows from those that the trace states before it";
  const Departure& next = rows.departures[1];
  return apart + fmt::format("of the other {} numbers, {} not follow from those that the trace states before: {}{}, {}",
                             rows.compared - 1, more == 1 ? "1 does" : fmt::format("{} do", more),
                             more == 1 ? "" : "the next is ", observed_words(next.observed), in_last_place(next.units));
}

void add_difference(Outline& page, const Verification& result) {
  const Difference& first = *result.first;
  page.add(fmt::format("no: {} is {}, and the equations give {} ({}:{})", observed_words(first.observed),
                       first.observed.text, first.expected, first.observed.where.file, first.observed.where.line));
  if (result.rows && !result.rows->departures.empty()) page.add(rest_of(*result.rows), 4);
}

Document page_of(const Verification& result, const std::string& how) {
  Outline page;
  for (const std::string& quantity : result.ignored) page.add(quantity + " is not in the definition: ignored");
  if (result.first) {
    add_difference(page, result);
  } else {
    page.add(fmt::format("yes: {} numbers agree {}", result.compared, how));
  }
  return {"", {std::move(page)}};
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

std::string how_compared(const TraceVerdict& verdict) {
  if (verdict.rule == Agreement::working)
    return "with the numbers that the problem's [working] writes down, rounded and carried on";
  if (verdict.rule != Agreement::digits) return "bit for bit";
  return verdict.figures ? fmt::format("to {} figures, or as many as are stated", *verdict.figures)
                         : "to the digits that they state";
}

std::string rule_name(Agreement rule) {
  switch (rule) {
    case Agreement::working:
      return "working";
    case Agreement::binary64:
    case Agreement::binary64_rounded:
      return "binary64";
    case Agreement::binary32:
    case Agreement::binary32_rounded:
      return "binary32";
    case Agreement::digits:
      break;
  }
  return "digits";
}

}  // namespace

TraceVerdict verify_trace(const Problem& problem, const std::vector<Observed>& trace, const std::string& name,
                          Agreement rule, std::optional<int> figures) {
  TraceVerdict verdict{verify(problem, trace, rule, figures), rule, figures};
  if (!verdict.agrees() && rule == Agreement::digits && !figures && problem.rounds_while_working()) {
    Verification worked = verify(problem, trace, Agreement::working);
    if (!worked.first) verdict = {std::move(worked), Agreement::working, {}};
  }
  if (verdict.result.compared > 0 || !verdict.agrees()) return verdict;
  throw InputError({name, 0, 0}, "it holds no number of a quantity of " + problem.optimizer.name,
                   "expected some of what the definition names");
}

Document verdict_page(const TraceVerdict& verdict) { return page_of(verdict.result, how_compared(verdict)); }

std::string verdict_json(const TraceVerdict& verdict) { return json_of(verdict.result, rule_name(verdict.rule)); }

}  // namespace stepmark::assessment
