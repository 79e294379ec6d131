// The shortest decimal that will do.
#pragma once

#include "lib/number/exact.hpp"
#include "lib/rooms.hpp"

namespace stepmark::number {

/// The decimal with the fewest digits in [lower, upper]; lower <= upper, neither beyond 10^+-300.
Exact plainest_between(double lower, double upper);

}  // namespace stepmark::number
