// Numbers that other people's programs printed, in data/.
#include <gtest/gtest.h>

#include <algorithm>

#include "lib/expression/print.hpp"
#include "lib/problem/problem.hpp"
#include "reports/identification.hpp"
#include "reports/render.hpp"
#include "solver/identify/identify.hpp"
#include "solver/identify/verify.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

const std::string data = "tests/identify/data/";

std::optional<Difference> first_difference(const std::string& name, Agreement agreement) {
  return verify(read_problem(data + name + "/problem.toml"), read_observed(data + name + "/trace.csv"), agreement)
      .first;
}

/// theta, as a program in doubles prints it.
std::string bits_of(const Problem& problem) {
  SettingsOverride bits;
  bits.arithmetic = Settings::Arithmetic::binary64;
  std::string csv = "t,quantity,component,value\n";
  for (const TraceLine& line : solve(problem, settings_for(problem, bits)).lines) {
    if (problem.optimizer.equations[line.equation].quantity != "theta") continue;
    csv += std::to_string(line.t) + ",theta," + problem.objective->parameters()[*line.component] + ',' +
           line.value.text + '\n';
  }
  return csv;
}

TEST(Programs, ClippedByPyTorchAgreesBitForBit) {
  EXPECT_FALSE(first_difference("clip-torch", Agreement::binary64));
  Problem without = read_problem(data + "clip-torch/problem.toml");
  without.modifiers.clip_epsilon.reset();
  without.optimizer = apply(without.modifiers, without.base);
  EXPECT_TRUE(verify(without, read_observed(data + "clip-torch/trace.csv"), Agreement::digits).first);
}

/// TensorFlow's Adam; the problem says Adam, with the values that it gives to epsilon.
TEST(Programs, AnEpsilonIsCarriedOverToTheHattedOne) {
  const std::string name = data + "tensorflow-adam/";
  const Identification found =
      identify::identify(read_problem(name + "problem.toml"), read_observed(name + "trace.csv"));
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().problem.base.name, "adam-reordered");
  EXPECT_EQ(to_text(found.fits.front().problem.optimizer.find_hyperparameter("epsilon_hat")->value), "0.1");
  EXPECT_EQ(found.fits.front().precision, Fit::Precision::binary64);
}

/// A program that climbs is named as one, and a wrong sign as what it may be as well.
TEST(Programs, AMaximizedObjectiveIsNamed) {
  const std::string text =
      "optimizer = 'adam'\nsteps = 8\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradient = ['x + y - 1', '4*y + x']\nstart = { x = 3, y = -1.5 }\n";
  const Problem climbing = parse_problem(text + "[modifiers]\nmaximize = true\n", "p.toml", "");
  const Problem plain = parse_problem(text, "p.toml", "");
  const std::vector<Observed> trace = parse_observed(bits_of(climbing), "trace.csv");
  const Identification found = identify::identify(plain, trace);
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().problem.base.name, "adam");
  EXPECT_EQ(found.fits.front().mistake, "");
  EXPECT_TRUE(found.fits.front().problem.modifiers.maximize);
  EXPECT_TRUE(std::any_of(found.fits.begin(), found.fits.end(), [](const Fit& fit) {
    return fit.mistake == "gradient-sign" && !fit.problem.modifiers.maximize;
  }));
  EXPECT_NE(rendered(Format::text, identification_page(found)).find("the objective is maximised"), std::string::npos);
  EXPECT_FALSE(
      identify::identify(plain, parse_observed(bits_of(plain), "trace.csv")).fits.front().problem.modifiers.maximize);
}

/// PyTorch's MultiStepLR, stepped before the optimizer.
TEST(Programs, AScheduleOneStepEarlyIsNamed) {
  const Problem problem = read_problem(data + "clip-torch/problem.toml");
  for (const WrongMethod& way : wrong_methods(problem, find_mistake("schedule-shifted"))) {
    const Problem shifted = worked_wrongly(problem, way);
    const Identification found = identify::identify(problem, parse_observed(bits_of(shifted), "trace.csv"));
    ASSERT_FALSE(found.fits.empty());
    EXPECT_EQ(found.fits.front().mistake, "schedule-shifted");
    EXPECT_EQ(found.fits.front().problem.base.name, "momentum-pytorch");
  }
}

TEST(Programs, TheHeavyBallGoesOnFromTheIterateBefore) {
  const Problem problem = read_problem(data + "heavy-ball/problem.toml");
  const Trace trace = solve(problem, settings_for(problem, {}));
  EXPECT_EQ(trace.find("theta", 2, 0)->text, "-1.1");
  EXPECT_EQ(trace.find("theta", 2, 1)->text, "0.5");
  EXPECT_EQ(trace.find("theta", 0, 0)->text, "2");
}

Identification identified(const std::string& name) {
  return identify::identify(read_problem(data + name + "/problem.toml"), read_observed(data + name + "/trace.csv"));
}

std::string first_value(const Identification& found, const std::string& hyper) {
  return to_text(found.fits.front().problem.optimizer.find_hyperparameter(hyper)->value);
}

TEST(Programs, ShortDoublesAreDoubles) {
  const std::string trace = data + "shortest-doubles/trace.csv";
  const Identification found = identify::identify(read_observed(trace), trace);
  ASSERT_EQ(found.fits.size(), 1U);
  EXPECT_EQ(found.fits.front().problem.base.name, "adam");
  EXPECT_EQ(found.fits.front().precision, Fit::Precision::binary64);
  EXPECT_EQ(first_value(found, "beta2"), "0.9");
}

TEST(Programs, AMomentThatIsNotTheOptimizersIsNamed) {
  const Identification found = identified("foreign-moment");
  for (const Fit& fit : found.fits) {
    ASSERT_EQ(fit.ignored.size(), 1U) << fit.problem.base.name;
    EXPECT_EQ(fit.ignored.front().quantity, "m");
  }
  EXPECT_EQ(found.compared, 6U);  // g, and theta in two steps
  const std::string text = rendered(Format::text, identification_page(found));
  EXPECT_EQ(text.find("m is ignored"), text.rfind("m is ignored"));
}

/// torch.optim.NAdam of PyTorch 1.13 in doubles, which keeps its product of mu in binary32.
TEST(Programs, AFactorInSinglePrecisionIsAllowedFor) {
  const Identification found = identified("nadam-torch");
  ASSERT_FALSE(found.fits.empty());
  const Fit& fit = found.fits.front();
  EXPECT_EQ(fit.problem.base.name, "nadam-pytorch-113");
  EXPECT_EQ(fit.mistake, "");
  EXPECT_EQ(fit.precision, Fit::Precision::single_precision);
  EXPECT_TRUE(fit.beside.empty());
}

/// torch.optim.RMSprop in floats, which squares in another order: a last bit is no proof that epsilon is under the
/// root.
TEST(Programs, AFewLastBitsRuleNoConventionOut) {
  const Identification found = identified("rmsprop-floats");
  const auto names = [&](const char* name) {
    return std::any_of(found.fits.begin(), found.fits.end(),
                       [&](const Fit& fit) { return fit.problem.base.name == name; });
  };
  EXPECT_TRUE(names("rmsprop"));
  EXPECT_TRUE(names("rmsprop-slides"));
}

/// torch.optim.Adam with amsgrad in floats: their last bits come nearer to an epsilon of 1e-7 than to its own of 1e-8.
TEST(Programs, LastBitsOfFloatsDetermineNoEpsilon) {
  const Identification found = identified("amsgrad-floats");
  ASSERT_FALSE(found.fits.empty());
  const Fit& fit = found.fits.front();
  EXPECT_EQ(fit.problem.base.name, "amsgrad-pytorch");
  EXPECT_EQ(fit.open, std::vector<std::string>{"epsilon"});
}

/// The decay of torch.optim.SGD from its gradients alone, where a rarer optimizer with a part switched off does the
/// same.
TEST(Programs, ThePlainerOptimizerWithADecayIsFirst) {
  const std::string trace = data + "sgd-decay-torch/trace.csv";
  const Identification found = identify::identify(read_observed(trace), trace);
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().problem.base.name, "gradient-descent");
  EXPECT_EQ(first_value(found, "lambda"), "0.05");
}

/// Two shares kept and a decay, all other than one would expect: they are fitted together.
TEST(Programs, ADecayIsFittedBesideOtherValues) {
  const std::string trace = data + "rmsprop-momentum-decay-torch/trace.csv";
  const Identification found = identify::identify(read_observed(trace), trace);
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().problem.base.name, "rmsprop-momentum");
  EXPECT_EQ(first_value(found, "gamma"), "0.9");
  EXPECT_EQ(first_value(found, "mu"), "0.5");
  EXPECT_EQ(first_value(found, "lambda"), "0.05");
}

TEST(Programs, AMissingCorrectionIsNamedOnce) {
  const Identification found = identified("v-not-corrected");
  ASSERT_EQ(found.fits.size(), 1U);
  EXPECT_EQ(found.fits.front().mistake, "bias-correction-omitted");
  ASSERT_EQ(found.fits.front().changed.size(), 1U);
  EXPECT_EQ(found.fits.front().changed.front().wrong, "v_hat[t] = v[t]");
}

TEST(Programs, AForeignLastBitIsOneBit) {
  const Identification found = identified("notebook-rmsprop");
  ASSERT_EQ(found.fits.size(), 1U);
  const Fit& fit = found.fits.front();
  EXPECT_EQ(fit.problem.base.name, "rmsprop-notebook");
  ASSERT_EQ(fit.departures.size(), 2U);
  EXPECT_EQ(fit.departures.front().observed.t, 638);
  EXPECT_EQ(fit.departures.front().units, 1);
  const std::string name = data + "notebook-rmsprop/";
  const Verification bits =
      verify(read_problem(name + "problem.toml"), read_observed(name + "trace.csv"), Agreement::binary64);
  ASSERT_TRUE(bits.first && bits.rows);
  EXPECT_EQ(bits.first->observed.where.line, 640U);
  EXPECT_EQ(bits.rows->departures.size(), 2U);
}

TEST(Programs, ClippingThatTheProblemDoesNotTellIsFound) {
  Problem problem = read_problem(data + "clip-torch/problem.toml");
  problem.modifiers.clip_epsilon.reset();
  problem.optimizer = apply(problem.modifiers, problem.base);
  const Identification found = identify::identify(problem, read_observed(data + "clip-torch/trace.csv"));
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().precision, Fit::Precision::binary64);
  EXPECT_EQ(found.fits.front().beside.size(), 1U);
  EXPECT_EQ(first_value(found, "eta_0"), "0.1");
}

}  // namespace
}  // namespace stepmark::tests
