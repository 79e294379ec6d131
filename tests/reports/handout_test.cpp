#include "reports/handout.hpp"

#include <gtest/gtest.h>

#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// More than a thread takes at a time, with all kinds of questions.
std::vector<Problem> bank_twice() {
  std::vector<Problem> problems = support::bank(), again = problems;
  problems.insert(problems.end(), again.begin(), again.end());
  return problems;
}

TEST(Handout, IsTheSameWithAnyNumberOfThreads) {
  const std::vector<Problem> problems = bank_twice();
  ASSERT_GT(problems.size(), 80U);
  for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
    const std::string one = handout(problems, kind, "All");
    EXPECT_EQ(handout(problems, kind, "All", 3), one);
    std::size_t questions = 0;
    for (std::size_t at = 0; (at = one.find("\n## Question ", at)) != std::string::npos; ++at) ++questions;
    EXPECT_EQ(questions, problems.size());
  }
}

}  // namespace
}  // namespace stepmark::tests
