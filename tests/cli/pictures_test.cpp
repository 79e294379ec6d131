// Pages with pictures, from the command line.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;
using Names = std::vector<std::string>;

const std::string bank = "problems/bank/momentum-bowl.toml", answers = "docs/example/answers.csv",
                  students = "docs/example/class.csv";

std::size_t count_of(const std::string& word, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST(PagesWithPictures, HoldThemOrHaveThemBeside) {
  const ScratchDirectory scratch;
  const auto solve = [&](const std::string& name) {
    const Outcome outcome = stepmark_program({"solve", bank, "--pictures", "-o", scratch.path(name)});
    EXPECT_EQ(outcome.status, 0) << name << outcome.error;
    return read_all(scratch.path(name));
  };
  EXPECT_EQ(count_of("src=\"data:image/svg+xml;base64,", solve("a.html")), 1U);
  EXPECT_NE(solve("b.md").find("](<b-1.svg>)"), std::string::npos);
  EXPECT_NE(solve("c.tex").find("]{c-1.pdf}"), std::string::npos);
  solve("d.pdf");
  solve("e.docx");
  EXPECT_EQ(scratch.files(), (Names{"a.html", "b-1.svg", "b.md", "c-1.pdf", "c.tex", "d.pdf", "e.docx"}));
  EXPECT_TRUE(read_all(scratch.path("b-1.svg")).starts_with("<?xml"));
  const std::string images = support::run_program({"pdfimages", "-list", scratch.path("d.pdf")}).output;
  const std::string fonts = support::run_program({"pdffonts", scratch.path("d.pdf")}).output;
  EXPECT_NE(fonts.find("TrueType"), std::string::npos) << "the picture's, TeX has none: " << fonts << images;
  EXPECT_NE(support::run_program({"unzip", "-l", scratch.path("e.docx")}).output.find("media/"), std::string::npos);
  const std::string words = "The gradient along y changes its sign";
  EXPECT_NE(support::run_program({"pdftotext", "-raw", scratch.path("d.pdf"), "-"}).output.find("Momentum goes from"),
            std::string::npos)
      << words;
}

TEST(PagesWithPictures, AreTheSameOnEveryRun) {
  const std::string once = stepmark_program({"solve", bank, "--pictures", "--to", "html"}).output;
  EXPECT_EQ(stepmark_program({"solve", bank, "--pictures", "--to", "html"}).output, once);
  EXPECT_EQ(count_of("<figure>", once), 1U);
  EXPECT_EQ(count_of("<figure>", stepmark_program({"solve", bank, "--to", "html"}).output), 0U);
}

TEST(PagesWithPictures, OverwriteNothing) {
  const ScratchDirectory scratch;
  scratch.write("b-1.svg", "mine");
  expect_refused(stepmark_program({"solve", bank, "--pictures", "-o", scratch.path("b.md")}),
                 {"b-1.svg", "exists already"});
  EXPECT_EQ(scratch.files(), Names{"b-1.svg"});
  EXPECT_EQ(stepmark_program({"solve", bank, "--pictures", "--force", "-o", scratch.path("b.md")}).status, 0);
}

TEST(PagesWithPictures, AreRefusedWhereTheyCannotBe) {
  expect_refused(stepmark_program({"solve", bank, "--pictures"}), {"--pictures is given without -o", "--to html"});
  expect_refused(stepmark_program({"solve", bank, "--pictures", "--format", "csv"}), {"--pictures", "csv"});
  expect_refused(stepmark_program({"check", bank, answers, "--pictures", "--format", "json"}), {"--pictures", "json"});
  expect_refused(stepmark_program({"mark", bank, students, "--pictures"}), {"--pictures", "--feedback"});
  expect_refused(stepmark_program({"mark", bank, students, "--to", "pdf"}), {"--to", "--feedback"});
  const ScratchDirectory scratch;
  expect_refused(in_shell("PATH=" + scratch.path(".") + " \"$0\" solve " + bank + " --pictures --to html"),
                 {"gnuplot is not there"});
  EXPECT_EQ(in_shell("PATH=" + scratch.path(".") + " \"$0\" solve " + bank + " --to html").status, 0);
}

TEST(PagesWithPictures, OfAHandoutShowWhatTheyMay) {
  const std::string questions = stepmark_program({"handout", bank, bank, "--pictures", "--to", "html"}).output;
  EXPECT_EQ(count_of("<figure>", questions), 2U);
  EXPECT_NE(questions.find("Contour lines of J; the start is (3, 1)."), std::string::npos);
  EXPECT_EQ(questions.find("2.16"), std::string::npos);
  const std::string solutions = stepmark_program({"handout", bank, "--solutions", "--pictures", "--to", "html"}).output;
  EXPECT_NE(solutions.find("Momentum goes from (3, 1) to (2.16, -0.2)"), std::string::npos);
}

TEST(PagesWithPictures, OfAMarkSheetShowBothWays) {
  const std::string page = stepmark_program({"check", bank, answers, "--pictures", "--to", "html"}).output;
  EXPECT_NE(page.find("They part in step 2."), std::string::npos) << page;
  const std::string hidden =
      stepmark_program({"check", bank, answers, "--pictures", "--hide-answers", "--to", "html"}).output;
  EXPECT_NE(hidden.find("Your way goes"), std::string::npos);
  EXPECT_EQ(hidden.find("right way"), std::string::npos);
}

class ClassPages : public ::testing::Test {
 protected:
  Outcome mark(const std::string& form, const Names& more = {}) const {
    Names words{"mark", bank, students, "-o", scratch_.path("g.csv"), "--feedback", scratch_.path("f"), "--to", form};
    words.insert(words.end(), more.begin(), more.end());
    return stepmark_program(words);
  }
  Names files() const {
    Names all;
    for (const auto& entry : std::filesystem::directory_iterator(scratch_.path("f"))) {
      all.push_back(entry.path().filename());
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  std::string page(const std::string& name) const { return read_all(scratch_.path("f/" + name)); }

  ScratchDirectory scratch_;
};

TEST_F(ClassPages, AreMadeInEveryForm) {
  const std::vector<std::pair<std::string, std::string>> begins = {
      {"html", "<!DOCTYPE html>"}, {"pdf", "%PDF"}, {"docx", "PK"}, {"latex", "\\documentclass"}};
  for (const auto& [form, start] : begins) {
    const Outcome outcome = mark(form, {"--force"});
    ASSERT_EQ(outcome.status, 0) << outcome.error;
    const std::string ending = form == "latex" ? "tex" : form;
    std::size_t found = 0;
    for (const std::string& name : files()) {
      if (!name.ends_with('.' + ending)) continue;
      ++found;
      EXPECT_TRUE(page(name).starts_with(start)) << name;
    }
    EXPECT_EQ(found, 2U) << form;
  }
}

TEST_F(ClassPages, HaveEachStudentsWay) {
  ASSERT_EQ(mark("markdown", {"--pictures", "--threads", "3"}).status, 0);
  const Names names = files();
  std::map<std::string, std::string> contents;
  for (const std::string& name : names) contents[name] = page(name);
  ASSERT_EQ(mark("markdown", {"--pictures", "--threads", "1", "--force"}).status, 0);
  std::size_t pictures = 0;
  for (const std::string& name : names) {
    EXPECT_EQ(contents[name], page(name)) << name << ": the same with any number of threads";
    if (!name.ends_with(".svg")) continue;
    ++pictures;
    const std::string sheet = name.substr(0, name.rfind('-')) + ".md";
    EXPECT_NE(contents[sheet].find("](<" + name + ">)"), std::string::npos) << name;
  }
  EXPECT_GE(pictures, 2U);
}

TEST_F(ClassPages, OfStatisticsHaveBars) {
  const std::string file = scratch_.path("s.html");
  ASSERT_EQ(mark("html", {"--pictures", "--statistics", file}).status, 0);
  const std::string page = read_all(file);
  EXPECT_GE(count_of("<figure>", page), 2U);
  EXPECT_NE(page.find("Sheets by their marks"), std::string::npos);
  EXPECT_NE(page.find("Sheets with full marks in a line"), std::string::npos);
}

TEST(PagesWithPictures, OfAPaperStandBesideItsPages) {
  const ScratchDirectory scratch;
  const std::string paper =
      scratch.write("paper.toml", "title = 'A paper'\n[[question]]\nproblem = '" +
                                      std::filesystem::absolute("problems/bank/momentum-bowl.toml").string() + "'\n");
  const auto edition = [&](const std::string& form) {
    const std::string directory = scratch.path(form);
    const Outcome outcome =
        stepmark_program({"paper", paper, "--copies", "2", "--pictures", "--to", form, "-o", directory});
    EXPECT_EQ(outcome.status, 0) << outcome.error;
    return directory + '/';
  };
  const std::string html = edition("html"), pdf = edition("pdf");
  for (const std::string& directory : {html, pdf}) {
    for (const std::string page : {"copies/01", "solutions/01", "copies/02"}) {
      const std::string picture = page.substr(page.find('/') + 1) + "-1.svg";
      EXPECT_NE(read_all(directory + page + ".md").find("](<" + picture + ">)"), std::string::npos) << page;
      EXPECT_TRUE(std::filesystem::exists(directory + page + "-1.svg")) << page;
    }
    EXPECT_NE(read_all(directory + "copies.md").find("](<copies/02-1.svg>)"), std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      EXPECT_FALSE(entry.path().filename().string().starts_with("draft")) << entry.path();
    }
  }
  EXPECT_EQ(count_of("src=\"data:image/svg+xml", read_all(html + "copies.html")), 2U);
  EXPECT_TRUE(read_all(html + "copies.html").ends_with("</html>\n"));
  EXPECT_NE(support::run_program({"pdffonts", pdf + "copies.pdf"}).output.find("TrueType"), std::string::npos);
}

}  // namespace
}  // namespace stepmark::tests
