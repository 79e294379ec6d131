// The trace as CSV, for spreadsheets.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

/// t,index,quantity,component,value,exact with a header; fields are quoted where RFC 4180 wants it, lines end with \n.
std::string trace_csv(const Problem& problem, const Trace& trace);

}  // namespace stepmark
