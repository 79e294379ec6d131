// A question in few lines, for a terminal.
#pragma once

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// All that the printed question says: method and values, objective and gradient, start or state, working rule, and
/// what a kind shows (lines worked already, a working with a mistake in it, the rows to choose from).
/// @throws InputError when a line has no value
Document plain_question(const Problem& problem);

}  // namespace stepmark::reports
