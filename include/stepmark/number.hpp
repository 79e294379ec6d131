// Exact numbers, what a decimal literal means, and how a number is rounded and printed.
#pragma once

#include "lib/number/exact.hpp"
#include "lib/number/literal.hpp"
#include "lib/number/rounding.hpp"
