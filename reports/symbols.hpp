// Sentences with the symbols of a page in them.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The words with every formula in them as one: "the bias correction by 1 - beta^t left out" has $1 - \beta^{t}$.
Inlines in_symbols(const std::string& words);

/// Behind those that are there.
void append_runs(Inlines& runs, Inlines more);

}  // namespace stepmark::reports
