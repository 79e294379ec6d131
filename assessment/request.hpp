// A request made from files.
#pragma once

#include <string>

#include "assessment/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::assessment {

/// As a problem elsewhere must name an optimizer that a file in `directory` names.
std::string seen_from_here(const std::string& optimizer, const std::string& directory);

/// Takes what a problem file pins, and its other settings where the request has none of its own.
/// @throws InputError as read_problem does, and where a value that is pinned is irrational
void take_like(Request& request, const std::string& file);

}  // namespace stepmark::assessment
