// An equation of a definition, as it is read on a page and at a terminal.
#pragma once

#include "lib/optimizer/definition.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// m_t = \beta m_{t-1} + ..., with its index in letters; plain, "m[t] = beta*m[t-1] + ...".
Inline equation_formula(const Equation& equation, const Definition& definition);

}  // namespace stepmark::reports
