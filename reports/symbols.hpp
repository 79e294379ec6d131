// Sentences with the symbols of a page in them.
#pragma once

#include <string>

#include "lib/expression/print.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The words with every formula and every Greek name in them as one: "the bias correction by 1 - beta^t left out" has
/// $1 - \beta^{t}$, "eta = 0.03" has $\eta$; names by the definition's own LaTeX where it has any.
Inlines in_symbols(const std::string& words, const LatexNames* names = nullptr);

/// Behind those that are there.
void append_runs(Inlines& runs, Inlines more);

}  // namespace stepmark::reports
