#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;

Outcome stepmark(std::vector<std::string> words) { return stepmark_program(std::move(words)); }

constexpr const char* bank = "problems/bank/adam-beale.toml";

std::string problem(const std::string& change = {}, const std::string& by = {}) {
  std::string text =
      "optimizer = \"momentum\"\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = \"x^2 + 5*y^2\"\n"
      "start = { x = 3, y = 1 }\n[working]\nround = \"4 places\"\n";
  if (!change.empty()) text.replace(text.find(change), change.size(), by);
  return text;
}

TEST(Program, HelpAndVersion) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"help"},
                                                                                     {"--help"},
                                                                                     {"help", "solve"},
                                                                                     {"help", "calc"},
                                                                                     {"help", "optimizers"},
                                                                                     {"solve", "--help"},
                                                                                     {"--version"}}) {
    const Outcome outcome = stepmark(words);
    EXPECT_EQ(outcome.status, 0) << words.front();
    EXPECT_NE(outcome.output.find("stepmark"), std::string::npos);
    EXPECT_EQ(outcome.error, "");
  }
  expect_refused(stepmark({}), {"no command"});
  expect_refused(stepmark({"sovle", bank}), {"did you mean 'solve'"});
  expect_refused(stepmark({"help", "sovle"}), {"did you mean 'solve'"});
  expect_refused(stepmark({"solve", bank, "--digit", "3"}), {"did you mean '--digits'"});
  expect_refused(stepmark({"solve", bank, "--format", "jsn"}), {"did you mean 'json'"});
  expect_refused(stepmark({"solve"}), {"an argument is missing"});
  expect_refused(stepmark({"solve", bank, bank}), {"too many arguments"});
  expect_refused(stepmark({"solve", bank, "--digits", "ten"}), {"--digits", "whole number"});
  expect_refused(stepmark({"solve", bank, "--digits", "0"}), {"whole number from 1"});
  expect_refused(stepmark({"solve", bank, "--digits"}), {"--digits"});
}

TEST(Program, CalcPrintsOneCertifiedValue) {
  const auto value = [](std::vector<std::string> words) {
    words.insert(words.begin(), "calc");
    return stepmark(words).output;
  };
  EXPECT_EQ(value({"0.1 + 0.2"}), "0.3\n");
  EXPECT_EQ(value({"-1+2"}), "1\n");
  EXPECT_EQ(value({"-sqrt(4)"}), "-2\n");
  EXPECT_EQ(value({"--", "-3"}), "-3\n");
  EXPECT_EQ(value({"2.675", "--places", "2"}), "2.68\n");
  EXPECT_EQ(value({"2.665", "--places", "2", "--ties", "half-even"}), "2.66\n");
  EXPECT_EQ(value({"-0.05", "--places", "1", "--ties", "ceiling"}), "0.0\n");
  EXPECT_EQ(value({"1/3", "--digits", "30"}), "0.333333333333333333333333333333\n");
  EXPECT_EQ(value({"sqrt(2)*sqrt(2)", "--places", "3"}), "2.000\n");
  EXPECT_EQ(value({"log(8)/log(2)", "--digits", "4"}), "3.000\n");
  EXPECT_EQ(value({"sqrt(2)*sqrt(8) - 4", "--places", "2"}), "0.00\n");
  expect_refused(stepmark({"calc", "1/0"}), {"EXPRESSION: division by zero"});
  expect_refused(stepmark({"calc", "1", "--digits", "3", "--places", "2"}), {"stepmark: --digits"});
  expect_refused(stepmark({"calc", "sqrt(-1)"}), {"square root of a negative number"});
  expect_refused(stepmark({"calc", "sqrt(2)*sqrt(8) - 4"}), {"cannot tell"});
  expect_refused(stepmark({"calc", "sqrt(2)*sqrt(8) - 4.005", "--places", "2"}), {"cannot tell"});  // a tie
  expect_refused(stepmark({"calc", "2 +"}), {"EXPRESSION:1:4"});
  expect_refused(stepmark({"calc", "nan"}), {"nan"});
}

TEST(Program, HugeExpressionsNeitherHangNorExhaust) {
  const auto begin = std::chrono::steady_clock::now();
  expect_refused(stepmark({"calc", "9^9^9^9"}), {});
  expect_refused(stepmark({"calc", "9^9^9^9^9"}), {});
  expect_refused(stepmark({"calc", "1e999999999"}), {"exponent"});
  expect_refused(stepmark({"calc", "exp(exp(exp(exp(exp(9)))))"}), {});
  expect_refused(stepmark({"calc", std::string(100'000, '(')}), {"nested"});
  expect_refused(stepmark({"calc", "sin(10^100000)^(10^100000)"}), {});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

TEST(Program, OptimizersAreListedAndShown) {
  const Outcome list = stepmark({"optimizers"});
  EXPECT_EQ(list.status, 0);
  for (const char* name : {"adam-slides", "nesterov-notebook", "lamb", "rprop"})
    EXPECT_NE(list.output.find(name), std::string::npos);
  EXPECT_NE(stepmark({"optimizers", "lion"}).output.find("c[t]"), std::string::npos);
  EXPECT_NE(stepmark({"optimizers", "lion", "--format", "json"}).output.find("\"conventions\""), std::string::npos);
  expect_refused(stepmark({"optimizers", "adm"}), {"unknown optimizer 'adm'", "'adam'"});
  EXPECT_NE(stepmark({"optimizers", "--framework", "keras"}).output.find("keras.optimizers.AdamW("), std::string::npos);
  EXPECT_NE(stepmark({"optimizers", "--framework", "optax", "--format", "json"}).output.find("\"missing\""),
            std::string::npos);
  EXPECT_NE(stepmark({"optimizers", "asgd"}).output.find("# as in PyTorch 1.13\n"), std::string::npos);
  expect_refused(stepmark({"optimizers", "--framework", "kears"}), {"unknown framework 'kears'", "'keras'"});
  expect_refused(stepmark({"optimizers", "--framework", "jax"}),
                 {"unknown framework 'jax'", "expected one of pytorch, tensorflow, keras, optax"});
  expect_refused(stepmark({"optimizers", "adam", "--framework", "keras"}), {"--framework", "'adam'"});
  expect_refused(stepmark({"optimizers", "./no-such.optimizer"}), {"./no-such.optimizer"});
}

TEST(Program, BadProblemsAreAnsweredWithPlaceAndExpectation) {
  const ScratchDirectory scratch;
  const auto solved = [&](const std::string& text) { return stepmark({"solve", scratch.write("p.toml", text)}); };
  EXPECT_EQ(solved(problem()).status, 0);
  expect_refused(solved(problem("\"momentum\"", "\"momentun\"")), {"p.toml:1:13", "did you mean 'momentum'"});
  expect_refused(solved(problem("steps = 2", "stepps = 2")), {"p.toml:2:1", "did you mean 'steps'"});
  expect_refused(solved(problem("eta = 0.1", "etta = 0.1")), {"p.toml:4:1", "did you mean 'eta'"});
  expect_refused(solved(problem("start = { x = 3, y = 1 }\n", "")), {"p.toml", "start"});
  expect_refused(solved(problem("x^2 + 5*y^2", "x^2 + 5*z^2")), {"p.toml:6", "'z'"});
  expect_refused(solved(problem("x^2 + 5*y^2", "x^2 + 5y^2")), {"p.toml:6:20", "expected '*'"});
  expect_refused(solved(problem("eta = 0.1", "eta = nan")), {"p.toml:4:7"});
  expect_refused(solved(problem("eta = 0.1", "eta = inf")), {"p.toml:4:7"});
  expect_refused(solved(problem("x^2 + 5*y^2", "1/(x - 3) + y")),
                 {"p.toml:5:1: g[1]", "component x", "division by zero"});
  expect_refused(solved(problem("x^2 + 5*y^2", "(1 - x)^1.5 + y")), {"p.toml", "g[1]", "component x"});
  expect_refused(solved(problem("x^2 + 5*y^2", "9^9^9^9*x + y")), {"p.toml"});
  expect_refused(solved(problem("function = \"x^2 + 5*y^2\"", "gradient = [\"2*x\"]")), {"p.toml:6"});
  expect_refused(solved(problem("function = \"x^2 + 5*y^2\"", "A = [[2, 0], [0]]")), {"p.toml:6"});
  expect_refused(solved(""), {"p.toml"});
  expect_refused(solved(std::string("\x7f"
                                    "ELF\0\1\2",
                                    7)),
                 {"p.toml"});
  expect_refused(stepmark({"solve", scratch.path("none.toml")}), {"none.toml"});
  expect_refused(stepmark({"solve", scratch.path("")}), {"directory"});
  expect_refused(solved(problem("eta = 0.1", "eta = \"log(0)\"")), {"p.toml:4:7: eta (given): logarithm"});
  EXPECT_EQ(scratch.files(), (std::vector<std::string>{"p.toml"}));
}

TEST(Program, ErrorsInOptimizerFilesNameThatFile) {
  const ScratchDirectory scratch;
  scratch.write("mine.optimizer",
                "optimizer mine\nhyper eta = 0.1\nstart theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] "
                "- eta*h[t]\n");
  const std::string path = scratch.write("p.toml", problem("\"momentum\"", "\"mine.optimizer\""));
  expect_refused(stepmark({"solve", path}), {"mine.optimizer:5:1", "'h' is not defined"});
  expect_refused(stepmark({"optimizers", scratch.path("mine.optimizer")}), {"mine.optimizer:5:1"});
}

TEST(Program, AHundredMegabytesOfBracketsAreAnsweredAtOnce) {
  const ScratchDirectory scratch;
  const std::string brackets(100'000'000, '[');
  const auto begin = std::chrono::steady_clock::now();
  expect_refused(stepmark({"solve", scratch.write("big.toml", brackets)}), {"big.toml"});
  expect_refused(stepmark({"solve", scratch.write("deep.toml", "a = " + std::string(1'000'000, '['))}), {"deep.toml"});
  expect_refused(stepmark({"optimizers", scratch.write("big.optimizer", brackets)}), {"big.optimizer"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(Program, OutputAppearsWholeOrNotAtAll) {
  const ScratchDirectory scratch;
  const std::string path = scratch.write("p.toml", problem()), output = scratch.path("out.md");
  EXPECT_EQ(stepmark({"solve", path, "-o", output}).status, 0);
  const std::string first = support::read_all(output);
  EXPECT_EQ(first, stepmark({"solve", path}).output);
  expect_refused(stepmark({"solve", path, "--format", "csv", "-o", output}), {"out.md", "exists already", "--force"});
  EXPECT_EQ(support::read_all(output), first);
  EXPECT_EQ(stepmark({"solve", path, "--format", "csv", "-o", output, "--force"}).status, 0);
  EXPECT_EQ(support::read_all(output), stepmark({"solve", path, "--format", "csv"}).output);
  const std::string bad = scratch.write("bad.toml", problem("x^2", "x^^2"));
  expect_refused(stepmark({"solve", bad, "-o", scratch.path("none.md")}), {"bad.toml:6"});
  expect_refused(stepmark({"solve", path, "-o", scratch.path("no/such/out.md")}), {"out.md"});
  expect_refused(stepmark({"solve", path, "-o", scratch.path("")}), {"directory"});
  EXPECT_EQ(scratch.files(), (std::vector<std::string>{"bad.toml", "out.md", "p.toml"}));
}

TEST(Program, AFullDiskIsReported) {
  const Outcome outcome =
      support::run_program({"/bin/sh", "-c", std::string(STEPMARK_PROGRAM) + " calc 1+1 >/dev/full"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(std::count(outcome.error.begin(), outcome.error.end(), '\n'), 1) << outcome.error;
}

TEST(Program, TheSameProblemGivesTheSameBytes) {
  EXPECT_EQ(stepmark({"solve", bank}).output, stepmark({"solve", bank}).output);
}

}  // namespace
}  // namespace stepmark::tests
