// The worked solution of a problem: what a tutor hands out.
#pragma once

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::reports {

/// The problem, the convention and its source, the equations and the working rule; then for each step and quantity the
/// formula, the numbers put in and the value; at the end a table of all quantities. `trace` is that of `problem`.
Document worked_solution(const Problem& problem, const Trace& trace);

}  // namespace stepmark::reports
