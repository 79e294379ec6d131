// Questions that are answered by a letter or by a number that is no line: what is right follows from the trace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.hpp"
#include "solver/questions/paths.hpp"
#include "solver/questions/recovery.hpp"
#include "solver/questions/tables.hpp"
#include "tests/questions/sheet.hpp"

namespace stepmark::tests {
namespace {

using questions::Behaviour, questions::Change, questions::Motion;
using support::filled;
using testing::ElementsAre, testing::HasSubstr;

std::vector<Exact> numbers(std::initializer_list<const char*> texts) {
  std::vector<Exact> all;
  for (const char* text : texts) all.push_back(*Exact::parse(text));
  return all;
}

TEST(Behaviours, AreToldFromTheStepsAlone) {
  const auto of = questions::behaviour_of;
  EXPECT_EQ(of(numbers({"8", "4", "2", "1"})), Behaviour::closes_in);
  EXPECT_EQ(of(numbers({"8", "-4", "2", "-1"})), Behaviour::swings_in);
  EXPECT_EQ(of(numbers({"1", "-2", "4", "-8"})), Behaviour::swings_out);
  EXPECT_EQ(of(numbers({"1", "2", "4", "8"})), Behaviour::speeds_up);
  EXPECT_EQ(of(numbers({"1", "2", "3", "4.02"})), Behaviour::keeps_pace);
}

TEST(Behaviours, HaveNoNameBetweenTheNames) {
  const auto of = questions::behaviour_of;
  EXPECT_FALSE(of(numbers({"8", "4", "2"})));               // too few steps
  EXPECT_FALSE(of(numbers({"0", "1", "2", "1"})));          // turns once
  EXPECT_FALSE(of(numbers({"0", "1", "1", "1"})));          // stands still
  EXPECT_FALSE(of(numbers({"0", "1", "1.92", "2.77"})));    // shorter by less than a tenth
  EXPECT_FALSE(of(numbers({"0", "1", "3", "4"})));          // longer, then shorter
  EXPECT_FALSE(of(numbers({"0", "1", "0.01", "1", "0"})));  // to and fro at one length
}

TEST(Changes, AreToldFromTwoNumbers) {
  const auto of = [](const char* before, const char* after) {
    return questions::change_of(*Exact::parse(before), *Exact::parse(after));
  };
  EXPECT_EQ(of("2", "2"), Change::none);
  EXPECT_EQ(of("2", "1.8"), Change::shrinks);
  EXPECT_EQ(of("-2", "-1.8"), Change::shrinks);
  EXPECT_EQ(of("2", "0"), Change::vanishes);
  EXPECT_EQ(of("2", "3"), Change::grows);
  EXPECT_EQ(of("2", "-1"), Change::turns);
  EXPECT_EQ(questions::motion_of(Exact(1), Exact(2), Exact(2)), Motion::rests);
  EXPECT_EQ(questions::motion_of(Exact(1), Exact(2), Exact(3)), Motion::goes_on);
  EXPECT_EQ(questions::motion_of(Exact(1), Exact(2), Exact(1)), Motion::goes_back);
}

Problem bowl(const std::string& optimizer, const std::string& rest, int steps = 4) {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) +
                           "\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2 + 5*y^2'\n"
                           "start = { x = 3, y = 1 }\n[working]\nround = '4 places'\n[question]\n" +
                           rest,
                       "p.toml", "");
}

Problem steps_given(const std::string& optimizer, const std::string& gradients, int t) {
  return parse_problem(
      "optimizer = '" + optimizer + "'\nsteps = 3\n[objective]\ngradients = " + gradients +
          "\nstart = [1]\n[working]\nround = '6 places'\n[question]\nkind = 'effect'\nt = " + std::to_string(t) + "\n",
      "p.toml", "");
}

std::vector<std::string> right_letters(const Problem& problem) {
  std::vector<std::string> letters;
  for (const Part& part : parts_of(problem)) letters.push_back(right_entry(part));
  return letters;
}

std::string refused(const Problem& problem) try {
  parts_of(problem);
  return "accepted";
} catch (const InputError& error) {
  return error.what();
}

std::string marks(const Problem& problem, const std::vector<std::string>& rows) {
  QuestionMarker marker(problem);
  const MarkedQuestion marked = marker.mark(filled(marker, rows).sheet);
  return marked.marks.to_string() + '/' + marked.out_of.to_string();
}

/// y is multiplied by 1 - 10 eta in every step.
const std::string rates = "kind = 'effect'\nhyperparameter = 'eta'\nvalues = [0.15, 0.04, 0.23]\ncomponent = 'y'\n";

TEST(Effect, OfALearningRateIsThatOfTheLinearRecursion) {
  EXPECT_THAT(right_letters(bowl("gradient-descent", rates)), ElementsAre("B", "A", "C"));
}

TEST(Effect, EarnsForEachLetterAndNothingForOthers) {
  const Problem problem = bowl("gradient-descent", rates);
  EXPECT_EQ(marks(problem, {",answer-a,,B", ",answer-b,,a", ",answer-c,,(C)"}), "6/6");
  EXPECT_EQ(marks(problem, {",answer-a,,B", ",answer-b,,D", ",answer-c,,F"}), "2/6");
  EXPECT_EQ(marks(problem, {",answer-a,,A"}), "0/6");
}

TEST(Effect, OfAZeroGradientIsWhatEachQuantityDoes) {
  EXPECT_THAT(right_letters(steps_given("adam-slides", "[[2], [0], [1]]", 2)), ElementsAre("B", "B", "B"));
  EXPECT_THAT(right_letters(steps_given("momentum", "[[2], [0], [1]]", 2)), ElementsAre("B", "B"));
  EXPECT_THAT(right_letters(steps_given("adagrad-slides", "[[2], [0], [1]]", 2)), ElementsAre("A", "A"));
  EXPECT_THAT(right_letters(steps_given("rmsprop-slides", "[[2], [1], [0]]", 3)), ElementsAre("B", "A"));
}

TEST(Effect, IsRefusedWhereTheTraceShowsNone) {
  EXPECT_THAT(refused(steps_given("momentum", "[[2], [1], [1]]", 2)), HasSubstr("no gradient is zero in step 2"));
  EXPECT_THAT(refused(steps_given("momentum", "[[0], [1], [1]]", 1)), HasSubstr("the first step"));
  EXPECT_THAT(refused(bowl("gradient-descent", rates, 2)), HasSubstr("no single behaviour in 2 steps"));
  EXPECT_THAT(refused(bowl("gradient-descent",
                           "kind = 'effect'\nhyperparameter = 'eta'\nvalues = [0.05, 0.1]\ncomponent = 'y'\n")),
              HasSubstr("with eta = 0.1 the path of y shows no single behaviour"));  // at rest after one step
}

const std::string three = "kind = 'which'\noptimizers = ['momentum', 'adam-slides', 'gradient-descent']\n";

/// The parts come by title: Adam, gradient descent, momentum.
TEST(Which, TablesAreThoseOfTheOptimizersInTheOrderOfTheFile) {
  const Problem problem = bowl("adam-slides", three, 2);
  const auto tables = questions::tables_of(problem);
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(tables[2].numbers, numbers({"2.4", "0", "1.92", "0"}));  // 1 - 2 eta, 1 - 10 eta
  EXPECT_EQ(tables[0].numbers[0], *Exact::parse("2.4"));
  EXPECT_NE(tables[0].numbers[2], tables[2].numbers[2]);
  std::vector<std::string> asked;
  for (const Part& part : parts_of(problem)) asked.push_back(part.problem->base.name + ' ' + right_entry(part));
  EXPECT_THAT(asked, testing::UnorderedElementsAre("adam-slides B", "gradient-descent C", "momentum A"));
}

TEST(Which, GivesTheOthersTheProblemsOwnValues) {
  const auto tables = questions::tables_of(bowl("gradient-descent", three, 2));
  EXPECT_EQ(tables[2].numbers, numbers({"2.4", "0", "1.92", "0"}));
  EXPECT_EQ(tables[1].numbers[0], *Exact::parse("2.9"));  // a first step of Adam is eta long
}

TEST(Which, EarnsForEachTable) {
  const Problem problem = bowl("adam-slides", three, 2);
  const std::vector<std::string> right = right_letters(problem);
  EXPECT_EQ(marks(problem, {",answer-a,," + right[0], ",answer-b,," + right[1], ",answer-c,," + right[2]}), "6/6");
  EXPECT_EQ(marks(problem, {",answer-a,," + right[1], ",answer-b,," + right[1], ",answer-c,," + right[1]}), "2/6");
}

TEST(Which, IsRefusedWhereTablesAreAlike) {
  EXPECT_THAT(refused(bowl("momentum", "kind = 'which'\noptimizers = ['momentum', 'gradient-descent']\n", 1)),
              HasSubstr("have the same numbers"));
}

TEST(Missing, ATableTellsADecay) {
  const Problem problem = bowl("momentum", "kind = 'missing-hyperparameter'\nhyperparameter = 'gamma'\n", 3);
  const questions::Recovery found = questions::recovery_of(problem);
  EXPECT_EQ(found.value, *Exact::parse("0.9"));
  EXPECT_EQ(found.format, DecimalFormat::places(2));
  EXPECT_LT(found.lower, found.value);
  EXPECT_GT(found.upper, found.value);
  EXPECT_LT(found.upper - found.lower, *Exact::parse("0.001"));
  EXPECT_THAT(right_letters(problem), ElementsAre(""));
  const Part part = parts_of(problem).front();
  EXPECT_EQ(part.problem->answer.give, found.format);
}

TEST(Missing, EarnsForTheValueHoweverItIsRounded) {
  const Problem problem = bowl("momentum", "kind = 'missing-hyperparameter'\nhyperparameter = 'gamma'\n", 3);
  EXPECT_EQ(marks(problem, {",value,,0.90"}), "2/2");
  EXPECT_EQ(marks(problem, {",value,,0.9"}), "2/2");
  EXPECT_EQ(marks(problem, {",value,,0.45"}), "0/2");
  EXPECT_EQ(marks(problem, {",value,,0.8993"}), "2/2");  // of another line of the table
  EXPECT_EQ(marks(problem, {",value,,0.91"}), "1/2");    // a unit off
  EXPECT_EQ(marks(problem, {}), "0/2");
}

TEST(Missing, RatesAndDecaysOfAdamAreFoundToo) {
  for (const char* name : {"eta", "beta1", "beta2"}) {
    const Problem problem = parse_problem(
        std::string("optimizer = 'adam-slides'\nsteps = 3\n[hyperparameters]\neta = 0.1\nbeta1 = 0.8\nbeta2 = 0.95\n"
                    "[objective]\nfunction = 'x^2 + 5*y^2'\nstart = { x = 3, y = 1 }\n[working]\nround = '4 places'\n"
                    "[question]\nkind = 'missing-hyperparameter'\nhyperparameter = '") +
            name + "'\n",
        "p.toml", "");
    const questions::Recovery found = questions::recovery_of(problem);
    EXPECT_LE(found.lower, found.value) << name;
    EXPECT_GE(found.upper, found.value) << name;
  }
}

TEST(Missing, IsRefusedWhereTheTableLeavesItOpen) {
  const auto coarse = [](const std::string& name) {
    return refused(
        parse_problem("optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\ngamma = 0.75\n[objective]\n"
                      "gradients = [[0.1], [0.1]]\nstart = [1]\n[working]\nround = '2 places'\n[question]\n"
                      "kind = 'missing-hyperparameter'\nhyperparameter = '" +
                          name + "'\n",
                      "p.toml", ""));
  };
  EXPECT_THAT(coarse("gamma"), testing::AnyOf(HasSubstr("open between"), HasSubstr("no line of the table")));
  EXPECT_THAT(refused(bowl("adam-slides", "kind = 'missing-hyperparameter'\nhyperparameter = 'epsilon'\n", 2)),
              testing::AnyOf(HasSubstr("open between"), HasSubstr("no line of the table")));
}

}  // namespace
}  // namespace stepmark::tests
