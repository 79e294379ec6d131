// What a student types into a line that asks for a number.
#pragma once

#include <string>

#include "assessment/rooms.hpp"
#include "reports/document.hpp"
#include "solver/marking/sheet.hpp"

namespace stepmark::assessment {

/// What was typed, as a sheet holds it; a constant without a digit, such as pi, is a word that was mistyped, and
/// unreadable.
Written typed_number(const std::string& typed);

/// Why it is unreadable, and how to write it instead.
Inline unreadable_sentence(const std::string& typed);

/// The verdict on a student's own words, which a person marks.
Inline compare_with_this();

}  // namespace stepmark::assessment
