// The catalogue of mistakes: one row each.
#include <algorithm>

#include "lib/base/error.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake {

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> rows = {
      {"bias-correction-omitted",
       "You left out the bias correction: include the 1 - beta^t of the formula, where t is the number of the step.",
       "the bias correction by 1 - beta^t left out", ways::bias_correction_omitted},
      {"bias-correction-multiplied", "You multiplied by 1 - beta^t: the bias correction divides by it.",
       "multiplied by 1 - beta^t instead of divided", ways::bias_correction_multiplied},
      {"bias-exponent-frozen",
       "You left out the exponent of beta: from step 2 on it is 1 - beta^t, where t is the number of the step.",
       "the exponent of the bias correction stays 1", ways::bias_exponent_frozen},
      {"bias-exponent-off-by-one",
       "The exponent of beta in your bias correction is one off: check the number of the step.",
       "the exponent of the bias correction is t + 1 or t - 1", ways::bias_exponent_off_by_one},
      {"bias-betas-swapped", "You swapped the two betas in the bias corrections: each average has its own.",
       "beta1 and beta2 swapped in the bias corrections only", ways::bias_betas_swapped},

      {"average-weights-swapped",
       "You swapped the two weights: the decay rate multiplies the old value, and 1 minus the decay rate the new one.",
       "the weights b and 1 - b of an average swapped", ways::average_weights_swapped},
      {"average-weight-dropped",
       "You added the new value without its weight: multiply it by 1 minus the decay rate first.",
       "the weight 1 - b of the new value left out", ways::average_weight_dropped},
      {"decay-factor-dropped", "You kept the old value without its weight: multiply it by its decay factor first.",
       "the decay factor of the old value left out", ways::decay_factor_dropped},
      {"betas-swapped", "You swapped the two decay rates: each average has its own.",
       "the two decay rates swapped everywhere", ways::betas_swapped},
      {"accumulator-replaced", "You used only the new term: add it to those of the earlier steps.",
       "the accumulator replaced by the new term instead of added to", ways::accumulator_replaced},
      {"gradients-added-before-squaring", "You squared the sum of the gradients: square each one, then add.",
       "the gradients are added first and squared afterwards", ways::gradients_added_before_squaring},
      {"maximum-forgotten", "You left out the maximum: work out both of its numbers and keep the larger one.",
       "the maximum with the old value left out", ways::maximum_forgotten},

      {"gradient-not-squared", "You forgot to square: look for the exponent 2 in the formula.", "a square left out",
       ways::gradient_not_squared},
      {"weight-squared-too",
       "You squared the coefficient together with the gradient: square first, then multiply by the coefficient.",
       "the coefficient was squared together with the gradient", ways::weight_squared_too},
      {"root-forgotten", "You forgot the square root.", "a square root left out", ways::root_forgotten},
      {"epsilon-outside-root", "You added epsilon after taking the root: in this question it is added under the root.",
       "epsilon outside the root instead of inside", ways::epsilon_outside_root},
      {"epsilon-inside-root", "You added epsilon under the root: in this question it is added after taking the root.",
       "epsilon inside the root instead of outside", ways::epsilon_inside_root},
      {"epsilon-omitted", "You left out epsilon: add it where the formula has it.", "epsilon left out",
       ways::epsilon_omitted},
      {"absolute-value-forgotten", "You forgot the absolute value: drop the minus sign first.",
       "an absolute value left out", ways::absolute_value_forgotten},
      {"sign-forgotten", "You used the number itself: only its sign (1, 0 or -1) is needed.",
       "a sign function left out", ways::sign_forgotten},

      {"update-sign", "You stepped in the opposite direction: check the signs in the update.",
       "the step has the opposite sign", ways::update_sign},
      {"learning-rate-twice", "You multiplied by the learning rate twice: once is enough.",
       "the step multiplied by the learning rate again", ways::learning_rate_twice},
      {"learning-rate-omitted", "You left out the learning rate: multiply by it.", "the learning rate left out",
       ways::learning_rate_omitted},
      {"learning-rate-misplaced",
       "You applied the learning rate in a different line from the question: check which formula contains it.",
       "the learning rate moved into the velocity, or out of it", ways::learning_rate_misplaced},
      {"velocity-forgotten", "You left out the term carried over from the previous step: it is part of this step, too.",
       "previous velocity omitted", ways::velocity_forgotten},
      {"gradient-instead-of-velocity",
       "You used the gradient itself: the formula uses the velocity (or the average) here.",
       "the gradient used in place of the velocity or moment", ways::gradient_instead_of_velocity},
      {"gradient-factor-omitted",
       "A factor is missing from your update: it should be multiplied by the gradient (or the moment).",
       "the factor of the update omitted (the gradient or moment)", ways::gradient_factor_omitted},
      {"update-from-start", "You stepped from the starting point again: each step begins where the last one ended.",
       "every step taken from the start", ways::update_from_start},

      {"gradient-sign", "Your gradient has the opposite sign: check the signs in the derivative.",
       "the gradient has the opposite sign", ways::gradient_sign},
      {"look-ahead-omitted", "You did not look ahead: work out the look-ahead point first and take the gradient there.",
       "the gradient taken without looking ahead", ways::look_ahead_omitted},
      {"look-ahead-undamped", "You looked ahead by the whole velocity: multiply it by its factor first.",
       "the look-ahead without its factor", ways::look_ahead_undamped},
      {"look-ahead-wrong-direction", "You looked back instead of ahead: check the sign in the look-ahead.",
       "the look-ahead in the opposite direction", ways::look_ahead_wrong_direction},
      {"gradient-at-old-point", "You took the gradient at an earlier point: use the point that the formula names.",
       "the gradient taken one point too early", ways::gradient_at_old_point},
      {"gradient-at-new-point", "You took a step before you took the gradient: take it where the step begins.",
       "a plain step taken first, and the gradient there", ways::gradient_at_new_point},
      {"gradient-at-start", "You used the gradient at the starting point again: take it at the point of this step.",
       "the gradient taken at the start in every step", ways::gradient_at_start},
      {"derivative-factor", "Your gradient is twice, or half, what it should be: check for a missing factor of 2.",
       "the gradient doubled or halved", ways::derivative_factor},
      {"components-exchanged", "You swapped two components of the gradient: each belongs to its own parameter.",
       "two components of the gradient swapped", ways::components_exchanged},
      {"wrong-batch", "You used the wrong rows of data for this step: check which rows are in its mini-batch.",
       "the gradient of another mini-batch", ways::wrong_batch},
      {"batch-not-averaged", "Check whether this question sums or averages over the rows of a batch.",
       "summed over the batch instead of averaged, or averaged instead of summed", ways::batch_not_averaged},

      {"state-reset", "You went back to the initial value: use the value from the previous step.",
       "the value carried over from the previous step replaced by its initial value", ways::state_reset},
      {"stale-state", "You used the value from the previous step: use the one you have just worked out.",
       "the previous step's value used instead of this step's", ways::stale_state},
      {"corrected-moment-fed-back", "You carried the bias-corrected value forward: carry forward the uncorrected one.",
       "the bias-corrected moment fed back into the average", ways::corrected_moment_fed_back},

      {"decay-coupled", "You added the weight decay to the gradient: here it shrinks the parameters directly.",
       "decay coupled into the gradient instead of decoupled", ways::decay_coupled},
      {"decay-decoupled", "You shrank the parameters directly: here the weight decay is added to the gradient.",
       "decay decoupled instead of added to the gradient", ways::decay_decoupled},
      {"decay-omitted", "You left out the weight decay: include its term where the formula has it.",
       "weight decay left out", ways::decay_omitted},
      {"clip-per-component", "You clipped each component by itself: scale the whole gradient instead.",
       "clipped component by component instead of by the norm", ways::clip_per_component},
      {"clip-omitted", "You did not clip the gradient: check it against the limit.", "clipping left out",
       ways::clip_omitted},
      {"schedule-ignored", "You kept using the first value of the schedule: use the value for this step.",
       "the schedule not followed", ways::schedule_ignored},
      {"schedule-shifted",
       "You followed the schedule one step early or late: take its value for this step; the first step is step 1.",
       "the schedule followed one step early or late", ways::schedule_shifted},
  };
  return rows;
}

const Mistake& find_mistake(std::string_view id) {
  const auto& all = mistakes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Mistake& mistake) { return mistake.id == id; });
  if (found != all.end()) return *found;
  std::vector<std::string> known;
  for (const Mistake& mistake : all) known.push_back(mistake.id);
  throw InputError({}, "the mistake " + in_quotes(std::string(id)) + " is not known", suggest(std::string(id), known));
}

}  // namespace stepmark::mistake
