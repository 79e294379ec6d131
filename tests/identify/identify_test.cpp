#include "solver/identify/identify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "solver/identify/verify.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"

namespace stepmark {
namespace {

Problem problem_of_name(const std::string& optimizer, const std::string& values = "", int steps = 5) {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) + "\n[hyperparameters]\n" +
                           values +
                           "[objective]\nfunction = 'x^2 + 3*x*y + 5*y^2 + 0.1*x^3'\nstart = { x = 1, y = 2 }\n",
                       "p.toml", "");
}

/// What a program that works this problem would print of theta.
std::vector<Observed> printed(const Problem& problem, const SettingsOverride& settings,
                              const std::string& wanted = "theta") {
  std::vector<Observed> trace;
  for (const TraceLine& line : solve(problem, settings_for(problem, settings)).lines) {
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    if (quantity != wanted) continue;
    Observed number = observed_number(line.value.text, {"trace.csv", trace.size() + 2, 1});
    number.t = line.t;
    number.quantity = quantity;
    number.component = problem.objective->parameters()[line.component.value_or(0)];
    trace.push_back(number);
  }
  return trace;
}

SettingsOverride figures(int n) {
  SettingsOverride settings;
  settings.digits = n;
  return settings;
}

SettingsOverride bits(Settings::Arithmetic arithmetic) {
  SettingsOverride settings;
  settings.arithmetic = arithmetic;
  return settings;
}

const Fit* find(const Identification& found, const std::string& optimizer) {
  for (const Fit& fit : found.fits) {
    if (fit.problem.base.name == optimizer) return &fit;
  }
  return nullptr;
}

std::string value(const Fit& fit, const std::string& hyper) {
  return to_text(fit.problem.optimizer.find_hyperparameter(hyper)->value);
}

TEST(Identify, FindsEveryOptimizerOfTheCatalogue) {
  for (const std::string& name : catalogue_names()) {
    SCOPED_TRACE(name);
    const Problem problem = problem_of_name(name);
    const Identification found = identify(problem_of_name("gradient-descent"), printed(problem, figures(9)));
    EXPECT_TRUE(find(found, name));
  }
}

TEST(Identify, WorksOutHyperparameters) {
  const Problem problem = problem_of_name("adam", "eta = 0.03\nbeta2 = 0.99\n");
  const Identification found = identify(problem_of_name("gradient-descent"), printed(problem, figures(9)));
  const Fit* adam = find(found, "adam");
  ASSERT_TRUE(adam);
  EXPECT_EQ(value(*adam, "eta"), "0.03");
  EXPECT_EQ(value(*adam, "beta1"), "0.9");
  EXPECT_EQ(value(*adam, "beta2"), "0.99");
  EXPECT_EQ(adam->open, std::vector<std::string>{"epsilon"});
}

TEST(Identify, WorksOutUnusualHyperparameters) {
  const Problem problem = problem_of_name("momentum", "eta = 0.0137\ngamma = 0.83\n");
  const Fit* momentum = nullptr;
  const Identification found = identify(problem_of_name("adam"), printed(problem, figures(9)));
  ASSERT_TRUE(momentum = find(found, "momentum"));
  EXPECT_EQ(value(*momentum, "eta"), "0.0137");
  EXPECT_EQ(value(*momentum, "gamma"), "0.83");
}

TEST(Identify, KnowsTheBits) {
  for (const auto& [arithmetic, precision] : {std::pair{Settings::Arithmetic::binary64, Fit::Precision::binary64},
                                              std::pair{Settings::Arithmetic::binary32, Fit::Precision::binary32}}) {
    const Problem problem = problem_of_name("rmsprop", "eta = 0.05\n", 4);
    const Identification found = identify(problem_of_name("adam"), printed(problem, bits(arithmetic)));
    const Fit* fit = find(found, "rmsprop");
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->precision, precision);
  }
}

TEST(Identify, NamesTheMistakeOfAProgram) {
  const Problem problem = problem_of_name("adam", "eta = 0.1\n");
  const WrongMethod method = wrong_methods(problem, find_mistake("gradient-not-squared")).front();
  const Identification found = identify(problem, printed(worked_wrongly(problem, method), figures(9)));
  ASSERT_FALSE(found.fits.empty());
  EXPECT_TRUE(std::any_of(found.fits.begin(), found.fits.end(), [](const Fit& fit) {
    return fit.problem.base.name == "adam" && fit.mistake == "gradient-not-squared";
  }));
  for (const Fit& fit : found.fits) EXPECT_NE(fit.mistake, "") << fit.problem.base.name;
}

TEST(Identify, SaysWhatWouldTellTwoApart) {
  const Problem problem = problem_of_name("adam", "eta = 0.1\nepsilon = 0.001\n", 2);
  const Identification found = identify(problem, printed(problem, figures(3)));
  ASSERT_GE(found.fits.size(), 2U);
  ASSERT_FALSE(found.apart.empty());
  for (const TellApart& apart : found.apart) EXPECT_NE(apart.first_value, apart.second_value);
}

TEST(Identify, FindsNothingInRandomNumbers) {
  std::mt19937_64 random(7);
  const Problem problem = problem_of_name("adam");
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<Observed> trace;
    for (std::int64_t t = 1; t <= 3; ++t) {
      for (const char* component : {"x", "y"}) {
        Observed number = observed_number("0." + std::to_string(random() % 900000 + 100000), {});
        number.t = t;
        number.quantity = "theta";
        number.component = component;
        trace.push_back(number);
      }
    }
    EXPECT_TRUE(identify(problem, trace).fits.empty());
  }
}

/// A path that is typed by hand, smooth and near to Adam's: with as many digits in their hyperparameters, others fit
/// too.
TEST(Identify, FitsNothingWithAsManyDigitsAsThereAre) {
  const Problem problem = parse_problem(
      "optimizer = 'adam-slides'\nsteps = 3\n[objective]\nfunction = 'x^2 + 2*y^2'\nstart = { x = 1, y = 1 }\n",
      "p.toml", "");
  const auto trace =
      parse_observed("t,x,y\n1,0.999,0.999\n2,0.99800022,0.99800021\n3,0.9970006,0.9970006\n", "trace.csv");
  const Identification found = identify(problem, trace);
  EXPECT_EQ(find(found, "rprop"), nullptr);
  EXPECT_EQ(find(found, "adamw-paper"), nullptr);
}

TEST(Identify, NeedsNoProblemWhereGradientsAreKnown) {
  const Problem problem = problem_of_name("rmsprop-slides", "eta = 0.02\n");
  std::vector<Observed> trace = printed(problem, figures(12)), gradients = printed(problem, figures(12), "g");
  trace.insert(trace.end(), gradients.begin(), gradients.end());
  const char* start[] = {"1", "2"};
  for (const std::size_t i : {0U, 1U}) {
    Observed number = observed_number(start[i], {});
    number.quantity = "theta";
    number.component = problem.objective->parameters()[i];
    trace.push_back(number);
  }
  const Identification found = identify(problem_of(trace, "trace.csv"), trace);
  const Fit* fit = find(found, "rmsprop-slides");
  ASSERT_TRUE(fit);
  EXPECT_EQ(value(*fit, "eta"), "0.02");
}

TEST(Verify, AcceptsWhatIsRightAndNamesWhatIsNot) {
  for (const std::string& name : catalogue_names()) {
    SCOPED_TRACE(name);
    const Problem problem = problem_of_name(name);
    std::vector<Observed> trace = printed(problem, figures(11));
    EXPECT_FALSE(verify(problem, trace, Agreement::digits).first);
    for (const bool up : {true, false}) {
      std::vector<Observed> spoiled = trace;
      Observed& number = spoiled[spoiled.size() / 2];
      number.value = up ? number.value + number.unit : number.value - number.unit;
      const Verification result = verify(problem, spoiled, Agreement::digits);
      ASSERT_TRUE(result.first);
      EXPECT_EQ(result.first->observed.where.line, number.where.line);
      if (number.figures <= 8) continue;
      EXPECT_FALSE(verify(problem, spoiled, Agreement::digits, 8).first);
    }
  }
}

TEST(Verify, ComparesBits) {
  const Problem problem = problem_of_name("adam");
  for (const auto& [arithmetic, agreement] : {std::pair{Settings::Arithmetic::binary64, Agreement::binary64},
                                              std::pair{Settings::Arithmetic::binary32, Agreement::binary32}}) {
    std::vector<Observed> trace = printed(problem, bits(arithmetic));
    EXPECT_FALSE(verify(problem, trace, agreement).first);
    trace.back().value = trace.back().value * Exact::decimal(10'000'003, 7);
    ASSERT_TRUE(verify(problem, trace, agreement).first);
    EXPECT_EQ(verify(problem, trace, agreement).compared, trace.size());
  }
}

TEST(Verify, RefusesStepsAndComponentsThatDoNotExist) {
  const Problem problem = problem_of_name("adam", "", 2);
  Observed number = observed_number("1", {"trace.csv", 2, 1});
  number.quantity = "theta";
  number.component = "x";
  number.t = 3;
  EXPECT_THROW(verify(problem, {number}, Agreement::digits), InputError);
  number.t = 1;
  number.component = "z";
  EXPECT_THROW(verify(problem, {number}, Agreement::digits), InputError);
  number.component = "x";
  number.quantity = "loss_value";
  const Verification result = verify(problem, {number}, Agreement::digits);
  EXPECT_EQ(result.ignored, std::vector<std::string>{"loss_value"});
  EXPECT_EQ(result.compared, 0U);
}

}  // namespace
}  // namespace stepmark
