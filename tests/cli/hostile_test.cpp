// Sheets written to do harm: each gets its row and its feedback, and does none.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;
using namespace std::string_literals;

const std::string problem =
    "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3], [-1.4]]\nstart = "
    "[1]\n"
    "[working]\nround = '4 places'\n[answer]\nask = ['v']\n";

std::string quoted_cell(const std::string& text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + '"';
}

const std::vector<std::string> names = {"../../etc/passwd",
                                        "/etc/passwd",
                                        "..",
                                        "=HYPERLINK(\"http://example.org\")",
                                        "+1+1",
                                        "@SUM(1)",
                                        "\uFF1DHYPERLINK(\"http://example.org\")",
                                        "\uFF20SUM(1)",
                                        "www.example.org",
                                        "ada@example.org",
                                        "\u009B31m\u061C",
                                        "<script>alert(1)</script>",
                                        "\\input{/etc/passwd}",
                                        "$\\input{/etc/passwd}$",
                                        "`\\input{/etc/passwd}`{=latex}",
                                        "[a](javascript:alert(1))",
                                        "CON",
                                        "aux.md",
                                        "Ada",
                                        "ada",
                                        "two\nlines",
                                        "no\0name"s,
                                        "bad\xff\xfe bytes"};

const std::vector<std::string> answers = {std::string(1'000'000, '7'),
                                          "9^9^9^9",
                                          "NaN",
                                          "1e400",
                                          "1e-99999",
                                          "1e1000000",
                                          "0.5^1000000",
                                          "0.9999999^150000",
                                          "<script>alert(1)</script>",
                                          "\\input{/etc/passwd}",
                                          "$\\input{/etc/passwd}$",
                                          "`\\input{/etc/passwd}`{=latex}",
                                          "=HYPERLINK(\"http://example.org\")",
                                          "0.3\0"s,
                                          "\xff\xfe",
                                          "0.3\n0.4",
                                          std::string(100'000, '(')};

/// Every name with a harmless answer, every answer under a harmless name, and a row of very many columns.
std::string hostile_class() {
  std::string text = "\xEF\xBB\xBFstudent,t,quantity,component,value\r\n";
  for (const std::string& name : names) text += quoted_cell(name) + ",1,v,,0.3\r\n";
  for (std::size_t i = 0; i < answers.size(); ++i) {
    text += "a" + std::to_string(i) + ",1,v,," + quoted_cell(answers[i]) + "\r\n";
  }
  return text + "wide,1,v,,0.3" + std::string(1'000'000, ',') + "\r\nlast,1,v,,0.3\r\n";
}

std::size_t students() { return names.size() + answers.size() + 2; }

std::string converted(const std::string& file, const std::string& form) {
  const Outcome outcome = support::run_program({"pandoc", "--from", "markdown", "--to", form, file});
  EXPECT_EQ(outcome.status, 0) << file << outcome.error;
  return outcome.output;
}

class Hostile : public ::testing::Test {
 protected:
  Hostile()
      : p_(scratch_.write("p.toml", problem)),
        sheets_(scratch_.write("class.csv", hostile_class())),
        feedback_(scratch_.path("feedback")) {}

  ScratchDirectory scratch_;
  std::string p_, sheets_, feedback_;
};

TEST_F(Hostile, EachGetsARowWhoseCellsStartNoFormula) {
  const Outcome outcome = stepmark_program({"mark", p_, sheets_});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const Outcome cells =
      support::run_program({"/usr/bin/python3", "-c",
                            "import csv, sys\n"
                            "rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))\n"
                            "assert len({len(row) for row in rows}) == 1, 'rows of different lengths'\n"
                            "print(len(rows), [cell for row in rows for cell in row if cell[:1] and cell[0] in "
                            "'=+-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20'])\n",
                            scratch_.write("gradebook.csv", outcome.output)});
  EXPECT_EQ(cells.output, std::to_string(students() + 1) + " []\n") << cells.error;
}

TEST_F(Hostile, EachGetsOneFileOfFeedbackInTheDirectoryAndNoMarkupInIt) {
  const Outcome outcome = stepmark_program({"mark", p_, sheets_, "--feedback", feedback_});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  std::set<std::string> folded;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(feedback_)) {
    ASSERT_TRUE(entry.is_regular_file() && !entry.is_symlink()) << entry;
    EXPECT_LT(entry.file_size(), 20'000U) << entry;
    std::string name = entry.path().filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_TRUE(folded.insert(name).second) << "the same file as another where case is not told apart: " << name;
    for (const char* reserved : {"con.md", "aux.md"}) EXPECT_NE(name, reserved);
    const std::string html = converted(entry.path().string(), "html");
    for (const char* bad : {"<script", "href=\"javascript", "href=\"http"}) {
      EXPECT_EQ(html.find(bad), std::string::npos) << entry << html;
    }
    EXPECT_EQ(converted(entry.path().string(), "latex").find("\\input{"), std::string::npos) << entry;
  }
  EXPECT_EQ(folded.size(), students());
  EXPECT_EQ(scratch_.files().size(), 3U) << "something was written beside the feedback";
}

TEST_F(Hostile, ANumberOfAnySizeIsOnesOwnLoss) {
  const std::string sheets = scratch_.write("large.csv",
                                            "student,t,quantity,component,value\na,1e100001,v,,0.3\na,1,v,,1e99999\n"
                                            "b,1,v,,0.3\n");
  const Outcome outcome = stepmark_program({"mark", p_, sheets});
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_NE(outcome.output.find("\nb,"), std::string::npos) << outcome.output;
  const std::string trace = scratch_.write("large-trace.csv", "t,quantity,component,value\n1,v,1,1e999999\n");
  expect_refused(stepmark_program({"verify", p_, trace}), {"large-trace.csv:2:7", "too large"});
  expect_refused(stepmark_program({"identify", trace, "--problem", p_}), {"large-trace.csv:2:7", "too large"});
}

TEST_F(Hostile, AShardOfImpossibleMarksIsRefused) {
  const std::string shard = scratch_.path("shard.json");
  ASSERT_EQ(stepmark_program({"mark", p_, sheets_, "--statistics", shard}).status, 0);
  std::string text = read_all(shard);
  const std::size_t marks = text.find("\"marks\": \"") + 10;
  text.replace(marks, text.find('"', marks) - marks, "1e999999");
  expect_refused(stepmark_program({"merge", scratch_.write("large.json", text)}), {"large.json", "too large"});
}

TEST_F(Hostile, AFileInThePlaceOfTheFeedbackIsLeftAlone) {
  const std::string taken = scratch_.write("taken", "mine");
  expect_refused(stepmark_program({"mark", p_, sheets_, "--feedback", taken}), {"taken"});
  EXPECT_EQ(read_all(taken), "mine");
}

TEST_F(Hostile, CheckReadsEachAlone) {
  for (const std::string& answer : answers) {
    const std::string sheet = scratch_.write("sheet.csv", "t,quantity,component,value\n1,v,," + quoted_cell(answer));
    const Outcome outcome = stepmark_program({"check", p_, sheet});
    EXPECT_LE(outcome.status, 1) << answer.substr(0, 40) << outcome.error;
    EXPECT_LT(outcome.output.size(), 20'000U) << answer.substr(0, 40);
  }
}

}  // namespace
}  // namespace stepmark::tests
