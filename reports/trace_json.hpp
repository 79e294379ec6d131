// The trace as JSON, for programs.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::reports {

/// { "optimizer", "components", "working": { "round", "carry", "ties", "each", "arithmetic" }, "lines": [ { "t",
/// "index", "quantity", "component", "value", "exact", "equation" } ] }, a line of text for each line of the trace.
/// Values are strings; the component of a scalar quantity is "". Outside decimal arithmetic nothing is rounded by hand:
/// round is "none" and carry "exact".
std::string trace_json(const Problem& problem, const Trace& trace);

/// The same line by line: `head`, each line, `tail`.
class TraceJson {
 public:
  /// `problem` must outlive the object.
  TraceJson(const Problem& problem, const Settings& settings);

  std::string head() const;
  void append(std::string& out, const TraceLine& line);
  std::string tail() const { return "\n  ]\n}\n"; }

 private:
  /// What the lines of one equation have in common, as JSON texts.
  struct Common {
    std::string quantity, equation;
  };

  const Problem& problem_;
  Settings settings_;
  std::vector<Common> common_;
  std::vector<std::string> components_;
  bool has_lines_ = false;
};

}  // namespace stepmark::reports
