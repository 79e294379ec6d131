// A number by which two optimizers can be told apart.
#pragma once

#include <optional>

#include "solver/identify/identify.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// The line of theta, now or in the ten steps to come, that parts them at the fewest figures; nothing where they agree
/// to 15.
std::optional<TellApart> tell_apart(Problem a, Problem b);

}  // namespace stepmark::identify
