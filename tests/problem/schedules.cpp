// What a schedule gives is given data.
#include <gtest/gtest.h>

#include "lib/problem/problem.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// What is given is no line of working: nobody rounds it.
TEST(Schedules, GivenAsAListAreNeverRounded) {
  for (const char* each : {"line", "operation"}) {
    const Problem problem = parse_problem(
        "optimizer = 'gradient-descent'\nsteps = 2\n[objective]\ngradients = [[4], [4]]\nstart = [1]\n[working]\n"
        "round = '3 places'\neach = '" +
            std::string(each) + "'\n[modifiers]\nschedule = { eta = [0.00025, 0.5] }\n",
        "p.toml", "");
    const Trace trace = solve(problem, settings_for(problem));
    EXPECT_EQ(trace.find("eta", 1, std::nullopt)->text, "0.00025");
    EXPECT_TRUE(trace.find("eta", 1, std::nullopt)->exact);
    EXPECT_EQ(trace.find("theta", 1, 0)->text, "0.999");
  }
}

}  // namespace
}  // namespace stepmark::tests
