#include "solver/identify/identify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/identification.hpp"
#include "reports/render.hpp"
#include "solver/identify/verify.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
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
    const Identification found = identify::identify(problem_of_name("gradient-descent"), printed(problem, figures(9)));
    EXPECT_TRUE(find(found, name));
  }
}

TEST(Identify, WorksOutHyperparameters) {
  const Problem problem = problem_of_name("adam", "eta = 0.03\nbeta2 = 0.99\n");
  const Identification found = identify::identify(problem_of_name("gradient-descent"), printed(problem, figures(9)));
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
  const Identification found = identify::identify(problem_of_name("adam"), printed(problem, figures(9)));
  ASSERT_TRUE(momentum = find(found, "momentum"));
  EXPECT_EQ(value(*momentum, "eta"), "0.0137");
  EXPECT_EQ(value(*momentum, "gamma"), "0.83");
}

TEST(Identify, KnowsTheBits) {
  for (const auto& [arithmetic, precision] : {std::pair{Settings::Arithmetic::binary64, Fit::Precision::binary64},
                                              std::pair{Settings::Arithmetic::binary32, Fit::Precision::binary32}}) {
    const Problem problem = problem_of_name("rmsprop", "eta = 0.05\n", 4);
    const Identification found = identify::identify(problem_of_name("adam"), printed(problem, bits(arithmetic)));
    const Fit* fit = find(found, "rmsprop");
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->precision, precision);
  }
}

TEST(Identify, NamesTheMistakeOfAProgram) {
  const Problem problem = problem_of_name("adam", "eta = 0.1\n");
  const WrongMethod method = wrong_methods(problem, find_mistake("gradient-not-squared")).front();
  const Identification found = identify::identify(problem, printed(worked_wrongly(problem, method), figures(9)));
  ASSERT_FALSE(found.fits.empty());
  EXPECT_TRUE(std::any_of(found.fits.begin(), found.fits.end(), [](const Fit& fit) {
    return fit.problem.base.name == "adam" && fit.mistake == "gradient-not-squared";
  }));
  for (const Fit& fit : found.fits) EXPECT_NE(fit.mistake, "") << fit.problem.base.name;
}

/// Ways are ruled out by the first 32 components, and what is left is held to all.
TEST(Identify, NamesAMistakeThatAllOfManyComponentsShow) {
  std::string start, gradients;
  for (int i = 0; i < 40; ++i) start += std::to_string(i % 7 - 3) + ", ";
  for (int t = 1; t <= 2; ++t) {
    gradients += '[';
    for (int i = 0; i < 40; ++i) gradients += std::to_string((i * t + 3) % 11) + ".5, ";
    gradients += "], ";
  }
  const Problem problem = parse_problem(
      "optimizer = 'adam'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [" +
          gradients + "]\nstart = [" + start + "]\n",
      "p.toml", "");
  const WrongMethod method = wrong_methods(problem, find_mistake("gradient-not-squared")).front();
  std::vector<Observed> trace = printed(worked_wrongly(problem, method), figures(9));
  const auto names_it = [&] {
    const Identification found = identify::identify(problem, trace);
    return std::any_of(found.fits.begin(), found.fits.end(),
                       [](const Fit& fit) { return fit.mistake == "gradient-not-squared"; });
  };
  EXPECT_TRUE(names_it());
  const auto last =
      std::find_if(trace.rbegin(), trace.rend(), [](const Observed& one) { return one.component == "9"; });
  last->value = last->value + Exact(1);
  EXPECT_FALSE(names_it());
}

TEST(Identify, SaysWhatWouldTellTwoApart) {
  const Problem problem = problem_of_name("adam", "eta = 0.1\nepsilon = 0.001\n", 2);
  const Identification found = identify::identify(problem, printed(problem, figures(3)));
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
    EXPECT_TRUE(identify::identify(problem, trace).fits.empty());
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
  const Identification found = identify::identify(problem, trace);
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
  const Identification found = identify::identify(trace, "trace.csv");
  const Fit* fit = find(found, "rmsprop-slides");
  ASSERT_TRUE(fit);
  EXPECT_EQ(value(*fit, "eta"), "0.02");
}

/// Beale's function, on which many a path has been printed.
Problem beale(const std::string& optimizer, const std::string& values = "", int steps = 8,
              const std::string& more = "") {
  return parse_problem(
      "optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) + "\n[hyperparameters]\n" + values +
          "[objective]\nfunction = '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2'\n"
          "start = { x = 1, y = 1.5 }\n" +
          more,
      "p.toml", "");
}

std::vector<Observed> trace_of(const std::string& text) { return parse_observed(text, "trace.csv"); }

std::string refused(const Problem& problem, const std::string& trace) {
  try {
    identify::identify(problem, trace_of(trace));
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Identify, KeepsTheProblemsOwnValuesUnderASchedule) {
  for (const char* schedule : {"{ kind = 'exponential', factor = 0.5 }", "{ kind = 'step', every = 2, factor = 0.5 }",
                               "{ kind = 'multi-step', milestones = [2, 4], factor = 0.1 }", "[0.03, 0.02, 0.01]"}) {
    SCOPED_TRACE(schedule);
    for (const char* optimizer : {"adam-slides", "adam", "nadam"}) {
      const Problem problem =
          beale(optimizer, "eta = 0.01\n", 8, "[modifiers]\nschedule = { eta = " + std::string(schedule) + " }\n");
      const Identification found = identify::identify(problem, printed(problem, figures(8)));
      const Fit* own = find(found, optimizer);
      ASSERT_TRUE(own);
      EXPECT_EQ(own->mistake, "");
      if (schedule[0] == '{') {
        EXPECT_EQ(value(*own, "eta_0"), "0.01");
      }
    }
  }
}

/// The first number is right to few figures only: what is lost in 1 - 1 counts as it stands to 1.
TEST(Identify, TriesUsualEpsilonsBeforeAnyMistake) {
  const Identification found = identify::identify(
      beale("gradient-descent"),
      trace_of("t,x,y\n1,4.200806369425436e-11,0.5000000000058437\n2,0.2646691999869739,0.5000000000006494\n"
               "3,0.49925458247344734,0.4701744728712672\n4,0.7144844253422195,0.4224322461419674\n"));
  ASSERT_FALSE(found.fits.empty());
  const Fit& first = found.fits.front();
  EXPECT_EQ(first.problem.base.name, "adagrad-slides");
  EXPECT_EQ(value(first, "eta"), "1");
  EXPECT_EQ(value(first, "epsilon"), "0.0000001");
  for (const Fit& fit : found.fits) EXPECT_EQ(fit.mistake, "");
}

TEST(Identify, TakesNoLongDoubleForAFloat) {
  const Identification found =
      identify::identify(beale("gradient-descent"), trace_of("t,x,y\n100,3.2906784064202776,0.5659659204242713\n"));
  const Fit* momentum = find(found, "momentum-notebook");
  ASSERT_TRUE(momentum);
  EXPECT_EQ(value(*momentum, "eta"), "0.005");
  for (const Fit& fit : found.fits) EXPECT_NE(fit.precision, Fit::Precision::binary32);
}

TEST(Identify, FitsNothingToThreeNumbersThatTell) {
  const Identification found = identify::identify(
      beale("gradient-descent"), trace_of("t,x,y\n1,0.9,1.4\n2,0.8,1.3\n3,0.7,1.2\n4,0.6,1.1\n5,0.5,1\n"
                                          "6,0.413813,0.9\n7,0.365834,0.8\n8,0.345459,0.7\n"));
  EXPECT_TRUE(found.fits.empty());
  EXPECT_EQ(found.compared, 16U);
}

TEST(Identify, KnowsFloatsInAnyDress) {
  const char* traces[] = {// widened
                          "t,x,y\n1,0.8999999761581421,1.399999976158142\n2,0.8034346103668213,1.3026485443115234\n"
                          "3,0.7123892307281494,1.2092564105987549\n4,0.6285141706466675,1.1206581592559814\n",
                          // to six places
                          "t,x,y\n1,0.900000,1.400000\n2,0.803435,1.302649\n3,0.712389,1.209256\n"
                          "4,0.628514,1.120658\n5,0.552999,1.037275\n6,0.486647,0.959231\n"};
  for (const char* text : traces) {
    const Identification found = identify::identify(beale("gradient-descent"), trace_of(text));
    ASSERT_FALSE(found.fits.empty());
    const Fit* adam = find(found, "adam");
    ASSERT_TRUE(adam);
    EXPECT_EQ(value(*adam, "eta"), "0.1");
    EXPECT_EQ(adam->mistake, "");
  }
}

TEST(Identify, TakesFewRoundFloatsBeforeManyDigits) {
  const Identification found =
      identify::identify(beale("gradient-descent"), trace_of("t,x,y\n1,0.8,1.3\n2,0.6209836,1.115378\n"));
  ASSERT_TRUE(find(found, "adam"));
  EXPECT_EQ(value(*find(found, "adam"), "eta"), "0.2");
}

TEST(Identify, SolvesForDecayRatesBesideAnyUsualEpsilon) {
  for (const char* epsilon : {"1e-7", "1e-6", "0.001"}) {
    SCOPED_TRACE(epsilon);
    const Problem problem =
        beale("adam", "eta = 0.037\nbeta1 = 0.85\nbeta2 = 0.97\nepsilon = " + std::string(epsilon) + "\n");
    const Identification found =
        identify::identify(beale("gradient-descent"), printed(problem, bits(Settings::Arithmetic::binary64)));
    const Fit* adam = find(found, "adam");
    ASSERT_TRUE(adam);
    EXPECT_EQ(value(*adam, "beta1"), "0.85");
    EXPECT_EQ(value(*adam, "beta2"), "0.97");
  }
}

TEST(Identify, RefusesWhatContradictsTheProblemOrItself) {
  const Problem problem = beale("adam");
  EXPECT_EQ(refused(problem, "t,x,y\n0,7,-3\n1,0.9,1.4\n"),
            "trace.csv:2:3: theta of x at t = 0 is 7, and the problem begins at 1; expected the problem that these "
            "numbers belong to");
  EXPECT_EQ(refused(problem, "t,u,v\n1,0.9,1.4\n"), "trace.csv:2:3: theta has no component 'u'; expected one of x, y");
  EXPECT_EQ(refused(problem, "t,x,y\n1,0.9,1.4\n1,0.8,1.4\n"),
            "trace.csv:3:3: theta of x at t = 1 is 0.8, and in line 2 it is 0.9; expected one number for it");
  EXPECT_EQ(refused(problem, "t,x,y\n0,1.0,1.50\n1,0.9,1.4\n1,0.90,1.4\n"), "accepted");
}

TEST(Identify, KnowsGradientsToTheirDigitsOnly) {
  const auto trace = trace_of(
      "t,quantity,component,value\n0,theta,x,3\n0,theta,y,1\n1,g,x,6\n1,g,y,10\n1,theta,x,2.778\n1,theta,y,0.63\n"
      "2,g,x,5.556\n2,g,y,6.3\n2,theta,x,2.572\n2,theta,y,0.3969\n3,g,x,5.145\n3,g,y,3.969\n3,theta,x,2.382\n"
      "3,theta,y,0.25\n4,g,x,4.764\n4,g,y,2.5\n4,theta,x,2.206\n4,theta,y,0.1575\n");
  const Identification found = identify::identify(trace, "trace.csv");
  ASSERT_FALSE(found.fits.empty());
  EXPECT_EQ(found.fits.front().problem.base.name, "gradient-descent");
  EXPECT_EQ(value(found.fits.front(), "eta"), "0.037");
}

TEST(Identify, KnowsTheProblemsOwnWorking) {
  const Problem problem = beale("momentum", "eta = 0.01\n", 6, "[working]\nround = '3 places'\n");
  const Identification found = identify::identify(problem, printed(problem, {}));
  const Fit* own = find(found, "momentum");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->precision, Fit::Precision::working);
}

TEST(Identify, SaysWhatItCouldNotCompute) {
  Identification found;
  EXPECT_NE(rendered(Format::text, identification_page(found)).find("with the hyperparameters tried"),
            std::string::npos);
  found.not_computed.push_back({"adam", "", "cannot tell"});
  EXPECT_EQ(
      rendered(Format::text, identification_page(found)),
      "no optimizer of the catalogue is proved to give these numbers\ncould not be computed: adam (cannot tell)\n");
}

TEST(Identify, FindsNothingInNumbersBeyondADouble) {
  for (const char* text : {"t,x,y\n1,1e400,1\n", "t,x,y\n1,-1e400,1e309\n2,0.8206897524707418,1e400\n"}) {
    EXPECT_TRUE(identify::identify(beale("adam"), trace_of(text)).fits.empty());
    EXPECT_TRUE(verify(beale("adam"), trace_of(text), Agreement::binary64).first);
  }
  const auto trace = trace_of("t,x,g[x],m[x]\n0,1,,\n1,0.8206897524707418,1e400,1e400\n2,0.7,3,-1e400\n");
  EXPECT_TRUE(identify::identify(trace, "trace.csv").fits.empty());
}

TEST(Identify, ShowsTheUsualValueThatIsMeant) {
  const auto text = [](const char* eta) {
    Fit fit;
    fit.problem = problem_of_name("gradient-descent", "eta = " + std::string(eta) + "\n");
    Identification found;
    found.fits.push_back(fit);
    return rendered(Format::text, identification_page(found));
  };
  EXPECT_NE(text("0.0099999984").find("eta = 0.01 (within 2e-9)"), std::string::npos) << text("0.0099999984");
  EXPECT_NE(text("0.0137").find("eta = 0.0137\n"), std::string::npos);
  EXPECT_NE(text("0.01234567").find("eta = 0.01234567\n"), std::string::npos);
}

TEST(Verify, ComparesTheStart) {
  const Problem problem = beale("adam");
  const Verification result = verify(problem, trace_of("t,x,y\n0,7,-3\n1,0.999,1.499\n"), Agreement::digits);
  ASSERT_TRUE(result.first);
  EXPECT_EQ(result.first->expected, "1");
  EXPECT_FALSE(verify(problem, trace_of("t,x,y\n0,1.00,1.5\n1,0.999,1.499\n"), Agreement::digits).first);
}

TEST(Verify, ComparesTheProblemsOwnWorking) {
  const Problem problem = beale("momentum", "eta = 0.01\n", 6, "[working]\nround = '3 places'\n");
  const std::vector<Observed> trace = printed(problem, {});
  ASSERT_TRUE(problem.rounds_while_working());
  EXPECT_TRUE(verify(problem, trace, Agreement::digits).first);
  EXPECT_FALSE(verify(problem, trace, Agreement::working).first);
}

TEST(Verify, GoesOnWhereEnclosuresGrowWide) {
  const Problem problem = beale("adam", "eta = 0.2\n", 320);
  EXPECT_FALSE(verify(problem, trace_of("t,x,y\n320,2.9995,0.49987\n"), Agreement::digits, 1).first);
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
}  // namespace stepmark::tests
