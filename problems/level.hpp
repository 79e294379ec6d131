// What easy, medium and hard mean: the numbers that a person has to carry.
#pragma once

#include "lib/optimizer/definition.hpp"
#include "problems/draw.hpp"
#include "problems/family.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// Digits after the point that are asked for, unless told otherwise.
DecimalFormat usual_format(Level level);

/// Whether rates of decay (whose default lies between 0.3 and 1) have the values that the definition gives them, as a
/// lecturer sets them, or others that are easier to work with.
enum class DecayValues { usual, drawn };

/// Learning rates that a person can work with: the definition's own, then others.
std::vector<Exact> rates_to_try(const Hyperparameter& rate, Level level);

/// Decays to try: those that are drawn at the level, at level easy for definitions with roots such that roots of
/// perfect squares exist.
std::vector<Exact> decays_to_try(const Definition& definition, Level level);

/// Does its default lie between 0.3 and 1?
bool is_decay(const Hyperparameter& hyper);

/// Learning rates, rates of decay, and what is pinned; what is neither keeps its default and is not listed. Of the
/// rates to try it is the one at `choice`, counted round. Drawn decays are no two alike, and averages of gradients
/// decay faster than those of their squares (beta1 < beta2), as far as they are not pinned otherwise.
/// @param rates  the definition's learning_rates()
Values draw_values(Draw& draw, const Definition& definition, const std::vector<std::string>& rates, Level level,
                   DecayValues decays, std::size_t choice, const Values& pinned = {});

/// True if a line of the definition takes a root.
bool takes_roots(const Definition& definition);

}  // namespace stepmark::problems
