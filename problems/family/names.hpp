// Names and numbers that the families share.
#pragma once

#include "problems/family.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// x; x, y; x, y, z; or x_1, x_2, ...
std::vector<std::string> component_names(std::size_t dimension);

/// A start value away from 0: halves at level easy, one decimal at medium, two at hard.
Exact start_value(Draw& draw, Level level, std::int64_t most = 6);

/// A start at most some steps of that length away from `middle`, rounded to a grid: tenths, at level hard hundredths.
Exact start_near(Draw& draw, Level level, const Exact& middle, const Exact& step_length);

/// "2*x^2", "x^2": a factor of one is not written.
std::string term(std::int64_t factor, const std::string& what);

}  // namespace stepmark::problems
