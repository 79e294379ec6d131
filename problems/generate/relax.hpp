// Where nothing meets what is pinned: which pin to relax.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "problems/generate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// For each pin that keeps a request from being met by itself, the nearest value with which it is met, as a user gives
/// it: "beta2=0.99", "another start". Three pins at most.
/// @param works  whether a request can be met
std::vector<std::string> relaxations(const Request& request, const Definition& optimizer,
                                     const std::function<bool(const Request&)>& works);

}  // namespace stepmark::problems
