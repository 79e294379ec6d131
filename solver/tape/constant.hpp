// Subscripts, exponents and bounds are integers that are known before anything is run.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "lib/expression/expression.hpp"
#include "solver/rooms.hpp"

namespace stepmark::tape {

/// The integer that `e` stands for, where it is made of integer literals and known names with + - * alone and every
/// part lies within +-2^31; nothing otherwise.
std::optional<std::int64_t> constant_value(const Expression& e,
                                           const std::function<std::optional<std::int64_t>(const Name&)>& known);

}  // namespace stepmark::tape
