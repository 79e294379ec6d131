// A question in few lines, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/language/language.hpp"
#include "reports/question_layout.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// All that the printed question says: method and values, objective and gradient, start or state, working rule, and
/// what a kind shows (lines worked already, a working with a mistake in it, the rows to choose from).
/// @throws InputError when a line has no value
/// @param layout  what of it is left out
Document plain_question(const Problem& problem, const QuestionLayout& layout = {});

/// What each part asks: "Which is the first incorrect line?"; of a value that is given a name, that; empty of the
/// numbers of a table, each of which is asked by its name.
std::vector<std::string> questions_of_parts(const Problem& problem, const Language& language = {});

}  // namespace stepmark::reports
