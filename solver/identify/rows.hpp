// A program's numbers, each judged on those that it states before: one foreign last bit is one difference, however far
// it is carried.
#pragma once

#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// A number that does not follow from those before it.
struct Departure {
  Observed observed;
  std::string expected;  ///< the shortest text of the bits that do
  double units = 0;      ///< how far apart they are, in units of the last place of the number stated
  /// The same in those of what the number was made of: of the parameter before it, where that is larger.
  double units_of_step = 0;
};

struct RowByRow {
  std::size_t compared = 0;
  std::size_t moved = 0;              ///< of them: other than the number before it, so that they tell something
  std::vector<Departure> departures;  ///< in the order of the lines
};

/// Runs the equations in IEEE arithmetic. A stated number that is not what they give stands in its place from there on;
/// what is not stated (a moment) follows from what is. Quantities that the definition does not name are passed over.
///
/// @param form  binary64 or binary32
/// @throws InputError as LineIndex::find
RowByRow row_by_row(const Problem& problem, const std::vector<Observed>& trace, Form form);

}  // namespace stepmark::identify
