// A table from hashes of texts to small numbers, for what has to be remembered of each of very many.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/base/fnv1a.hpp"

namespace stepmark {

/// The hash of a text that comes in pieces; how it is cut does not matter.
class TextHash {
 public:
  void add(std::string_view piece) { hash_.add(piece); }
  std::uint64_t value() const;

 private:
  Fnv1a hash_;
};

/// The same on every machine, and even in all its bits.
std::uint64_t text_hash(std::string_view text);

/// Open addressing in flat arrays: 14 to 17 bytes an entry. Texts are not kept: two are taken for one with a chance of
/// n^2 / 2^65 among n.
class HashTable {
 public:
  /// The number kept for a hash, 0 where there is none yet. The reference lasts until the next call.
  std::uint32_t& operator[](std::uint64_t hash);
  /// The number kept, 0 where there is none.
  std::uint32_t at(std::uint64_t hash) const;

 private:
  /// A share of all hashes. Parts grow one by one, so that there is never more than one of them twice.
  class Part {
   public:
    std::uint32_t& number(std::uint64_t hash);
    std::uint32_t at(std::uint64_t hash) const;

   private:
    std::size_t place_of(std::uint64_t hash) const;
    void grow();

    std::size_t size_ = 0;
    std::vector<std::uint64_t> hashes_;  ///< 0: a free place
    std::vector<std::uint32_t> numbers_;
  };

  std::array<Part, 256> parts_;  ///< by the first eight bits
};

}  // namespace stepmark
