// What a trace keeps of a line beside its value: the branches taken, and what each operation was rounded to.
#include "solver/trace/trace.hpp"

#include <gtest/gtest.h>

#include "lib/optimizer/definition.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem with_definition(const std::string& definition, const std::string& rest) {
  Problem problem = parse_problem("optimizer = \"gradient-descent\"\n" + rest, "p.toml", "");
  problem.base = problem.optimizer = read_definitions(definition, "d.optimizer").front();
  return problem;
}

std::vector<TraceLine> lines_of(const Problem& problem, const Settings& settings, const std::string& quantity) {
  std::vector<TraceLine> found;
  for (const TraceLine& line : solve(problem, settings).lines) {
    if (problem.optimizer.equations[line.equation].quantity == quantity) found.push_back(line);
  }
  return found;
}

using Branches = std::vector<bool>;

std::vector<Settings> all_settings(const Problem& problem) {
  std::vector<Settings> all;
  for (const auto arithmetic : {Settings::Arithmetic::exact, Settings::Arithmetic::decimal,
                                Settings::Arithmetic::binary64, Settings::Arithmetic::binary32}) {
    SettingsOverride override;
    override.arithmetic = arithmetic;
    all.push_back(settings_for(problem, override));
  }
  SettingsOverride rounded;
  rounded.round = DecimalFormat::places(3);
  for (const auto carry : {Working::Carry::exact, Working::Carry::rounded}) {
    rounded.carry = carry;
    all.push_back(settings_for(problem, rounded));
  }
  return all;
}

TEST(Branches, AreThoseOfTheSignOfEachGradientInEveryArithmetic) {
  const std::vector<std::vector<int>> gradients = {{1, -1, 0}, {-3, 0, 2}};
  const Problem problem = with_definition(
      "optimizer signs \"Signs\"\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "s[t] = if(if(g[t] > 0, g[t], -g[t]) > 0, if(g[t] > 0, 1, -1), if(t > 1, 5, 6))\ntheta[t] = theta[t-1] - s[t]\n",
      "steps = 2\n[objective]\ngradients = [[1, -1, 0], [-3, 0, 2]]\nstart = [0, 0, 0]\n");
  for (const Settings& settings : all_settings(problem)) {
    for (const TraceLine& line : lines_of(problem, settings, "s")) {
      const int g = gradients[static_cast<std::size_t>(line.t - 1)][*line.component];
      // the outer one, the one in its condition, the one in `then`, the one in `otherwise`
      EXPECT_EQ(line.branches, (Branches{g != 0, g > 0, g > 0, g == 0 && line.t > 1})) << "t " << line.t << " g " << g;
    }
    EXPECT_EQ(lines_of(problem, settings, "theta").front().branches, Branches{});
  }
}

TEST(Branches, OfAReductionStandComponentAfterComponentAndOfASumStepAfterStep) {
  const Problem problem = with_definition(
      "optimizer counts \"Counts\"\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "n[t] = sum(if(g[t] > 0, 1, 0))\nk[t] = sum(s=1..t, if(g[s] > 0, 1, 0))\ntheta[t] = theta[t-1] - n[t]*k[t]\n",
      "steps = 2\n[objective]\ngradients = [[1, -1], [-3, 2]]\nstart = [0, 0]\n");
  for (const Settings& settings : all_settings(problem)) {
    const auto n = lines_of(problem, settings, "n");
    EXPECT_EQ(n[0].branches, (Branches{true, false}));
    EXPECT_EQ(n[1].branches, (Branches{false, true}));
    const auto k = lines_of(problem, settings, "k");
    EXPECT_EQ(k[2].branches, (Branches{true, false}));  // the first component, at step 2
    EXPECT_EQ(k[3].branches, (Branches{false, true}));
  }
}

TEST(Branches, AreThoseOfTheNumberAndNotOfItsPrintedDigits) {
  const auto clipped = [](const std::string& gradient) {
    const Problem problem = parse_problem(
        "optimizer = \"gradient-descent\"\nsteps = 1\n[objective]\ngradients = [[" + gradient +
            "]]\nstart = [0]\n[modifiers]\nclip_norm = 2\n[working]\nround = \"4 places\"\ncarry = \"exact\"\n",
        "p.toml", "");
    for (const TraceLine& line : solve(problem, settings_for(problem)).lines) {
      if (!line.branches.empty()) return line.branches;
    }
    return Branches{};
  };
  const Branches above = clipped("2.00000000001"), at = clipped("2"), below = clipped("1.99999999999");
  ASSERT_EQ(above.size(), 1u);
  EXPECT_NE(above, at);
  EXPECT_EQ(at, below);
}

TEST(Branches, OfAScheduleAreThoseOfItsStep) {
  const Problem problem = with_definition(
      "optimizer warm \"Warm\"\nhyper eta = 0.1\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "theta[t] = theta[t-1] - if(t < 2, eta/2, eta)*g[t]\n",
      "steps = 2\n[objective]\ngradients = [[1, 2], [3, 4]]\nstart = [0, 0]\n");
  for (const Settings& settings : all_settings(problem)) {
    const auto theta = lines_of(problem, settings, "theta");
    for (const TraceLine& line : theta) EXPECT_EQ(line.branches, Branches{line.t < 2}) << line.t;
  }
}

std::vector<Printed> operations(const std::string& right, const std::string& each) {
  const Problem problem = with_definition(
      "optimizer one \"One\"\nhyper beta = 0.97\nstart theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = " + right +
          "\n",
      "steps = 1\n[objective]\ngradients = [[0.25]]\nstart = [0]\n[working]\nround = \"2 places\"\neach = \"" + each +
          "\"\n");
  return lines_of(problem, settings_for(problem), "theta").front().operations;
}

TEST(Operations, AreKeptInTheOrderInWhichTheyAreWorked) {
  // 0.97^2 = 0.9409 -> 0.94; 1 - 0.94 = 0.06; 0.06*0.25 = 0.015 -> 0.02; 0 + 0.02
  EXPECT_EQ(operations("theta[t-1] + (1 - beta^2)*g[t]", "operation"),
            (std::vector<Printed>{{"0.94", false}, {"0.06", true}, {"0.02", false}, {"0.02", true}}));
  // sqrt(0.25 + 2) = 1.5; pi is rounded where it stands: 3.14; 1.5*3.14 = 4.71
  EXPECT_EQ(operations("sqrt(g[t] + 2)*pi + 0*beta", "operation"),
            (std::vector<Printed>{
                {"2.25", true}, {"1.5", true}, {"3.14", false}, {"4.71", true}, {"0", true}, {"4.71", true}}));
  EXPECT_EQ(operations("-(if(g[t] > 1, g[t]*beta, g[t]/3))", "operation"), (std::vector<Printed>{{"0.08", false}}));
}

TEST(Operations, AreNotKeptWhereALineIsRoundedOnce) {
  EXPECT_TRUE(operations("theta[t-1] + (1 - beta^2)*g[t]", "line").empty());
}

}  // namespace
}  // namespace stepmark::tests
