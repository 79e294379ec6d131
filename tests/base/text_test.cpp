#include "lib/base/text.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(Text, IsTrimmedOfWhatCannotBeSeen) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, ListsItems) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(listed({"a", "b", "c"}, 2), "a, b, ...");
  EXPECT_EQ(alternatives({"a"}), "a");
  EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace stepmark::tests
