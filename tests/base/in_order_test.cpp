#include "lib/base/in_order.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// A maker that remembers nothing; one text takes as long as its number says.
TextMaker numbers() {
  return [](std::size_t i, std::string& out) {
    for (volatile std::size_t k = 0; k < i % 7 * 1000;) k = k + 1;
    out += std::to_string(i) + ' ';
  };
}

std::string made(std::size_t count, unsigned threads) {
  std::string all;
  make_in_order(count, threads, numbers, [&](std::string_view text) { all += text; });
  return all;
}

TEST(InOrder, IsTheSameWithAnyNumberOfThreads) {
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 1000U}) {
    std::string expected;
    for (std::size_t i = 0; i < count; ++i) expected += std::to_string(i) + ' ';
    for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) EXPECT_EQ(made(count, threads), expected) << threads;
  }
}

TEST(InOrder, HandsOnWhatCameBeforeAFailure) {
  const auto failing = [] {
    return [](std::size_t i, std::string& out) {
      if (i == 150 || i == 70) throw std::runtime_error("at " + std::to_string(i));
      out += 'x';
    };
  };
  for (const unsigned threads : {1U, 4U}) {
    std::string all;
    try {
      make_in_order(1000, threads, failing, [&](std::string_view text) { all += text; });
      FAIL();
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "at 70");
    }
    EXPECT_EQ(all, std::string(70, 'x'));
  }
}

}  // namespace
}  // namespace stepmark::tests
