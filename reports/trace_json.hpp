// The trace as JSON, for programs.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

/// { "optimizer", "components", "working": { "round", "carry", "ties", "each", "arithmetic" }, "lines": [ { "t",
/// "index", "quantity", "component", "value", "exact", "equation" } ] }, a line of text for each line of the trace.
/// Values are strings; the component of a scalar quantity is "". Outside decimal arithmetic nothing is rounded by hand:
/// round is "none" and carry "exact".
std::string trace_json(const Problem& problem, const Trace& trace);

}  // namespace stepmark
