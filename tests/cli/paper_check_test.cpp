// The certificate of a paper.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/paper_desk.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(PaperCommand, WhatIsNotCertifiedIsRefusedUnlessTheTutorKnows) {
  PaperDesk desk;
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

TEST(PaperCommand, ACertificateTellsByHowMuchAndWhatWouldTellTheRest) {
  PaperDesk desk;
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
  PaperDesk desk;
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
  PaperDesk desk;
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
  PaperDesk desk;
  desk.scratch.write("given.toml",
                     "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = "
                     "[[3.1, 1.7], [-1.2, 2.3]]\nstart = [1, 2]\n[working]\nround = '4 places'\n");
  const std::string paper = desk.scratch.write("paper.toml", "title = 'T'\n[[question]]\nproblem = 'given.toml'\n");
  const std::string page = stepmark_program({"paper", paper, "--check"}).output;
  EXPECT_NE(page.find("Not told by more digits"), std::string::npos) << page;
  EXPECT_EQ(page.find("further steps"), std::string::npos) << "there are no more gradients\n" << page;
}

TEST(PaperCommand, ACertificateEndsWithItsAnswer) {
  PaperDesk desk;
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
