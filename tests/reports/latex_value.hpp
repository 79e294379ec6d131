// An independent reader of LaTeX: the value of a working line as a person would type it into a calculator.
#pragma once

#include <optional>
#include <string>

#include "tests/rooms.hpp"

namespace stepmark::support {

/// The value of LaTeX arithmetic with numbers only; nothing if something else occurs in it.
std::optional<long double> latex_value(const std::string& latex);

}  // namespace stepmark::support
