#include "problems/certificate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/honest_paths.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem problem_of(const std::string& text) { return parse_problem(text, "p.toml", ""); }

Certificate certified(const std::string& text) { return Certifier().certify(problem_of(text)); }

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string reason(const Certificate& certificate, const std::string& property) {
  for (const std::string text : certificate.reasons) {
    if (text.starts_with("not " + property)) return text;
  }
  return "";
}

const std::string bowl =
    "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.05\n[objective]\n"
    "function = 'x^2 + 5*y^2'\nstart = { x = 3, y = 1 }\n[working]\nround = '4 places'\n";

TEST(Certificate, HoldsForAGoodProblem) {
  const Certificate certificate = certified(bowl);
  EXPECT_TRUE(certificate.holds());
  EXPECT_TRUE(certificate.reasons.empty());
  EXPECT_EQ(certificate.window, Exact::decimal(1, 4));
  ASSERT_TRUE(certificate.margin);
  EXPECT_EQ(certificate.paths.size(), 7U);
  for (const HonestPath& path : certificate.paths) EXPECT_LE(path.units, 1) << path.name;
}

/// What no double holds is not told from wrong answers, and is not said to be.
TEST(Certificate, DoesNotHoldBeyondAllDoubles) {
  for (const char* start : {"1e1000", "1e-1000"}) {
    std::string text = bowl;
    text.replace(text.find("x = 3"), 5, std::string("x = ") + start).replace(text.find("4 places"), 8, "4 figures");
    const Certificate certificate = certified(text);
    EXPECT_FALSE(certificate.discriminating) << start;
    EXPECT_NE(reason(certificate, "discriminating").find("of x at step 1 is too large, or too near to zero"),
              std::string::npos)
        << reason(certificate, "discriminating");
  }
}

/// The margin is what stands between the nearest rival's answer and the right one, found here by solving both.
TEST(Certificate, HasTheMarginOfItsRival) {
  const Problem problem = problem_of(bowl);
  const Certificate certificate = Certifier().certify(problem);
  ASSERT_TRUE(certificate.margin);
  SettingsOverride digits;
  digits.digits = 20;
  const auto component = certificate.margin->line.component == "x" ? 0U : 1U;
  const auto value = [&](const Problem& p) {
    const Trace trace = solve(p, settings_for(p, digits));
    return std::stod(trace.find(certificate.margin->line.quantity, certificate.margin->line.t, component)->text);
  };
  bool met = false;
  for (const WrongMethod& way : wrong_methods(problem, find_mistake(certificate.margin->rival))) {
    const double distance = std::abs(value(worked_wrongly(problem, way)) - value(problem));
    met = met || std::abs(distance - certificate.margin->value.to_double()) < 1e-3 * distance + 1e-4;
  }
  EXPECT_TRUE(met);
}

TEST(Certificate, OfManyStepsAtFourPlacesIsNotFair) {
  const Certificate certificate = certified(
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\nbeta2 = 0.999\n[objective]\n"
      "gradients = [[0.5]]\nstart = [0]\n[working]\nround = '4 places'\n");
  EXPECT_FALSE(certificate.fair);
  EXPECT_EQ(reason(certificate, "fair"),
            "not fair: worked by the rule '4 places, half up', v_hat of 1 at step 1 is 0.3, and carried exactly it is "
            "0.25, more than one unit of the last digit away");
}

TEST(Certificate, OfOneStepOfAdamAskedForThetaOnlyIsNotDiscriminating) {
  const Certificate certificate = certified(
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[0.5]]\n"
      "start = [0]\n[working]\nround = '6 places'\ncarry = 'exact'\n[answer]\nask = ['theta']\ngive = '4 places'\n");
  EXPECT_TRUE(certificate.defined);
  EXPECT_FALSE(certificate.discriminating);
  EXPECT_NE(reason(certificate, "discriminating").find("derivative-factor"), std::string::npos);
  EXPECT_FALSE(certificate.unseen.empty());
  EXPECT_FALSE(certificate.ask.empty());
  EXPECT_TRUE(contains(certificate.not_tested, "epsilon-outside-root"));
  EXPECT_TRUE(contains(certificate.not_tested, "bias-exponent-frozen"));
}

/// Rounded by the printed rule, two wrong components of g make one of theta differ; carried exactly nothing is seen of
/// it. Who carries exactly is then not caught, so the certificate must not hold.
TEST(Certificate, CountsAnEffectThatOneWayOfCarryingAloneShows) {
  const std::string text =
      "optimizer = 'rmsprop-slides'\nsteps = 2\n[hyperparameters]\neta = 0.001\ngamma = 0.9\nepsilon = 0.01\n"
      "[objective]\nA = [[1, 0], [0, 300]]\nb = [1, 1]\nstart = [3.4, 4]\n[working]\nround = '3 figures'\n"
      "ties = 'half even'\n[answer]\nask = ['g', 'G']\nsteps = 'last'\n";
  const Certificate certificate = certified(text);
  EXPECT_FALSE(certificate.discriminating);
  EXPECT_FALSE(contains(certificate.not_tested, "update-sign"));
  EXPECT_EQ(reason(certificate, "discriminating"),
            "not discriminating: update-sign would be accepted as right; ask for theta as well");
}

/// Just 1.5 units from the right line: seen, and kept out by nothing.
TEST(Certificate, TakesWhatIsOnTheBoundaryForSeen) {
  const Certificate certificate = certified(
      "optimizer = 'rmsprop-slides'\nsteps = 2\n[hyperparameters]\neta = 0.01\ngamma = 0.75\nepsilon = 0.1\n"
      "[objective]\ngradients = [[-0.881], [8.317]]\nstart = [1.4]\n[working]\nround = '4 figures'\n"
      "ties = 'half even'\n[answer]\ngive = '3 figures'\n");
  EXPECT_NE(reason(certificate, "discriminating").find("state-reset"), std::string::npos);
}

/// What it says to ask is enough.
TEST(Certificate, NamesEnoughToAsk) {
  const std::string text =
      "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\nbeta2 = 0.99\n[objective]\n"
      "gradients = [[2], [1]]\nstart = [0]\n[working]\nround = '6 places'\n[answer]\ngive = '3 places'\nask = ['theta'";
  const Certificate before = certified(text + "]\nsteps = 'last'\n");
  ASSERT_FALSE(before.discriminating);
  std::string asked = text;
  for (const std::string& quantity : before.ask) {
    if (quantity != "theta") asked += ", '" + quantity + "'";
  }
  EXPECT_TRUE(certified(asked + "]\n").discriminating);
}

TEST(Certificate, NamesMistakesThatAnswersCannotTellApart) {
  const Certificate certificate = certified(bowl + "[answer]\nask = ['theta']\n");
  const bool told =
      std::any_of(certificate.indistinct.begin(), certificate.indistinct.end(), [](const Indistinct& pair) {
        return pair.first == "update-sign" && pair.second == "gradient-sign" && pair.would_tell.quantity == "g";
      });
  EXPECT_TRUE(told);
}

/// From a start in the middle, no gradient can be taken at the first point, given or not.
TEST(Certificate, TestsNoMistakeThatNeedsWhatIsNotThere) {
  const std::string middle =
      "optimizer = 'adam-slides'\nsteps = 1\n[objective]\ngradients = [[0.5]]\nstart = [0.72]\n[working]\nround = "
      "'4 places'\n[state]\nt = 3\nm = [0.1]\nv = [0.02]\n";
  const Certificate certificate = certified(middle);
  EXPECT_TRUE(contains(certificate.not_tested, "gradient-at-new-point"));
  EXPECT_FALSE(contains(certificate.not_tested, "gradient-at-start"));
}

TEST(Certificate, FailsWhereSomethingIsUndefined) {
  const Certificate zero = certified(
      "optimizer = 'adagrad-start'\nsteps = 1\n[hyperparameters]\ndelta = 0\n[objective]\ngradients = [[0]]\n"
      "start = [1]\n");
  EXPECT_FALSE(zero.defined);
  EXPECT_NE(reason(zero, "defined").find("division by zero"), std::string::npos) << reason(zero, "defined");
  const Certificate flat =
      certified("optimizer = 'momentum'\nsteps = 1\n[objective]\nfunction = 'x^2 + y^2'\nstart = { x = 0, y = 1 }\n");
  EXPECT_EQ(reason(flat, "defined"), "not defined: the gradient of x at step 1 is zero");
}

TEST(Certificate, FailsWithLongNumbers) {
  EXPECT_NE(reason(certified("optimizer = 'momentum'\nsteps = 1\n[hyperparameters]\neta = 0.123456\n[objective]\n"
                             "gradients = [[2]]\nstart = [1]\n"),
                   "tidy"),
            "");
}

TEST(Certificate, FailsOnATie) {
  const std::string text =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[0.25]]\n"
      "start = [1]\n[working]\n";
  const Certificate certificate = certified(text + "round = '2 places'\n");
  EXPECT_FALSE(certificate.tie_free);
  EXPECT_NE(reason(certificate, "free of ties").find("theta of 1 at step 1"), std::string::npos);
  EXPECT_TRUE(certified(text + "round = '4 places'\n").tie_free);
}

TEST(Certifier, SaysTheSameOfAProblemWhateverCameBefore) {
  Certifier kept;
  const std::vector<std::string> texts = {
      bowl, "optimizer = 'adam'\nsteps = 2\n[objective]\ngradients = [[2, 1], [1, -3]]\nstart = [0, 1]\n",
      bowl + "[modifiers]\nclip_norm = 2\n", bowl + "[answer]\nask = ['theta']\n"};
  for (int round = 0; round < 2; ++round) {
    for (const std::string& text : texts) {
      const Certificate one = kept.certify(problem_of(text)), fresh = certified(text);
      EXPECT_EQ(one.reasons, fresh.reasons);
      EXPECT_EQ(one.tested, fresh.tested);
      EXPECT_EQ(one.not_tested, fresh.not_tested);
      EXPECT_EQ(kept.certify(problem_of(text), Evidence::brief).holds(), fresh.holds());
    }
  }
}

TEST(HonestPaths, AreSeven) {
  const auto rules = honest_rules(problem_of(bowl));
  std::vector<std::string> names;
  for (const HonestRule& rule : rules) names.push_back(rule.name);
  EXPECT_EQ(names, (std::vector<std::string>{"exact", "4 places, half up", "4 places, half even", "5 places, half up",
                                             "5 places, half even", "6 places, half up", "6 places, half even"}));
}

}  // namespace
}  // namespace stepmark::tests
