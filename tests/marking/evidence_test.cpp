// What the lines of a sheet tell together: components that are alike, vectors, lines that nobody asked for.
#include <gtest/gtest.h>

#include "tests/marking/marked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Cells;
using support::Marked;

/// In components that are alike, one slip of the pen stands in both, and costs once.
TEST(Evidence, ASlipInComponentsThatAreAlikeIsOneSlip) {
  const std::string alike =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.7\n[objective]\n"
      "gradient = ['6*x + 1.9', '6*y + 1.9']\nstart = { x = -3.2, y = -3.2 }\n[working]\nround = '5 places'\n";
  Cells sheet;
  for (const std::string component : {"x", "y"}) {
    const auto put = [&](const std::string& line, const char* value) { sheet[line + ' ' + component] = value; };
    put("1 g", "-17.3");
    put("1 v", "-1.73");
    put("1 theta", "-1.47");
    put("2 g", "6.92");  // -6.92
    put("2 v", "-0.519");
    put("2 theta", "-0.951");
  }
  const Marked marked(alike, sheet);
  EXPECT_EQ(marked.cause("2 g x"), "sign-slip");
  EXPECT_EQ(marked.cause("2 g y"), "sign-slip");
  EXPECT_EQ(marked.verdict("2 g y"), "follow-through");
  EXPECT_EQ(marked.sheet().marks, Exact(23));
}

/// A gradient doubled from the second step on, though a calculator that carried theta would have made it -6.85118:
/// what comes nearest to what is written weighs, and a method with a name goes before a pattern without.
TEST(Evidence, WhatWasWorkedFromTheWrittenNumbersIsWeighedSo) {
  const std::string root =
      "optimizer = 'rmsprop-slides'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.6\n[objective]\n"
      "gradient = ['3*x - 0.6', '2*y + 2']\nstart = { x = -1.1, y = -0.1 }\n[working]\nround = '4 places'\n";
  const Marked marked(root, {{"1 g x", "-3.9"},
                             {"1 g y", "1.8"},
                             {"1 G x", "6.084"},
                             {"1 G y", "1.296"},
                             {"1 theta x", "-0.9419"},
                             {"1 theta y", "-0.2581"},
                             {"2 g x", "-6.8514"},
                             {"2 g y", "2.9676"},
                             {"2 G x", "22.4271"},
                             {"2 G y", "4.3003"},
                             {"2 theta x", "-0.7972"},
                             {"2 theta y", "-0.4012"},
                             {"3 g x", "-5.9832"},
                             {"3 g y", "2.3952"},
                             {"3 G x", "27.7757"},
                             {"3 G y", "4.8750"},
                             {"3 theta x", "-0.6837"},
                             {"3 theta y", "-0.5097"}});
  EXPECT_EQ(marked.cause("2 g x"), "derivative-factor");
  EXPECT_EQ(marked.sheet().marks, Exact(34));
}

/// 262.4 + 15.8^2 is 512.04, though the sum from the start is 512.08.
TEST(Evidence, ARunningSumIsWorkedFromWhatIsWritten) {
  const std::string problem = R"(
optimizer = "adagrad-slides"
steps = 3
[hyperparameters]
eta = 0.1
[objective]
function = "2*x^2 + 2*y^2 - 6*x - 3*y"
start = { x = 4.6, y = 4.8 }
[working]
round = "4 figures"
carry = "rounded"
ties = "half up"
)";
  const Marked marked(problem, {{"1 g x", "12.4"},
                                {"1 g y", "16.2"},
                                {"1 G x", "153.8"},
                                {"1 G y", "262.4"},
                                {"1 theta x", "4.500"},
                                {"1 theta y", "4.700"},
                                {"2 g x", "12"},
                                {"2 g y", "15.8"},
                                {"2 G x", "297.8"},
                                {"2 G y", "512.0"},
                                {"2 theta x", "4.430"},
                                {"2 theta y", "4.630"},
                                {"3 g x", "11.72"},
                                {"3 g y", "15.52"},
                                {"3 G x", "435.2"},
                                {"3 G y", "752.9"},
                                {"3 theta x", "4.374"},
                                {"3 theta y", "4.573"}});
  EXPECT_EQ(marked.verdict("2 G y"), "correct");
  EXPECT_EQ(marked.sheet().marks, marked.sheet().out_of);
}

/// From the second step on, theta_y goes on from what a calculator carried past the first.
TEST(Evidence, ALateMistakeIsOneInBothComponents) {
  const std::string problem = R"(
optimizer = "amsgrad"
steps = 2
[hyperparameters]
eta = 0.2
beta1 = 0.6
beta2 = 0.999
[objective]
function = "2*x^2 + 1*y^2 - 2*x - 6*y + 5"
start = { x = 1.6, y = 1.1 }
[working]
round = "6 places"
carry = "exact"
ties = "half up"
)";
  const Marked marked(
      problem,
      {{"1 g x", "4.4"},           {"1 g y", "-3.8"},         {"1 m x", "1.76"},         {"1 m y", "-1.52"},
       {"1 v x", "0.01936"},       {"1 v y", "0.01444"},      {"1 v_hat x", "0.01936"},  {"1 v_hat y", "0.01444"},
       {"1 theta x", "-0.929822"}, {"1 theta y", "3.629822"}, {"2 g x", "-5.719289"},    {"2 g y", "1.259644"},
       {"2 m x", "-1.231715"},     {"2 m y", "-0.408142"},    {"2 v x", "0.052051"},     {"2 v y", "0.016012"},
       {"2 v_hat x", "0.052051"},  {"2 v_hat y", "0.016012"}, {"2 theta x", "4.468966"}, {"2 theta y", "6.855234"}});
  EXPECT_EQ(marked.cause("2 theta x"), "learning-rate-omitted");
  EXPECT_EQ(marked.cause("2 theta y"), "learning-rate-omitted");
  EXPECT_EQ(marked.sheet().marks, Exact(38));
}

/// The signs of a gradient of two figures a component: neither is certain alone, both are together.
TEST(Evidence, ASignTurnedInAWholeVectorIsOneSlip) {
  const std::string problem = R"(
optimizer = "momentum"
steps = 2
[hyperparameters]
eta = 0.05
gamma = 0.9
[objective]
function = "x^2 + 5*y^2"
start = { x = 3.2, y = -1.7 }
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
)";
  const Marked marked(problem, {{"1 g x", "-6.4000"},
                                {"1 g y", "17.0000"},
                                {"1 v x", "-0.3200"},
                                {"1 v y", "0.8500"},
                                {"1 theta x", "3.5200"},
                                {"1 theta y", "-2.5500"},
                                {"2 g x", "7.0400"},
                                {"2 g y", "-25.5000"},
                                {"2 v x", "0.0640"},
                                {"2 v y", "-0.5100"},
                                {"2 theta x", "3.4560"},
                                {"2 theta y", "-2.0400"}});
  EXPECT_EQ(marked.cause("1 g x"), "sign-slip");
  EXPECT_EQ(marked.cause("1 g y"), "sign-slip");
  EXPECT_EQ(marked.sheet().marks, Exact(23));
}

/// eta = 0.03 for 0.05.
TEST(Evidence, AnyDigitOfAHyperparameterMayBeMisread) {
  const std::string problem = R"(
optimizer = "momentum"
steps = 2
[hyperparameters]
eta = 0.05
gamma = 0.9
[objective]
function = "x^2 + 5*y^2"
start = { x = 3.2, y = -1.7 }
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
)";
  const Marked marked(problem, {{"1 g x", "6.4000"},
                                {"1 g y", "-17.0000"},
                                {"1 v x", "0.1920"},
                                {"1 v y", "-0.5100"},
                                {"1 theta x", "3.0080"},
                                {"1 theta y", "-1.1900"},
                                {"2 g x", "6.0160"},
                                {"2 g y", "-11.9000"},
                                {"2 v x", "0.3533"},
                                {"2 v y", "-0.8160"},
                                {"2 theta x", "2.6547"},
                                {"2 theta y", "-0.3740"}});
  EXPECT_EQ(marked.cause("1 v x"), "misread-value");
  EXPECT_EQ(marked.sheet().marks, Exact(23));
}

/// 5.9 for 5.4, in a line that is not asked: said once.
TEST(Evidence, AGivenGradientMayBeMisread) {
  const std::string problem = R"(
optimizer = "adam"
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.9
beta2 = 0.99
epsilon = 0.00000001
[objective]
gradients = [[5.4], [2.3]]
start = [3]
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
[answer]
ask = ["m", "v", "m_hat", "v_hat", "theta"]
)";
  const Marked marked(problem, {{"1 m", "0.5900"},
                                {"1 v", "0.3481"},
                                {"1 m_hat", "5.9000"},
                                {"1 v_hat", "34.8100"},
                                {"1 theta", "2.9000"},
                                {"2 m", "0.7610"},
                                {"2 v", "0.3975"},
                                {"2 m_hat", "4.0053"},
                                {"2 v_hat", "19.9749"},
                                {"2 theta", "2.8104"}});
  EXPECT_EQ(marked.cause("1 m"), "misread-value");
  EXPECT_FALSE(marked.sheet().lines.front().entered);
  EXPECT_EQ(marked.sheet().marks, Exact(19));
}

/// v_2y has the sign of the question and theta_2y goes on from it by the other convention: no sheet has both.
TEST(Evidence, WhatFollowsByAConventionChargesWhatIsWrongByIt) {
  const std::string problem = R"(
optimizer = "momentum-notebook"
steps = 2
[hyperparameters]
eta = 0.01
mu = 0.5
[objective]
function = "1*x^2 + 3*y^2 - 1*x - 1*y + x*y"
start = { x = 0.7, y = 3.9 }
[working]
round = "3 places"
carry = "rounded"
ties = "half even"
)";
  const Marked marked(problem, {{"1 g x", "4.300"},
                                {"1 g y", "23.100"},
                                {"1 v x", "0.043"},
                                {"1 v y", "0.231"},
                                {"1 theta x", "0.657"},
                                {"1 theta y", "3.669"},
                                {"2 g x", "3.983"},
                                {"2 g y", "21.671"},
                                {"2 v x", "0.061"},
                                {"2 v y", "-0.332"},
                                {"2 theta x", "0.596"},
                                {"2 theta y", "4.001"}});
  EXPECT_EQ(marked.cause("2 v y"), "sign-slip");
  EXPECT_EQ(marked.verdict("2 theta y"), "follow-through");
  EXPECT_EQ(marked.sheet().marks, Exact(23));
}

/// Two digits too few, of a parameter that is asked at the end alone: no method is accused.
TEST(Evidence, AParameterIsToldByHowFarItHasGoneSinceItWasAsked) {
  const std::string problem = R"(
optimizer = "adamw"
steps = 3
[hyperparameters]
eta = 0.01
beta1 = 0.9
beta2 = 0.99
epsilon = 0.00000001
lambda = 0.05
[objective]
gradients = [[-1.8, 1.0], [-4.5, 0.5], [-4.7, -0.7]]
start = [2.3, -1.9]
[working]
round = "5 places"
carry = "rounded"
ties = "half up"
[answer]
ask = ["theta"]
steps = "last"
[question]
kind = "final"
)";
  const Marked marked(problem, {{"3 theta 1", "2.3256"}, {"3 theta 2", "-1.919"}});
  for (const LineMark& line : marked.sheet().lines) EXPECT_EQ(line.verdict, Verdict::precision);
}

/// The update of x is turned, and the gradient of y has x in it.
TEST(Evidence, WhatFollowsFromAHiddenFaultIsPartOfIt) {
  const std::string problem = R"(
optimizer = "momentum"
steps = 2
[hyperparameters]
eta = 0.05
gamma = 0.9
[objective]
function = "x^2 + 3*y^2 + x*y"
start = { x = 3.2, y = -1.7 }
[working]
round = "4 places"
carry = "rounded"
ties = "half up"
[answer]
ask = ["theta"]
steps = "last"
[question]
kind = "final"
)";
  const Marked marked(problem, {{"2 theta x", "3.9225"}, {"2 theta y", "-0.8017"}});
  EXPECT_EQ(marked.cause("2 theta x"), marked.cause("2 theta y"));
  EXPECT_EQ(marked.sheet().marks, Exact(2));
}

/// The learning rate left out in the third step, of which nothing is asked.
TEST(Evidence, AFaultInAStepThatIsNotAskedIsFoundBehindIt) {
  const std::string problem = R"(
optimizer = "adagrad"
steps = 4
[hyperparameters]
eta = 0.02
epsilon = 0.1
[objective]
gradients = [[1.7, -3.5], [-0.6, 3.9], [0.6, -5.6], [4.9, -3.3]]
start = [0.1, 5.2]
[working]
round = "4 places"
carry = "exact"
ties = "half even"
[answer]
ask = ["theta"]
steps = "last"
[question]
kind = "final"
)";
  const Marked marked(problem, {{"4 theta 1", "-0.2309"}, {"4 theta 2", "5.9334"}});
  for (const LineMark& line : marked.sheet().lines) EXPECT_EQ(name_of(line.causes), "learning-rate-omitted");
  EXPECT_EQ(marked.sheet().marks, Exact(2));
}

/// x = 3.5 for 3.2 moves y by two units of the last digit.
TEST(Evidence, AMisreadStartReachesWhatItHardlyMoves) {
  const std::string problem = R"(
optimizer = "adam"
steps = 2
[hyperparameters]
eta = 0.1
beta1 = 0.9
beta2 = 0.99
epsilon = 0.00000001
[objective]
function = "x^2 + 3*y^2 + x*y"
start = { x = 3.2, y = -1.7 }
[working]
round = "5 places"
carry = "rounded"
ties = "half up"
[answer]
ask = ["theta"]
steps = "last"
[question]
kind = "final"
)";
  const Marked marked(problem, {{"2 theta x", "3.30005"}, {"2 theta y", "-1.50026"}});
  for (const LineMark& line : marked.sheet().lines) EXPECT_EQ(name_of(line.causes), "misread-value");
  EXPECT_EQ(marked.sheet().marks, Exact(3));
}

/// v of the fourth step is near to the right number by chance, and what the mistake gives.
TEST(Evidence, AMistakeThatGivesTheDigitIsNoImprecision) {
  const std::string problem = R"(
optimizer = "momentum"
steps = 4
[hyperparameters]
eta = 0.02
gamma = 0.9
[objective]
gradients = [[1.7, -3.1], [-0.5, 2.3], [-5.3, -3.9], [1.3, -4.3]]
start = [3.4, -0.7]
[working]
round = "6 places"
carry = "rounded"
ties = "half even"
)";
  const Marked marked(problem, {{"1 v 1", "0.0306"},
                                {"1 v 2", "-0.0558"},
                                {"1 theta 1", "3.3694"},
                                {"1 theta 2", "-0.6442"},
                                {"2 v 1", "0.0216"},
                                {"2 v 2", "-0.0144"},
                                {"2 theta 1", "3.3478"},
                                {"2 theta 2", "-0.6298"},
                                {"3 v 1", "-0.0738"},
                                {"3 v 2", "-0.0846"},
                                {"3 theta 1", "3.4216"},
                                {"3 theta 2", "-0.5452"},
                                {"4 v 1", "-0.0504"},
                                {"4 v 2", "-0.162"},
                                {"4 theta 1", "3.472"},
                                {"4 theta 2", "-0.3832"}});
  EXPECT_EQ(marked.cause("4 v 2"), "decay-on-new-term");
  EXPECT_EQ(marked.sheet().marks, Exact(30));
}

}  // namespace
}  // namespace stepmark::tests
