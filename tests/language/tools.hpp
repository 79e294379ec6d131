// What the pages of every language are tried on, and what must be true of them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/language/language.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// All problems that come with the program.
const std::vector<Problem>& bank();
/// A tutor's own optimizer keeps its words in every language.
bool is_catalogued(const Problem& problem);

Language named(const std::string& name);

/// Of a page in HTML, what is to be read outside of formulas, and words in them.
std::string words_on(std::string page);
/// Of a Chinese page in HTML, what is left of English when everything is taken away that is a tutor's or a formula.
std::set<std::string> english_on(std::string page, const Problem& problem);

/// The formulas of a page in Markdown as the English one has them, words apart; sorted, as a sentence may name things
/// in another order.
std::vector<std::string> formulas_in_points(const std::string& markdown);

}  // namespace stepmark::support
