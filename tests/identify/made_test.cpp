// Traces made here of many optimizers, by a program's habits: bits, digits, moments stated, decay that nobody tells.
#include <gtest/gtest.h>

#include <random>

#include "lib/expression/print.hpp"
#include "lib/problem/problem.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/identify/identify.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem made(const std::string& optimizer, const std::string& values, const std::string& more = "", int steps = 12) {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) + "\n[hyperparameters]\n" +
                           values +
                           "\n[objective]\nfunction = '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + x^2'\n"
                           "start = { x = 1, y = 1.5 }\n" +
                           more,
                       "p.toml", "");
}

SettingsOverride in(Settings::Arithmetic arithmetic) {
  SettingsOverride settings;
  settings.arithmetic = arithmetic;
  return settings;
}

std::string csv(const Problem& problem, const SettingsOverride& settings, const std::vector<std::string>& quantities) {
  std::string text = "t,quantity,component,value\n0,theta,x,1\n0,theta,y,1.5\n";
  for (const TraceLine& line : solve(problem, settings_for(problem, settings)).lines) {
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    if (std::find(quantities.begin(), quantities.end(), quantity) == quantities.end()) continue;
    text += std::to_string(line.t) + "," + quantity + "," + problem.objective->parameters()[*line.component] + "," +
            line.value.text + "\n";
  }
  return text;
}

const std::vector<std::pair<const char*, const char*>> optimizers = {{"gradient-descent", "eta = 0.02"},
                                                                     {"momentum-pytorch", "eta = 0.01\nmu = 0.95"},
                                                                     {"nesterov-pytorch", "eta = 0.005"},
                                                                     {"adagrad", "eta = 0.5"},
                                                                     {"rmsprop", "eta = 0.05\ngamma = 0.9"},
                                                                     {"rmsprop-slides", "eta = 0.02\nepsilon = 0.001"},
                                                                     {"adam", "eta = 0.1\nbeta2 = 0.99"},
                                                                     {"adam-slides", "eta = 0.1\nepsilon = 0.001"},
                                                                     {"adamw", "eta = 0.05\nlambda = 0.1"},
                                                                     {"nadam", "eta = 0.02"},
                                                                     {"adabelief", "eta = 0.05"},
                                                                     {"lion", "eta = 0.01"}};

TEST(Made, TheTrueOptimizerIsFirstInBits) {
  for (const auto arithmetic : {Settings::Arithmetic::binary64, Settings::Arithmetic::binary32}) {
    for (const auto& [name, values] : optimizers) {
      SCOPED_TRACE(name);
      const Problem problem = made(name, values);
      const Identification found = identify::identify(made("gradient-descent", ""),
                                                      parse_observed(csv(problem, in(arithmetic), {"theta"}), "t.csv"));
      ASSERT_FALSE(found.fits.empty());
      // In floats an epsilon under the root and one beside it may give the same bits: then both are named.
      const auto fit = std::find_if(found.fits.begin(), found.fits.end(),
                                    [&](const Fit& one) { return one.problem.base.name == name; });
      ASSERT_NE(fit, found.fits.end());
      EXPECT_TRUE(fit == found.fits.begin() || arithmetic == Settings::Arithmetic::binary32);
      EXPECT_EQ(fit->precision, found.fits.front().precision);
      EXPECT_EQ(to_text(fit->problem.optimizer.find_hyperparameter("eta")->value),
                to_text(problem.optimizer.find_hyperparameter("eta")->value));
    }
  }
}

/// Two short steps fit many optimizers: the odds tell what it takes to say the values of each.
TEST(Made, WhatFitsStandsInTheOrderOfItsOdds) {
  const Identification found = identify::identify(
      parse_observed("t,quantity,component,value\n0,theta,x,1\n1,g,x,2\n1,theta,x,0.8\n2,g,x,1.6\n2,theta,x,0.46\n",
                     "t.csv"),
      "t.csv");
  ASSERT_GT(found.fits.size(), 3U);
  EXPECT_EQ(found.fits.front().problem.base.name, "momentum");
  EXPECT_EQ(found.fits.front().behind, 0);
  EXPECT_GT(found.fits.back().behind, 3);  // 0.12 is no usual rate
  EXPECT_TRUE(std::is_sorted(found.fits.begin(), found.fits.end(),
                             [](const Fit& a, const Fit& b) { return a.behind < b.behind; }));
}

TEST(Made, WithoutAProblemTooWhereGradientsAndMomentsAreStated) {
  for (const auto& [name, values] : optimizers) {
    SCOPED_TRACE(name);
    const Problem problem = made(name, values);
    const auto trace =
        parse_observed(csv(problem, in(Settings::Arithmetic::binary64), {"g", "m", "v", "G", "theta"}), "t.csv");
    const Identification found = identify::identify(trace, "t.csv");
    ASSERT_FALSE(found.fits.empty());
    EXPECT_EQ(found.fits.front().problem.base.name, name);
    EXPECT_EQ(found.compared, trace.size() - 2);
    EXPECT_EQ(found.fits.front().precision, Fit::Precision::binary64);
  }
}

/// g += lambda*theta, as in torch.optim.Adam, and nobody says so.
TEST(Made, CoupledDecayIsFoundUntold) {
  for (const char* name : {"adam", "rmsprop", "adagrad", "adam-slides"}) {
    SCOPED_TRACE(name);
    const Problem problem = made(name, "eta = 0.05", "[modifiers]\nweight_decay = 0.01\n");
    const Identification found = identify::identify(
        made(name, "eta = 0.05"), parse_observed(csv(problem, in(Settings::Arithmetic::binary64), {"theta"}), "t"));
    ASSERT_FALSE(found.fits.empty());
    const Fit& fit = found.fits.front();
    EXPECT_EQ(fit.problem.base.name, name);
    EXPECT_EQ(fit.mistake, "");
    EXPECT_EQ(fit.beside.size(), 1U);
    EXPECT_EQ(to_text(fit.problem.optimizer.find_hyperparameter("lambda")->value), "0.01");
  }
}

/// theta -= eta*lambda*theta, as optax.nadamw does.
TEST(Made, DecoupledDecayIsFoundUntold) {
  for (const char* name : {"nadam", "adam-slides", "adabelief", "rmsprop"}) {
    SCOPED_TRACE(name);
    const Problem problem = made(name, "eta = 0.05", "[modifiers]\ndecoupled_weight_decay = 0.01\n");
    const Identification found = identify::identify(
        made(name, "eta = 0.05"), parse_observed(csv(problem, in(Settings::Arithmetic::binary64), {"theta"}), "t"));
    ASSERT_FALSE(found.fits.empty());
    const Fit& fit = found.fits.front();
    EXPECT_EQ(fit.problem.base.name, name);
    EXPECT_EQ(fit.mistake, "");
    EXPECT_EQ(fit.beside, std::vector<std::string>{"decoupled weight decay, as in AdamW"});
    EXPECT_EQ(to_text(fit.problem.optimizer.find_hyperparameter("lambda")->value), "0.01");
  }
}

/// A velocity tells conventions apart that give the same parameters.
TEST(Made, AStatedVelocityDecides) {
  for (const char* name : {"momentum", "momentum-notebook", "momentum-pytorch"}) {
    SCOPED_TRACE(name);
    const Problem problem = made(name, "eta = 0.01");
    SettingsOverride six;
    six.digits = 8;
    const Identification found =
        identify::identify(made("gradient-descent", ""), parse_observed(csv(problem, six, {"theta", "v"}), "t"));
    ASSERT_EQ(found.fits.size(), 1U);
    EXPECT_EQ(found.fits.front().problem.base.name, name);
  }
}

/// Judged on its own numbers, a wrong method stays wrong: a path of one optimizer with last digits of another.
TEST(Made, AWrongMethodIsNotSwallowed) {
  const Problem right = made("adam", "eta = 0.1", "", 40);
  auto trace = parse_observed(csv(right, in(Settings::Arithmetic::binary64), {"theta"}), "t");
  std::mt19937_64 random(5);
  for (Observed& one : trace) {
    if (one.t == 0) continue;
    one.value = *Exact::parse(shortest(one.value.to_double() * (1 + 1e-9 * static_cast<double>(random() % 1000 + 1))));
  }
  EXPECT_TRUE(identify::identify(right, trace).fits.empty());
}

}  // namespace
}  // namespace stepmark::tests
