// Values that the problem gives, and that nobody rounds while working: start values, and the values of a schedule.
#pragma once

#include <optional>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/rooms.hpp"

namespace stepmark::trace {

/// How a given value that cannot be shown in full is shown: as fine as `show`, but never below ten figures, since a
/// student goes on with it.
DecimalFormat format_of_given_data(const DecimalFormat& show);

/// The value in full, if it is a decimal of at most twenty digits; else rounded to format_of_given_data; nothing if its
/// digits are not decided. @throws TooLarge
std::optional<EnclosingArithmetic::Rounded> show_given_data(const EnclosingArithmetic& in,
                                                            const EnclosingArithmetic::Value& value,
                                                            const DecimalFormat& show, RoundingRule ties);

}  // namespace stepmark::trace
