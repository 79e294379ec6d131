#include "reports/trace_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "lib/expression/print.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::reports {

namespace {

using nlohmann::ordered_json;

ordered_json working_json(const Settings& settings) {
  const Working working = settings.arithmetic == Settings::Arithmetic::decimal ? settings.working : Working{};
  return {{"round", to_string(working.round)},
          {"carry", working.carry == Working::Carry::rounded ? "rounded" : "exact"},
          {"ties", to_string(working.ties)},
          {"each", working.each == Working::Each::operation ? "operation" : "line"},
          {"arithmetic", entry_of(settings.arithmetic).name}};
}

}  // namespace

TraceJson::TraceJson(const Problem& problem, const Settings& settings) : problem_(problem), settings_(settings) {
  for (const Equation& equation : problem.optimizer.equations) {
    common_.push_back({ordered_json(equation.quantity).dump(), ordered_json(to_text(equation.right)).dump()});
  }
  for (const std::string& name : problem.objective->parameters()) components_.push_back(ordered_json(name).dump());
}

std::string TraceJson::head() const {
  std::string out = "{\n  \"optimizer\": " + ordered_json(problem_.base.name).dump();
  out += ",\n  \"components\": " + ordered_json(problem_.objective->parameters()).dump();
  out += ",\n  \"working\": " + working_json(settings_).dump();
  return out + ",\n  \"lines\": [";
}

void TraceJson::append(std::string& out, const TraceLine& line) {
  const Common& common = common_[line.equation];
  out += std::exchange(has_lines_, true) ? ",\n    " : "\n    ";
  out += "{\"t\": " + std::to_string(line.t) + ", \"index\": " + std::to_string(line.index);
  out += ", \"quantity\": ";
  out += common.quantity;
  out += ", \"component\": ";
  out += line.component ? components_[*line.component] : "\"\"";
  out += ", \"value\": ";
  out += ordered_json(line.value.text).dump();
  out += line.value.exact ? ", \"exact\": true, \"equation\": " : ", \"exact\": false, \"equation\": ";
  out += common.equation;
  out += '}';
}

std::string trace_json(const Problem& problem, const Trace& trace) {
  TraceJson json(problem, trace.settings);
  std::string out = json.head();
  for (const TraceLine& line : trace.lines) json.append(out, line);
  return out + json.tail();
}

}  // namespace stepmark::reports
