// What is asked where nobody has said it: nothing that is zero to the digits of the page.
#include "solver/visible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/problem/entries.hpp"
#include "solver/asked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using solver::asking_for_what_shows;
using testing::Contains, testing::ElementsAre, testing::Not;

Problem adadelta(const std::string& working, const std::string& rest = "") {
  return parse_problem(
      "optimizer = 'adadelta'\nsteps = 2\n[objective]\nfunction = 'x^2 + 5*y^2'\nstart = { x = 3, y = 1 }\n"
      "[working]\nround = '" +
          working + "'\n" + rest,
      "p.toml", "");
}

TEST(Defaults, LeaveOutWhatIsZeroToTheDigitsAsked) {
  EXPECT_THAT(adadelta("4 places").answer.ask, Contains("E_x"));
  EXPECT_THAT(asking_for_what_shows(adadelta("4 places")).answer.ask, ElementsAre("g", "E_g", "delta", "theta"));
  EXPECT_THAT(asking_for_what_shows(adadelta("9 places")).answer.ask, Contains("E_x"));
  EXPECT_THAT(asking_for_what_shows(adadelta("4 figures")).answer.ask, Contains("E_x"));
}

TEST(Defaults, AreNotWhatAFileSays) {
  const std::string all = "[answer]\nask = ['g', 'E_g', 'delta', 'E_x', 'theta']\n";
  EXPECT_THAT(asking_for_what_shows(adadelta("4 places", all)).answer.ask, Contains("E_x"));
}

/// The v_hat of AMSGrad, which is v as long as the gradients grow: a faded working gives it in every step.
TEST(Defaults, KeepWhatIsFilledInThroughout) {
  const std::string shown =
      "[question]\nkind = 'faded'\nshown = [{ t = 1, quantity = 'E_x' }, { t = 2, quantity = 'E_x' }]\n";
  EXPECT_THAT(asking_for_what_shows(adadelta("9 places", shown)).answer.ask, Contains("E_x"));
  EXPECT_EQ(asking_for_what_shows(adadelta("4 places", shown)).answer.ask, adadelta("4 places", shown).answer.ask);
}

TEST(Defaults, KeepTheMarksOfTheWhole) {
  const Problem problem = asking_for_what_shows(adadelta("4 places", "[question]\nkind = 'table'\nmarks = 10\n"));
  EXPECT_THAT(problem.answer.ask, Not(Contains("E_x")));
  EXPECT_EQ(Exact(entries_of(problem)) * (problem.marks.method + problem.marks.accuracy), Exact(10));
}

}  // namespace
}  // namespace stepmark::tests
