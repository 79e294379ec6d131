#include "solver/solve.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/expression/parse.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/definition.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Trace traced(const std::string& toml, const SettingsOverride& override = {}) {
  const Problem problem = parse_problem(toml, "p.toml", "");
  return solve(problem, settings_for(problem, override));
}

Printed value(const Trace& trace, const std::string& quantity, std::int64_t index, std::size_t component = 0) {
  const Printed* found = trace.find(quantity, index, component);
  if (!found) found = trace.find(quantity, index, std::nullopt);
  return found ? *found : Printed{"none", false};
}

/// A problem with the definition written into it, so that nothing here depends on the catalogue.
Problem with_definition(const std::string& definition, const std::string& rest) {
  Problem problem = parse_problem("optimizer = \"gradient-descent\"\n" + rest, "p.toml", "");
  problem.base = problem.optimizer = read_definitions(definition, "d.optimizer").front();
  return problem;
}

constexpr const char* gradients = R"(
steps = 2
[objective]
gradients = [[4], [-2]]
start = [0]
)";

std::string adam(const std::string& working) {
  return "optimizer = \"adam-slides\"\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[4], "
         "[-2]]\nstart "
         "= [0]\n" +
         working;
}

TEST(Solve, AdamByHandRoundsEachLineAndCarriesIt) {
  const Trace trace = traced(adam("[working]\nround = \"4 places\"\ncarry = \"rounded\"\n"));
  EXPECT_EQ(value(trace, "m", 1), (Printed{"0.4", true}));
  EXPECT_EQ(value(trace, "v", 1), (Printed{"0.016", true}));
  EXPECT_EQ(value(trace, "v_hat", 1), (Printed{"16", true}));
  EXPECT_EQ(value(trace, "m_hat", 1), (Printed{"4", true}));
  EXPECT_EQ(value(trace, "theta", 2), (Printed{"-0.1000", false}));  // 0.1/sqrt(16 + 1e-8)*4
  EXPECT_EQ(value(trace, "m", 2), (Printed{"0.16", true}));
  EXPECT_EQ(value(trace, "v", 2), (Printed{"0.0200", false}));       // 0.019984
  EXPECT_EQ(value(trace, "v_hat", 2), (Printed{"10.0050", false}));  // 0.02/0.001999
}

TEST(Solve, CarriedExactTheSameLinesDiffer) {
  const Trace trace = traced(adam("[working]\nround = \"4 places\"\ncarry = \"exact\"\n"));
  EXPECT_EQ(value(trace, "v", 2), (Printed{"0.0200", false}));
  EXPECT_EQ(value(trace, "v_hat", 2), (Printed{"9.9970", false}));  // 0.019984/0.001999 = 9.99699...
}

TEST(Solve, DefaultIsTenFiguresCarriedExact) {
  const Trace trace = traced(adam(""));
  EXPECT_EQ(value(trace, "theta", 2), (Printed{"-0.09999999997", false}));
}

TEST(Solve, DigitsAreProvedAtAnyNumber) {
  SettingsOverride override;
  override.digits = 60;
  const Trace trace = traced(adam(""), override);
  // -0.1*(1 + x)^(-1/2) = -0.1*(1 - x/2 + 3x^2/8 - ...) at x = 1e-8/16
  EXPECT_EQ(value(trace, "theta", 2).text.substr(0, 26), "-0.09999999996875000001464");
  EXPECT_EQ(value(trace, "theta", 2).text.size(), 64u);  // "-0.0" and 60 figures
}

TEST(Solve, ExactArithmeticRefusesAnIrrationalRootAndNamesTheLine) {
  SettingsOverride override;
  override.arithmetic = Settings::Arithmetic::exact;
  try {
    traced(adam(""), override);
    FAIL() << "nothing was thrown";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("theta[2]"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("irrational"), std::string::npos) << error.what();
  }
}

TEST(Solve, ExactArithmeticGivesFractions) {
  SettingsOverride override;
  override.arithmetic = Settings::Arithmetic::exact;
  const Problem problem = with_definition(
      "optimizer thirds \"Thirds\"\nhyper eta = 1/3\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "theta[t] = theta[t-1] - eta*g[t]\n",
      gradients);
  const Trace trace = solve(problem, settings_for(problem, override));
  EXPECT_EQ(value(trace, "theta", 1), (Printed{"-4/3", true}));
  EXPECT_EQ(value(trace, "theta", 2), (Printed{"-2/3", true}));
  EXPECT_EQ(*trace.find_hyperparameter("eta"), (Printed{"1/3", true}));
}

TEST(Solve, BothTieRules) {
  const auto rounded = [](const std::string& ties) {
    return value(traced("optimizer = \"gradient-descent\"\nsteps = 1\n[hyperparameters]\neta = 0.5\n[objective]\n"
                        "gradients = [[0.25]]\nstart = [0.25]\n[working]\nround = \"2 places\"\nties = \"" +
                        ties + "\"\n"),
                 "g", 1)
        .text;
  };
  EXPECT_EQ(rounded("half up"), "0.25");
  const auto theta = [](const std::string& ties) {
    const Trace trace = traced(
        "optimizer = \"gradient-descent\"\nsteps = 1\n[hyperparameters]\neta = 0.5\n[objective]\n"
        "gradients = [[-0.25]]\nstart = [0]\n[working]\nround = \"2 places\"\nties = \"" +
        ties + "\"\n");
    return trace.lines.back().value.text;
  };
  EXPECT_EQ(theta("half up"), "0.13");  // 0.125
  EXPECT_EQ(theta("half even"), "0.12");
}

TEST(Solve, EachOperationRoundsEveryPrintedOperator) {
  // 1 - beta^2 with beta = 0.97: beta^2 = 0.9409 -> 0.94, 1 - 0.94 = 0.06; 0.06*g = 0.06*0.25 = 0.015 -> 0.02 (half up)
  const std::string definition =
      "optimizer one \"One\"\nhyper beta = 0.97\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "theta[t] = theta[t-1] + (1 - beta^2)*g[t]\n";
  const std::string rest =
      "steps = 1\n[objective]\ngradients = [[0.25]]\nstart = [0]\n[working]\nround = \"2 places\"\neach = ";
  const Problem operation = with_definition(definition, rest + "\"operation\"\n");
  EXPECT_EQ(value(solve(operation, settings_for(operation)), "theta", 1), (Printed{"0.02", false}));
  const Problem line = with_definition(definition, rest + "\"line\"\n");
  EXPECT_EQ(value(solve(line, settings_for(line)), "theta", 1), (Printed{"0.01", false}));  // 0.0591*0.25 = 0.014775
}

TEST(Solve, AnNArySumIsRoundedOnce) {
  const Problem problem = with_definition(
      "optimizer sums \"Sums\"\nhyper a = 0.004, b = 0.004, c = 0.004\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "theta[t] = g[t] + a + b + c\n",
      "steps = 1\n[objective]\ngradients = [[0]]\nstart = [0]\n[working]\nround = \"2 places\"\neach = "
      "\"operation\"\n");
  EXPECT_EQ(value(solve(problem, settings_for(problem)), "theta", 1), (Printed{"0.01", false}));
}

TEST(Solve, TheBranchNotTakenIsNotEvaluated) {
  const Problem problem = with_definition(
      "optimizer guarded \"Guarded\"\nhyper eta = 1\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "n[t] = norm(g[t])\nu[t] = if(n[t] > 0, g[t]/n[t], g[t])\ntheta[t] = theta[t-1] - eta*u[t]\n",
      "steps = 1\n[objective]\ngradients = [[0, 0]]\nstart = [1, 2]\n");
  for (const auto arithmetic : {Settings::Arithmetic::exact, Settings::Arithmetic::decimal,
                                Settings::Arithmetic::binary64, Settings::Arithmetic::binary32}) {
    SettingsOverride override;
    override.arithmetic = arithmetic;
    const Trace trace = solve(problem, settings_for(problem, override));
    EXPECT_EQ(value(trace, "theta", 1, 1), (Printed{"2", true}));
    EXPECT_EQ(value(trace, "n", 1), (Printed{"0", true}));
  }
}

TEST(Solve, UndefinedLinesAreNamed) {
  const auto message = [](const std::string& right) -> std::string {
    const Problem problem = with_definition(
        "optimizer bad \"Bad\"\nhyper eta = 1\nstart theta[0] given\ng[t] = "
        "grad(theta[t-1])\nx[t] = " +
            right + "\ntheta[t] = theta[t-1] - eta*x[t]\n",
        "steps = 2\n[objective]\ngradients = [[1, 4], [0, -4]]\nstart = [1, 2]\n");
    try {
      solve(problem, settings_for(problem));
    } catch (const InputError& error) {
      return error.what();
    }
    return "nothing was thrown";
  };
  EXPECT_NE(message("1/g[t]").find("x[2] (step 2, component 1): division by zero"), std::string::npos)
      << message("1/g[t]");
  EXPECT_NE(message("sqrt(g[t])").find("x[2] (step 2, component 2): square root of a negative number"),
            std::string::npos)
      << message("sqrt(g[t])");
  EXPECT_NE(message("log(g[t])").find("x[2] (step 2, component 1)"), std::string::npos) << message("log(g[t])");
  EXPECT_NE(message("1/(sqrt(2)*sqrt(8) - 4)").find("cannot tell"), std::string::npos);
}

/// A value there is, of 20,000 digits before the point.
TEST(Solve, ANumberOfTooManyDigitsIsNoMissingValue) {
  const std::string exploding =
      "optimizer = \"gradient-descent\"\nsteps = 10\n[hyperparameters]\neta = 1\n[objective]\nfunction = \"x^4/7\"\n"
      "start = { x = 10 }\n[working]\ncarry = \"exact\"\nround = ";
  const auto message = [&](const std::string& round) -> std::string {
    try {
      traced(exploding + round);
    } catch (const InputError& error) {
      return error.what();
    }
    return "nothing was thrown";
  };
  EXPECT_NE(message("\"2 places\"").find("figures ask for fewer than places"), std::string::npos)
      << message("\"2 places\"");
  EXPECT_EQ(message("\"4 figures\""), "nothing was thrown");
}

TEST(Solve, AStartInTheMiddleGoesOnAsTheWholeDoes) {
  for (const std::string optimizer : {"adam-slides", "momentum", "adagrad-slides", "rprop", "nesterov"}) {
    const auto text = [&](const std::string& steps, const std::string& given, const std::string& start,
                          const std::string& state) {
      return "optimizer = \"" + optimizer + "\"\nsteps = " + steps + "\n[objective]\ngradients = " + given +
             "\nstart = [" + start + "]\n[working]\nround = \"4 places\"\n" + state;
    };
    const Trace whole = traced(text("4", "[[4], [-2], [1], [3]]", "0.5", ""));
    const Definition& definition = catalogue_definition(optimizer);
    const int offset = definition.find_equation("theta")->offset;
    std::string state = "[state]\nt = 2\n";
    for (const Equation& equation : definition.equations) {
      const bool carried = definition.find_start(equation.quantity, 0) || equation.quantity == "G";
      if (carried && equation.quantity != "theta")
        state += equation.quantity + " = [" + value(whole, equation.quantity, 2).text + "]\n";
    }
    const Trace rest = traced(text("2", "[[1], [3]]", value(whole, "theta", 2 + offset).text, state));
    const std::size_t skipped = whole.lines.size() - rest.lines.size();
    ASSERT_EQ(skipped, rest.lines.size()) << optimizer;
    for (std::size_t i = 0; i < rest.lines.size(); ++i) {
      EXPECT_EQ(rest.lines[i].value, whole.lines[skipped + i].value) << optimizer << " line " << i;
      EXPECT_EQ(rest.lines[i].index, whole.lines[skipped + i].index) << optimizer << " line " << i;
    }
  }
}

TEST(Solve, SumsOverStepsGrow) {
  const Trace trace = traced(
      "optimizer = \"adagrad-slides\"\nsteps = 3\n[hyperparameters]\neta = 1\nepsilon = 0\n[objective]\n"
      "gradients = [[3], [4], [12]]\nstart = [0]\n");
  EXPECT_EQ(value(trace, "G", 3), (Printed{"169", true}));
}

TEST(Solve, BinaryValuesAreThoseOfTheMachine) {
  SettingsOverride override;
  override.arithmetic = Settings::Arithmetic::binary64;
  const Trace trace = traced(
      "optimizer = \"gradient-descent\"\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [[3]]\nstart = [0]\n",
      override);
  EXPECT_EQ(trace.lines.back().value.text, "-0.30000000000000004");
  override.arithmetic = Settings::Arithmetic::binary32;
  const Trace single = traced(
      "optimizer = \"gradient-descent\"\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [[3]]\nstart = [0]\n",
      override);
  EXPECT_EQ(single.lines.back().value.text, "-0.3");
}

TEST(Settings, WhoeverRoundsCarriesTheRoundedNumberUnlessToldOtherwise) {
  const auto carry = [](const std::string& working, const SettingsOverride& override) {
    return settings_for(parse_problem(adam(working), "p.toml", ""), override).working.carry;
  };
  SettingsOverride places;
  places.round = DecimalFormat::places(3);
  EXPECT_EQ(carry("", places), Working::Carry::rounded);
  EXPECT_EQ(carry("[working]\nround = \"none\"\n", places), Working::Carry::rounded);
  EXPECT_EQ(carry("[working]\nround = \"2 places\"\n", places), Working::Carry::rounded);
  EXPECT_EQ(carry("[working]\nround = \"2 places\"\ncarry = \"exact\"\n", places), Working::Carry::exact);
  EXPECT_EQ(carry("", {}), Working::Carry::exact);
  places.carry = Working::Carry::exact;
  EXPECT_EQ(carry("", places), Working::Carry::exact);
}

TEST(Settings, SayWhatIsRounded) {
  const Problem problem = parse_problem(adam("[working]\nround = \"4 places\"\neach = \"operation\"\n"), "p.toml", "");
  EXPECT_EQ(settings_for(problem).working.each, Working::Each::operation);
  SettingsOverride override;
  override.digits = 5;
  EXPECT_EQ(settings_for(problem, override).working.each, Working::Each::line);
}

TEST(Settings, ContradictionsAreRefused) {
  const Problem problem = parse_problem(adam(""), "p.toml", "");
  SettingsOverride both;
  both.digits = 5;
  both.round = DecimalFormat::places(3);
  EXPECT_THROW(settings_for(problem, both), InputError);
  SettingsOverride binary;
  binary.arithmetic = Settings::Arithmetic::binary64;
  binary.digits = 5;
  EXPECT_THROW(settings_for(problem, binary), InputError);
  SettingsOverride carry;
  carry.carry = Working::Carry::rounded;
  EXPECT_THROW(settings_for(problem, carry), InputError);
}

Printed calculated(const std::string& text, const DecimalFormat& format = DecimalFormat::figures(10),
                   RoundingRule rule = RoundingRule::half_up) {
  return calculate(parse_expression(text), format, rule);
}

TEST(Calculate, CertifiedValues) {
  EXPECT_EQ(calculated("0.1 + 0.2"), (Printed{"0.3", true}));
  EXPECT_EQ(calculated("1/3"), (Printed{"0.3333333333", false}));
  EXPECT_EQ(calculated("sqrt(2)"), (Printed{"1.414213562", false}));
  EXPECT_EQ(calculated("2.5", DecimalFormat::places(0), RoundingRule::half_even), (Printed{"2", false}));
  EXPECT_EQ(calculated("2.5", DecimalFormat::places(0), RoundingRule::half_up), (Printed{"3", false}));
  EXPECT_EQ(calculated("-2.5", DecimalFormat::places(0), RoundingRule::half_up), (Printed{"-3", false}));
  EXPECT_EQ(calculated("pi", DecimalFormat::figures(30)).text, "3.14159265358979323846264338328");
}

TEST(Calculate, AMultipleOfARootHasAnExactSquare) {
  EXPECT_EQ(calculated("sqrt(2)^2"), (Printed{"2", true}));
  EXPECT_EQ(calculated("(-3/sqrt(2)*4)^2"), (Printed{"72", true}));
  EXPECT_EQ(calculated("(0.5*abs(-sqrt(5)))^4"), (Printed{"1.5625", true}));
  EXPECT_EQ(calculated("(sqrt(2) + 1)^2").exact, false);
  EXPECT_EQ(calculated("(sqrt(2)*pi)^2").text, "19.73920880");  // 2 pi^2
}

TEST(Calculate, WhatCannotBeToldIsNotGuessed) {
  EXPECT_THROW(calculated("sqrt(2)*sqrt(8) - 4"), InputError);
  EXPECT_THROW(calculated("1/0"), InputError);
  EXPECT_THROW(calculated("9^9^9^9"), InputError);
  EXPECT_THROW(calculated("x + 1"), InputError);
}

}  // namespace
}  // namespace stepmark::tests
