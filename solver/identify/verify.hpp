// Do a program's numbers agree with the equations?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark {

/// A line where they do not.
struct Difference {
  Observed observed;
  std::string expected;  ///< to the digits stated, or the shortest text of the bits
};

struct Verification {
  std::size_t compared = 0;
  std::vector<std::string> ignored;  ///< quantities that the definition does not name, each once
  std::optional<Difference> first;   ///< the first line that differs, in the order of the trace
};

enum class Agreement {
  digits,    ///< each number is the true value rounded to the digits stated, nothing rounded on the way
  binary64,  ///< each number reads back as the double that the equations give, operation by operation
  binary32
};

/// @param figures  with `digits`: no more than so many significant figures of each number are compared
/// @throws InputError when a number belongs to no line of the problem (a step that is not worked, a component that is
///         none), or when the problem has no value there
Verification verify(const Problem& problem, const std::vector<Observed>& trace, Agreement agreement,
                    std::optional<int> figures = {});

}  // namespace stepmark
