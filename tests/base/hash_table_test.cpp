#include "lib/base/hash_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(HashTable, KeepsWhatAMapKeeps) {
  HashTable table;
  std::map<std::uint64_t, std::uint32_t> map;
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    // Few, so that they return, and neighbours, so that they stand in each other's places.
    const std::uint64_t hash = random() % 2 == 0 ? random() % 4000 << 50U : random() % 4000;
    if (hash == 0) continue;
    EXPECT_EQ(table.at(hash), map.contains(hash) ? map.at(hash) : 0);
    table[hash] += 1 + static_cast<std::uint32_t>(i);
    map[hash] += 1 + static_cast<std::uint32_t>(i);
  }
  for (const auto& [hash, number] : map) EXPECT_EQ(table.at(hash), number);
}

TEST(HashTable, TakesZeroForAHashLikeAnother) {
  HashTable table;
  EXPECT_EQ(table.at(0), 0U);
  table[0] = 7;
  EXPECT_EQ(table.at(0), 7U);
}

TEST(TextHash, TellsNamesApart) {
  std::set<std::uint64_t> hashes;
  for (int i = 0; i < 100'000; ++i) hashes.insert(text_hash("s" + std::to_string(i)));
  EXPECT_EQ(hashes.size(), 100'000U);
  EXPECT_EQ(text_hash("Ada"), text_hash(std::string("Ada")));
}

}  // namespace
}  // namespace stepmark::tests
