// Each verdict once, on sheets that are small enough to be worked in the head.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/marking/marked.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Cells;
using support::changed;
using support::Marked;
using ::testing::HasSubstr;

/// v = 0.9 v + 0.1 g, theta = theta - v: g = 3, -1.4, 2.2 give v = 0.3, 0.13, 0.337 and theta = 0.7, 0.57, 0.233.
const std::string momentum =
    "optimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n[objective]\n"
    "gradients = [[3], [-1.4], [2.2]]\nstart = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v', 'theta']\n";
const Cells right = {{"1 v", "0.3"},      {"1 theta", "0.7"}, {"2 v", "0.13"},
                     {"2 theta", "0.57"}, {"3 v", "0.337"},   {"3 theta", "0.233"}};

TEST(Verdict, CorrectInManyWaysOfWriting) {
  for (const char* v : {"0.3", "0.30", ".3", "0,3", "3/10", "3e-1", "0.3000"}) {
    const Marked marked(momentum, changed(right, {{"1 v", v}}));
    EXPECT_EQ(marked.sheet().marks, Exact(12)) << v;
    EXPECT_EQ(marked.verdict("1 v"), "correct") << v;
  }
}

TEST(Verdict, MissingAndUnreadableCostTheirOwnLineAlone) {
  const Marked marked(momentum, changed(right, {{"1 v", ""}, {"2 v", "NaN"}}));
  EXPECT_EQ(marked.verdict("1 v"), "missing");
  EXPECT_EQ(marked.verdict("2 v"), "unreadable");
  EXPECT_EQ(marked.sheet().marks, Exact(8));
}

/// Numbers that no double holds, or whose squares none holds, in a problem of its kind: the line is wrong, the rest is
/// judged on its own.
TEST(Verdict, NumbersBeyondAllDoublesCostTheirOwnLineAlone) {
  const std::string adam =
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[4]]\n"
      "start = [1]\n[working]\nround = '6 figures'\n";
  const Cells all = {{"1 g", "4"},      {"1 m", "0.4"},   {"1 v", "0.016"},
                     {"1 v_hat", "16"}, {"1 m_hat", "4"}, {"1 theta", "0.9"}};
  for (const char* huge : {"1e400", "-1e400", "1e309", "1e200", "1e-400", "9.99e999"}) {
    for (const auto& [line, value] : all) {
      const Marked marked(adam, changed(all, {{line, huge}}));
      EXPECT_EQ(marked[line].method + marked[line].accuracy, Exact(0)) << line << ' ' << huge;
      EXPECT_EQ(marked.sheet().marks, Exact(10)) << line << ' ' << huge;
    }
    Cells everywhere = all;
    for (auto& [line, value] : everywhere) value = huge;
    EXPECT_LT(Marked(adam, everywhere).sheet().marks, Exact(12)) << huge;
  }
}

/// A right answer that no cell can hold would be marked wrong.
TEST(Verdict, WhatNoSheetCanHoldIsNotAsked) {
  const auto refusal = [](const std::string& start, const std::string& give) -> std::string {
    try {
      const Marked marked(
          "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = "
          "'x^2'\nstart = { x = " +
              start + " }\n[answer]\nask = ['theta']\ngive = '" + give + "'\n",
          {});
      return "";
    } catch (const InputError& error) {
      return error.what();
    }
  };
  EXPECT_EQ(refusal("1e990", "4 figures"), "");
  EXPECT_EQ(refusal("3", "600 places"), "");  // 2.4, in full
  EXPECT_THAT(refusal("1e1200", "4 figures"), HasSubstr("theta at step 1 is longer than a number on a sheet may be"));
  EXPECT_THAT(refusal("1e-1200", "4 figures"), HasSubstr("at about 10^-1201"));
  EXPECT_EQ(refusal("1e600", "2 places"), "");  // 8e599, in full
}

/// However small, what is not 0 is not the 0 that is asked, neither is it with its sign turned.
TEST(Verdict, NothingIsNotNearlyNothing) {
  const std::string zero =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.5\n[objective]\ngradients = [[2]]\n"
      "start = [1]\n[working]\nround = '3 figures'\n";
  for (const char* small : {"3e-323", "3e-324", "3e-400", "-1e-900"}) {
    const Marked marked(zero, {{"1 g", "2"}, {"1 theta", small}});
    EXPECT_EQ(marked["1 theta"].method + marked["1 theta"].accuracy, Exact(0)) << small;
    EXPECT_EQ(marked.sheet().marks, Exact(2)) << small;
  }
}

/// A problem of numbers that no double holds, and two steps of v = 0.9 v + 0.1 g, theta = theta - v in fractions.
class FarProblem {
 public:
  explicit FarProblem(std::mt19937_64& random) : random_(random) {
    format_ = draw(2) == 0 ? DecimalFormat::figures(draw(4) + 3) : DecimalFormat::places(4);
    const int exponent = draw(190) + 310;
    for (std::string* text : {&start_, &first_, &second_}) *text = far(exponent);
  }

  std::string text() const {
    return "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n[objective]\ngradients = [[" +
           first_ + "], [" + second_ + "]]\nstart = [" + start_ + "]\n[working]\nround = '" + to_string(format_) +
           "'\n[answer]\nask = ['v', 'theta']\n";
  }

  /// Each line on those before it as they are written, the first being `times` what it should be.
  Cells worked(int times) const {
    const Exact v = written(Exact(times) * tenth * *Exact::parse(first_));
    const Exact theta = written(*Exact::parse(start_) - v);
    const Exact next_v = written(Exact(9) * tenth * v + tenth * *Exact::parse(second_));
    return {{"1 v", number(v)},
            {"1 theta", number(theta)},
            {"2 v", number(next_v)},
            {"2 theta", number(written(theta - next_v))}};
  }

  bool moves() const { return !written(tenth * *Exact::parse(first_)).is_zero(); }

 private:
  int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string far(int least) {
    const int exponent = least + draw(90);  // a cell holds 500 digits, and so what they add up to
    return (draw(2) == 0 ? "-" : "") + std::to_string(draw(900) + 100) + 'e' +
           std::to_string(is_large_ ? exponent : -exponent);
  }
  Exact written(const Exact& x) const { return x.rounded(format_, RoundingRule::half_up); }
  std::string number(const Exact& x) const {
    return format_.kind == DecimalFormat::Kind::places ? x.to_string() : to_string(x, format_);
  }

  inline static const Exact tenth = Exact::decimal(1, 1);
  std::mt19937_64& random_;
  DecimalFormat format_;
  bool is_large_ = draw(2) == 0;
  std::string start_, first_, second_;
};

TEST(Verdict, ProblemsBeyondAllDoublesAreMarkedLikeOthers) {
  std::mt19937_64 random(13);
  for (int i = 0; i < 100; ++i) {
    const FarProblem problem(random);
    const Marked rightly(problem.text(), problem.worked(1));
    EXPECT_EQ(rightly.sheet().marks, Exact(8)) << problem.text();
    if (!problem.moves()) continue;
    const Marked wrongly(problem.text(), problem.worked(3));
    EXPECT_EQ(wrongly.marks("1 v"), "0") << problem.text();
    EXPECT_EQ(wrongly.sheet().marks, Exact(6)) << problem.text();
    const Marked turned(problem.text(), changed(problem.worked(1), {{"2 v", "7e-999"}}));
    EXPECT_EQ(turned.marks("2 v") == "0", problem.worked(1).at("2 v") != "0") << problem.text();
  }
}

TEST(Verdict, PrecisionIsJudgedApartFromValue) {
  const auto of = [](const std::string& value) {
    const Marked marked(momentum + "give = '4 places'\n",
                        changed(right, {{"1 theta", ""}, {"2 theta", ""}, {"3 theta", ""}, {"3 v", value}}));
    return marked.verdict("3 v") + " " + marked.marks("3 v") + " " +
           std::to_string(static_cast<int>(marked["3 v"].imprecision));
  };
  EXPECT_EQ(of("0.337"), "correct 2 0");
  EXPECT_EQ(of("0.34"), "precision 1 " + std::to_string(static_cast<int>(Imprecision::too_few_digits)));
  EXPECT_EQ(of("0.33"), "precision 1 " + std::to_string(static_cast<int>(Imprecision::truncated)));
  EXPECT_EQ(of("0.3371"), "precision 1 " + std::to_string(static_cast<int>(Imprecision::last_digit)));
}

TEST(Verdict, AMistakeIsChargedOnceAndWhatFollowsIsFollowThrough) {
  // The decay factor dropped: v = v + 0.1 g.
  const Marked marked(
      momentum,
      {{"1 v", "0.3"}, {"1 theta", "0.7"}, {"2 v", "0.16"}, {"2 theta", "0.54"}, {"3 v", "0.38"}, {"3 theta", "0.16"}});
  EXPECT_EQ(marked.verdict("2 v"), "mistake");
  EXPECT_EQ(marked.cause("2 v"), "decay-factor-dropped");
  EXPECT_EQ(marked.verdict("3 v"), "follow-through");
  EXPECT_EQ(marked.verdict("3 theta"), "follow-through");
  EXPECT_EQ(marked.sheet().root_causes.size(), 1U);
  EXPECT_EQ(marked.sheet().marks, Exact(10));
}

/// The parameter was 0.7, and not 1.3 as the wrong velocity before it would have it: nothing in between follows.
TEST(Verdict, NothingFollowsFromARightLineButWhatStandsThere) {
  const Cells wrong = changed(right, {{"1 v", "-0.3"}, {"2 v", "-0.41"}, {"3 v", ""}, {"3 theta", ""}});
  EXPECT_EQ(Marked(momentum, changed(wrong, {{"2 theta", "1.11"}})).verdict("2 theta"), "follow-through");
  EXPECT_EQ(Marked(momentum, changed(wrong, {{"2 theta", "1.71"}})).verdict("2 theta"), "wrong");
  EXPECT_EQ(Marked(momentum, changed(wrong, {{"2 theta", "1.35"}})).verdict("2 theta"), "wrong");
}

/// Whatever stands in the second step, no other convention comes to it.
TEST(Verdict, AStepOfSomebodyElseEarnsNothing) {
  const std::string bowl =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.3\ngamma = 0.9\n[objective]\n"
      "function = '4*x^2 + 2*y^2 + x + 6*y'\nstart = { x = -3.6, y = 3.9 }\n[working]\nround = '4 places'\n";
  const Cells first = {{"1 g x", "-27.8"}, {"1 g y", "21.6"},     {"1 v x", "-8.34"},
                       {"1 v y", "6.48"},  {"1 theta x", "4.74"}, {"1 theta y", "-2.58"}};
  const Cells theirs = {{"2 g x", "1.84"},   {"2 g y", "3.96"},      {"2 v x", "1.794"},
                        {"2 v y", "-4.158"}, {"2 theta x", "2.126"}, {"2 theta y", "4.398"}};
  Cells sheet = first;
  sheet.insert(theirs.begin(), theirs.end());
  EXPECT_EQ(Marked(bowl, sheet).sheet().marks, Exact(12));
  std::mt19937 random(5);
  for (int i = 0; i < 20; ++i) {
    Cells invented = first;
    for (const auto& [line, value] : theirs) {
      invented.emplace(line, std::to_string(static_cast<int>(random() % 18'000) - 9'000) + "e-3");
    }
    EXPECT_EQ(Marked(bowl, invented).sheet().marks, Exact(12)) << i;
  }
}

TEST(Verdict, FollowThroughIsWorthItsShare) {
  const Marked marked(momentum + "[marks]\nmethod = 2\naccuracy = 1\nfollow_through = 0.5\n",
                      changed(right, {{"3 v", "0.8571"}, {"3 theta", "-0.2871"}}));
  EXPECT_EQ(marked.verdict("3 v"), "wrong");
  EXPECT_EQ(marked.verdict("3 theta"), "follow-through");
  EXPECT_EQ(marked.marks("3 theta"), "1.5");
}

TEST(Verdict, ASlipKeepsTheMethodMark) {
  // 0.9 * 0.13 + 0.1 * 2.27891 = 0.344891
  std::string text = momentum;
  text.replace(text.find("[2.2]"), 5, "[2.27891]").replace(text.find("4 places"), 8, "6 places");
  const Marked marked(text, changed(right, {{"3 v", "0.348491"}, {"3 theta", "0.221509"}}));
  EXPECT_EQ(marked.verdict("3 v"), "slip");
  EXPECT_EQ(marked.cause("3 v"), "transposed-digits");
  EXPECT_EQ(marked.marks("3 v"), "1");
  EXPECT_EQ(marked.verdict("3 theta"), "follow-through");
}

/// Of the numbers of three digits, one in fifty is some slip of 0.337.
TEST(Verdict, WhatCouldBeChanceIsCalledPossibleAndMovesNoMark) {
  const Marked marked(momentum, changed(right, {{"3 v", "0.373"}, {"3 theta", "0.197"}}));
  EXPECT_EQ(marked.verdict("3 v"), "wrong");
  EXPECT_EQ(marked.probably("3 v"), "transposed-digits");
  EXPECT_EQ(marked.marks("3 v"), "0");
}

/// What is no number near the right one is explained by nothing; but one such number is no sheet that was never worked.
TEST(Verdict, ATrivialNumberIsNoSlip) {
  for (const char* easy : {"0", "1", "0.7"}) {
    const std::string v(easy), theta = (Exact(57) / Exact(100) - *Exact::parse(v)).to_string();
    const Marked marked(momentum, changed(right, {{"3 v", v}, {"3 theta", theta}}));
    EXPECT_EQ(marked.verdict("3 v"), "wrong") << easy << ' ' << marked.cause("3 v");
    EXPECT_EQ(marked.marks("3 theta"), "2") << easy;
  }
}

/// At the minimum of the bowl, nothing follows correctly from nothing.
TEST(Verdict, ASheetOfOneNumberEarnsNothing) {
  const std::string bowl =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.05\ngamma = 0.9\n[objective]\n"
      "function = 'x^2 + 5*y^2'\nstart = { x = 3, y = 1 }\n[working]\nround = '4 places'\ncarry = 'rounded'\n";
  for (const char* number : {"0", "0.0000", "1", "2.5"}) {
    Cells cells;
    for (const char* line : {"g", "v", "theta"}) {
      for (const char* component : {"x", "y"}) {
        for (const char* step : {"1", "2"}) cells[std::string(step) + ' ' + line + ' ' + component] = number;
      }
    }
    const Marked marked(bowl, cells);
    EXPECT_EQ(marked.sheet().marks, Exact(0)) << number;
    EXPECT_EQ(marked["2 v x"].expected_here, "0.54") << number;
  }
  // Who goes on from a start misread as 0 has worked.
  const Marked misread(bowl, {{"1 g x", "6"},
                              {"1 g y", "0"},
                              {"1 v x", "0.3"},
                              {"1 v y", "0"},
                              {"1 theta x", "2.7"},
                              {"1 theta y", "0"},
                              {"2 g x", "5.4"},
                              {"2 g y", "0"},
                              {"2 v x", "0.54"},
                              {"2 v y", "0"},
                              {"2 theta x", "2.16"},
                              {"2 theta y", "0"}});
  EXPECT_GE(misread.sheet().marks, Exact(20));
}

/// Where nothing says how to round, a parameter is asked to three figures of its step.
TEST(Verdict, AParameterThatNoFigureMovedIsWrong) {
  const std::string adam =
      "optimizer = 'adam'\nsteps = 3\n[objective]\ngradients = [[0.1], [0.1], [0.1]]\nstart = [2]\n"
      "[answer]\nask = ['theta']\n";
  const auto marks = [&](const char* first, const char* second, const char* third) {
    return Marked(adam, {{"1 theta", first}, {"2 theta", second}, {"3 theta", third}}).sheet().marks;
  };
  EXPECT_EQ(marks("1.999", "1.998", "1.997"), Exact(6));
  EXPECT_EQ(marks("2", "2", "2"), Exact(0));
  EXPECT_EQ(marks("2.00", "2.00", "2.00"), Exact(0));
  EXPECT_LT(marks("1.999", "2.0", "2.0"), Exact(4));
  EXPECT_EQ(marks("1.990", "1.989", "1.988"), Exact(4));  // what follows from a wrong number
}

TEST(Verdict, FollowThroughGoesPastALineLeftOut) {
  // 2 v is left out: from v = 0 it would be -0.14.
  const Marked marked(momentum, {{"1 v", "0"}, {"1 theta", "1"}, {"2 theta", "1.14"}});
  EXPECT_EQ(marked.verdict("1 v"), "wrong") << marked.cause("1 v");
  EXPECT_EQ(marked.verdict("2 theta"), "follow-through");
  EXPECT_EQ(marked.marks("2 theta"), "2");
}

/// 0.0007 is not 0.7 with its point moved, when four places are written.
TEST(Verdict, AFewPlacesBehindThePointAreNoPowerOfTen) {
  const Marked marked(momentum, changed(right, {{"3 v", "0.0003"}, {"3 theta", "0.5697"}}));
  EXPECT_EQ(marked.verdict("3 v"), "wrong") << marked.cause("3 v");
  const Marked plain(momentum, changed(right, {{"3 v", "0.0337"}, {"3 theta", "0.5363"}}));
  EXPECT_EQ(plain.cause("3 v"), "decimal-point");
}

/// Who leaves the point out moves it as far as there are places.
TEST(Verdict, APointThatIsLeftOutIsASlip) {
  const std::string text =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[117.216], [10]]\n"
      "start = [1]\n[working]\nround = '4 places'\n";
  const Marked marked(text, {{"1 v", "117216"}, {"1 theta", "-10.7216"}, {"2 v", "11.5494"}, {"2 theta", "-22.271"}});
  EXPECT_EQ(marked.cause("1 v"), "decimal-point") << marked.probably("1 v");
  EXPECT_EQ(marked.verdict("2 theta"), "correct");
}

/// Like components are one piece of evidence, not two.
TEST(Verdict, TheSameNumberTwiceIsNoBetterExplained) {
  const std::string text =
      "optimizer = 'momentum'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3, 3]]\nstart = [1, "
      "1]\n"
      "[working]\nround = '2 places'\n[answer]\nask = ['theta']\n";
  const Problem problem = parse_problem(text, "p.toml", "");
  Marker marker(problem);
  const auto possibly = [&](const std::string& x, const std::string& y) {
    const MarkedSheet marked = marker.mark({written_in(x), written_in(y)});
    return marked.lines[0].verdict == Verdict::wrong;
  };
  EXPECT_TRUE(possibly("0.97", "0.97"));  // learning rate twice: 1 - 0.03
}

TEST(Verdict, MoreDigitsThanDoublesHaveAreHeldToAllOfThem) {
  const std::string text =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [['1/7']]\n"
      "start = [3]\n[answer]\nask = ['theta']\n";
  // 3 - 1/70 = 2.98571428571428571428571428...
  const std::string rest = "give = '25 places'\n";
  EXPECT_EQ(Marked(text + rest, {{"1 theta", "2.9857142857142857142857143"}}).verdict("1 theta"), "correct");
  EXPECT_EQ(Marked(text + rest, {{"1 theta", "2.9857142857142857142857144"}}).verdict("1 theta"), "precision");
  EXPECT_NE(Marked(text + rest, {{"1 theta", "2.9857142857142857142857193"}}).verdict("1 theta"), "correct");
  // Nearer than 2.986, which is right but for its few digits.
  EXPECT_EQ(Marked(text + rest, {{"1 theta", "2.9857142857142857142867143"}}).verdict("1 theta"), "precision");
  // Without a precision asked, the one that is written.
  EXPECT_EQ(Marked(text, {{"1 theta", "2.98571428571428571428571428571"}}).verdict("1 theta"), "correct");
  EXPECT_NE(Marked(text, {{"1 theta", "2.98571428571428571428571438571"}}).verdict("1 theta"), "correct");
}

/// v = 0.00009, of which four places are asked: a wrong v that is 0.0001 as well must not make what follows right.
TEST(Verdict, DigitsThatAreNotAskedMustBeRightToo) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 1\nbeta2 = 0.999\n[objective]\n"
      "gradients = [[0.3]]\nstart = [0]\n[working]\nround = '7 places'\n[answer]\ngive = '4 places'\n";
  const Cells sheet = {{"1 g", "0.3"},     {"1 m", "0.03"},     {"1 v", "0.00012"},
                       {"1 m_hat", "0.3"}, {"1 v_hat", "0.12"}, {"1 theta", "-0.8660"}};
  const Marked marked(text, sheet);
  EXPECT_EQ(marked.verdict("1 v"), "precision");
  EXPECT_EQ(marked["1 v"].imprecision, Imprecision::extra_digits);
  EXPECT_EQ(marked.verdict("1 v_hat"), "follow-through");
  EXPECT_EQ(marked.verdict("1 theta"), "follow-through");
  EXPECT_EQ(Marked(text, changed(sheet, {{"1 v", "0.00009"}, {"1 v_hat", "0.09"}, {"1 theta", "-1"}})).sheet().marks,
            Exact(12));
  // Rounded as it is to be stated, and gone on with: right on the student's own number, and not the right answer.
  const Marked early(text, changed(sheet, {{"1 v", "0.0001"}, {"1 v_hat", "0.1"}, {"1 theta", "-0.9487"}}));
  EXPECT_EQ(early.verdict("1 v"), "correct");
  EXPECT_EQ(early.verdict("1 v_hat"), "follow-through");
}

/// All the digits that a program prints, the last of them noise; but a wrong digit among ten is a wrong digit.
TEST(Verdict, WhatAProgramPrintsIsRightToItsArithmetic) {
  const std::string text =
      "optimizer = 'adagrad-slides'\nsteps = 1\n[hyperparameters]\neta = 0.3\nepsilon = 0\n[objective]\n"
      "gradients = [[0.1]]\nstart = [0.3]\n[working]\nround = '4 places'\n";
  for (const char* theta : {"0", "0.0000", "5.551115123125783e-17", "-1.1920929e-8"}) {
    const Marked marked(text, {{"1 g", "0.1"}, {"1 G", "0.010000000000000002"}, {"1 theta", theta}});
    EXPECT_EQ(marked.verdict("1 G"), "correct");
    EXPECT_EQ(marked.verdict("1 theta"), "correct") << theta;
  }
  EXPECT_EQ(Marked(text, {{"1 G", "0.010000001"}}).verdict("1 G"), "correct");
  EXPECT_NE(Marked(text, {{"1 G", "0.010001000000000002"}}).verdict("1 G"), "correct");
  EXPECT_NE(Marked(text, {{"1 G", "0.01000000001"}}).verdict("1 G"), "correct");
  EXPECT_NE(Marked(text, {{"1 theta", "0.00004"}}).verdict("1 theta"), "correct");
}

/// From step to step the ways back to a wrong number multiply; each line left out is looked at once.
TEST(Verdict, ManyLinesLeftOutAreNoLabyrinth) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 60\n[objective]\nfunction = 'x^2'\nstart = { x = 1 }\n"
      "[working]\nround = '4 places'\n";
  const Marked marked(text, {{"1 g", "3"}, {"60 theta", "0.5"}});
  EXPECT_EQ(marked.verdict("60 theta"), "wrong");
  EXPECT_EQ(marked.verdict("59 theta"), "missing");
}

/// Among the hundreds of numbers of a long sheet, chance finds partners enough for one that is made up.
TEST(Verdict, ALongSheetOfRandomNumbersGetsNoCauses) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 80\n[objective]\nfunction = 'x^2'\nstart = { x = 1 }\n"
      "[working]\nround = '4 places'\n";
  std::uint64_t state = 1;
  Cells cells;
  for (int t = 1; t <= 80; ++t) {
    for (const char* quantity : {"g", "m", "v", "m_hat", "v_hat", "theta"}) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      cells[std::to_string(t) + ' ' + quantity] =
          Exact::decimal(static_cast<std::int64_t>(state >> 40U) % 20'000, 4).to_string();
    }
  }
  const Marked marked(text, cells);
  const auto causes = std::count_if(marked.sheet().lines.begin(), marked.sheet().lines.end(),
                                    [](const LineMark& mark) { return !mark.causes.empty(); });
  EXPECT_LE(causes, 2);  // of 480
}

/// PyTorch calls it mu; the sheet is worked with the 0.8 that the question gives.
TEST(Verdict, AnotherConventionTakesTheValuesOfTheQuestion) {
  const std::string text =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.8\n[objective]\n"
      "gradients = [[3], [-1.4]]\nstart = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v', 'theta']\n";
  const Marked marked(text, {{"1 v", "3"}, {"1 theta", "0.7"}, {"2 v", "1"}, {"2 theta", "0.6"}});
  EXPECT_EQ(marked.sheet().convention, "momentum-pytorch");
  EXPECT_EQ(marked.sheet().marks, Exact(8));
  // One number of few digits is no evidence of another convention.
  std::string coarse = text;
  coarse.replace(coarse.find("4 places"), 8, "2 places");
  EXPECT_EQ(Marked(coarse, {{"1 v", "-0.3"}}).sheet().convention, "");
}

/// A student whose book is the paper: theta = theta - (alpha m_hat/(sqrt(v_hat) + epsilon) + lambda theta), with the
/// learning rate of the question for alpha. Constant gradients: the quotient is 1.
TEST(Verdict, TheLearningRateGoesToWhatAnotherConventionCallsSo) {
  const std::string text =
      "optimizer = 'adamw'\nsteps = 3\n[hyperparameters]\neta = 0.1\nlambda = 0.05\n[objective]\n"
      "gradients = [[4], [4], [4]]\nstart = [1]\n[working]\nround = '4 places'\ncarry = 'exact'\n"
      "[answer]\nask = ['m', 'theta']\n";
  const Marked marked(text, {{"1 m", "0.4"},
                             {"1 theta", "0.85"},
                             {"2 m", "0.76"},
                             {"2 theta", "0.7075"},
                             {"3 m", "1.084"},
                             {"3 theta", "0.5721"}});
  EXPECT_EQ(marked.sheet().convention, "adamw-paper") << marked.cause("1 theta");
  EXPECT_EQ(marked.sheet().marks, Exact(12));
}

/// Corrections gathered in the learning rate, as Keras has it, and an epsilon that shows.
TEST(Verdict, AdamwReorderedIsAConvention) {
  const std::string text =
      "optimizer = 'adamw'\nsteps = 2\n[hyperparameters]\neta = 0.1\nlambda = 0.05\nepsilon = 0.1\n[objective]\n"
      "gradients = [[4], [4]]\nstart = [1]\n[working]\nround = '4 places'\ncarry = 'exact'\n"
      "[answer]\nask = ['m', 'theta']\n";
  const Marked marked(text, {{"1 m", "0.4"}, {"1 theta", "0.9392"}, {"2 m", "0.76"}, {"2 theta", "0.8703"}});
  EXPECT_EQ(marked.sheet().convention, "adamw-reordered") << marked.cause("1 theta");
  EXPECT_EQ(marked.sheet().marks, Exact(8));
}

/// The average means the same wherever epsilon stands; a velocity with the learning rate in it is another number.
TEST(Verdict, BehindAStateAnotherConventionMustComeToItTheSameWay) {
  const std::string squares =
      "optimizer = 'rmsprop-slides'\n[hyperparameters]\neta = 0.1\ngamma = 0.9\nepsilon = 0.05\n[objective]\n"
      "gradients = [[2], [1]]\nstart = [1]\n[state]\nt = 3\nG = [0.4]\n[working]\nround = '4 places'\n"
      "[answer]\nask = ['G', 'theta']\n";
  const std::string text = [&] {
    std::string steps = squares;
    return steps.replace(steps.find('\n') + 1, 0, "steps = 2\n");
  }();
  // 1 - 0.1*2/(sqrt(0.76) + 0.05), and 0.1/(sqrt(0.784) + 0.05) less
  const Marked outside(text, {{"4 G", "0.76"}, {"4 theta", "0.7830"}, {"5 G", "0.784"}, {"5 theta", "0.6761"}});
  EXPECT_NE(outside.sheet().convention, "") << outside.cause("4 theta");
  EXPECT_EQ(outside.sheet().marks, Exact(8));

  const std::string velocity =
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n[objective]\n"
      "gradients = [[3], [-1.4]]\nstart = [1]\n[state]\nt = 3\nv = [0.2]\n[working]\nround = '4 places'\n"
      "[answer]\nask = ['v', 'theta']\n";
  const Marked mixed(velocity, {{"4 v", "3.18"}, {"4 theta", "0.682"}, {"5 v", "1.462"}, {"5 theta", "0.5358"}});
  EXPECT_EQ(mixed.sheet().convention, "");
}

TEST(Verdict, AnotherConventionIsNamedAndPaid) {
  // v = gamma v + g, theta = theta - eta v.
  const std::string text =
      "optimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n[objective]\n"
      "gradients = [[3], [-1.4], [2.2]]\nstart = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v', 'theta']\n";
  const Cells sheet = {{"1 v", "3"},        {"1 theta", "0.7"}, {"2 v", "1.3"},
                       {"2 theta", "0.57"}, {"3 v", "3.37"},    {"3 theta", "0.233"}};
  const Marked any(text, sheet);
  EXPECT_EQ(any.verdict("1 v"), "convention") << any.cause("1 v");
  EXPECT_EQ(any.sheet().marks, Exact(12));
  const Marked strict(text + "[marks]\nconvention = 'strict'\n", sheet);
  EXPECT_EQ(strict.marks("1 v"), "1");
}

}  // namespace
}  // namespace stepmark::tests
