// Papers, rosters and classes that are not what they should be.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

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
  Desk desk;
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

TEST(PaperCommand, ADateNeedsNoQuotes) {
  for (const std::string date : {"2026-12-04", "\"2026-12-04\"", "\"4 December\""}) {
    Desk desk;
    ASSERT_EQ(desk.paper("date = " + date + '\n' + one_question, {"--copies", "1"}).status, 0);
    const std::string copy = support::read_all(desk.scratch.path("edition/copies/01.md"));
    EXPECT_NE(copy.find(date.starts_with('"') ? date.substr(1, date.size() - 2) : date), std::string::npos) << copy;
  }
  Desk desk;
  expect_refused(desk.paper("date = 4\n" + one_question, {"--copies", "1"}), {"paper.toml:1:8", "date"});
}

TEST(PaperCommand, RefusesTheClassOfAnotherEdition) {
  Desk desk;
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

/// An edition of two questions for three students, and a class that is right but for one number.
struct SatDesk : Desk {
  SatDesk() {
    const std::string text =
        "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\nmarks = 12\n"
        "[[question]]\noptimizer = \"adagrad-slides\"\nkind = \"choice\"\nvariants = 2\nmarks = 4\n";
    EXPECT_EQ(paper(text, {"--copies", "3"}).status, 0);
    const std::string key = support::read_all(scratch.path("edition/key.csv"));
    std::string rows = "student,question,part,t,quantity,component,value\n", last;
    for (std::size_t begin = key.find('\n') + 1; begin < key.size();) {
      const std::size_t end = key.find('\n', begin);
      std::string row = key.substr(begin, end - begin);
      if (row.starts_with("01,1,") && row.find(",theta,") != std::string::npos) last = row;
      if (!row.starts_with("03,")) rows += row + '\n';
      begin = end + 1;
    }
    rows.replace(rows.find(last), last.size(), last.substr(0, last.rfind(',')) + ",777");
    scratch.write("class.csv", rows + "stranger,1,,1,g,x,1\n");
  }
  support::Outcome marked(std::vector<std::string> more) {
    more.insert(more.begin(), {"mark", scratch.path("edition"), scratch.path("class.csv")});
    return stepmark_program(more);
  }
  std::string file(const std::string& name) { return support::read_all(scratch.path(name)); }
  void edit(const std::string& name, const std::string& from, const std::string& to) {
    std::string text = file(name);
    ASSERT_NE(text.find(from), std::string::npos) << name << text;
    text.replace(text.find(from), from.size(), to);
    scratch.write(name, text);
  }
};

/// With pictures, a pool, and a problem that is the same for all.
struct ShardDesk : Desk {
  ShardDesk() {
    scratch.write("p.toml", support::read_all("problems/bank/momentum-bowl.toml"));
    paper = scratch.write("paper.toml",
                          "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\n[[question]]\noptimizer = "
                          "\"adagrad-slides\"\nkind = \"choice\"\nvariants = 3\n[[question]]\nproblem = \"p.toml\"\n");
  }
  support::Outcome write(const std::string& name, std::vector<std::string> more) {
    more.insert(more.begin(), {"paper", paper, "--copies", "7", "--pictures", "-o", scratch.path(name)});
    return stepmark_program(more);
  }
  support::Outcome merge(std::vector<std::string> names, const std::string& into) {
    for (std::string& name : names) name = scratch.path(name);
    names.insert(names.begin(), {"merge", "-o", scratch.path(into)});
    return stepmark_program(names);
  }
  std::string paper;
};

TEST(PaperCommand, ItsShardsAreTheEditionInOnePiece) {
  ShardDesk desk;
  ASSERT_EQ(desk.write("whole", {}).status, 0);
  for (const std::string k : {"1", "2", "3"}) ASSERT_EQ(desk.write("part" + k, {"--shard", k + "/3"}).status, 0);
  const auto merged = desk.merge({"part3", "part1", "part2"}, "merged");
  ASSERT_EQ(merged.status, 0) << merged.error;
  const auto difference = in_shell("diff -r " + desk.scratch.path("whole") + ' ' + desk.scratch.path("merged"));
  EXPECT_EQ(difference.output, "");
  EXPECT_EQ(difference.status, 0);
  // A shard is an edition of its own for whoever is in it.
  const std::string key = support::read_all(desk.scratch.path("part2/key.csv"));
  const auto marked = stepmark_program({"mark", desk.scratch.path("part2"), desk.scratch.path("part2/key.csv")});
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_NE(marked.output.find("\n03,"), std::string::npos) << marked.output;
  EXPECT_EQ(marked.output.find("\n02,"), std::string::npos) << marked.output;

  // What is complete is resumed to itself, and one shard of one is a shard.
  std::vector<std::string> again = {"merge", "--resume", "-o", desk.scratch.path("merged")};
  for (const std::string part : {"part1", "part2", "part3"}) again.push_back(desk.scratch.path(part));
  EXPECT_EQ(stepmark_program(again).status, 0);
  ASSERT_EQ(desk.write("single", {"--shard", "1/1"}).status, 0);
  ASSERT_EQ(desk.merge({"single"}, "of one").status, 0);
  EXPECT_EQ(in_shell("diff -r " + desk.scratch.path("whole") + " '" + desk.scratch.path("of one") + "'").output, "");
  expect_refused(desk.merge({"part1", "part2"}, "other"), {"shard 3/3 of the edition is missing"});
  expect_refused(desk.merge({"part1", "part2", "part2", "part3"}, "other"), {"part2: ", "shard 2/3"});
  expect_refused(desk.merge({"part1", "whole"}, "other"), {"whole: ", "no shard"});
  expect_refused(desk.merge({"part1", "."}, "other"), {"no directory of an edition"});
  expect_refused(desk.write("again", {"--shard", "2/8"}), {"--shard is 2/8", "only 7"});
  expect_refused(desk.write("again", {"--shard", "2/3", "--to", "html"}), {"--to html", "--shard", "--to pdf"});
  ASSERT_EQ(stepmark_program({"paper", desk.paper, "--copies", "7", "--shard", "2/3", "--language", "de", "-o",
                              desk.scratch.path("german")})
                .status,
            0);
  expect_refused(desk.merge({"part1", "german", "part3"}, "other"), {"german: ", "'de'", "--language"});
  ASSERT_EQ(desk.write("stranger", {"--shard", "2/4"}).status, 0);
  expect_refused(desk.merge({"part1", "stranger"}, "other"), {"stranger: ", "no shard of the edition of"});
  const auto over = stepmark_program({"merge", "--force", "-o", desk.scratch.path("part1"), desk.scratch.path("part1"),
                                      desk.scratch.path("part2"), desk.scratch.path("part3")});
  expect_refused(over, {"is an input"});
  const std::string edited = desk.scratch.path("part2/problems/03-q1.toml");
  desk.scratch.write("part2/problems/03-q1.toml", support::read_all(edited) + "# mine\n");
  expect_refused(desk.merge({"part1", "part2", "part3"}, "other"), {"03-q1.toml", "was edited"});
  const auto spoilt = [&](const std::string& how, const std::vector<std::string>& parts) {
    SCOPED_TRACE(how);
    ASSERT_EQ(desk.write("part2", {"--shard", "2/3", "--force"}).status, 0);
    ASSERT_EQ(in_shell("cd " + desk.scratch.path("part2") + " && " + how).status, 0);
    expect_refused(desk.merge({"part1", "part2", "part3"}, "other"), parts);
  };
  spoilt("rm sheets/03.csv", {"part2/sheets/03.csv", "missing"});
  spoilt("rm variants.csv", {"part2/variants.csv", "missing"});
  spoilt("sed -i '$d' key.csv", {"part2/key.csv", "was edited"});
  spoilt("echo >> paper.toml", {"part2/paper.toml", "was edited"});
  spoilt("echo > copies/notes.txt", {"notes.txt", "no file of the shard"});
  spoilt("rm copies.md; ln -s /etc/passwd copies.md", {"copies.md", "no regular file"});
  const std::vector<std::string> files = desk.scratch.files();
  EXPECT_EQ(std::count(files.begin(), files.end(), "other"), 0);
}

TEST(MarkedEdition, ItsShardsAreTheClassInOnePiece) {
  SatDesk desk;
  ASSERT_EQ(desk.marked({"-o", desk.scratch.path("whole.csv"), "--statistics", desk.scratch.path("whole.json"),
                         "--details", desk.scratch.path("whole.jsonl"), "--threads", "3"})
                .status,
            0);
  std::vector<std::string> books = {"merge"}, statistics = {"merge", "-o", desk.scratch.path("merged.json")};
  std::string details;
  for (const std::string k : {"1", "2"}) {
    const std::string book = desk.scratch.path(k + ".csv"), counted = desk.scratch.path(k + ".json");
    ASSERT_EQ(desk.marked({"--shard", k + "/2", "-o", book, "--statistics", counted, "--details",
                           desk.scratch.path(k + ".jsonl")})
                  .status,
              0);
    books.push_back(book);
    statistics.push_back(counted);
    details += desk.file(k + ".jsonl");
  }
  EXPECT_EQ(stepmark_program(books).output, desk.file("whole.csv"));
  ASSERT_EQ(stepmark_program(statistics).status, 0);
  EXPECT_EQ(desk.file("merged.json"), desk.file("whole.json"));
  EXPECT_EQ(details, desk.file("whole.jsonl"));  // 01 of the first, 02 of the second
  EXPECT_NE(details.find("\"expected\""), std::string::npos);
  expect_refused(stepmark_program({"merge", books[1], books[1]}), {"twice"});
  expect_refused(stepmark_program({"merge", statistics.back()}), {"shard 2/2", "1 is given"});
  expect_refused(stepmark_program({"merge", desk.scratch.path("whole.json")}), {"in one piece"});
}

TEST(PaperCommand, WhatIsNotCertifiedIsRefusedUnlessTheTutorKnows) {
  Desk desk;
  desk.scratch.write(
      "steady.toml",
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[2]]\n"
      "start = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['theta']\n");
  const std::string paper = "title = 'T'\n[[question]]\nproblem = 'steady.toml'\n";
  expect_refused(desk.paper(paper, {"--copies", "2"}),
                 {"paper.toml:2:", "question 1 is not certified: ", "uncertified = true"});
  EXPECT_EQ(desk.paper(paper + "uncertified = true\n", {"--copies", "2"}).status, 0);
  EXPECT_EQ(desk.mark("student,question,t,quantity,component,value\n01,1,1,theta,1,0.9\n").status, 0);
  expect_refused(desk.paper(one_question + "uncertified = true\n", {"--copies", "2", "--force"}),
                 {"paper.toml:4:15", "the same for all"});
}

TEST(PaperCommand, ItsOwnPaperIsNotWrittenOver) {
  SatDesk desk;
  const std::string key = desk.file("edition/key.csv");
  desk.edit("edition/paper.toml", "title = ", "seed = 9\ntitle = ");
  expect_refused(stepmark_program({"paper", desk.scratch.path("edition/paper.toml"), "--copies", "3", "--force", "-o",
                                   desk.scratch.path("edition")}),
                 {"edition/paper.toml", "is an input"});
  EXPECT_EQ(desk.file("edition/key.csv"), key);
  expect_refused(stepmark_program({"paper", desk.scratch.path("edition/paper.toml"), "--check", "--copies", "3"}),
                 {"--copies", "--check"});
}

TEST(MarkedEdition, HidesAnswersForASecondTry) {
  SatDesk desk;
  expect_refused(desk.marked({"--hide-answers"}), {"--feedback"});
  ASSERT_EQ(desk.marked({"--hide-answers", "--feedback", desk.scratch.path("sheets")}).status, 0);
  EXPECT_EQ(desk.file("sheets/01.md").find("expected"), std::string::npos);
}

TEST(MarkedEdition, TellsWhatHasChangedForWhom) {
  SatDesk desk;
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
  SatDesk desk;
  desk.edit("edition/paper.toml", "marks = 12", "marks = 12\nscheme = { method = 0, accuracy = 1 }");
  const auto strict = desk.marked({});
  EXPECT_NE(strict.error.find("question 1 has another scheme"), std::string::npos) << strict.error;
  EXPECT_NE(strict.output.find("\n02,,16,16,12,4,"), std::string::npos) << strict.output;
  desk.edit("edition/paper.toml", "method = 0", "methode = 0");
  expect_refused(desk.marked({}), {"paper.toml:5:12", "methode", "method"});
}

TEST(MarkedEdition, AnEditedProblemIsSaid) {
  SatDesk desk;
  const std::string before = desk.scratch.path("before.csv");
  ASSERT_EQ(desk.marked({"-o", before}).status, 0);
  desk.edit("edition/problems/02-q1.toml", "steps = 2", "steps = 1");
  const auto marked = desk.marked({"--previous", before});
  EXPECT_NE(marked.error.find("problems/02-q1.toml was edited"), std::string::npos) << marked.error;
  EXPECT_NE(marked.output.find("\n01,"), std::string::npos);
  EXPECT_NE(marked.output.find("is not asked"), std::string::npos) << marked.output;
}

TEST(MarkedEdition, RefusesAPaperThatIsOtherInMoreThanMarks) {
  SatDesk desk;
  desk.edit("edition/paper.toml", "variants = 2", "variants = 3");
  expect_refused(desk.marked({}), {"paper.toml:8:1", "variants is other than in the edition that was written"});
  desk.edit("edition/paper.toml", "variants = 3\n", "");
  expect_refused(desk.marked({}), {"paper.toml", "variants is other"});
  expect_refused(desk.paper(one_question + "void = true\n", {"--copies", "2", "--force"}),
                 {"paper.toml:4:8", "still to be written"});
}

TEST(MarkedEdition, IsPractisedCopyByCopy) {
  SatDesk desk;
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

TEST(MarkedEdition, SaysWhichMarksOfAPersonItCannotRead) {
  Desk desk;
  EXPECT_EQ(desk.paper("title = 'T'\n[[question]]\noptimizer = ['momentum', 'nesterov']\nkind = 'compare'\n",
                       {"--copies", "1"})
                .status,
            0);
  const auto marked = desk.mark("student,question,t,quantity,component,value\n01,1,,words,,many\n01,1,1,g,x,abc\n");
  EXPECT_NE(marked.output.find("question 1: cannot read 1 g x, and 1 more"), std::string::npos) << marked.output;
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

TEST(PaperCommand, NothingInAnEditionBecomesAFormula) {
  Desk desk;
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

TEST(PaperCommand, ACertificateTellsByHowMuchAndWhatWouldTellTheRest) {
  Desk desk;
  const std::string text = "title = 'T'\n[[question]]\noptimizer = 'adam-slides'\nset = { eta = 0.1 }\n";
  const std::string paper = desk.scratch.write("paper.toml", text);
  const auto outcome = stepmark_program({"paper", paper, "--check", "--format", "json"});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const auto json = nlohmann::json::parse(outcome.output);
  std::size_t told = 0, cured = 0;
  for (const auto& row : json["misconceptions"]) {
    const bool is_told = !row["questions"].empty();
    EXPECT_EQ(row.contains("margins"), is_told) << row;
    if (is_told) {
      EXPECT_GE(std::stod(row["margins"][0]["units"].get<std::string>()), 1.5) << row;
      ++told;
    }
    if (row.contains("changes")) ++cured;
  }
  EXPECT_GT(told, 10U);
  // What is said to tell a misconception does: a further digit, or a quantity, by the certificate of that paper.
  for (const auto& row : json["misconceptions"]) {
    if (!row.contains("changes")) continue;
    EXPECT_EQ(row["changes"][0]["question"], "1");
    EXPECT_FALSE(row["changes"][0]["change"].get<std::string>().empty());
  }
  const auto page = stepmark_program({"paper", paper, "--check"});
  EXPECT_EQ(page.output.find("- Question 1 ") != std::string::npos, cured > 0) << page.output;
  EXPECT_NE(page.output.find("Not told by more digits"), std::string::npos) << "epsilon beside the root shows nowhere";
  EXPECT_NE(page.output.find("by units of the last digit"), std::string::npos) << page.output;
}

TEST(PaperCommand, AChangeThatWouldTellDoes) {
  Desk desk;
  const auto checked = [&](const std::string& places) {
    desk.scratch.write("p.toml",
                       "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
                       "function = 'x^2 + 3*y^2'\nstart = { x = 3, y = -1.7 }\n[working]\nround = '" +
                           places + " places'\n[answer]\nask = ['theta']\n");
    const std::string paper = desk.scratch.write("paper.toml", "title = 'T'\n[[question]]\nproblem = 'p.toml'\n");
    return nlohmann::json::parse(stepmark_program({"paper", paper, "--check", "--format", "json"}).output);
  };
  const auto two = checked("2"), three = checked("3");
  std::size_t changes = 0;
  for (std::size_t i = 0; i < two["misconceptions"].size(); ++i) {
    const auto& row = two["misconceptions"][i];
    if (!row.contains("changes") || row["changes"][0]["change"] != "with 3 places") continue;
    ++changes;
    const auto same = std::find_if(three["misconceptions"].begin(), three["misconceptions"].end(),
                                   [&](const auto& other) { return other["mistake"] == row["mistake"]; });
    ASSERT_NE(same, three["misconceptions"].end());
    EXPECT_EQ((*same)["questions"], nlohmann::json::array({"1"})) << *same;
  }
  EXPECT_GT(changes, 0U) << two.dump(1);
}

TEST(PaperCommand, ACertificateSaysWhatMarksAreForAndHowFarVariantsDiffer) {
  Desk desk;
  const std::string paper = desk.scratch.write(
      "paper.toml",
      one_question + "marks = 12\n[[question]]\noptimizer = 'adagrad-slides'\nkind = 'choice'\nmarks = 4\n");
  const auto json = nlohmann::json::parse(stepmark_program({"paper", paper, "--check", "--format", "json"}).output);
  EXPECT_EQ(json["marks_by_work"]["letter"], "4");
  EXPECT_EQ(json["marks_by_work"]["theta"], "4");  // of g, v and theta
  const auto& work = json["questions"][0]["work_of_variants"];
  EXPECT_GT(std::stoi(work["multiplications"][0].get<std::string>()), 0) << work;
  EXPECT_EQ(work["multiplications"][0], work["multiplications"][1]) << work;
  EXPECT_EQ(json["questions"][0]["variants"], "8");
  EXPECT_EQ(json["questions"][0]["marks_of_variants"], nlohmann::json::array({"12", "12"}));
  const std::string page = stepmark_program({"paper", paper, "--check"}).output;
  EXPECT_NE(page.find("## Marks by kind of work"), std::string::npos) << page;
  EXPECT_NE(page.find("choosing a letter"), std::string::npos) << page;
  EXPECT_NE(page.find(" products"), std::string::npos) << page;
}

TEST(PaperCommand, ACertificateClaimsOnlyWhatWasTried) {
  Desk desk;
  desk.scratch.write("given.toml",
                     "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = "
                     "[[3.1, 1.7], [-1.2, 2.3]]\nstart = [1, 2]\n[working]\nround = '4 places'\n");
  const std::string paper = desk.scratch.write("paper.toml", "title = 'T'\n[[question]]\nproblem = 'given.toml'\n");
  const std::string page = stepmark_program({"paper", paper, "--check"}).output;
  EXPECT_NE(page.find("Not told by more digits"), std::string::npos) << page;
  EXPECT_EQ(page.find("further steps"), std::string::npos) << "there are no more gradients\n" << page;
}

TEST(PaperCommand, AValueThatCannotBeMetNamesItsQuestion) {
  Desk desk;
  const std::string paper = one_question + "[[question]]\noptimizer = 'momentum'\nset = { eta = 1e-90 }\n";
  expect_refused(desk.paper(paper, {"--copies", "2"}), {"paper.toml:4:1: "});
  expect_refused(stepmark_program({"paper", desk.scratch.path("paper.toml"), "--check"}), {"paper.toml:4:1: "});
}

TEST(PaperCommand, MarkdownIsWhatEveryEditionHas) {
  Desk desk;
  ASSERT_EQ(desk.paper(one_question + "marks = 10\n", {"--copies", "2", "--to", "markdown"}).status, 0);
  const std::string copies = support::read_all(desk.scratch.path("edition/copies.md"));
  EXPECT_EQ(copies.find("{="), std::string::npos) << copies;
  // Twelve entries worth ten marks have no shares that a person can use.
  EXPECT_NE(copies.find("All entries together are worth 10 marks, each the same"), std::string::npos) << copies;
  EXPECT_NE(copies.find("1 : 1"), std::string::npos) << copies;
  EXPECT_EQ(copies.find("0.83"), std::string::npos) << copies;
}

TEST(PaperCommand, WhatIsCompleteGetsNoMore) {
  Desk desk;
  ASSERT_EQ(desk.paper(one_question, {"--copies", "2"}).status, 0);
  EXPECT_EQ(desk.paper(one_question, {"--copies", "2", "--resume"}).status, 0);
  expect_refused(desk.paper(one_question, {"--copies", "2", "--resume", "--pictures"}), {"complete", "--pictures"});
  expect_refused(desk.paper(one_question, {"--copies", "2", "--resume", "--to", "html"}), {"complete", "--to"});
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
