// Why a line is wrong, what is charged for it, and what is never said.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "tests/marking/marked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Cells;
using support::changed;
using support::Marked;

std::string momentum(const std::string& gradients, const std::string& start, const std::string& rest = "") {
  return "optimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n[objective]\ngradients = " +
         gradients + "\nstart = " + start + "\n[working]\nround = '4 places'\n" + rest;
}
const std::string asked = "[answer]\nask = ['v', 'theta']\n";
const std::string theta_alone = "[answer]\nask = ['theta']\n";

/// v = 0.9 v + 0.1 g, theta = theta - v, for the gradients (3, 2), (-1.4, 0.7), (2.2, 1.3).
const std::string two = momentum("[[3, 2], [-1.4, 0.7], [2.2, 1.3]]", "{ x = 1, y = 2 }", asked);
const Cells right = {{"1 v x", "0.3"},   {"1 v y", "0.2"},   {"1 theta x", "0.7"},   {"1 theta y", "1.8"},
                     {"2 v x", "0.13"},  {"2 v y", "0.25"},  {"2 theta x", "0.57"},  {"2 theta y", "1.55"},
                     {"3 v x", "0.337"}, {"3 v y", "0.355"}, {"3 theta x", "0.233"}, {"3 theta y", "1.195"}};

TEST(Cause, TwoCellsExchangedAreOneSlip) {
  const Marked marked(two, changed(right, {{"3 v x", "0.355"}, {"3 v y", "0.337"}}));
  EXPECT_EQ(marked.verdict("3 v x"), "slip") << marked.probably("3 v x");
  EXPECT_EQ(marked.cause("3 v x"), "cells-exchanged");
  EXPECT_EQ(marked.verdict("3 v y"), "follow-through");
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
}

/// v without its square; v_hat by the formula, but without its sign; m_hat not corrected. That m_hat was not corrected
/// twice, so to say, explains the same and is no other explanation.
TEST(Cause, IsNamedBesideNoneThatHoldsIt) {
  const Marked marked(
      "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.3\nbeta1 = 0.6\nbeta2 = 0.9\n[objective]\n"
      "function = '3*x^2 + y^2 - x + 2*y'\nstart = { x = -4.7, y = -5.1 }\n[working]\nround = '4 places'\n",
      {{"1 g x", "-29.2000"},     {"1 g y", "-8.2000"},     {"1 m x", "-11.6800"},    {"1 m y", "-3.2800"},
       {"1 v x", "-2.9200"},      {"1 v y", "-0.8200"},     {"1 v_hat x", "29.2000"}, {"1 v_hat y", "8.2000"},
       {"1 m_hat x", "-11.6800"}, {"1 m_hat y", "-3.2800"}, {"1 theta x", "-4.0516"}, {"1 theta y", "-4.7564"},
       {"2 g x", "-25.3096"},     {"2 g y", "-7.5128"},     {"2 m x", "-17.1318"},    {"2 m y", "-4.9731"},
       {"2 v x", "-5.1590"},      {"2 v y", "-1.4893"},     {"2 v_hat x", "27.1526"}, {"2 v_hat y", "7.8384"},
       {"2 m_hat x", "-17.1318"}, {"2 m_hat y", "-4.9731"}, {"2 theta x", "-3.0653"}, {"2 theta y", "-4.2235"}});
  EXPECT_EQ(marked.cause("1 m_hat x"), "bias-correction-omitted");
  for (const LineMark& line : marked.sheet().lines) {
    for (const Causes& other : line.or_else) {
      for (const Cause& cause : line.causes) EXPECT_EQ(std::count(other.begin(), other.end(), cause), 0) << cause.id;
    }
  }
}

/// theta alone is asked, and the sign of the gradient turned from the third step on: 0.57 - (0.9*0.13 - 0.22).
TEST(Cause, AFaultThatBeginsLateIsFoundBehindHiddenLines) {
  const std::string text = momentum("[[3, 2], [-1.4, 0.7], [2.2, 1.3]]", "{ x = 1, y = 2 }", theta_alone);
  const Marked marked(text, {{"1 theta x", "0.7"},
                             {"1 theta y", "1.8"},
                             {"2 theta x", "0.57"},
                             {"2 theta y", "1.55"},
                             {"3 theta x", "0.673"},
                             {"3 theta y", "1.455"}});
  EXPECT_EQ(marked.cause("3 theta x"), "gradient-sign") << marked.probably("3 theta x");
  EXPECT_EQ(marked.verdict("3 theta y"), "follow-through");
}

/// Adam without its bias corrections, worked by the rule of the question behind lines that are not asked: m = 0.32,
/// 0.6, then 0.6*0.32 + 0.4*2.7 and so on, each to two places.
TEST(Cause, AMistakeIsFoundBehindHiddenLinesThatWereRounded) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.3\nbeta1 = 0.6\nbeta2 = 0.9\n[objective]\n"
      "gradient = ['2.3*x', '1.7*y']\nstart = { x = 3.1, y = -2.3 }\n[working]\nround = '2 places'\ncarry = 'rounded'\n"
      "[answer]\nask = ['theta']\ngive = '2 places'\n";
  double theta[] = {3.1, -2.3}, m[] = {0, 0}, v[] = {0, 0};
  const double slope[] = {2.3, 1.7};
  const auto rounded = [](double x) { return std::round(x * 100) / 100; };
  Cells cells;
  for (int t = 1; t <= 2; ++t) {
    for (int i = 0; i < 2; ++i) {
      const double g = rounded(slope[i] * theta[i]);
      m[i] = rounded(0.6 * m[i] + 0.4 * g);
      v[i] = rounded(0.9 * v[i] + 0.1 * g * g);
      theta[i] = rounded(theta[i] - 0.3 / std::sqrt(v[i] + 1e-8) * m[i]);
      char text_of_theta[32];
      std::snprintf(text_of_theta, sizeof text_of_theta, "%.2f", theta[i]);
      cells[std::to_string(t) + " theta " + (i == 0 ? "x" : "y")] = text_of_theta;
    }
  }
  const Marked marked(text, cells);
  EXPECT_EQ(marked.cause("2 theta x") + marked.probably("2 theta x"), "bias-correction-omitted");
  EXPECT_EQ(marked.cause("1 theta x") + marked.probably("1 theta x"), "bias-correction-omitted");
}

/// The first velocity of 0.95 in the place of 0.9: 0.95*0.3 - 0.14 = 0.145, 0.95*0.145 + 0.22 = 0.3578, ...
/// g = -2*(3x + 1.7), -2*(5y - 2.3): twice the gradient, with its sign turned; the steps follow.
TEST(Cause, TwoMistakesInOneLineAreBothNamed) {
  const std::string text =
      "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradient = ['3*x + 1.7', '5*y - 2.3']\nstart = { x = 2.3, y = -3.1 }\n[working]\nround = '4 places'\n";
  const Marked marked(text, {{"1 g x", "-17.2"},
                             {"1 g y", "35.6"},
                             {"1 theta x", "4.02"},
                             {"1 theta y", "-6.66"},
                             {"2 g x", "-27.52"},
                             {"2 g y", "71.2"},
                             {"2 theta x", "6.772"},
                             {"2 theta y", "-13.78"}});
  const Causes both = {{Cause::Kind::mistake, "derivative-factor"}, {Cause::Kind::mistake, "gradient-sign"}};
  EXPECT_EQ(marked["1 g x"].causes, both) << marked.probably("1 g x");
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
  EXPECT_EQ(marked.sheet().marks, Exact(14));
}

const std::string descent =
    "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
    "gradient = ['3*x + 1.7', '5*y - 2.3']\nstart = { x = 2.3, y = -3.1 }\n[working]\nround = '4 places'\n";

/// 0.35 times the gradients 8.6, -17.8, 7.697, -14.685, each at the student's own point.
TEST(Pattern, LinesThatAreOffByOneFactorAreToldTogether) {
  const Marked marked(descent, {{"1 g x", "3.01"},
                                {"1 g y", "-6.23"},
                                {"1 theta x", "1.999"},
                                {"1 theta y", "-2.477"},
                                {"2 g x", "2.694"},
                                {"2 g y", "-5.1398"},
                                {"2 theta x", "1.7296"},
                                {"2 theta y", "-1.963"}});
  const auto& pattern = marked.sheet().pattern;
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->kind, Pattern::Kind::factor);
  EXPECT_EQ(pattern->value, Exact::decimal(35, 2));
  EXPECT_EQ(pattern->positions, (std::vector<std::size_t>{0, 1, 4, 5}));
  EXPECT_EQ(marked.verdict("1 g x"), "wrong");  // no cause of two of them is charged
}

/// Each gradient 1.37 too large.
TEST(Pattern, LinesThatAreOffByOneDifferenceAreToldTogether) {
  const Marked marked(descent, {{"1 g x", "9.97"},
                                {"1 g y", "-16.43"},
                                {"1 theta x", "1.303"},
                                {"1 theta y", "-1.457"},
                                {"2 g x", "6.979"},
                                {"2 g y", "-8.215"},
                                {"2 theta x", "0.6051"},
                                {"2 theta y", "-0.6355"}});
  const auto& pattern = marked.sheet().pattern;
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->kind, Pattern::Kind::difference);
  EXPECT_EQ(pattern->value, Exact::decimal(137, 2));
  EXPECT_EQ(pattern->positions.size(), 4U);
}

TEST(Pattern, NoneIsSeenInNumbersThatHaveNone) {
  const Marked marked(descent, {{"1 g x", "5.1234"},
                                {"1 g y", "-3.9876"},
                                {"1 theta x", "7.1111"},
                                {"1 theta y", "2.4142"},
                                {"2 g x", "1.6180"},
                                {"2 g y", "-8.2151"},
                                {"2 theta x", "0.5772"},
                                {"2 theta y", "-2.7183"}});
  EXPECT_FALSE(marked.sheet().pattern);
}

TEST(Cause, AMisreadValueIsNamedAndChargedOnce) {
  const Marked marked(two, {{"1 v x", "0.3"},
                            {"1 v y", "0.2"},
                            {"1 theta x", "0.7"},
                            {"1 theta y", "1.8"},
                            {"2 v x", "0.145"},
                            {"2 v y", "0.26"},
                            {"2 theta x", "0.555"},
                            {"2 theta y", "1.54"},
                            {"3 v x", "0.3578"},
                            {"3 v y", "0.377"},
                            {"3 theta x", "0.1972"},
                            {"3 theta y", "1.163"}});
  EXPECT_EQ(marked.cause("2 v x"), "misread-value");
  EXPECT_EQ(marked["2 v x"].causes.at(0).misread, (Misread{"gamma", "0.95", "0.9"}));
  EXPECT_EQ(marked.verdict("2 v x"), "slip");
  EXPECT_EQ(marked.verdict("3 v y"), "follow-through");
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
}

TEST(Cause, ASlipInEachComponentOfALineIsOneSlip) {
  // The second velocity twice in the place of the first: 0.7 of x and 1.8 of y go on unchanged.
  const Marked marked(two, changed(right, {{"2 v x", "-0.14"},
                                           {"2 v y", "0.07"},
                                           {"2 theta x", "0.84"},
                                           {"2 theta y", "1.73"},
                                           {"3 v x", "0.094"},
                                           {"3 v y", "0.193"},
                                           {"3 theta x", "0.746"},
                                           {"3 theta y", "1.537"}}));
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
  EXPECT_EQ(marked.sheet().marks, Exact(22)) << marked.cause("2 v x");
}

/// One digit for another is nothing that anybody could explain.
TEST(Cause, NoneIsInventedForAShortNumber) {
  for (const char* wrong : {"5", "7", "4", "8"}) {
    const std::string text =
        "optimizer = 'momentum'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2 + 5*y^2'\n"
        "start = { x = 3, y = 1 }\n[working]\nround = '4 places'\n[answer]\nask = ['g']\n";
    const Marked marked(text, {{"1 g x", wrong}, {"1 g y", "10"}});
    EXPECT_EQ(marked.verdict("1 g x"), "wrong") << wrong << ' ' << marked.cause("1 g x");
  }
}

/// A digit that is wrong stands for itself alone: what does not follow from it does not follow through.
TEST(FollowThrough, IsNotGrantedToWhatIsNearAWrongDigit) {
  const std::string text = momentum("[[3], [-1.4], [2.2]]", "[1]", asked);
  const Marked near(text, {{"1 v", "5"}, {"1 theta", "-3.6"}});
  EXPECT_EQ(near.verdict("1 theta"), "wrong");
  const Marked follows(text, {{"1 v", "5"}, {"1 theta", "-4"}});
  EXPECT_EQ(follows.verdict("1 theta"), "follow-through");
}

/// g = 1.45 for 1.51 is wrong; v = 0.002 either way; by calculator, v_hat = 0.001*1.45^2/0.001.
TEST(FollowThrough, IsGrantedByCalculatorThroughALineThatHidesTheFault) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[1.51]]\nstart = "
      "[1]\n[working]\nround = '3 places'\ncarry = 'exact'\n[answer]\nask = ['g', 'v', 'v_hat']\n";
  const Marked marked(text, {{"1 g", "1.45"}, {"1 v", "0.002"}, {"1 v_hat", "2.103"}});
  EXPECT_EQ(marked.verdict("1 v_hat"), "follow-through") << marked["1 v_hat"].expected_here;
}

/// What the worked solution prints is right, whatever was written before it.
TEST(FollowThrough, ThePrintedNumberIsRightBehindAMisprint) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[0.5]]\nstart = "
      "[0]\n[working]\nround = '4 places'\ncarry = 'rounded'\n[answer]\nask = ['v', 'v_hat', 'm_hat', 'theta']\n";
  // By the rule of the question, v = 0.0003 and v_hat = 0.3.
  const Marked marked(text, {{"1 v", "0.0003"}, {"1 v_hat", "0.3"}, {"1 m_hat", "0.8"}, {"1 theta", "-0.0913"}});
  EXPECT_EQ(marked["1 v_hat"].expected, "0.3");
  EXPECT_EQ(marked.verdict("1 v_hat"), "correct");
  EXPECT_NE(marked.verdict("1 m_hat"), "correct");
  EXPECT_EQ(marked.verdict("1 theta"), "correct");
}

/// The same arithmetic fault in two components that are alike copies nothing.
TEST(StandIn, ComponentsThatAreAlikeAreNone) {
  const std::string text = momentum("[[3, 3], [-1.4, -1.4], [2.2, 2.2]]", "{ x = 1, y = 1 }", asked);
  const Cells cells = {{"1 v x", "0.3771"}, {"1 v y", "0.3771"}, {"1 theta x", "0.6229"}, {"1 theta y", "0.6229"}};
  const Marked marked(text, cells);
  EXPECT_EQ(marked.marks("1 theta x"), "2");
  EXPECT_EQ(marked.marks("1 theta y"), "2");
}

TEST(StandIn, TheSameNumberInEveryCellEarnsNothing) {
  Cells cells;
  for (const auto& [name, value] : right) cells[name] = "2.2122";
  const Marked marked(two, cells);
  EXPECT_EQ(marked.sheet().marks, Exact(0));
}

/// 1 in every cell: v_hat = v, as if the correction were left out, is no mistake to be charged once.
TEST(StandIn, ARepeatedMistakeEarnsNothingBehindOne) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\nbeta1 = 0.6\nbeta2 = 0.9\n[objective]\n"
      "gradients = [[3.2], [2.7]]\nstart = [4]\n[working]\nround = '4 places'\n";
  Cells cells;
  for (const char* t : {"1 ", "2 "}) {
    for (const char* quantity : {"g", "m", "v", "v_hat", "m_hat", "theta"}) cells[std::string(t) + quantity] = "1";
  }
  EXPECT_EQ(Marked(text, cells).sheet().marks, Exact(0));
}

TEST(Precision, ADigitIsNotADecimalStatedCoarsely) {
  const Marked digit(two, changed(right, {{"3 theta y", "1"}}));
  EXPECT_EQ(digit.verdict("3 theta y"), "wrong");
  // 0.337 is not 0.3, which is off by a tenth of it.
  EXPECT_EQ(Marked(two, changed(right, {{"3 v x", "0.3"}})).verdict("3 v x"), "wrong");
  EXPECT_EQ(Marked(two, changed(right, {{"3 v x", "0.34"}})).verdict("3 v x"), "precision");
}

TEST(Precision, ZerosAtTheEndOfAWholeNumberStateNothing) {
  const std::string text =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 1\n[objective]\ngradients = [[10144]]\n"
      "start = [0]\n[answer]\ngive = '4 figures'\nask = ['theta']\n";
  EXPECT_EQ(Marked(text, {{"1 theta", "-10140"}}).verdict("1 theta"), "correct");
  EXPECT_EQ(Marked(text, {{"1 theta", "-10150"}}).verdict("1 theta"), "precision");
  EXPECT_EQ(Marked(text, {{"1 theta", "-10100"}}).verdict("1 theta"), "precision");
}

/// rmsprop with epsilon beside the root is a convention; in a strict problem only the lines that differ lose a mark.
TEST(Convention, StrictChargesTheLinesThatDifferAlone) {
  const std::string text =
      "optimizer = 'rmsprop-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.9\nepsilon = 0.1\n[objective]\n"
      "function = 'x^2'\nstart = { x = 3 }\n[working]\nround = '4 places'\n[marks]\nconvention = 'strict'\n";
  // G = 3.6, theta = 3 - 0.1*6/(sqrt(3.6) + 0.1); then g = 2 theta and so on.
  const Marked marked(text, {{"1 g", "6"},
                             {"1 G", "3.6"},
                             {"1 theta", "2.6996"},
                             {"2 g", "5.3992"},
                             {"2 G", "6.1551"},
                             {"2 theta", "2.4904"}});
  EXPECT_EQ(marked.sheet().convention, "rmsprop");
  EXPECT_EQ(marked.verdict("1 theta"), "convention");
  EXPECT_EQ(marked.marks("1 theta"), "1");
  EXPECT_EQ(marked.verdict("2 g"), "follow-through");
  EXPECT_EQ(marked.marks("2 g"), "2");
}

/// The course's notebook adds the velocity and looks ahead by the whole of it: another method, charged once.
TEST(Variant, IsOneMistakeFromEndToEnd) {
  const std::string text =
      "optimizer = 'nesterov'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.6\n[objective]\n"
      "gradient = ['2*x']\nstart = { x = 3.7 }\n[working]\nround = '4 places'\n";
  const Marked marked(text, {{"1 theta_e", "3.7"},
                             {"1 g", "7.4"},
                             {"1 v", "-0.74"},
                             {"1 theta", "2.96"},
                             {"2 theta_e", "2.22"},
                             {"2 g", "4.44"},
                             {"2 v", "-0.888"},
                             {"2 theta", "2.072"}});
  EXPECT_EQ(marked.cause("1 v"), "nesterov-notebook") << marked.verdict("1 v");
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
  EXPECT_EQ(marked.sheet().marks, Exact(14));
}

/// A table of data that is misread, and then misread once more.
TEST(Cause, PairsOfMisreadingsOfATableAreSearched) {
  const std::string directory = "problems/bank/";
  std::ifstream file(directory + "adam-line-fit.toml");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Marker marker(parse_problem(text, directory + "adam-line-fit.toml", directory));
  Sheet sheet(marker.asked().size());
  sheet[2] = written_in("0.91827");
  sheet[5] = written_in("0.53321");
  EXPECT_NO_THROW(marker.mark(sheet));
}

/// The velocity points downhill and is added, as in the course's notebook; only the last number is wrong.
TEST(Convention, MayHaveAFaultInIt) {
  const std::string text =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.05\ngamma = 0.6\n[objective]\n"
      "function = '3*x^2 + y^2 - 3*x'\nstart = { x = 1.5, y = -2 }\n[working]\nround = '4 places'\n";
  const Cells cells = {{"1 g x", "6"},       {"1 g y", "-4"},       {"1 v x", "-0.3"},     {"1 v y", "0.2"},
                       {"1 theta x", "1.2"}, {"1 theta y", "-1.8"}, {"2 g x", "4.2"},      {"2 g y", "-3.6"},
                       {"2 v x", "-0.39"},   {"2 v y", "0.3"},      {"2 theta x", "0.81"}, {"2 theta y", "-1.75"}};
  const Marked marked(text, cells);
  EXPECT_EQ(marked.sheet().convention, "momentum-notebook") << marked.cause("1 v x");
  EXPECT_EQ(marked.sheet().marks, Exact(22));
  EXPECT_EQ(marked.marks("2 theta y"), "0");
}

/// y starts from -1 and not from 1: g_y = -10, and theta_y = -1 + 0.5.
TEST(Cause, AMisreadStartIsOneSlip) {
  const std::string text =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.05\ngamma = 0.9\n[objective]\n"
      "function = 'x^2 + 5*y^2'\nstart = { x = 3, y = 1 }\n[working]\nround = '4 places'\n";
  const Marked marked(text, {{"1 g x", "6"},
                             {"1 g y", "-10"},
                             {"1 v x", "0.3"},
                             {"1 v y", "-0.5"},
                             {"1 theta x", "2.7"},
                             {"1 theta y", "-0.5"},
                             {"2 g x", "5.4"},
                             {"2 g y", "-5"},
                             {"2 v x", "0.54"},
                             {"2 v y", "-0.7"},
                             {"2 theta x", "2.16"},
                             {"2 theta y", "0.2"}});
  EXPECT_EQ(marked.cause("1 g y"), "misread-value");
  EXPECT_EQ(marked["1 g y"].causes.at(0).misread, (Misread{"y", "-1", "1"}));
  EXPECT_EQ(marked.sheet().marks, Exact(23));
}

/// 3.6 for 3.609 is what weight decay left out gives, and no rounding.
TEST(Cause, AShortNumberIsNoRounding) {
  const std::string text =
      "optimizer = 'rmsprop-slides'\nsteps = 2\n[hyperparameters]\neta = 0.05\ngamma = 0.7\n[objective]\n"
      "function = 'x^2 + y^2 - x*y + 2*x - y'\nstart = { x = 0.9, y = 0.2 }\n[working]\nround = '5 figures'\n"
      "[modifiers]\nweight_decay = 0.01\n";
  const Marked marked(text, {{"1 g x", "3.6"},
                             {"1 g y", "-1.5"},
                             {"1 g_decay x", "3.6"},
                             {"1 g_decay y", "-1.5"},
                             {"1 G x", "3.888"},
                             {"1 G y", "0.675"},
                             {"1 theta x", "0.80871"},
                             {"1 theta y", "0.29129"},
                             {"2 g x", "3.3261"},
                             {"2 g y", "-1.2261"},
                             {"2 g_decay x", "3.3261"},
                             {"2 g_decay y", "-1.2261"},
                             {"2 G x", "6.0406"},
                             {"2 G y", "0.92352"},
                             {"2 theta x", "0.74105"},
                             {"2 theta y", "0.35508"}});
  EXPECT_EQ(marked.cause("1 g_decay x"), "decay-omitted") << marked.verdict("1 g_decay x");
  EXPECT_EQ(marked.sheet().marks, Exact(30));
}

TEST(Invention, SmallIntegersAreAccusedOfNothing) {
  const std::string text = momentum("[[3.9, 1.7], [5.5, 2], [1.3, 4]]", "{ x = 5.1, y = 4 }", asked);
  const Marked marked(text, {{"1 v x", "-1"},
                             {"1 v y", "5"},
                             {"1 theta x", "-1"},
                             {"1 theta y", "1"},
                             {"2 v x", "10"},
                             {"2 v y", "2"},
                             {"2 theta x", "5"},
                             {"2 theta y", "1"},
                             {"3 v x", "3"},
                             {"3 v y", "1"},
                             {"3 theta x", "2"},
                             {"3 theta y", "0"}});
  EXPECT_TRUE(marked.sheet().invented);
  EXPECT_EQ(marked.sheet().marks, Exact(0));
  EXPECT_TRUE(marked.sheet().root_causes.empty());
}

/// G_2 is what was written for G_1 and the new square, 4.1 + 2.25, and not the sum of the true ones.
TEST(FollowThrough, IsGrantedToARunningSum) {
  const std::string text =
      "optimizer = 'adagrad-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [[2.1], [1.5]]\nstart = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['g', 'G']\n";
  const Marked marked(text, {{"1 g", "2.1"}, {"1 G", "44.1"}, {"2 g", "1.5"}, {"2 G", "46.35"}});
  EXPECT_EQ(marked.verdict("2 G"), "follow-through");
  EXPECT_EQ(marked.marks("2 G"), "2");
}

TEST(Precision, ANearerAnswerNeverEarnsLess) {
  const std::string text =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[7.66]]\n"
      "start = [2]\n[working]\nround = '3 figures'\ncarry = 'exact'\n[answer]\nask = ['theta']\n";
  for (const int direction : {-1, 1}) {
    int most = 2;
    for (int off = 0; off < 400; off += 3) {  // from 1.234 on
      const Marked marked(text, {{"1 theta", Exact::decimal(1234 + direction * off, 3).to_string()}});
      if (!marked.cause("1 theta").empty()) continue;  // whatever a slip makes of it
      const int earned = static_cast<int>(marked.sheet().marks.to_double());
      EXPECT_LE(earned, most) << direction * off;
      most = earned;
    }
    EXPECT_EQ(most, 0);
  }
}

/// 1.999, 1.998, 1.997: nothing says how to round, and 1.999 three times is no answer.
TEST(Precision, OfAParameterTheStepTells) {
  const std::string text =
      "optimizer = 'adam'\nsteps = 3\n[objective]\ngradients = [[0.1], [0.1], [0.1]]\nstart = [2]\n"
      "[answer]\nask = ['theta']\n";
  const Marked marked(text, {{"1 theta", "1.999"}, {"2 theta", "1.999"}, {"3 theta", "1.999"}});
  EXPECT_EQ(marked.verdict("1 theta"), "correct");
  EXPECT_NE(marked.verdict("2 theta"), "correct");
  EXPECT_NE(marked.verdict("3 theta"), "correct");
  EXPECT_NE(Marked(text, {{"3 theta", "1.998"}}).verdict("3 theta"), "correct");
}

}  // namespace
}  // namespace stepmark::tests
