// What programs call the quantities of an optimizer.
#pragma once

#include <optional>
#include <string>

#include "lib/optimizer/definition.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// The quantity of the definition that is meant: of that name, or the only one of its kind, where programs call all of
/// that kind so (exp_avg_sq of PyTorch is v of Adam). Nothing where there is none, or several.
std::optional<std::string> quantity_meant(const Definition& definition, const std::string& name);

}  // namespace stepmark::identify
