// The cheapest set of hypotheses that accounts for a sheet's wrong lines.
#pragma once

#include <set>
#include <vector>

#include "solver/marking/evidence.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// A hypothesis of the cheapest set.
struct Found {
  Causes causes;
  std::vector<std::size_t> positions;  ///< lines that it accounts for, in order
  std::vector<Causes> or_else;         ///< others that account for the same lines, and cost hardly more
  std::optional<std::size_t> entered;  ///< the line of the tape where it entered, if that is not asked
  double bits = 0;                     ///< what it costs, with what its lines leave open
  double ahead = 0;                    ///< bits by which the best set that names something else costs more
  std::size_t hypothesis = 0;          ///< its number
};

struct Cover {
  std::vector<Found> found;    ///< by their first lines
  std::set<std::size_t> open;  ///< lines that nothing accounts for
  double bits = 0;             ///< of the set, and of the lines that are left
};

Cover cheapest_cover(const Evidence& evidence);

}  // namespace stepmark::marking
