// Do a program's numbers agree with the equations?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/problem/problem.hpp"
#include "solver/identify/rows.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// A line where they do not.
struct Difference {
  Observed observed;
  std::string expected;  ///< to the digits stated, or the shortest text of the bits
};

struct Verification {
  std::size_t compared = 0;
  std::vector<std::string> ignored;  ///< quantities that the definition does not name, each once
  std::optional<Difference> first;   ///< the first line that differs, in the order of the trace
  /// Bit for bit, where a line differs: each number judged on those that the trace states before it.
  std::optional<RowByRow> rows;
};

enum class Agreement {
  digits,    ///< each number is the true value rounded to the digits stated, nothing rounded on the way
  working,   ///< the same of what is written down by the problem's own [working]
  binary64,  ///< each number reads back as the double that the equations give, operation by operation
  binary32,
  binary64_rounded,  ///< each number is that double, rounded to the digits stated
  binary32_rounded
};

/// @param figures  with `digits`: no more than so many significant figures of each number are compared
/// @throws InputError when a number belongs to no line of the problem (a step that is not worked, a component that is
///         none), or when the problem has no value there
Verification verify(const Problem& problem, const std::vector<Observed>& trace, Agreement agreement,
                    std::optional<int> figures = {});

/// As `digits`, where each number may be off by a little more: `leeway` has one entry for each.
Verification verify_within(const Problem& problem, const std::vector<Observed>& trace,
                           const std::vector<Exact>& leeway);

/// Where the trace states a number of the start that is not the problem's: the first, and what the problem has. As many
/// digits are compared as are stated; the nearest double and float of the problem's number will do as well.
std::optional<Difference> other_start(const Problem& problem, const std::vector<Observed>& trace,
                                      std::optional<int> figures = {});

/// Does this text stand for one number in single precision? It has no more digits than one needs, or it is one,
/// widened.
bool may_be_float(const Observed& observed);

}  // namespace stepmark::identify
