// The streams of numbers that a set is drawn from.
#pragma once

#include "problems/generate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// What a stream of numbers is for; part of its key.
enum class Stream : std::uint64_t { plan = 1, trial = 2, scout = 3, problem = 4, sample = 5 };

inline Draw stream(const Request& request, Stream what, std::uint64_t a, std::uint64_t b) {
  // Two kinds with the same seed have different numbers.
  constexpr std::uint64_t streams = 16;
  return Draw(
      {request.seed, static_cast<std::uint64_t>(what) + streams * static_cast<std::uint64_t>(request.kind), a, b});
}

}  // namespace stepmark::problems
