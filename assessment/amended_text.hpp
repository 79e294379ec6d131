// The file of a problem with other marks, as its text: for whoever reads only that.
#pragma once

#include <string>

#include "assessment/question_worth.hpp"
#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// Puts the marks and the scheme of `worth` into the tables [question] and [marks], which are made where there are
/// none; all else stays as it is written. Nothing is checked: what comes of it is for the reader to see.
/// @param kind  of the question, where the text does not say it
std::string amended_text(const std::string& text, const QuestionWorth& worth, const std::string& kind);

}  // namespace stepmark::assessment
