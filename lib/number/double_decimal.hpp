// Powers of ten among doubles, without pow and log10, whose last bits differ from library to library.
#pragma once

#include "lib/rooms.hpp"

namespace stepmark::number {

/// The double nearest to 10^n.
double double_power_of_ten(int n);

/// floor(log10(|x|)) of a finite x that is not 0; what is nearest to a power of ten counts as that power.
int double_decimal_exponent(double x);

}  // namespace stepmark::number
