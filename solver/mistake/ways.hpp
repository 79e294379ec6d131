// The ways of each mistake, by subject; the catalogue gives them their identifiers and sentences.
#pragma once

#include "solver/mistake/rewriting.hpp"
#include "solver/rooms.hpp"

namespace stepmark::mistake::ways {

// bias_correction.cpp
Ways bias_correction_omitted(const Problem&);
Ways bias_correction_multiplied(const Problem&);
Ways bias_exponent_frozen(const Problem&);
Ways bias_exponent_off_by_one(const Problem&);
Ways bias_betas_swapped(const Problem&);
Ways bias_betas_equal(const Problem&);
Ways bias_power_of_bracket(const Problem&);
Ways bias_correction_added(const Problem&);
Ways moments_swapped(const Problem&);
Ways gradient_corrected(const Problem&);

// averages.cpp
Ways average_weights_swapped(const Problem&);
Ways average_weight_dropped(const Problem&);
Ways decay_factor_dropped(const Problem&);
Ways betas_swapped(const Problem&);
Ways accumulator_replaced(const Problem&);
Ways gradients_added_before_squaring(const Problem&);
Ways maximum_forgotten(const Problem&);
Ways decay_over_sum(const Problem&);
Ways decay_on_fresh(const Problem&);
Ways velocity_averaged(const Problem&);
Ways carried_value_sign(const Problem&);
Ways rate_on_carried(const Problem&);
Ways accumulator_averaged(const Problem&);
Ways squares_over_parameters(const Problem&);
Ways absolute_instead_of_square(const Problem&);
Ways rate_in_squares(const Problem&);
Ways squares_of_moment(const Problem&);

// roots.cpp
Ways gradient_not_squared(const Problem&);
Ways weight_squared_too(const Problem&);
Ways root_forgotten(const Problem&);
Ways epsilon_outside_root(const Problem&);
Ways epsilon_inside_root(const Problem&);
Ways epsilon_omitted(const Problem&);
Ways absolute_value_forgotten(const Problem&);
Ways sign_forgotten(const Problem&);
Ways scaling_omitted(const Problem&);
Ways scaling_multiplied(const Problem&);
Ways rate_inside_root(const Problem&);
Ways epsilon_misplaced(const Problem&);
Ways root_as_square(const Problem&);
Ways accumulator_as_direction(const Problem&);

// update.cpp
Ways update_sign(const Problem&);
Ways learning_rate_twice(const Problem&);
Ways learning_rate_omitted(const Problem&);
Ways learning_rate_misplaced(const Problem&);
Ways velocity_forgotten(const Problem&);
Ways gradient_instead_of_velocity(const Problem&);
Ways gradient_factor_omitted(const Problem&);
Ways update_from_start(const Problem&);

// gradient.cpp
Ways gradient_sign(const Problem&);
Ways look_ahead_omitted(const Problem&);
Ways look_ahead_undamped(const Problem&);
Ways look_ahead_wrong_direction(const Problem&);
Ways update_from_look_ahead(const Problem&);
Ways gradient_at_old_point(const Problem&);
Ways gradient_at_new_point(const Problem&);
Ways gradient_at_start(const Problem&);
Ways derivative_factor(const Problem&);
Ways components_exchanged(const Problem&);
Ways wrong_batch(const Problem&);
Ways batch_not_averaged(const Problem&);

// derivative.cpp
Ways inner_derivative_lost(const Problem&);
Ways activation_derivative_lost(const Problem&);
Ways activation_kept(const Problem&);
Ways product_rule_half(const Problem&);
Ways power_rule_half(const Problem&);
Ways constant_kept(const Problem&);
Ways gradient_term_sign(const Problem&);
Ways averaged_over_table(const Problem&);
Ways components_in_turn(const Problem&);

// state.cpp
Ways state_reset(const Problem&);
Ways stale_state(const Problem&);
Ways corrected_moment_fed_back(const Problem&);
Ways state_started_at_gradient(const Problem&);
Ways first_velocity_forgotten(const Problem&);
Ways stale_gradient(const Problem&);

// modified.cpp
Ways decay_coupled(const Problem&);
Ways decay_decoupled(const Problem&);
Ways decay_omitted(const Problem&);
Ways decay_sign(const Problem&);
Ways decay_with_rate(const Problem&);
Ways decay_without_rate(const Problem&);
Ways decay_factor(const Problem&);
Ways decay_before_clipping(const Problem&);
Ways update_clipped(const Problem&);
Ways clip_per_component(const Problem&);
Ways clip_omitted(const Problem&);
Ways schedule_ignored(const Problem&);
Ways schedule_shifted(const Problem&);

}  // namespace stepmark::mistake::ways
