// Practice on an edition, and question after question without an end.
#include <gtest/gtest.h>

#include "tests/cli/paper_desk.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;

TEST(MarkedEdition, IsPractisedCopyByCopy) {
  SatPaper desk;
  const std::string edition = desk.scratch.path("edition"), file = desk.scratch.path("mine.csv");
  expect_refused(stepmark_program({"practice", edition}), {"--student ID"});
  expect_refused(stepmark_program({"practice", edition, "--student", "99"}), {"'99' has no copy"});
  expect_refused(stepmark_program({"practice", "problems/bank/momentum-bowl.toml", "--student", "01"}),
                 {"--student is about the directory"});
  std::string skips;
  for (int i = 0; i < 40; ++i) skips += "skip\\n";
  const auto outcome = in_shell("printf '" + skips + "' | \"$0\" practice " + edition + " --student 02 -o " + file);
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_NE(outcome.output.find("Question 1 of 2"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("0 out of 4 marks"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("All questions: 0 out of 16 marks."), std::string::npos) << outcome.output;
  EXPECT_NE(desk.file("mine-q1.csv").find("skipped"), std::string::npos);
  const std::string told = "Answer line by line";
  const std::size_t first = outcome.output.find(told);
  EXPECT_NE(first, std::string::npos) << outcome.output;
  EXPECT_EQ(outcome.output.find(told, first + 1), std::string::npos) << "once is enough";
  EXPECT_NE(desk.file("mine-q2.csv").find("answer"), std::string::npos);
}

TEST(PracticeWithoutAProblem, DrawsQuestionsAndKeepsThem) {
  ScratchDirectory scratch;
  const std::string here = scratch.path("mine");
  const auto practise = [&](const std::string& typed, const std::string& more) {
    return in_shell("printf '" + typed + "' | \"$0\" practice --optimizer momentum --level easy -o " + here + more);
  };
  std::string skips;
  for (int i = 0; i < 12; ++i) skips += "skip\\n";
  const auto first = practise(skips + "\\nquit\\n", "");
  ASSERT_EQ(first.status, 0) << first.error;
  EXPECT_NE(first.output.find("Question 2"), std::string::npos) << first.output;
  EXPECT_NE(first.output.find("1 question, 0 out of 24 marks."), std::string::npos) << first.output;
  const std::string record = support::read_all(here + "/record.csv");
  EXPECT_NE(record.find("\n1,momentum,"), std::string::npos) << record;
  EXPECT_NE(record.find(",0,24,12,0,\n2,momentum,"), std::string::npos) << record;
  // What is kept is a problem and an answer sheet like any other.
  EXPECT_EQ(stepmark_program({"check", here + "/0001.toml", here + "/0001.answers.csv"}).status, 0);
  const std::string second = support::read_all(here + "/0002.toml");
  EXPECT_NE(second, support::read_all(here + "/0001.toml"));

  const auto on = practise("7\\nquit\\n", "");
  EXPECT_NE(on.output.find("Question 2"), std::string::npos) << on.output;
  EXPECT_NE(practise("quit\\n", "").output.find("1 of 12 lines are done"), std::string::npos);
  EXPECT_EQ(support::read_all(here + "/0002.toml"), second);
  // What cannot begin again loses nothing.
  const std::string before = support::read_all(here + "/record.csv");
  EXPECT_EQ(practise("quit\\n", " --force --set eta=1e-90").status, 2);
  EXPECT_EQ(support::read_all(here + "/record.csv"), before);
  EXPECT_NE(practise("quit\\n", " --force").output.find("Question 1"), std::string::npos);
  const auto anew = practise("quit\\n", "");
  EXPECT_EQ(anew.output.find("lines are done"), std::string::npos) << anew.output;
  scratch.write("mine/0002.answers.csv", "precious");
  scratch.write("mine/record.csv",
                "question,optimizer,family,kind,level,seed,number,again,marks,out_of,left_out,shown,made\n"
                "1,momentum,quadratic,table,easy,1,1,,24,24,0,0,\n");
  expect_refused(practise("quit\\n", ""), {"0002.answers.csv", "there already"});
  ASSERT_EQ(in_shell("cd " + here + " && rm 0002.answers.csv && ln -s ../out.txt 0002.toml").status, 0);
  expect_refused(practise("quit\\n", ""), {"0002.toml", "is a link"});
  EXPECT_EQ(scratch.files(), std::vector<std::string>{"mine"});
  ASSERT_EQ(in_shell("rm -r " + here + " && mkdir " + here).status, 0);
  EXPECT_EQ(practise("quit\\n", "").status, 0);
  EXPECT_EQ(support::read_all(here + "/record.csv").find("\n2,"), std::string::npos);

  expect_refused(stepmark_program({"practice"}), {"--optimizer NAME"});
  expect_refused(stepmark_program({"practice", "--level", "easy"}), {"--optimizer NAME"});
  expect_refused(stepmark_program({"practice", "p.toml", "--level", "easy"}), {"--level", "a PROBLEM is given"});
  expect_refused(stepmark_program({"practice", "--optimizer", "momentum", "--student", "1"}), {"--student"});
  expect_refused(stepmark_program({"practice", "--optimizer", "adum", "-o", scratch.path("n")}),
                 {"did you mean 'adam'"});
  expect_refused(
      stepmark_program({"practice", "--optimizer", "momentum", "--set", "eta=1e-90", "-o", scratch.path("n")}),
      {"eta"});
  scratch.write("mine/record.csv", "a,b\n");
  expect_refused(stepmark_program({"practice", "--optimizer", "momentum", "-o", here}),
                 {"record.csv:1:1", "no record"});
  expect_refused(stepmark_program({"practice", "--optimizer", "momentum", "-o", scratch.path("")}),
                 {"holds no record of practice"});
  EXPECT_EQ(scratch.files(), std::vector<std::string>{"mine"});
}

}  // namespace
}  // namespace stepmark::tests
