// A hyperparameter found again from the numbers of a trace.
#pragma once

#include <cstddef>
#include <string>

#include "lib/expression/expression.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// A line q = a*h + b of the trace, solved for h.
struct Recovery {
  std::size_t line = 0;  ///< position in the lines of the trace
  Expression factor;     ///< a, in the names of the definition
  Expression solved;     ///< (q - b)/a, with the numbers as they are stated
  Exact value;           ///< h itself
  Exact lower, upper;    ///< what the stated numbers leave open: h lies between
  DecimalFormat format;  ///< in which h is asked for: the numbers decide all of its digits
};

/// The line that tells question.hyperparameter most closely.
/// @throws InputError when no line is linear in it, or the stated numbers leave more than one value open
Recovery recovery_of(const Problem& problem);

}  // namespace stepmark::questions
