// pandoc and TeX as this program runs them: for so long, in their own directory, and nothing is left.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

namespace fs = std::filesystem;

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;

class Tools : public ::testing::Test {
 protected:
  Tools() {
    fs::create_directory(scratch_.path("tmp"));
    fs::create_directory(scratch_.path("bin"));
  }

  std::string problem(const std::string& title) const {
    return scratch_.write(
        "p.toml",
        "title = \"" + title +
            "\"\noptimizer = 'gradient-descent'\nsteps = 1\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n");
  }

  /// A program that stands before all others of its name.
  void put_first(const std::string& name, const std::string& script) const {
    const std::string path = scratch_.write("bin/" + name, "#!/bin/bash\n" + script);
    ::chmod(path.c_str(), 0755);
  }

  Outcome page(const std::string& form, const std::string& before = "", const std::string& title = "A title") const {
    problem(title);
    return in_shell("cd " + scratch_.path("") + " && export TMPDIR=" + scratch_.path("tmp") +
                    " PATH=" + scratch_.path("bin") + ":$PATH && " + before + " \"$0\" handout p.toml --force --to " +
                    form + " -o page." + form);
  }

  std::string seen() const { return support::run_program({"pdftotext", scratch_.path("page.pdf"), "-"}).output; }

  void expect_nothing_left() const { EXPECT_TRUE(fs::is_empty(scratch_.path("tmp"))); }

  /// The one whose number the tool has written down.
  void expect_child_ended() const {
    const std::string number = read_all(scratch_.path("child"));
    EXPECT_NE(number, "");
    const std::string file = "/proc/" + number.substr(0, number.find('\n')) + "/status";
    std::string status = read_all(file);
    const auto is_gone = [&] { return status.empty() || status.find("State:\tZ") != std::string::npos; };
    for (int i = 0; i < 100 && !is_gone(); ++i) {  // what has been killed ends when its turn comes
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      status = read_all(file);
    }
    EXPECT_TRUE(is_gone()) << status;
  }

  ScratchDirectory scratch_;
};

TEST_F(Tools, AreEndedAtTheirLimitWithAllTheyStarted) {
  put_first("pandoc", "sleep 1000 &\necho $! >" + scratch_.path("child") + "\nwait\n");
  expect_refused(page("docx", "STEPMARK_PAGE_SECONDS=1"), {"pandoc was ended after 1 second", "STEPMARK_PAGE_SECONDS"});
  expect_nothing_left();
  expect_child_ended();
  fs::remove(scratch_.path("bin/pandoc"));
  put_first("pdflatex", "sleep 1000\n");
  expect_refused(page("pdf", "STEPMARK_PAGE_SECONDS=1"), {"pdflatex was ended after 1 second"});
  expect_nothing_left();
}

TEST_F(Tools, EndWithThisProgram) {
  put_first("pandoc", "echo $$ >" + scratch_.path("child") + "\nsleep 1000\n");
  for (const std::string signal : {"INT", "TERM", "HUP"}) {
    problem("A title");
    const Outcome outcome =
        in_shell("cd " + scratch_.path("") + "; rm -f child; export TMPDIR=" + scratch_.path("tmp") + " PATH=" +
                 scratch_.path("bin") + ":$PATH; env --default-signal=INT \"$0\" handout p.toml --to docx -o " +
                 "p.docx & program=$!; for i in {1..200}; do [ -s child ] && break; sleep 0.05; done; kill -" + signal +
                 " $program; wait $program; echo $?");
    EXPECT_NE(outcome.output.find(signal == "INT"    ? "130"
                                  : signal == "TERM" ? "143"
                                                     : "129"),
              std::string::npos)
        << signal << outcome.output << outcome.error;
    expect_nothing_left();
    EXPECT_FALSE(fs::exists(scratch_.path("p.docx")));
    expect_child_ended();
  }
}

TEST_F(Tools, LeaveNothingAndSayWhatIsWrong) {
  put_first("pandoc", "echo 'no \x1b[31m room' >&2; touch left; exit 3\n");
  expect_refused(page("docx"), {"pandoc failed: 'no \\x1b[31m room'"});
  expect_nothing_left();
  expect_refused(page("docx", "PATH=/none"), {"pandoc is not there"});
  EXPECT_EQ(page("html", "PATH=/none").status, 0) << "no other program makes HTML";
  fs::remove(scratch_.path("bin/pandoc"));
  put_first("pdflatex", "echo '! Sorry.' >page.log; exit 1\n");
  expect_refused(page("pdf"), {"pdflatex failed: '! Sorry.'"});
  expect_nothing_left();
  expect_refused(page("docx", "TMPDIR=/none"), {"/none/stepmark.", "TMPDIR"});
}

/// What stands in for TeX gives it a page that would do harm.
TEST_F(Tools, TexReadsAndStartsNothingElse) {
  scratch_.write("secret.tex", "SECRET");
  const std::string head = "cat >page.tex <<'END'\n\\documentclass{article}\\begin{document}x ";
  for (const std::string& harm : {"\\input{" + scratch_.path("secret") + "}", std::string("\\input{../../secret}"),
                                  "\\immediate\\write18{touch " + scratch_.path("made") + "}",
                                  "\\newwrite\\f\\immediate\\openout\\f=" + scratch_.path("made") +
                                      " \\immediate\\write\\f{x}\\immediate\\closeout\\f"}) {
    put_first("pdflatex", head + harm + "\\end{document}\nEND\nexec /usr/bin/pdflatex \"$@\"\n");
    page("pdf");
    EXPECT_EQ(seen().find("SECRET"), std::string::npos) << harm;
    EXPECT_FALSE(fs::exists(scratch_.path("made"))) << harm;
    expect_nothing_left();
  }
}

std::string without(std::string text, const std::string& gone) {
  for (std::size_t at = 0; (at = text.find(gone, at)) != std::string::npos;) text.erase(at, gone.size());
  return text;
}

TEST_F(Tools, EveryScriptIsSetInPdf) {
  const std::vector<std::string> words = {"Лекция", "Διάλεξη", "ἀρχή", "讲义课程", "優化",    "日本語のノート",
                                          "한국어", "हिन्दी",   "ไทย",  "Հայ",      "ქართული", "ViệtNam",
                                          "Łódź",   "🎓",       "∑≤₂",  "x"};
  // Arabic is kept in the order of writing by some readers, by others not; an accent of its own may join its letter.
  std::string title = "محاضرة e\u0301te\u0301 ✏\uFE0F";
  for (const std::string& word : words) title += ' ' + word;
  const Outcome outcome = page("pdf", "", title);
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const std::string all = without(without(seen(), "\n"), " ");
  for (const std::string& word : words) EXPECT_NE(all.find(word), std::string::npos) << word << all.substr(0, 500);
  expect_nothing_left();
}

TEST_F(Tools, ACharacterWithoutAGlyphIsNamedWithItsProblem) {
  expect_refused(page("pdf", "", "a\U0001FA84z"), {"p.toml: ", "U+1FA84 '\U0001FA84'", "the format html"});
  EXPECT_FALSE(fs::exists(scratch_.path("page.pdf")));
  EXPECT_EQ(page("html", "", "a\U0001FA84z").status, 0);
  EXPECT_EQ(page("docx", "", "a\U0001FA84z").status, 0);
}

TEST_F(Tools, ALongTitleWithoutSpacesStaysOnThePage) {
  std::string title;
  for (int i = 0; i < 20; ++i) title += "深度学习优化";
  ASSERT_EQ(page("pdf", "", title).status, 0);
  std::string all = seen();
  std::erase(all, '\n');
  EXPECT_NE(all.find(title), std::string::npos) << all.substr(0, 1000);
}

}  // namespace
}  // namespace stepmark::tests
