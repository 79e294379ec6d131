#include "reports/trace_csv.hpp"

#include <string_view>

namespace stepmark::reports {

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

}  // namespace

void TraceCsv::append(std::string& out, const TraceLine& line) const {
  out += std::to_string(line.t);
  out += ',';
  out += std::to_string(line.index);
  out += ',';
  append_field(out, problem_.optimizer.equations[line.equation].quantity);
  out += ',';
  if (line.component) append_field(out, problem_.objective->parameters()[*line.component]);
  out += ',';
  append_field(out, line.value.text);
  out += line.value.exact ? ",true\n" : ",false\n";
}

std::string trace_csv(const Problem& problem, const Trace& trace) {
  const TraceCsv csv(problem, trace.settings);
  std::string out = csv.head();
  for (const TraceLine& line : trace.lines) csv.append(out, line);
  return out;
}

}  // namespace stepmark::reports
