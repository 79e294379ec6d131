// What easy, medium and hard mean: the numbers that a person has to carry.
#pragma once

#include "lib/optimizer/definition.hpp"
#include "problems/draw.hpp"
#include "problems/family.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

using Values = std::vector<std::pair<std::string, Exact>>;

/// Digits after the point that are asked for, unless told otherwise.
DecimalFormat usual_format(Level level);

/// Hyperparameters that a person can work with: learning rates and rates of decay (whose default lies between 0.3 and
/// 1), no two of the latter alike; what is neither keeps its default and is not listed. At level easy, decays of a
/// definition with roots are such that roots of perfect squares exist.
/// @param rates  the definition's learning_rates()
Values draw_values(Draw& draw, const Definition& definition, const std::vector<std::string>& rates, Level level);

/// True if a line of the definition takes a root.
bool takes_roots(const Definition& definition);

}  // namespace stepmark::problems
