// A schedule is given data: it is carried exact, also by one who rounds every line.
#include <gtest/gtest.h>

#include <cmath>

#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Trace with_schedule(const std::string& schedule, const std::string& working) {
  const Problem problem = parse_problem(
      "optimizer = \"gradient-descent\"\nsteps = 3\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [[4000], [4000], [4000]]\nstart = [0]\n[modifiers]\nschedule = { eta = " +
          schedule + " }\n[working]\n" + working,
      "p.toml", "");
  return solve(problem, settings_for(problem));
}

Printed value(const Trace& trace, const std::string& quantity, std::int64_t index) {
  const bool vector = quantity == "theta";
  const Printed* found = trace.find(quantity, index, vector ? std::optional<std::size_t>(0) : std::nullopt);
  return found ? *found : Printed{"none", false};
}

const std::string three_places = "round = \"3 places\"\n";

TEST(GivenData, AListIsNeitherRoundedNorShownRounded) {
  for (const std::string rest : {"carry = \"rounded\"\n", "carry = \"exact\"\n", "each = \"operation\"\n"}) {
    const Trace trace = with_schedule("[0.00025, 0.000125]", three_places + rest);
    EXPECT_EQ(value(trace, "eta", 1), (Printed{"0.00025", true})) << rest;
    EXPECT_EQ(value(trace, "eta", 3), (Printed{"0.000125", true})) << rest;
    EXPECT_EQ(value(trace, "theta", 1), (Printed{"-1", true})) << rest;
    EXPECT_EQ(value(trace, "theta", 3), (Printed{"-2", true})) << rest;
  }
}

TEST(GivenData, AnIrrationalScheduleIsCarriedExactAndShownToTenFigures) {
  const Trace trace = with_schedule("{ kind = \"cosine\", steps = 7 }", three_places);
  double theta = 0;
  for (int t = 1; t <= 3; ++t) {
    const double eta = 0.1 * (1 + std::cos(M_PI * (t - 1) / 7)) / 2;
    theta = std::round((theta - eta * 4000) * 1000) / 1000;
    EXPECT_NEAR(std::stod(value(trace, "eta", t).text), eta, 5e-11) << t;
    EXPECT_NEAR(std::stod(value(trace, "theta", t).text), theta, 1e-9) << t;
  }
  EXPECT_EQ(value(trace, "eta", 1), (Printed{"0.1", true}));
  EXPECT_EQ(value(trace, "eta", 2).text.size(), std::string("0.09504844340").size());
  EXPECT_FALSE(value(trace, "eta", 2).exact);
}

TEST(GivenData, WhatIsPrintedOfItIsNotWhatIsCarriedUnlessItIsExact) {
  const Trace trace = with_schedule("{ kind = \"warm-up\", steps = 3 }", three_places);
  EXPECT_EQ(value(trace, "eta", 1), (Printed{"0.03333333333", false}));
  EXPECT_EQ(value(trace, "theta", 1), (Printed{"-133.333", false}));
  EXPECT_EQ(value(trace, "theta", 2), (Printed{"-400.000", false}));  // -133.333 - 266.666... = -399.99966...
  for (const TraceLine& line : trace.lines) {
    if (line.given_data) {
      EXPECT_EQ(trace.carries_what_it_prints(line), line.t == 3) << line.t;
    }
    EXPECT_EQ(line.given_data, !line.component) << line.t;
  }
}

}  // namespace
}  // namespace stepmark::tests
