// A formula as MathML, which browsers set by themselves.
#pragma once

#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::mathml {

/// What our printer writes as LaTeX (lib/expression/print.hpp), and what names from strangers may hold
/// (lib/expression/latex_text.hpp), in MathML Core (https://w3c.github.io/mathml-core/), whose every element is closed.
/// Columns of aligned equations have the classes `right` and `left`. A command that is not known is shown as it is
/// written.
/// @param displayed  on a line of its own: fractions and sums at their full size
std::string formula(std::string_view latex, bool displayed);

}  // namespace stepmark::mathml
