#include "lib/base/hash_table.hpp"

#include <algorithm>
#include <utility>

namespace stepmark {

/// The last mixing of SplitMix64.
std::uint64_t TextHash::value() const {
  std::uint64_t hash = hash_.value();
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

std::uint64_t text_hash(std::string_view text) {
  TextHash hash;
  hash.add(text);
  return hash.value();
}

/// Where the hash stands, or the free place that it would take.
std::size_t HashTable::Part::place_of(std::uint64_t hash) const {
  auto place = static_cast<std::size_t>((hash & 0xFFFFFFFFU) * hashes_.size() >> 32U);
  while (hashes_[place] != 0 && hashes_[place] != hash) place = place + 1 < hashes_.size() ? place + 1 : 0;
  return place;
}

void HashTable::Part::grow() {
  Part larger;
  const std::size_t room = std::max<std::size_t>(8, hashes_.size() + hashes_.size() / 5);
  larger.hashes_.resize(room);
  larger.numbers_.resize(room);
  larger.size_ = size_;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (hashes_[i] == 0) continue;
    const std::size_t place = larger.place_of(hashes_[i]);
    larger.hashes_[place] = hashes_[i];
    larger.numbers_[place] = numbers_[i];
  }
  *this = std::move(larger);
}

std::uint32_t& HashTable::Part::number(std::uint64_t hash) {
  if (7 * (size_ + 1) > 6 * hashes_.size()) grow();
  const std::size_t place = place_of(hash);
  size_ += hashes_[place] == 0;
  hashes_[place] = hash;
  return numbers_[place];
}

std::uint32_t HashTable::Part::at(std::uint64_t hash) const { return hashes_.empty() ? 0 : numbers_[place_of(hash)]; }

std::uint32_t& HashTable::operator[](std::uint64_t hash) {
  hash = std::max<std::uint64_t>(hash, 1);
  return parts_[static_cast<std::size_t>(hash >> 56U)].number(hash);
}

std::uint32_t HashTable::at(std::uint64_t hash) const {
  hash = std::max<std::uint64_t>(hash, 1);
  return parts_[static_cast<std::size_t>(hash >> 56U)].at(hash);
}

}  // namespace stepmark
