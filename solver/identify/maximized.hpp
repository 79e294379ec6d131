// Programs that climb.
#pragma once

#include <functional>

#include "solver/identify/identify.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// Which methods are tried: wrong ones too, where no right one fits.
enum class Methods { right, all };

/// What `identify_in` finds for the problem; where that is no right method, the right ones that it finds if the
/// objective is maximised stand first. The numbers cannot tell a program that climbs from one with a wrong sign.
Identification or_maximized(const Problem& problem,
                            const std::function<Identification(const Problem&, Methods)>& identify_in);

}  // namespace stepmark::identify
