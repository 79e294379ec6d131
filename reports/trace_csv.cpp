#include "reports/trace_csv.hpp"

#include <string_view>

namespace stepmark {

namespace {

void append_field(std::string& out, std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_line(std::string& out, const Problem& problem, const TraceLine& line) {
  out += std::to_string(line.t);
  out += ',';
  out += std::to_string(line.index);
  out += ',';
  append_field(out, problem.optimizer.equations[line.equation].quantity);
  out += ',';
  if (line.component) append_field(out, problem.objective->parameters()[*line.component]);
  out += ',';
  append_field(out, line.value.text);
  out += line.value.exact ? ",true\n" : ",false\n";
}

}  // namespace

std::string trace_csv(const Problem& problem, const Trace& trace) {
  std::string out = "t,index,quantity,component,value,exact\n";
  for (const TraceLine& line : trace.lines) append_line(out, problem, line);
  return out;
}

}  // namespace stepmark
