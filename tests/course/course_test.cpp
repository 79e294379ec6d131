// The end points that the course's notebook prints, to the last digit.
#include <gtest/gtest.h>

#include "lib/optimizer/catalogue.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<std::string> end_point(const std::string& file, const SettingsOverride& override) {
  const Problem problem = read_problem("tests/course/" + file);
  const Trace trace = solve(problem, settings_for(problem, override));
  const std::int64_t last = problem.last_step();
  return {trace.find("theta", last, 0)->text, trace.find("theta", last, 1)->text};
}

SettingsOverride binary64() {
  SettingsOverride override;
  override.arithmetic = Settings::Arithmetic::binary64;
  return override;
}

SettingsOverride digits(int count) {
  SettingsOverride override;
  override.digits = count;
  return override;
}

using EndPoint = std::vector<std::string>;
const EndPoint momentum_printed = {"3.2906784064202776", "0.5659659204242713"};
const EndPoint adam_printed = {"2.9745025347882477", "0.49352422780278987"};

TEST(Course, TheGradientAsCodedGivesThePrintedEndPointsToTheLastDigit) {
  EXPECT_EQ(end_point("momentum-coded.toml", binary64()), momentum_printed);
  EXPECT_EQ(end_point("adam-coded.toml", binary64()), adam_printed);
}

void expect_near(const EndPoint& measured, const EndPoint& printed) {
  const Exact tolerance = *Exact::parse("1e-11");
  for (std::size_t i = 0; i < 2; ++i) {
    const Exact a = *Exact::parse(measured[i]), b = *Exact::parse(printed[i]);
    EXPECT_TRUE((a - b).abs() <= tolerance * b.abs()) << measured[i] << " against " << printed[i];
  }
}

TEST(Course, TheDerivedGradientAgreesToElevenDigits) {
  expect_near(end_point("momentum-derived.toml", binary64()), momentum_printed);
  expect_near(end_point("adam-derived.toml", binary64()), adam_printed);
}

TEST(Course, EnclosuresAgreeToElevenDigits) {
  for (const char* kind : {"coded", "derived"}) {
    expect_near(end_point(std::string("momentum-") + kind + ".toml", digits(20)), momentum_printed);
    expect_near(end_point(std::string("adam-") + kind + ".toml", digits(20)), adam_printed);
  }
}

/// Computed with another multiple-precision program at 60 and at 120 digits.
TEST(Course, EnclosuresGiveTheTrueEndPoints) {
  EXPECT_EQ(end_point("momentum-coded.toml", digits(24)),
            (EndPoint{"3.29067840642027648060257", "0.565965920424271246099727"}));
  EXPECT_EQ(end_point("adam-coded.toml", digits(24)),
            (EndPoint{"2.97450253478824731182446", "0.493524227802789720480711"}));
}

TEST(Course, EveryFormOfTheCourseIsInTheCatalogue) {
  const auto last_line = [](const char* name) { return to_text(catalogue_definition(name).equations.back().right); };
  EXPECT_EQ(last_line("momentum"), "theta[t-1] - v[t]");
  EXPECT_EQ(last_line("nesterov"), "theta[t-1] - v[t]");
  EXPECT_EQ(last_line("adagrad-slides"), "theta[t] - eta/sqrt(G[t] + epsilon)*g[t]");
  EXPECT_EQ(last_line("rmsprop-slides"), "theta[t] - eta/sqrt(G[t] + epsilon)*g[t]");
  EXPECT_EQ(last_line("adam-slides"), "theta[t] - eta/sqrt(v_hat[t] + epsilon)*m_hat[t]");
  EXPECT_EQ(last_line("momentum-notebook"), "theta[t-1] + v[t]");
  EXPECT_EQ(last_line("nesterov-notebook"), "theta[t-1] + v[t]");
  EXPECT_EQ(last_line("adagrad-notebook"), "theta[t-1] - eta/(sqrt(G[t]) + epsilon)*g[t]");
  EXPECT_EQ(last_line("rmsprop-notebook"), "theta[t-1] - eta/(sqrt(G[t]) + epsilon)*g[t]");
  EXPECT_EQ(last_line("adam"), "theta[t-1] - eta*m_hat[t]/(sqrt(v_hat[t]) + epsilon)");
  EXPECT_EQ(last_line("momentum-pytorch"), "theta[t-1] - eta*v[t]");
  EXPECT_EQ(last_line("nesterov-pytorch"), "theta[t-1] - eta*u[t]");
}

}  // namespace
}  // namespace stepmark::tests
