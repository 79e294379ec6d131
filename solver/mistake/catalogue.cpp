// The catalogue of mistakes: one row each.
#include <algorithm>

#include "lib/base/error.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark {

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> rows = {
      {"bias-correction-omitted", "You left out the bias correction: divide the moment by 1 - beta^t.",
       "a moment is used as it is, without the division by 1 - beta^t", ways::bias_correction_omitted},
      {"bias-correction-multiplied", "You multiplied by 1 - beta^t; the bias correction divides by it.",
       "multiplied by 1 - beta^t instead of divided", ways::bias_correction_multiplied},
      {"bias-exponent-frozen", "You used 1 - beta in every step; the exponent is the number of the step, t.",
       "the exponent of the bias correction stays 1", ways::bias_exponent_frozen},
      {"bias-exponent-off-by-one", "The exponent of the bias correction is the number of this step: yours is one off.",
       "the exponent of the bias correction is t + 1 or t - 1", ways::bias_exponent_off_by_one},
      {"bias-betas-swapped", "You exchanged the two betas in the bias corrections.",
       "beta1 and beta2 exchanged in the bias corrections alone", ways::bias_betas_swapped},

      {"average-weights-swapped", "You exchanged the two weights of the average: the old value gets the large one.",
       "the weights b and 1 - b of an average exchanged", ways::average_weights_swapped},
      {"average-weight-dropped", "You added the new value whole: in an average it is multiplied by 1 minus the decay.",
       "the factor 1 - b of the new value left out", ways::average_weight_dropped},
      {"decay-factor-dropped", "You kept the old value whole: it is multiplied by its decay factor first.",
       "the factor of the old value left out", ways::decay_factor_dropped},
      {"betas-swapped", "You exchanged the two decay rates throughout.", "the two decay rates exchanged everywhere",
       ways::betas_swapped},
      {"accumulator-replaced", "You took the new square alone: it is added to what was there before.",
       "the accumulator replaced by the new term instead of added to", ways::accumulator_replaced},
      {"gradients-added-before-squaring", "You squared the sum of the gradients: square each one, then add.",
       "the gradients are added first and squared afterwards", ways::gradients_added_before_squaring},
      {"maximum-forgotten", "You took the new value without comparing it: the larger one of old and new stays.",
       "the maximum with the old value left out", ways::maximum_forgotten},

      {"gradient-not-squared", "You forgot to square: here the square is needed.", "a square left out",
       ways::gradient_not_squared},
      {"weight-squared-too", "You squared the weight as well: square the gradient alone, then multiply.",
       "the factor before a square squared with it", ways::weight_squared_too},
      {"root-forgotten", "You forgot the square root.", "a square root left out", ways::root_forgotten},
      {"epsilon-outside-root", "You added epsilon after the root: in this convention it stands under the root.",
       "epsilon outside the root instead of inside", ways::epsilon_outside_root},
      {"epsilon-inside-root", "You added epsilon under the root: in this convention it is added after the root.",
       "epsilon inside the root instead of outside", ways::epsilon_inside_root},
      {"epsilon-omitted", "You left out epsilon.", "epsilon left out", ways::epsilon_omitted},
      {"absolute-value-forgotten", "You forgot the absolute value.", "an absolute value left out",
       ways::absolute_value_forgotten},
      {"sign-forgotten", "You used the number itself: only its sign is needed here.", "a sign function left out",
       ways::sign_forgotten},

      {"update-sign", "You stepped the wrong way: check the sign in the update.", "the step has the opposite sign",
       ways::update_sign},
      {"learning-rate-twice", "You applied the learning rate twice.", "the step multiplied by the learning rate again",
       ways::learning_rate_twice},
      {"learning-rate-omitted", "You left out the learning rate.", "the learning rate left out",
       ways::learning_rate_omitted},
      {"learning-rate-misplaced", "You multiplied by the learning rate in another line than this convention does.",
       "the learning rate moved into the velocity, or out of it", ways::learning_rate_misplaced},
      {"velocity-forgotten", "You stepped along the new gradient alone: the velocity of earlier steps belongs to it.",
       "a plain gradient step, without what the velocity kept", ways::velocity_forgotten},
      {"gradient-instead-of-velocity", "You put the gradient where the velocity (or moment) belongs.",
       "the gradient used in place of the velocity or moment", ways::gradient_instead_of_velocity},
      {"gradient-factor-omitted",
       "You left out the factor in the update that gives the direction: the gradient or moment.",
       "the update without its factor, the gradient or moment", ways::gradient_factor_omitted},
      {"update-from-start", "You stepped from the starting point again: each step begins where the last one ended.",
       "every step taken from the start", ways::update_from_start},

      {"gradient-sign", "Your gradient has the opposite sign.", "the gradient has the opposite sign",
       ways::gradient_sign},
      {"look-ahead-omitted", "You took the gradient at the current point: look ahead first.",
       "the gradient taken without looking ahead", ways::look_ahead_omitted},
      {"look-ahead-undamped", "You looked ahead by the whole velocity: multiply it by its factor first.",
       "the look-ahead without its factor", ways::look_ahead_undamped},
      {"look-ahead-wrong-direction", "You looked back instead of ahead: check the sign of the look-ahead.",
       "the look-ahead in the opposite direction", ways::look_ahead_wrong_direction},
      {"gradient-at-old-point", "You took the gradient at the point before: use the latest point.",
       "the gradient taken one point too early", ways::gradient_at_old_point},
      {"gradient-at-new-point", "You took the gradient after a step: use the point where the step begins.",
       "a plain step taken first, and the gradient there", ways::gradient_at_new_point},
      {"gradient-at-start", "You used the gradient at the starting point again: take it at the latest point.",
       "the gradient taken at the start in every step", ways::gradient_at_start},
      {"derivative-factor", "Your derivative is wrong by a factor of two.", "the gradient doubled or halved",
       ways::derivative_factor},
      {"components-exchanged", "You exchanged two components of the gradient.",
       "two components of the gradient exchanged", ways::components_exchanged},
      {"wrong-batch", "You used other rows than this step's mini-batch.", "the gradient of another mini-batch",
       ways::wrong_batch},
      {"batch-not-averaged", "Check whether the rows of a batch are added or averaged.",
       "summed over the batch instead of averaged, or averaged instead of summed", ways::batch_not_averaged},

      {"state-reset", "You began this average afresh: carry on with its last value.",
       "what was carried from the last step replaced by its start value", ways::state_reset},
      {"stale-state", "You used the value of the step before: use the one that you have just worked out.",
       "the value of the step before used in place of this step's", ways::stale_state},
      {"corrected-moment-fed-back", "You carried on with the corrected moment: the plain one is carried on.",
       "the bias-corrected moment fed back into the average", ways::corrected_moment_fed_back},

      {"decay-coupled", "You added the weight decay to the gradient: here it shrinks the parameters directly.",
       "decay coupled into the gradient instead of decoupled", ways::decay_coupled},
      {"decay-decoupled", "You shrank the parameters directly: here the decay is added to the gradient.",
       "decay decoupled instead of added to the gradient", ways::decay_decoupled},
      {"decay-omitted", "You left out the weight decay.", "weight decay left out", ways::decay_omitted},
      {"clip-per-component", "You clipped each component: scale the whole gradient by its norm.",
       "clipped component by component instead of by the norm", ways::clip_per_component},
      {"clip-omitted", "You did not clip the gradient.", "clipping left out", ways::clip_omitted},
      {"schedule-ignored", "You kept the first learning rate: it follows a schedule.", "the schedule not followed",
       ways::schedule_ignored},
  };
  return rows;
}

const Mistake& find_mistake(std::string_view id) {
  const auto& all = mistakes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Mistake& mistake) { return mistake.id == id; });
  if (found != all.end()) return *found;
  std::vector<std::string> known;
  for (const Mistake& mistake : all) known.push_back(mistake.id);
  throw InputError({}, "the mistake " + quoted(std::string(id)) + " is not known", suggest(std::string(id), known));
}

}  // namespace stepmark
