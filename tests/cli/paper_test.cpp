// Papers and rosters that are not what they should be, and editions that are written.
#include <gtest/gtest.h>

#include "tests/cli/paper_desk.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(PaperCommand, SaysWhatIsWrongWithAPaper) {
  PaperDesk desk;
  const auto refused = [&](const std::string& text, const std::vector<std::string>& parts) {
    SCOPED_TRACE(text);
    expect_refused(desk.paper(text, {"--copies", "2"}), parts);
    EXPECT_EQ(desk.scratch.files(), std::vector<std::string>{"paper.toml"});
  };
  refused("[[question]]\noptimizer = \"momentum\"\n", {"paper.toml:1:1", "title"});
  refused("title = \"T\"\n", {"question"});
  refused("title = \"T\"\ntitel = 1\n[[question]]\n", {"paper.toml:2:1", "titel", "title"});
  refused("title = \" \"\n[[question]]\noptimizer = \"momentum\"\n", {"paper.toml:1:9", "the title is empty"});
  refused("title = \"T\"\nquestion = []\n", {"paper.toml:2:12", "no questions"});
  refused(one_question + "mark = 3\n", {"paper.toml:4:1", "mark", "marks"});
  refused(one_question + "marks = 0\n", {"paper.toml:4:9", "above 0"});
  refused(one_question + "marks = \"sqrt(2)\"\n", {"irrational"});
  refused(one_question + "variants = \"all\"\n", {"paper.toml:4:12", "student"});
  refused(one_question + "hide = [\"title\"]\n", {"hide has 'title'", "equations or source"});
  refused(one_question + "kind = \"tabel\"\n", {"tabel", "table"});
  refused(one_question + "set = { etta = 0.1 }\n", {"etta", "eta"});
  refused(one_question + "problem = \"p.toml\"\n", {"optimizer is about a question that is drawn"});
  refused("title = \"T\"\n[[question]]\nproblem = \"none.toml\"\n", {"none.toml", "no such file"});
  refused("title = \"T\"\n[[question]]\noptimizer = \"momentun\"\n", {"momentun", "momentum"});
  refused("title = \"T\"\nseed = -1\n[[question]]\noptimizer = \"momentum\"\n", {"seed is -1"});
}

TEST(PaperCommand, SaysWhatIsWrongWithARoster) {
  PaperDesk desk;
  expect_refused(desk.of_roster("name\nAda\n"), {"roster.csv:1:1", "no column is called student"});
  expect_refused(desk.of_roster("student\n"), {"no students"});
  expect_refused(desk.of_roster("student,name\ns1,A\ns2,B\ns1,C\n"), {"roster.csv:4:1", "'s1' is already in line 2"});
  expect_refused(desk.of_roster("student,Student\ns1,s2\n"), {"roster.csv:1:9", "stands twice"});
  expect_refused(desk.of_roster("student,name\ns1,Lovelace, Ada\n"), {"roster.csv:2:13", "more cells"});
  expect_refused(desk.of_roster("student,name\n,A\n"), {"roster.csv:2:1", "no identifier"});
  expect_refused(desk.paper(one_question, {}), {"--roster FILE or --copies N"});
  expect_refused(desk.paper(one_question, {"--copies", "0"}), {"copies"});
}

TEST(PaperCommand, NoStudentsNameLeavesTheDirectory) {
  PaperDesk desk;
  EXPECT_EQ(desk.of_roster("student\n../evil\n/etc/passwd\nCON\nAda\nada\n\"a,b\"\n").status, 0);
  EXPECT_EQ(desk.scratch.files(), (std::vector<std::string>{"edition", "paper.toml", "roster.csv"}));
  const auto marked = desk.mark("student,question,t,quantity,component,value\n../evil,1,1,g,x,1\n\"a,b\",1,1,g,x,1\n");
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_NE(marked.output.find("\n\"a,b\","), std::string::npos);
}

TEST(PaperCommand, AnUnfinishedOrOtherEditionIsNotMixed) {
  PaperDesk desk;
  EXPECT_EQ(desk.paper(one_question, {"--copies", "2"}).status, 0);
  expect_refused(desk.paper(one_question, {"--copies", "2"}), {"not empty"});
  expect_refused(desk.paper(one_question, {"--copies", "3", "--resume"}), {"manifest.json", "another set"});
  EXPECT_EQ(desk.paper(one_question, {"--copies", "3", "--force"}).status, 0);
}

TEST(PaperCommand, ADateNeedsNoQuotes) {
  for (const std::string date : {"2026-12-04", "\"2026-12-04\"", "\"4 December\""}) {
    PaperDesk desk;
    ASSERT_EQ(desk.paper("date = " + date + '\n' + one_question, {"--copies", "1"}).status, 0);
    const std::string copy = support::read_all(desk.scratch.path("edition/copies/01.md"));
    EXPECT_NE(copy.find(date.starts_with('"') ? date.substr(1, date.size() - 2) : date), std::string::npos) << copy;
  }
  PaperDesk desk;
  expect_refused(desk.paper("date = 4\n" + one_question, {"--copies", "1"}), {"paper.toml:1:8", "date"});
}

TEST(PaperCommand, ItsOwnPaperIsNotWrittenOver) {
  SatPaper desk;
  const std::string key = desk.file("edition/key.csv");
  desk.edit("edition/paper.toml", "title = ", "seed = 9\ntitle = ");
  expect_refused(stepmark_program({"paper", desk.scratch.path("edition/paper.toml"), "--copies", "3", "--force", "-o",
                                   desk.scratch.path("edition")}),
                 {"edition/paper.toml", "is an input"});
  EXPECT_EQ(desk.file("edition/key.csv"), key);
  expect_refused(stepmark_program({"paper", desk.scratch.path("edition/paper.toml"), "--check", "--copies", "3"}),
                 {"--copies", "--check"});
}

TEST(PaperCommand, NothingInAnEditionBecomesAFormula) {
  PaperDesk desk;
  EXPECT_EQ(desk.of_roster("student\n=1+1\n@sum\n").status, 0);
  for (const char* name : {"key.csv", "variants.csv"}) {
    const std::string text = support::read_all(desk.scratch.path(std::string("edition/") + name));
    EXPECT_EQ(text.find("\n="), std::string::npos) << text;
    EXPECT_EQ(text.find("\n@"), std::string::npos) << text;
  }
  // A sheet that was printed so is the student's all the same, and so is one with the name as it is.
  const auto shown = desk.mark("student,question,t,quantity,component,value\n'=1+1,1,1,g,x,1\n@sum,1,1,g,x,1\n");
  EXPECT_EQ(shown.output.find("not on the roster"), std::string::npos) << shown.output;
  EXPECT_EQ(shown.output.find("no sheet"), std::string::npos) << shown.output;
}

TEST(PaperCommand, TwoOptimizersMayCallThemselvesTheSame) {
  PaperDesk desk;
  const std::string start =
      "optimizer mine\nhyper lr = 0.1\nstart theta[0] given, v[0] = 0\n\ng[t] = grad(theta[t-1])\n";
  desk.scratch.write("outside.optimizer", start + "v[t] = 0.9*v[t-1] + g[t]\ntheta[t] = theta[t-1] - lr*v[t]\n");
  desk.scratch.write("inside.optimizer", start + "v[t] = 0.9*v[t-1] + lr*g[t]\ntheta[t] = theta[t-1] - v[t]\n");
  const std::string paper =
      desk.scratch.write("paper.toml",
                         "title = 'T'\n[[question]]\noptimizer = ['outside.optimizer', 'inside.optimizer']\n"
                         "[[question]]\noptimizer = 'inside.optimizer'\nvariants = 2\n");
  const std::string edition = desk.scratch.path("edition");
  const auto outcome = stepmark_program({"paper", paper, "--copies", "4", "-o", edition});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  for (const auto& [file, rule] : {std::pair{"mine", "- lr*v[t]"}, std::pair{"mine-2", "- v[t]"}}) {
    const std::string text = support::read_all(edition + "/problems/" + file + ".optimizer");
    EXPECT_NE(text.find(rule), std::string::npos) << text;
  }
  for (const char* pooled : {"pool-0001-q2", "pool-0002-q2"}) {
    const std::string text = support::read_all(edition + "/problems/" + pooled + ".toml");
    EXPECT_NE(text.find("\"mine-2.optimizer\""), std::string::npos) << text;
  }
}

TEST(PaperCommand, AValueThatCannotBeMetNamesItsQuestion) {
  PaperDesk desk;
  const std::string paper = one_question + "[[question]]\noptimizer = 'momentum'\nset = { eta = 1e-90 }\n";
  expect_refused(desk.paper(paper, {"--copies", "2"}), {"paper.toml:4:1: "});
  expect_refused(stepmark_program({"paper", desk.scratch.path("paper.toml"), "--check"}), {"paper.toml:4:1: "});
}

TEST(PaperCommand, MarkdownIsWhatEveryEditionHas) {
  PaperDesk desk;
  ASSERT_EQ(desk.paper(one_question + "marks = 10\n", {"--copies", "2", "--to", "markdown"}).status, 0);
  const std::string copies = support::read_all(desk.scratch.path("edition/copies.md"));
  EXPECT_EQ(copies.find("{="), std::string::npos) << copies;
  // Twelve entries worth ten marks have no shares that a person can use.
  EXPECT_NE(copies.find("All entries together are worth 10 marks, each the same"), std::string::npos) << copies;
  EXPECT_NE(copies.find("1 : 1"), std::string::npos) << copies;
  EXPECT_EQ(copies.find("0.83"), std::string::npos) << copies;
}

TEST(PaperCommand, WhatIsCompleteGetsNoMore) {
  PaperDesk desk;
  ASSERT_EQ(desk.paper(one_question, {"--copies", "2"}).status, 0);
  EXPECT_EQ(desk.paper(one_question, {"--copies", "2", "--resume"}).status, 0);
  expect_refused(desk.paper(one_question, {"--copies", "2", "--resume", "--pictures"}), {"complete", "--pictures"});
  expect_refused(desk.paper(one_question, {"--copies", "2", "--resume", "--to", "html"}), {"complete", "--to"});
}

}  // namespace
}  // namespace stepmark::tests
