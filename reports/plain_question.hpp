// A question in plain text, for a terminal.
#pragma once

#include <cstddef>
#include <string>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// All that the printed question says: method and values, objective and gradient, start or state, working rule, and
/// what a kind shows (lines worked already, a working with a mistake in it, the rows to choose from).
/// @throws InputError when a line has no value
std::string question_text(const Problem& problem);

/// Lines no wider than `width` where they have spaces; what is carried over of a formula stands four columns in.
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace stepmark::reports
