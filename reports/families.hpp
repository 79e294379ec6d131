// The families of problems, for reading and for programs.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// A line for each: identifier, what is minimised and what can be seen there.
Document families_page();
/// The same as a list of { "id", "sentence" }.
std::string families_json();

}  // namespace stepmark::reports
