// A practice session without a terminal: what goes in comes back judged, and what is kept goes on.
#include "assessment/practice.hpp"

#include <gtest/gtest.h>

#include "lib/base/error.hpp"

namespace stepmark::assessment {
namespace {

using Kind = PracticeReply::Kind;

Problem two_steps() {
  return parse_problem(
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3], [-1.4]]\n"
      "start = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v']\n",
      "two-steps", "");
}

TEST(PracticeSession, JudgesAnswerAfterAnswer) {
  PracticeSession session(two_steps());
  EXPECT_EQ(session.lines(), 2U);
  EXPECT_EQ(session.asked(), "v of 1 at step 1");
  EXPECT_EQ(session.reply("").kind, Kind::nothing);
  EXPECT_EQ(session.reply("three").kind, Kind::unreadable);
  EXPECT_EQ(session.reply("HELP").kind, Kind::help);
  const PracticeReply right = session.reply(" 0,3 ");
  EXPECT_EQ(right.kind, Kind::right) << right.verdict << right.text;
  EXPECT_TRUE(right.keep);
  EXPECT_EQ(session.asked(), "v of 1 at step 2");
  const PracticeReply wrong = session.reply("0.777");
  EXPECT_EQ(wrong.kind, Kind::judged);
  EXPECT_NE(wrong.verdict, "right");
  EXPECT_TRUE(session.is_done());
  EXPECT_EQ(session.closing(), "2 out of 4 marks.");
}

TEST(PracticeSession, GivesHintsUpToTheValueAndSaysSoAtTheEnd) {
  PracticeSession session(two_steps());
  EXPECT_NE(session.reply("?").text.find("v[t] ="), std::string::npos);
  EXPECT_FALSE(session.reply("?").keep);
  const PracticeReply value = session.reply("hint");
  EXPECT_TRUE(value.keep);
  EXPECT_EQ(value.text, "  = 0.3\n");
  EXPECT_EQ(session.reply("?").text, "That was the last hint: type the value to go on, or skip.\n");
  session.reply("0.3");
  EXPECT_EQ(session.reply("skip").verdict, "left out");
  EXPECT_NE(session.closing().find("1 line was answered after the value had been shown."), std::string::npos);
}

TEST(PracticeSession, WritesNormsOutAndDecidesCasesByTheStudentsOwnNumbers) {
  const auto hint = [](const char* norm) {
    PracticeSession session(parse_problem(
        "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3, 4]]\n"
        "start = [1, 1]\n[working]\nround = '4 places'\n[modifiers]\nclip_norm = 2\n",
        "clipped", ""));
    session.reply("3");
    session.reply("4");
    session.reply("?");
    EXPECT_EQ(session.reply("?").text, "  = sqrt(3^2 + 4^2)\n");
    session.reply(norm);
    session.reply("?");
    return session.reply("?").text;
  };
  EXPECT_EQ(hint("5"), "  = 2/5*3\n");
  EXPECT_EQ(hint("1"), "  = 3\n");
}

TEST(PracticeSession, GoesOnFromWhatWasKept) {
  PracticeSession before(two_steps());
  before.reply("skip");
  PracticeSession session(two_steps());
  session.take_up(before.kept(), "kept.csv");
  EXPECT_EQ(session.lines_done(), 1U);
  EXPECT_EQ(session.asked(), "v of 1 at step 2");
  EXPECT_EQ(session.kept(), before.kept());
  EXPECT_EQ(session.reply("quit").kind, Kind::stopped);
  EXPECT_THROW(session.take_up("t,quantity,value,remark\n1,v,0.3,mine\n", "kept.csv"), InputError);
}

}  // namespace
}  // namespace stepmark::assessment
