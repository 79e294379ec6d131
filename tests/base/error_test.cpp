#include "lib/base/error.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(InputError, SaysOneLineWhateverItQuotes) {
  EXPECT_EQ(std::string(InputError({"a\n", 2, 3}, "no \x1b[31m\n", "\xffθ").what()),
            "a\\x0a:2:3: no \\x1b[31m\\x0a; \\xffθ");
}

}  // namespace
}  // namespace stepmark::tests
