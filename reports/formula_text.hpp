// A formula in plain text, for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What our printer writes as LaTeX (see lib/expression/print.hpp, and lib/expression/latex_text.hpp for names from
/// strangers), as the printer of plain text would: "m_hat[1] = m[1]/(1 - beta1^t)". Signs are copied from one notation
/// into the other; no number is read. What LaTeX itself does not tell apart, is not: beta_1 as a name of its own and
/// theta_1 as the value of a step are told by the letter, and of the small Greek ones only theta takes a step.
std::string formula_text(std::string_view latex);

/// The same of a display, a text for each of its rows; one that goes on with the row before it is set in.
std::vector<std::string> formula_rows(std::string_view latex);

}  // namespace stepmark::reports
