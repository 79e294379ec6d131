#include "reports/handout.hpp"

#include <gmock/gmock.h>
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

/// What is missing is not told, and what is left is called what it is.
TEST(Handout, CallsTheHyperparameterThatIsLeftByItsName) {
  const std::string head =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.05\ngamma = 0.9\n[objective]\n"
      "function = 'x^2 + 3*y^2'\nstart = { x = 2, y = 1 }\n[working]\nround = '4 places'\n"
      "[question]\nkind = 'missing-hyperparameter'\nhyperparameter = ";
  const auto page = [&](const std::string& missing) {
    return handout({parse_problem(head + '\'' + missing + "'\n", "p.toml", "")}, HandoutKind::questions);
  };
  EXPECT_THAT(page("eta"), ::testing::HasSubstr("The hyperparameter is $\\gamma = 0.9$."));
  EXPECT_THAT(page("gamma"), ::testing::HasSubstr("The learning rate is $\\eta = 0.05$."));
}

}  // namespace
}  // namespace stepmark::tests
