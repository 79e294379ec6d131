// The catalogue of mistakes, and what it makes of the equations of one problem.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// A line for each mistake: identifier, what is done instead.
Document mistakes_page();
/// The same as a list of { "id", "student", "marker" }.
std::string mistakes_json();

/// Everything that a mark sheet may name: mistakes, slips, and conventions and variants of the catalogue.
Document causes_page();
/// The same as a list of { "kind", "id", "student", "marker" }, the kind being "mistake", "slip", "convention" or
/// "variant"; a mistake that was seen in published work has "seen".
std::string causes_json();

/// The mistakes that can be made in this problem, each with the lines that it changes, as the mistaken equations read.
Document mistakes_page(const Problem& problem);
/// A list of { "id", "student", "marker", "ways": [ { "equations": [...] } ] }.
std::string mistakes_json(const Problem& problem);

}  // namespace stepmark::reports
