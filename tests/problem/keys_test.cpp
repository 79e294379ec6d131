// The list of keys that the reader goes by, and the page that is made of it.
#include "lib/problem/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lib/base/error.hpp"
#include "lib/problem/problem.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using problem::KeyEntry, problem::KeyTable, problem::problem_keys, problem::refused_problem;
using testing::HasSubstr;

std::string refusal(const std::string& text) try {
  parse_problem(text, "p.toml", no_files());
  return "accepted";
} catch (const InputError& error) {
  return error.what();
}

/// Calls `visit` for every key.
template <class Visit>
void each(Visit visit) {
  for (const KeyTable& table : problem_keys()) {
    for (const KeyEntry& key : table.keys) visit(table, key);
  }
}

TEST(Keys, WhatIsRefusedIsRefusedForTheKeysSake) {
  std::size_t tried = 0;
  each([&](const KeyTable& table, const KeyEntry& key) {
    const std::string text = refused_problem(table, key);
    if (text.empty()) return;
    ++tried;
    const std::string said = refusal(text);
    EXPECT_NE(said, "accepted") << table.name << '\n' << text;
    EXPECT_THAT(said, testing::Not(HasSubstr("unknown key"))) << text;
  });
  EXPECT_GT(tried, 50U);
}

/// Without the key, the same problem is read: nothing else in it is wrong.
TEST(Keys, OfWhatIsLeftOutADefaultIsTold) {
  each([&](const KeyTable& table, const KeyEntry& key) {
    EXPECT_STRNE(key.meaning, "") << table.name << ' ' << key.name;
    EXPECT_FALSE(*key.otherwise == '\0' && *key.refused == '\0' && std::string(key.name) != "objective")
        << table.name << ' ' << key.name << " has neither a default nor an error";
  });
}

TEST(Keys, AreEachInATableOnce) {
  each([&](const KeyTable& table, const KeyEntry& key) {
    const std::vector<std::string> names = problem::keys_of(table.name);
    EXPECT_EQ(std::count(names.begin(), names.end(), key.name), 1) << table.name << ' ' << key.name;
  });
}

/// The reader has no list of its own: a key that is in no table is refused with the nearest one that is.
TEST(Keys, AreWhatTheReaderSuggests) {
  for (const KeyTable& table : problem_keys()) {
    const std::string name = table.name;
    if (table.open || !name.starts_with('[') || name == "[objective]") continue;
    for (const KeyEntry& key : table.keys) {
      const std::string misspelt = std::string(key.name) + "z";
      const std::string text = "optimizer = 'momentum'\nsteps = 2\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n" +
                               name + "\n" + misspelt + " = 1\n";
      EXPECT_THAT(refusal(text), HasSubstr(key.name)) << text;
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
