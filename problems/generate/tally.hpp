// Why candidates were turned down.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "problems/generate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

enum class Refusal {
  undefined,
  zero,
  large,
  tie,
  unfair,
  root,
  unearned,  ///< answers that can be had without the work
  uneven,    ///< another workload than the rest of the set
  repeated,  ///< the answers of an earlier problem
  not_tidy,
  indiscriminate,
  kind  ///< too few wrong methods for the kind
};
inline constexpr std::size_t refusals = 12;

class Tally {
 public:
  void add(Refusal refusal) { ++counts_[static_cast<std::size_t>(refusal)]; }
  void add(const Certificate& failed);
  std::uint64_t total() const;

  /// "of 2,000 candidates for adam-slides 1,870 were not fair", "expected more places, or ..."
  struct Complaint {
    std::string wrong, expected;
  };
  Complaint complaint(const Request& request, const std::string& optimizer) const;

 private:
  std::array<std::uint64_t, refusals> counts_{};
  std::map<std::string, std::uint64_t> reasons_;  ///< of certificates that were not discriminating
};

Refusal refusal_of(FirstLook::Fault fault);

}  // namespace stepmark::problems
