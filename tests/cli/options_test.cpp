// Command lines: options wherever they stand, and nothing that is typed does worse than be refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;
using Words = std::vector<std::string>;

TEST(CommandLine, TakesOptionsBeforeAndBehindArguments) {
  const Words orders[] = {{"calc", "1/3", "--figures", "4"},
                          {"calc", "--figures", "4", "1/3"},
                          {"calc", "--figures=4", "1/3"},
                          {"calc", "--figures", "4", "--", "1/3"}};
  for (const Words& words : orders) EXPECT_EQ(stepmark_program(words).output, "0.3333\n");
  EXPECT_EQ(stepmark_program({"calc", "-1/3", "--figures", "4"}).output, "-0.3333\n");
}

TEST(CommandLine, EndsOptionsAtTwoMinuses) {
  expect_refused(stepmark_program({"solve", "--", "--force"}), {"--force", "no such file"});
  expect_refused(stepmark_program({"calc", "--", "1", "--figures"}), {"too many arguments"});
  expect_refused(stepmark_program({"calc", "-o", "--", "1"}), {"--output", "missing"});
  expect_refused(stepmark_program({"calc", "--figures", "--", "1"}), {"--figures", "missing"});
  EXPECT_EQ(stepmark_program({"--", "calc", "1"}).output, "1\n");
  expect_refused(stepmark_program({"--"}), {"no command is given"});
  expect_refused(stepmark_program({"calc", "--", "--"}), {"EXPRESSION:1:3"});
}

TEST(CommandLine, ReadsPipesAndStandardInput) {
  const std::string problem = "problems/bank/momentum-bowl.toml";
  const std::string trace = "\"$0\" solve --format csv " + problem;
  for (const std::string command : {"verify $P -", "verify $P /dev/stdin", "identify --problem $P -", "check $P -"}) {
    const Outcome outcome = in_shell("P=" + problem + "; " + trace + " | \"$0\" " + command);
    EXPECT_NE(outcome.output, "") << command << outcome.error;
    EXPECT_EQ(outcome.error, "");
  }
  EXPECT_EQ(in_shell(trace + " | \"$0\" verify " + problem + " -").output,
            in_shell("\"$0\" verify " + problem + " <(" + trace + ")").output);
  EXPECT_EQ(in_shell("\"$0\" solve - < " + problem).output, in_shell("\"$0\" solve " + problem).output);
  expect_refused(in_shell("echo optimiser | \"$0\" solve -"), {"standard input:1:"});
  expect_refused(in_shell("\"$0\" check " + problem + " - < /dev/null"), {"standard input", "empty"});
  expect_refused(in_shell("\"$0\" practice - < /dev/null"), {"expected its file"});
}

TEST(CommandLine, ExplainsEveryCommandInThreeWays) {
  for (const char* command : {"optimizers", "solve", "calc"}) {
    const std::string page = stepmark_program({"help", command}).output;
    EXPECT_NE(page.find("usage: stepmark " + std::string(command)), std::string::npos);
    EXPECT_EQ(stepmark_program({command, "--help"}).output, page);
    EXPECT_EQ(stepmark_program({command, "-h"}).output, page);
    EXPECT_NE(stepmark_program({"help"}).output.find(command), std::string::npos);
  }
  const std::string page = stepmark_program({"help"}).output;
  for (const Words& words : {Words{"-h"}, Words{"--help"}, Words{"help", "help"}, Words{"help", "--help"}}) {
    EXPECT_EQ(stepmark_program(words).output, page);
  }
}

TEST(CommandLine, OffersTheNearest) {
  expect_refused(stepmark_program({"--versio"}), {"did you mean '--version'"});
  expect_refused(stepmark_program({"hlep"}), {"did you mean 'help'"});
  expect_refused(stepmark_program({"optimisers"}), {"did you mean 'optimizers'"});
  expect_refused(stepmark_program({"calc", "1", "--tie", "up"}), {"did you mean '--ties'"});
  expect_refused(stepmark_program({"solve", "x.toml", "--ties=half-evn"}), {"'half-evn'"});
  expect_refused(stepmark_program({"--version", "now"}), {"too many arguments"});
}

TEST(CommandLine, AnswersInOneLineWhateverTheNames) {
  const ScratchDirectory scratch;
  expect_refused(stepmark_program({"solve", scratch.path("two\nlines.toml")}), {"two\\x0alines.toml: no such file"});
  expect_refused(stepmark_program({"solve", scratch.write("p\nq\x1b[1m.toml", "steps = 1\n")}),
                 {"p\\x0aq\\x1b[1m.toml"});
  expect_refused(stepmark_program({"calc", "1", "-o", "/no\nsuch/file"}), {"/no\\x0asuch/file"});
  expect_refused(stepmark_program({"so\nlve"}), {"did you mean 'solve'"});
}

TEST(CommandLine, SurvivesWhateverIsTyped) {
  const ScratchDirectory scratch;
  const std::string problem = scratch.write("p.toml", support::read_all("problems/bank/momentum-bowl.toml"));
  const Words pool = {"calc",  "solve",     "optimizers", "help",      "--help",  "-h",        "--",     "-",
                      "-o",    "--output=", "--places",   "--figures", "3",       "-3",        "--ties", "half-up",
                      "1/3",   "-1+2",      "",           " ",         "\x01",    "\0019",     "\0010",  "\xff\xfe",
                      "\n",    "--=",       "---",        "-x",        "--force", "--force=1", "=",      "--digits",
                      "1e999", "--format",  "json",       "@x",        "adam",    problem};
  std::mt19937 random(20261123);
  for (int round = 0; round < 400; ++round) {
    Words words(random() % 6);
    for (std::string& word : words) word = pool[random() % pool.size()];
    if (std::find(words.begin(), words.end(), "-o") != words.end()) words.insert(words.end(), {"--places", "x"});
    std::string line;
    for (const std::string& word : words) line += " <" + word + '>';
    SCOPED_TRACE(line);
    const Outcome outcome = stepmark_program(words);
    if (outcome.status == 0) {
      EXPECT_EQ(outcome.error, "");
      EXPECT_NE(outcome.output, "");
    } else {
      expect_refused(outcome, {});
    }
  }
}

TEST(CommandLine, TakesListsOfWhatAPageLeavesOut) {
  const std::string bowl = "problems/bank/momentum-bowl.toml";
  EXPECT_EQ(stepmark_program({"handout", bowl, "--hide", "source"}).output.find("**Source:**"), std::string::npos);
  EXPECT_EQ(stepmark_program({"handout", bowl, "--hide", "equations,source"}).output.find("gamma v"),
            std::string::npos);
  EXPECT_EQ(stepmark_program({"handout", bowl, "--space", "3"}).error, "");
  expect_refused(stepmark_program({"handout", bowl, "--hide", "equation"}),
                 {"--hide has 'equation'", "expected equations or source"});
  expect_refused(stepmark_program({"handout", bowl, "--hide", ""}), {"--hide has ''"});
  expect_refused(stepmark_program({"handout", bowl, "--space", "0"}), {"--space is '0'", "from 1 to 100"});
  expect_refused(stepmark_program({"handout", bowl, "--space", "3", "--solutions"}), {"about question sheets"});
}

}  // namespace
}  // namespace stepmark::tests
