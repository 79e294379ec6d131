// The search for hyperparameters of one definition that explain the numbers.
#pragma once

#include <optional>
#include <vector>

#include "solver/identify/trial.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

struct Found {
  std::vector<Exact> values;   ///< one a hyperparameter, in the definition's order
  std::vector<bool> open;      ///< other values fit as well
  double bits = 0;             ///< that it takes to say the values: 0 where all are as given or by default
  int rate_digits = 0;         ///< of the learning rate
  Slack slack = Slack::tight;  ///< by which it fits
};

/// How widely to look.
enum class Breadth {
  preferred,  ///< what the problem or the definition says; the learning rate fitted
  usual,      ///< usual values of every hyperparameter too
  fitted      ///< those that are not tiny fitted together
};

/// The values that fit and take the fewest bits to say; of those that fit better than others, however. Nothing where
/// the numbers tell no more than the values that would have to be chosen.
/// @param coarsest  what a program may have lost that made the numbers: `slack` or more. A tiny value is open if
///                  another is within that, however near the best comes
std::optional<Found> search(Trial& trial, Breadth breadth, Slack slack, Slack coarsest);

}  // namespace stepmark::identify
