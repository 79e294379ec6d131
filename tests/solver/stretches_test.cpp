// Long problems: sums over steps that run on, and steps that are worked a stretch at a time, give the same as all steps
// worked at once with each sum anew.
#include "solver/tape/stretches.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/optimizer/definition.hpp"
#include "solver/solve.hpp"
#include "solver/trace/evaluate.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

constexpr const char* head = "optimizer user \"user\"\nhyper eta = 0.25\n";
const std::string gradient = "g[t] = grad(theta[t-1])\n";

/// Sums of every kind, a step that reaches two steps back, and a quantity of one number.
const std::vector<std::string> definitions = {
    head + std::string("start theta[0] given\n") + gradient +
        "G[t] = sum(s=1..t, g[s]^2)\ntheta[t] = theta[t-1] - eta/(1 + G[t])*g[t]\n",
    head + std::string("start theta[0] given\n") + gradient +
        "theta[t] = theta[t-1] - eta/(1 + sum(s=1..t, abs(g[s])/4))*g[t]\n",
    head + std::string("start theta[0] given, G[0] = 1\n") + gradient +
        "G[t] = 1 + sum(s=1..t-1, 0.9*g[s] - theta[s-1])^2 + sum(s=t..t, g[s])^2\ntheta[t] = theta[t-1] - eta/(9 + "
        "G[t])*g[t]\n",
    head + std::string("start theta[0] given\n") + gradient +
        "k[t] = sum(s=1..t, if(g[s] > 0, 1, 0))\nw[t] = sum(s=1..t, 0.9^(t-s)*g[s])\nn[t] = sum(w[t])\n"
        "theta[t] = theta[t-1] - eta/(1 + k[t] + t)*w[t] + 0*n[t]\n",
    head + std::string("start theta[0] given, theta[-1] given\n") + gradient +
        "theta[t] = theta[t-1] - eta/t*g[t] + 0.9/2*(theta[t-1] - theta[t-2])\n",
    head + std::string("start theta[0] given, m[0] = 0\n") + gradient +
        "m[t] = 0.9*m[t-1] + (1 - 0.9)*g[t]\nm_hat[t] = m[t]/(1 - 0.9^t)\ntheta[t] = theta[t-1] - eta*m_hat[t]\n"};

const std::string bowl = "function = \"x^2/4 + x*y/8 + y^2/2\"\n", plane = "gradient = [\"0.7\", \"-3\"]\n";

Problem of(const std::string& definition, int steps, const std::string& objective = bowl,
           const std::string& working = "") {
  Problem problem = parse_problem("optimizer = \"gradient-descent\"\nsteps = " + std::to_string(steps) +
                                      "\n[objective]\n" + objective + "start = { x = 1.7, y = -3 }\n" + working,
                                  "p.toml", "");
  problem.base = problem.optimizer = read_definitions(definition, "d.optimizer").front();
  return problem;
}

std::vector<Settings> all_settings(const Problem& problem) {
  std::vector<SettingsOverride> ways(6);
  ways[0].round = DecimalFormat::places(4);
  ways[1].digits = 12;
  ways[2].round = DecimalFormat::figures(3);
  ways[2].ties = RoundingRule::half_even;
  ways[3].arithmetic = Settings::Arithmetic::exact;
  ways[4].arithmetic = Settings::Arithmetic::binary64;
  ways[5].arithmetic = Settings::Arithmetic::binary32;
  std::vector<Settings> settings;
  for (const SettingsOverride& way : ways) settings.push_back(settings_for(problem, way));
  return settings;
}

using Line = std::pair<Printed, std::vector<bool>>;

std::vector<Line> lines_of(Stretches& stretches, const Settings& settings) {
  std::unique_ptr<Evaluator> evaluator;
  if (settings.arithmetic == Settings::Arithmetic::exact) evaluator = exact_evaluator(stretches);
  if (settings.arithmetic == Settings::Arithmetic::binary64) evaluator = binary64_evaluator(stretches);
  if (settings.arithmetic == Settings::Arithmetic::binary32) evaluator = binary32_evaluator(stretches);
  if (!evaluator) evaluator = decimal_evaluator(stretches, settings.working, settings.show);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < stretches.count(); ++i) {
    for (EvaluatedLine& line : evaluator->evaluate(i).lines) lines.emplace_back(line.value, line.branches);
  }
  return lines;
}

TEST(Stretches, GiveWhatAllStepsAtOnceGiveInEveryArithmetic) {
  for (const std::string& definition : definitions) {
    const Problem problem = of(definition, 6);
    for (const Settings& settings : all_settings(problem)) {
      Stretches anew(compile(problem, StepSums::anew)), running(compile(problem, StepSums::running));
      const auto expected = lines_of(anew, settings);
      EXPECT_EQ(lines_of(running, settings), expected) << definition;
      for (const std::size_t lines : {std::size_t{1}, std::size_t{8}, std::size_t{13}}) {
        Stretches cut(problem, lines);
        EXPECT_GT(cut.count(), 1U);
        EXPECT_EQ(lines_of(cut, settings), expected) << definition << lines;
      }
    }
  }
}

TEST(Stretches, SumsThatRunOnTakeCodeInProportionToTheSteps) {
  for (std::size_t definition = 0; definition < 3; ++definition) {
    const auto code = [&](int steps) {
      return compile(of(definitions[definition], steps), StepSums::running).code.size();
    };
    EXPECT_LE(code(400), 2 * code(200) + 10);
  }
  const auto anew = [&](int steps) { return compile(of(definitions[0], steps)).code.size(); };
  EXPECT_GT(anew(400), 3 * anew(200));
}

/// Each term is rounded, and shown, in the line that has it.
TEST(Stretches, WhereEachOperationIsRoundedASumIsWorkedAnew) {
  const Problem problem = of(definitions[0], 5, plane, "[working]\nround = \"3 places\"\neach = \"operation\"\n");
  EXPECT_EQ(compile(problem, StepSums::running).code.size(), compile(problem).code.size());
}

TEST(Stretches, ALineOutOfReachIsSaidSo) {
  const Problem problem = of(definitions[0], 9);
  Stretches cut(problem, 6);
  EXPECT_THROW(register_of(*cut[0], 17), CannotBeCut);
}

/// At step 900, 1 - 0.9^t differs from 1 in the 42nd place, and m_hat from what is written down by as little.
TEST(Stretches, ThatANumberIsRoundedIsProvedByResidues) {
  const Problem problem = of(definitions[5], 900, plane);
  SettingsOverride places;
  places.round = DecimalFormat::places(4);
  const Trace trace = solve(problem, settings_for(problem, places));
  for (std::size_t component = 0; component < 2; ++component) {
    const Printed m = *trace.find("m", 900, component), m_hat = *trace.find("m_hat", 900, component);
    EXPECT_EQ(Exact::parse(m.text), Exact::parse(m_hat.text));
    EXPECT_FALSE(m_hat.exact);
  }
}

struct Taken {
  std::vector<Printed> values;
  std::int64_t worked = 0;
  int forgotten = 0;
};

Taken taken(const Problem& problem, const Settings& settings) {
  Taken lines;
  solve(problem, settings,
        {[&](const TraceLine& line) { lines.values.push_back(line.value); },
         [&] {
           ++lines.forgotten;
           lines.values.clear();
         },
         [&](std::int64_t steps) { lines.worked = steps; }});
  return lines;
}

std::vector<Printed> values_of(const Trace& trace) {
  std::vector<Printed> values;
  for (const TraceLine& line : trace.lines) values.push_back(line.value);
  return values;
}

TEST(Stretches, LinesAreTakenOneByOneAsTheTraceHasThem) {
  const Problem problem = of(definitions[0], 4000);
  SettingsOverride places;
  places.round = DecimalFormat::places(4);
  const Settings settings = settings_for(problem, places);
  const Taken lines = taken(problem, settings);
  EXPECT_EQ(lines.values, values_of(solve(problem, settings)));
  EXPECT_EQ(lines.worked, 4000);
  EXPECT_EQ(lines.forgotten, 0);
}

/// Squares of twelve places are more than the quick arithmetic holds.
TEST(Stretches, ASumOfLongNumbersRunsOnToo) {
  const Problem problem = of(definitions[0], 2000);
  SettingsOverride places;
  places.round = DecimalFormat::places(12);
  const Settings settings = settings_for(problem, places);
  const Taken lines = taken(problem, settings);
  EXPECT_EQ(lines.values, values_of(solve(problem, settings)));
  EXPECT_EQ(lines.forgotten, 0);
}

/// A sum of roots has no value that could be handed on and lose nothing.
TEST(Stretches, AProblemThatCannotBeCutIsWorkedInOnePiece) {
  const Problem problem = of(head + std::string("start theta[0] given\n") + gradient +
                                 "G[t] = sum(s=1..t, sqrt(abs(g[s])))\ntheta[t] = theta[t-1] - eta/(1 + G[t])*g[t]\n",
                             2000);
  SettingsOverride places;
  places.round = DecimalFormat::places(4);
  const Settings settings = settings_for(problem, places);
  const Taken lines = taken(problem, settings);
  EXPECT_EQ(lines.values, values_of(solve(problem, settings)));
  EXPECT_EQ(lines.forgotten, 1);
}

std::string refusal(const Problem& problem, const SettingsOverride& override) {
  try {
    solve(problem, settings_for(problem, override));
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(Outgrown, FractionsAreRefusedByTheStepThatTheyOutgrew) {
  Problem problem = of(head + std::string("start theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] - "
                                          "eta*g[t]/(1 + g[t]^2)\n"),
                       40);
  SettingsOverride exact;
  exact.arithmetic = Settings::Arithmetic::exact;
  const std::string said = refusal(problem, exact);
  EXPECT_NE(said.find("digits, too many to be worked on exactly; expected fewer steps, or decimal arithmetic"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("(step "), std::string::npos) << said;
  problem.steps = 5;
  EXPECT_EQ(refusal(problem, exact), "none");
}

}  // namespace
}  // namespace stepmark::tests
