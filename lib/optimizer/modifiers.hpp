// Weight decay, clipping and schedules, which a problem adds to any optimizer: each enters as a named equation of its
// own.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/optimizer/definition.hpp"
#include "lib/rooms.hpp"

namespace stepmark::optimizer {

/// A hyperparameter that changes with the step: given data, so its equation is marked `given_data`. All counts are
/// steps; the value of step t = 1 is the hyperparameter's own (except under warm-up, and in a list).
struct Schedule {
  struct List {
    std::vector<Expression> values;
  };  ///< per step; the last one stays on when steps go on
  struct Step {
    Expression factor;
    std::int64_t every;
  };  ///< eta0 * factor^floor((t-1)/every)
  struct MultiStep {
    std::vector<std::int64_t> milestones;
    Expression factor;
  };  ///< times factor after each milestone: t > milestone
  struct Exponential {
    Expression factor;
  };  ///< eta0 * factor^(t-1)
  struct Cosine {
    std::int64_t steps;
    Expression minimum;
  };  ///< min + (eta0 - min)*(1 + cos(pi*(t-1)/steps))/2
  struct WarmUp {
    std::int64_t steps;
  };  ///< eta0 * min(1, t/steps)
  std::string hyperparameter;
  std::variant<List, Step, MultiStep, Exponential, Cosine, WarmUp> kind;
  Location where;
};

/// Applied in the order in which a training loop does: clip each gradient, turn it round to climb, then add the coupled
/// decay to it, then the optimizer's own equations, the parameters shrunk first when the decay is decoupled.
struct Modifiers {
  std::optional<Expression> clip_norm;               ///< g * c/||g|| where ||g|| > c
  std::optional<Expression> clip_epsilon;            ///< beside clip_norm: g * min(1, c/(||g|| + epsilon)), as PyTorch
  std::optional<Expression> clip_value;              ///< each component into [-c, c]
  std::optional<Expression> weight_decay;            ///< coupled: g + lambda * (the point of the gradient)
  std::optional<Expression> decoupled_weight_decay;  ///< theta - eta*lambda*theta before the step (AdamW)
  std::vector<Schedule> schedules;
  bool maximize = false;  ///< the objective is to grow: the optimizer is given -g
  Location where;         ///< of the table, for errors
};

/// The definition with the modifiers written into it, checked again: new hyperparameters (lambda, c, eta_0, ...), new
/// equations with new names (g_clip, g_decay, theta_decay, eta[t], ...), and the references to what they replace.
/// Decoupled decay shrinks the theta that the update begins with, and no other.
/// @throws InputError when a modifier has nothing to act on (no line for a gradient, no such hyperparameter, an update
/// that does not begin with theta), when an optimizer that decays by itself is given a second decay, or a name
/// collides.
Definition apply(const Modifiers& modifiers, const Definition& definition);

}  // namespace stepmark::optimizer
