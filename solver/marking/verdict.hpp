// What can be said of a line.
#pragma once

#include <string_view>

#include "solver/rooms.hpp"

namespace stepmark::marking {

enum class Verdict { correct, follow_through, precision, mistake, slip, convention, wrong, missing, unreadable };

std::string_view to_string(Verdict);  ///< "follow-through"

/// Why a line that is right in value loses its accuracy mark.
enum class Imprecision { none, too_few_digits, truncated, last_digit, extra_digits, other_rule, near };

}  // namespace stepmark::marking
