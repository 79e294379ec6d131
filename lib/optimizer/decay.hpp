// Whether an optimizer decays its parameters by itself.
#pragma once

#include <optional>
#include <string>

#include "lib/optimizer/definition.hpp"
#include "lib/rooms.hpp"

namespace stepmark::optimizer {

/// The first quantity of a checked definition whose line decays the parameters, or nothing. The name of a
/// hyperparameter tells nothing; this does: when all parameters are moved by the same amount and the gradients stay,
/// each line of an optimizer without decay either stays (g, v, theta[t-1] - theta[t-2]) or moves along (theta, a
/// look-ahead point, an average of parameters). Decay does neither: lambda*theta[t-1] moves by lambda times the amount.
std::optional<std::string> decaying_line(const Definition& definition);

}  // namespace stepmark::optimizer
