// Classes on an edition: what is refused, what has changed since, and what a person has to mark.
#include <gtest/gtest.h>

#include "tests/cli/paper_desk.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(MarkedEdition, HidesAnswersForASecondTry) {
  SatPaper desk;
  expect_refused(desk.marked({"--hide-answers"}), {"--feedback"});
  ASSERT_EQ(desk.marked({"--hide-answers", "--feedback", desk.scratch.path("sheets")}).status, 0);
  EXPECT_EQ(desk.file("sheets/01.md").find("expected"), std::string::npos);
}

TEST(MarkedEdition, TellsWhatHasChangedForWhom) {
  SatPaper desk;
  const std::string before = desk.scratch.path("before.csv");
  ASSERT_EQ(desk.marked({"-o", before}).status, 0);
  const auto same = desk.marked({"--previous", before});
  EXPECT_EQ(same.output, desk.file("before.csv"));
  EXPECT_NE(same.error.find("none of 2 students"), std::string::npos) << same.error;

  desk.edit("edition/paper.toml", "marks = 12", "marks = 6");
  const auto halved = desk.marked({"--previous", before});
  EXPECT_NE(halved.error.find("the marks of question 1 are 6, and were 12"), std::string::npos) << halved.error;
  EXPECT_NE(halved.output.find("02,,10,10,6,4,the marks were 16 out of 16: 12 for question 1\n"), std::string::npos)
      << halved.output;

  desk.edit("edition/paper.toml", "kind = \"choice\"", "kind = \"choice\"\nvoid = \"left out\"");
  EXPECT_NE(desk.marked({}).output.find("02,,6,6,6,,\n"), std::string::npos);
  desk.edit("edition/paper.toml", "left out", "full");
  EXPECT_NE(desk.marked({}).output.find("03,,0,10,,,no sheet\n"), std::string::npos);
  EXPECT_NE(desk.marked({}).output.find("02,,10,10,6,4,\n"), std::string::npos);
  desk.edit("edition/paper.toml", "\"full\"", "true");
  expect_refused(desk.marked({}), {"edition/paper.toml:8:8", "does not say what becomes of its marks"});
  desk.edit("edition/paper.toml", "title", "void = \"full\"\ntitle");
  EXPECT_NE(desk.marked({}).output.find("02,,10,10,6,4,\n"), std::string::npos);

  expect_refused(desk.marked({"--previous", desk.scratch.write("p.csv", "student,name,marks,out_of,q1,note\n")}),
                 {"p.csv:1:1", "a paper of 1 question", "2 questions"});
}

TEST(MarkedEdition, AnotherSchemeMovesMarks) {
  SatPaper desk;
  desk.edit("edition/paper.toml", "marks = 12", "marks = 12\nscheme = { method = 0, accuracy = 1 }");
  const auto strict = desk.marked({});
  EXPECT_NE(strict.error.find("question 1 has another scheme"), std::string::npos) << strict.error;
  EXPECT_NE(strict.output.find("\n02,,16,16,12,4,"), std::string::npos) << strict.output;
  desk.edit("edition/paper.toml", "method = 0", "methode = 0");
  expect_refused(desk.marked({}), {"paper.toml:5:12", "methode", "method"});
}

TEST(MarkedEdition, AnEditedProblemIsSaid) {
  SatPaper desk;
  const std::string before = desk.scratch.path("before.csv");
  ASSERT_EQ(desk.marked({"-o", before}).status, 0);
  desk.edit("edition/problems/02-q1.toml", "steps = 2", "steps = 1");
  const auto marked = desk.marked({"--previous", before});
  EXPECT_NE(marked.error.find("problems/02-q1.toml was edited"), std::string::npos) << marked.error;
  EXPECT_NE(marked.output.find("\n01,"), std::string::npos);
  EXPECT_NE(marked.output.find("is not asked"), std::string::npos) << marked.output;
}

TEST(MarkedEdition, RefusesAPaperThatIsOtherInMoreThanMarks) {
  SatPaper desk;
  desk.edit("edition/paper.toml", "variants = 2", "variants = 3");
  expect_refused(desk.marked({}), {"paper.toml:8:1", "variants is other than in the edition that was written"});
  desk.edit("edition/paper.toml", "variants = 3\n", "");
  expect_refused(desk.marked({}), {"paper.toml", "variants is other"});
  expect_refused(desk.paper(one_question + "void = true\n", {"--copies", "2", "--force"}),
                 {"paper.toml:4:8", "still to be written"});
}

TEST(MarkedEdition, SaysWhichMarksOfAPersonItCannotRead) {
  PaperDesk desk;
  EXPECT_EQ(desk.paper("title = 'T'\n[[question]]\noptimizer = ['momentum', 'nesterov']\nkind = 'compare'\n",
                       {"--copies", "1"})
                .status,
            0);
  const auto marked = desk.mark("student,question,t,quantity,component,value\n01,1,,words,,many\n01,1,1,g,x,abc\n");
  EXPECT_NE(marked.output.find("question 1: cannot read 1 g x, and 1 more"), std::string::npos) << marked.output;
}

TEST(PaperCommand, RefusesTheClassOfAnotherEdition) {
  PaperDesk desk;
  ASSERT_EQ(desk.paper(one_question + "[[question]]\noptimizer = \"momentum\"\n", {"--copies", "2"}).status, 0);
  const std::string sheet = support::read_all(desk.scratch.path("edition/sheets/01.csv"));
  const std::string header = "student,question,edition,t,quantity,component,value\n";
  ASSERT_TRUE(sheet.starts_with(header + "01,1,")) << sheet;
  const std::string id = sheet.substr(header.size() + 5, 16);
  EXPECT_NE(support::read_all(desk.scratch.path("edition/manifest.json")).find('"' + id + '"'), std::string::npos);
  EXPECT_EQ(desk.mark(sheet).status, 0);  // blank as it is
  EXPECT_EQ(desk.mark(header + "01,1,,1,g,x,1\n").status, 0);

  ASSERT_EQ(desk.paper("seed = 2\n" + one_question, {"--copies", "2", "--force"}).status, 0);
  expect_refused(desk.mark(sheet), {"class.csv:2: ", id, "expected one on "});
  const std::string json = "{\"student\": \"01\", \"edition\": \"" + id +
                           "\", \"answers\": [{\"question\": 1, \"t\": 1, \"quantity\": \"g\", \"component\": "
                           "\"x\", \"value\": 1}]}\n";
  expect_refused(desk.mark(json), {"class.csv:1: ", id});
  // Nor is it taken for a class of strangers.
  expect_refused(desk.mark(header + "stranger,1," + id + ",1,g,x,1\n"), {"class.csv:2: ", id});
  expect_refused(desk.mark(header + "stranger,9,,1,g,x,1\n"), {"class.csv:2: ", "no question"});
  // A problem alone has no editions.
  const std::string rows = desk.scratch.write("rows.csv", "student,edition,t,quantity,component,value\nA,1,1,g,x,1\n");
  expect_refused(stepmark_program({"mark", "problems/bank/momentum-bowl.toml", rows}), {"'edition' is not known"});
}

TEST(PaperCommand, RefusesAClassThatIsNotOnTheEdition) {
  PaperDesk desk;
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

}  // namespace
}  // namespace stepmark::tests
