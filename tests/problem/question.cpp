#include <gtest/gtest.h>

#include "lib/problem/problem.hpp"
#include "solver/asked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem adam(const std::string& rest) {
  return parse_problem(
      "optimizer = 'adam'\nsteps = 2\n[objective]\nfunction = 'x^2 + y^2'\nstart = { x = 1, y = 2 }\n" + rest, "p.toml",
      "");
}

std::string refused(const std::string& rest) {
  try {
    adam(rest);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Question, IsATableUnlessSaidOtherwise) {
  const Problem problem = adam("");
  EXPECT_EQ(problem.question.kind, Question::Kind::table);
  EXPECT_EQ(asked_lines(problem, compile(problem)).size(), 2U * 6 * 2);
  EXPECT_EQ(precision_asked(problem), DecimalFormat::figures(3));
}

TEST(Question, MayAskForTheLastStepAlone) {
  const Problem problem = adam("[answer]\nask = ['theta']\nsteps = 'last'\ngive = '4 places'\n");
  const Tape tape = compile(problem);
  const auto asked = asked_lines(problem, tape);
  ASSERT_EQ(asked.size(), 2U);
  for (const std::size_t line : asked) EXPECT_EQ(tape.lines[line].t, 2);
  EXPECT_EQ(precision_asked(problem), DecimalFormat::places(4));
}

TEST(Question, ShowsWhatAFadedSolutionFillsIn) {
  const Problem problem =
      adam("[answer]\nask = ['m', 'v']\n[question]\nkind = 'faded'\nshown = [{ t = 1, quantity = 'm' }]\n");
  EXPECT_EQ(asked_lines(problem, compile(problem)).size(), 3U * 2);
}

TEST(Question, KeepsTheOrderOfChoices) {
  const Problem problem = adam("[question]\nkind = 'choice'\nchoices = ['a', 'right', 'b']\n");
  EXPECT_EQ(problem.question.choices, (std::vector<std::string>{"a", "", "b"}));
}

TEST(Question, ComparesWithTheSameValues) {
  const Problem problem = adam("[hyperparameters]\neta = 0.5\n[question]\nkind = 'compare'\nother = 'momentum'\n");
  ASSERT_TRUE(problem.question.other);
}

TEST(Question, RefusesKeysOfAnotherKind) {
  EXPECT_EQ(refused("[question]\nkind = 'final'\nother = 'momentum'\n"),
            "p.toml:8:9: other is given, and kind is 'final'; expected other with 'compare', and there alone");
  EXPECT_EQ(refused("[question]\nkind = 'choice'\n"),
            "p.toml:6:1: choices is missing, and kind is 'choice'; expected choices with 'choice', and there alone");
  EXPECT_EQ(refused("[question]\nkind = 'faded'\nshown = [{ t = 3, quantity = 'm' }]\n"),
            "p.toml:8:16: t is '3'; expected a whole number from 1 to 2");
}

TEST(Question, AsksForNoNumberThatIsGiven) {
  const auto asked = [](const std::string& gradients, const std::string& rest = "") {
    return parse_problem(
               "optimizer = 'momentum'\nsteps = 2\n[objective]\ngradients = " + gradients + "\nstart = [1]\n" + rest,
               "p.toml", "")
        .answer.ask;
  };
  const std::vector<std::string> all = {"g", "v", "theta"}, worked = {"v", "theta"};
  EXPECT_EQ(asked("[[4], [-2]]"), worked);
  EXPECT_EQ(asked("[['1/3'], ['sqrt(2)']]"), worked);
  EXPECT_EQ(asked("[[4], [-2]]", "[answer]\nask = ['g', 'v', 'theta']\n"), all);  // who asks for it gets it
  const Problem formulas = parse_problem(
      "optimizer = 'momentum'\nsteps = 2\n[objective]\ngradients = [['2*(w - 1)'], ['2*(w - 5)']]\nstart = { w = 1 }\n",
      "p.toml", "");
  EXPECT_EQ(formulas.answer.ask, all);  // a formula has to be worked
}

TEST(Question, MayPrintOtherMistakesBesideItsOwn) {
  const Problem problem = adam("[question]\nkind = 'find-error'\nmistake = 'a'\nchoices = ['b', 'a']\n");
  EXPECT_EQ(problem.question.choices, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(refused("[question]\nkind = 'find-error'\nmistake = 'a'\nchoices = ['b', 'c']\n"),
            "p.toml:9:11: choices has no right one; expected 'a' among them");
}

TEST(Question, RefusesMarksThatCannotBeSharedOut) {
  EXPECT_EQ(adam("[question]\nkind = 'table'\nmarks = 6\n").marks.method, Exact(1) / Exact(8));
  for (const char* marks : {"0", "-1", "1001", "'ten'", "[1]"}) {
    EXPECT_NE(refused("[question]\nkind = 'table'\nmarks = " + std::string(marks) + "\n").find("p.toml:8:"),
              std::string::npos)
        << marks << refused("[question]\nkind = 'table'\nmarks = " + std::string(marks) + "\n");
  }
  EXPECT_EQ(refused("[question]\nkind = 'table'\nmarks = 6\n[marks]\nmethod = 0\naccuracy = 0\n"),
            "p.toml:6:1: [question] gives marks, and no entry is worth any; expected [marks] with method or accuracy "
            "above 0");
}

}  // namespace
}  // namespace stepmark::tests
