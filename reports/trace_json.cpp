#include "reports/trace_json.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "lib/expression/print.hpp"

namespace stepmark {

namespace {

using nlohmann::ordered_json;

const char* name_of(Settings::Arithmetic arithmetic) {
  switch (arithmetic) {
    case Settings::Arithmetic::exact:
      return "exact";
    case Settings::Arithmetic::decimal:
      return "decimal";
    case Settings::Arithmetic::binary64:
      return "binary64";
    case Settings::Arithmetic::binary32:
      return "binary32";
  }
  return "";
}

ordered_json working_json(const Settings& settings) {
  const Working working = settings.arithmetic == Settings::Arithmetic::decimal ? settings.working : Working{};
  return {{"round", to_string(working.round)},
          {"carry", working.carry == Working::Carry::rounded ? "rounded" : "exact"},
          {"ties", to_string(working.ties)},
          {"each", working.each == Working::Each::operation ? "operation" : "line"},
          {"arithmetic", name_of(settings.arithmetic)}};
}

/// What the lines of one equation have in common, as JSON texts.
struct Common {
  std::string quantity, equation;
};

std::vector<Common> common_texts(const Definition& definition) {
  std::vector<Common> texts;
  for (const Equation& equation : definition.equations) {
    texts.push_back({ordered_json(equation.quantity).dump(), ordered_json(to_text(equation.right)).dump()});
  }
  return texts;
}

void append_line(std::string& out, const TraceLine& line, const Common& common, const std::string& component) {
  out += "{\"t\": " + std::to_string(line.t) + ", \"index\": " + std::to_string(line.index);
  out += ", \"quantity\": ";
  out += common.quantity;
  out += ", \"component\": ";
  out += component;
  out += ", \"value\": ";
  out += ordered_json(line.value.text).dump();
  out += line.value.exact ? ", \"exact\": true, \"equation\": " : ", \"exact\": false, \"equation\": ";
  out += common.equation;
  out += '}';
}

std::string lines_json(const Problem& problem, const Trace& trace) {
  std::vector<std::string> components;
  for (const std::string& name : problem.objective->parameters()) components.push_back(ordered_json(name).dump());
  const std::vector<Common> common = common_texts(problem.optimizer);
  std::string out;
  for (const TraceLine& line : trace.lines) {
    out += out.empty() ? "\n    " : ",\n    ";
    append_line(out, line, common[line.equation], line.component ? components[*line.component] : "\"\"");
  }
  return out;
}

}  // namespace

std::string trace_json(const Problem& problem, const Trace& trace) {
  std::string out = "{\n  \"optimizer\": " + ordered_json(problem.base.name).dump();
  out += ",\n  \"components\": " + ordered_json(problem.objective->parameters()).dump();
  out += ",\n  \"working\": " + working_json(trace.settings).dump();
  out += ",\n  \"lines\": [" + lines_json(problem, trace) + "\n  ]\n}\n";
  return out;
}

}  // namespace stepmark
