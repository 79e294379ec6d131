// Random numbers that are the same on every machine, with every compiler and any number of threads: each stream begins
// at a key, and no stream depends on what was drawn from another.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/number/exact.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// A stream of SplitMix64 (Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators), begun at the
/// mixed key.
class Draw {
 public:
  explicit Draw(std::initializer_list<std::uint64_t> key);

  std::uint64_t bits();
  /// least <= result <= most, all equally likely.
  std::int64_t between(std::int64_t least, std::int64_t most);
  bool coin() { return between(0, 1) == 1; }
  /// between(least, most) / 10^places
  Exact decimal(std::int64_t least, std::int64_t most, int places);
  /// The same with either sign, and never 0: least > 0.
  Exact signed_decimal(std::int64_t least, std::int64_t most, int places);

  template <class Item>
  const Item& pick(const std::vector<Item>& items) {
    STEPMARK_ASSERT(!items.empty());
    return items[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(items.size()) - 1))];
  }
  template <class Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
    }
  }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace stepmark::problems
