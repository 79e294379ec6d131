// How exactly a definition with its values gives the numbers of a trace.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "solver/identify/candidate.hpp"
#include "solver/identify/identify.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

struct Proof {
  std::optional<Fit::Precision> precision;  ///< nothing where it does not give them
  std::vector<Departure> departures;        ///< as in Fit
  std::string not_computed;                 ///< why enclosures could not tell; usually empty
};

/// Doubles have found it; enclosures or the bits themselves confirm it.
/// @param slack   by which doubles found it
/// @param floats  whether the numbers may be of single precision
Proof proof_of(const Problem& problem, const std::vector<Stated>& stated, Slack slack, bool floats);

std::vector<Observed> numbers_of(const std::vector<Stated>& stated);

}  // namespace stepmark::identify
