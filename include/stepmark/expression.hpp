// Formulas that keep their form: built, parsed, differentiated, and printed as text or LaTeX.
#pragma once

#include "lib/expression/derivative.hpp"
#include "lib/expression/expression.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
