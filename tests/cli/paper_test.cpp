// Papers, rosters and classes that are not what they should be.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;

const std::string one_question = "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\n";

struct Desk {
  ScratchDirectory scratch;

  support::Outcome paper(const std::string& text, std::vector<std::string> more) {
    more.insert(more.begin(), {"paper", scratch.write("paper.toml", text)});
    more.insert(more.end(), {"-o", scratch.path("edition")});
    return stepmark_program(more);
  }
  support::Outcome of_roster(const std::string& roster) {
    return paper(one_question, {"--roster", scratch.write("roster.csv", roster)});
  }
  support::Outcome mark(const std::string& rows) {
    return stepmark_program({"mark", scratch.path("edition"), scratch.write("class.csv", rows)});
  }
};

TEST(PaperCommand, SaysWhatIsWrongWithAPaper) {
  Desk desk;
  const auto refused = [&](const std::string& text, const std::vector<std::string>& parts) {
    SCOPED_TRACE(text);
    expect_refused(desk.paper(text, {"--copies", "2"}), parts);
    EXPECT_EQ(desk.scratch.files(), std::vector<std::string>{"paper.toml"});
  };
  refused("[[question]]\noptimizer = \"momentum\"\n", {"paper.toml:1:1", "title"});
  refused("title = \"T\"\n", {"question"});
  refused("title = \"T\"\ntitel = 1\n[[question]]\n", {"paper.toml:2:1", "titel", "title"});
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
  Desk desk;
  expect_refused(desk.of_roster("name\nAda\n"), {"roster.csv:1:1", "no column is called student"});
  expect_refused(desk.of_roster("student\n"), {"no students"});
  expect_refused(desk.of_roster("student,name\ns1,A\ns2,B\ns1,C\n"), {"roster.csv:4:1", "'s1' is already in line 2"});
  expect_refused(desk.of_roster("student,name\n,A\n"), {"roster.csv:2:1", "no identifier"});
  expect_refused(desk.paper(one_question, {}), {"--roster FILE or --copies N"});
  expect_refused(desk.paper(one_question, {"--copies", "0"}), {"copies"});
}

TEST(PaperCommand, NoStudentsNameLeavesTheDirectory) {
  Desk desk;
  EXPECT_EQ(desk.of_roster("student\n../evil\n/etc/passwd\nCON\nAda\nada\n\"a,b\"\n").status, 0);
  EXPECT_EQ(desk.scratch.files(), (std::vector<std::string>{"edition", "paper.toml", "roster.csv"}));
  const auto marked = desk.mark("student,question,t,quantity,component,value\n../evil,1,1,g,x,1\n\"a,b\",1,1,g,x,1\n");
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_NE(marked.output.find("\n\"a,b\","), std::string::npos);
}

TEST(PaperCommand, AnUnfinishedOrOtherEditionIsNotMixed) {
  Desk desk;
  EXPECT_EQ(desk.paper(one_question, {"--copies", "2"}).status, 0);
  expect_refused(desk.paper(one_question, {"--copies", "2"}), {"not empty"});
  expect_refused(desk.paper(one_question, {"--copies", "3", "--resume"}), {"manifest.json", "another set"});
  EXPECT_EQ(desk.paper(one_question, {"--copies", "3", "--force"}).status, 0);
}

TEST(PaperCommand, RefusesAClassThatIsNotOnTheEdition) {
  Desk desk;
  EXPECT_EQ(desk.paper(one_question, {"--copies", "2"}).status, 0);
  expect_refused(desk.mark("student,t,quantity,component,value\n01,1,g,x,1\n"),
                 {"class.csv:1:1", "no column question"});
  expect_refused(desk.mark("student,question,t,quantity,component,value,colour\n01,1,1,g,x,1,red\n"),
                 {"class.csv:1:", "'colour' is not known"});
  expect_refused(desk.mark("student,question,t,quantity,component,value\n01,7,1,g,x,1\n"),
                 {"class.csv:2: ", "'7' is no question of this paper", "1 to 1"});
  const auto marked = desk.mark("student,question,t,quantity,component,value\n01,1,1,g,x,nonsense\n");
  EXPECT_EQ(marked.status, 0) << marked.error;
  expect_refused(stepmark_program({"mark", desk.scratch.path("."), desk.scratch.write("c.csv", "student,question\n")}),
                 {"manifest.json"});
}

TEST(PaperCommand, TwoOptimizersMayCallThemselvesTheSame) {
  Desk desk;
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

TEST(PaperCommand, ACertificateEndsWithItsAnswer) {
  Desk desk;
  const std::string paper = desk.scratch.write("paper.toml", one_question + "marks = 12\n");
  const auto good = stepmark_program({"paper", paper, "--check"});
  EXPECT_EQ(good.status, 0) << good.error;
  EXPECT_NE(good.output.find("1 question, 12 marks"), std::string::npos) << good.output;
  desk.scratch.write("bad.toml",
                     "optimizer = 'adam-slides'\nsteps = 1\n[objective]\ngradients = [[1]]\nstart = [0]\n[working]\n"
                     "round = '4 places'\n");
  const auto bad = stepmark_program(
      {"paper", desk.scratch.write("b.toml", "title = 'T'\n[[question]]\nproblem = 'bad.toml'\n"), "--check"});
  EXPECT_EQ(bad.status, 1) << bad.error;
  EXPECT_NE(bad.output.find("Question 1: not worth asking"), std::string::npos) << bad.output;
}

}  // namespace
}  // namespace stepmark::tests
