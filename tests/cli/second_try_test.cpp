// What is wrong and why, and no expected number; and everything that a mark sheet may name.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome, support::read_all, support::ScratchDirectory;

class SecondTry : public ::testing::Test {
 protected:
  ScratchDirectory scratch_;
  const std::string problem_ = scratch_.write(
      "p.toml",
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3.1], [-1.4]]\n"
      "start = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v']\n");
  const std::string answers_ = scratch_.write("a.csv", "t,quantity,component,value\n1,v,,3.1\n2,v,,0.1\n");
  const std::string class_ =
      scratch_.write("class.csv", "student,t,quantity,component,value\ns1,1,v,,3.1\ns1,2,v,,0.1\n");
};

TEST_F(SecondTry, TellsNoNumber) {
  for (const std::string form : {"markdown", "json", "csv"}) {
    const Outcome told = stepmark_program({"check", problem_, answers_, "--format", form});
    EXPECT_NE(told.output.find("0.31"), std::string::npos) << told.output << told.error;
    const Outcome hidden = stepmark_program({"check", problem_, answers_, "--hide-answers", "--format", form});
    EXPECT_EQ(hidden.status, 0) << hidden.error;
    EXPECT_EQ(hidden.output.find("0.31"), std::string::npos) << hidden.output;
  }
  const std::string feedback = scratch_.path("feedback"), details = scratch_.path("details");
  const Outcome marked =
      stepmark_program({"mark", problem_, class_, "--feedback", feedback, "--hide-answers", "--details", details});
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_EQ(read_all(feedback + "/s1.md").find("0.31"), std::string::npos);
  EXPECT_NE(read_all(details).find("0.31"), std::string::npos);  // those are the tutor's
  expect_refused(stepmark_program({"mark", problem_, class_, "--hide-answers"}), {"--feedback"});
}

TEST_F(SecondTry, AllCausesAreListed) {
  const Outcome all = stepmark_program({"mistakes", "--all"});
  for (const char* part : {"bias-power-of-bracket", "sign-slip", "momentum-notebook", "convention of momentum"}) {
    EXPECT_NE(all.output.find(part), std::string::npos) << part;
  }
  expect_refused(stepmark_program({"mistakes", problem_, "--all"}), {"--all"});
}

}  // namespace
}  // namespace stepmark::tests
