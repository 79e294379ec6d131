// What an optimizer has from the steps before: where it would go without this step's gradient.
#pragma once

#include <optional>
#include <string>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

struct Carried {
  Problem problem;       ///< with quantities more
  std::string quantity;  ///< the parameters after a step whose gradient is zero; the offset is that of theta
};

/// Nothing where there is no velocity, which could carry it.
std::optional<Carried> carried(const Problem& problem);

}  // namespace stepmark::picture
