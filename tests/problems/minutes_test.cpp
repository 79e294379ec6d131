#include "problems/minutes.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem descent(const std::string& rest) {
  return parse_problem(
      "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.3\n[objective]\n"
      "gradients = [[4], [-3]]\nstart = [2]\n[working]\nround = '4 places'\n" +
          rest,
      "p.toml", "");
}

/// theta = 2 - 0.3*4 = 0.8, then 0.8 + 0.3*3 = 1.7: two products; 2, 4, 0.8, -3 and 1.7 have six digits.
TEST(Minutes, AreTheOperationsAndTheDigitsAtAPace) {
  const Workload load = workload_of_question(descent(""));
  EXPECT_EQ(load.multiplications, 2);
  EXPECT_EQ(load.divisions + load.roots + load.functions, 0);
  EXPECT_EQ(load.digits, 6);
  EXPECT_EQ(minutes_for(descent("")), 1);  // 36 seconds
  Pace slow;
  slow.multiplication = 100;
  slow.digit = 10;
  EXPECT_EQ(minutes_for(descent(""), slow), 5);  // 260 seconds
}

TEST(Minutes, CountWhatIsLeftToDo) {
  const Workload left = workload_of_question(
      descent("[question]\nkind = 'faded'\nshown = [{ t = 1, quantity = 'g' }, { t = 1, quantity = 'theta' }]\n"));
  EXPECT_EQ(left.multiplications, 1);
  EXPECT_EQ(left.digits, 4);  // the start is read all the same
}

TEST(Minutes, OfAComparisonAreThoseOfBothAndOfTheWords) {
  const Problem both = descent("[question]\nkind = 'compare'\nother = 'momentum'\n");
  EXPECT_GT(workload_of_question(both).multiplications, 2 + 2);
  Pace words_alone{0, 0, 0, 0, 0, 120};
  EXPECT_EQ(minutes_for(both, words_alone), 2);
}

}  // namespace
}  // namespace stepmark::tests
