// How large a constant is, told without computing it.
#pragma once

#include <optional>

#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::sheet {

/// The value of a constant to the digits of a long double; nothing where a part of it lies beyond 10^1000 or, not being
/// zero, below 10^-1000, has no value, or would have more than some thousand digits: 0.9999999^150000 is near to 1, and
/// takes minutes.
std::optional<long double> estimate(const Expression& e);

}  // namespace stepmark::sheet
