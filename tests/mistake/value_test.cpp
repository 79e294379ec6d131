// What mistakes give, against loops over doubles that were written for each of them by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "lib/expression/parse.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

constexpr double eta = 0.1, beta1 = 0.9, beta2 = 0.99, gamma = 0.8;
constexpr int steps = 3;

double slope(double x) { return 2 * x + 0.75 * x * x; }  // of x^2 + 0.25 x^3

Problem problem_of(const std::string& optimizer, const std::string& values) {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = 3\n[hyperparameters]\neta = 0.1\n" + values +
                           "[objective]\nfunction = 'x^2 + 0.25*x^3'\nstart = { x = 2 }\n",
                       "p.toml", "");
}

double end_point(const Problem& problem, const std::string& mistake, std::size_t way = 0) {
  const auto ways = wrong_methods(problem, find_mistake(mistake));
  EXPECT_LT(way, ways.size()) << mistake;
  const Problem wrong = worked_wrongly(problem, ways.at(way));
  SettingsOverride digits;
  digits.digits = 14;
  const Trace trace = solve(wrong, settings_for(wrong, digits));
  return std::stod(trace.lines.back().value.text);
}

struct AdamRun {
  double x = 2, m = 0, v = 0;
  int t = 0;
};

/// Adam with one part of a step replaced.
double adam(const std::function<void(AdamRun&)>& step) {
  AdamRun run;
  for (run.t = 1; run.t <= steps; ++run.t) step(run);
  return run.x;
}

void moments(AdamRun& r, double g) {
  r.m = beta1 * r.m + (1 - beta1) * g;
  r.v = beta2 * r.v + (1 - beta2) * g * g;
}

TEST(MistakenAdam, GivesWhatALoopGives) {
  const Problem problem = problem_of("adam", "beta2 = 0.99\n");
  const auto m_hat = [](const AdamRun& r, double exponent) { return r.m / (1 - std::pow(beta1, exponent)); };
  const auto v_hat = [](const AdamRun& r, double exponent) { return r.v / (1 - std::pow(beta2, exponent)); };
  struct Case {
    const char* mistake;
    std::size_t way;
    std::function<void(AdamRun&)> step;
  };
  const std::vector<Case> cases = {
      {"bias-correction-omitted", 0,
       [&](AdamRun& r) {
         moments(r, slope(r.x));
         r.x -= eta * r.m / (std::sqrt(r.v) + 1e-8);
       }},
      {"bias-exponent-frozen", 0,
       [&](AdamRun& r) {
         moments(r, slope(r.x));
         r.x -= eta * m_hat(r, 1) / (std::sqrt(v_hat(r, 1)) + 1e-8);
       }},
      {"bias-exponent-off-by-one", 0,
       [&](AdamRun& r) {
         moments(r, slope(r.x));
         r.x -= eta * m_hat(r, r.t + 1) / (std::sqrt(v_hat(r, r.t + 1)) + 1e-8);
       }},
      {"root-forgotten", 0,
       [&](AdamRun& r) {
         moments(r, slope(r.x));
         r.x -= eta * m_hat(r, r.t) / (v_hat(r, r.t) + 1e-8);
       }},
      {"learning-rate-twice", 0,
       [&](AdamRun& r) {
         moments(r, slope(r.x));
         r.x -= eta * eta * m_hat(r, r.t) / (std::sqrt(v_hat(r, r.t)) + 1e-8);
       }},
      {"derivative-factor", 0,
       [&](AdamRun& r) {
         moments(r, 2 * slope(r.x));
         r.x -= eta * m_hat(r, r.t) / (std::sqrt(v_hat(r, r.t)) + 1e-8);
       }},
      {"average-weights-swapped", 0,
       [&](AdamRun& r) {
         const double g = slope(r.x);
         r.m = (1 - beta1) * r.m + beta1 * g;
         r.v = (1 - beta2) * r.v + beta2 * g * g;
         r.x -= eta * m_hat(r, r.t) / (std::sqrt(v_hat(r, r.t)) + 1e-8);
       }},
      {"corrected-moment-fed-back", 0,
       [&](AdamRun& r) {
         const double g = slope(r.x);
         r.m = beta1 * (r.t == 1 ? 0 : m_hat(r, r.t - 1)) + (1 - beta1) * g;
         r.v = beta2 * r.v + (1 - beta2) * g * g;
         r.x -= eta * m_hat(r, r.t) / (std::sqrt(v_hat(r, r.t)) + 1e-8);
       }},
      {"gradient-at-start", 0,
       [&](AdamRun& r) {
         moments(r, slope(2));
         r.x -= eta * m_hat(r, r.t) / (std::sqrt(v_hat(r, r.t)) + 1e-8);
       }},
  };
  for (const Case& c : cases) EXPECT_NEAR(end_point(problem, c.mistake, c.way), adam(c.step), 1e-11) << c.mistake;
}

TEST(MistakenMomentum, GivesWhatALoopGives) {
  const Problem momentum = problem_of("momentum", "gamma = 0.8\n"), nesterov = problem_of("nesterov", "gamma = 0.8\n");
  const auto loop = [](const std::function<void(double& x, double& v, int t)>& step) {
    double x = 2, v = 0;
    for (int t = 1; t <= steps; ++t) step(x, v, t);
    return x;
  };
  EXPECT_NEAR(end_point(momentum, "velocity-forgotten"), loop([](double& x, double&, int) { x -= eta * slope(x); }),
              1e-12);
  EXPECT_NEAR(end_point(momentum, "update-sign"), loop([](double& x, double& v, int) {
                v = gamma * v + eta * slope(x);
                x += v;
              }),
              1e-10);
  EXPECT_NEAR(end_point(momentum, "stale-state"), loop([](double& x, double& v, int) {
                const double before = v;
                v = gamma * v + eta * slope(x);
                x -= before;
              }),
              1e-12);
  EXPECT_NEAR(end_point(momentum, "gradient-at-old-point"), loop([old = 2.0](double& x, double& v, int) mutable {
                v = gamma * v + eta * slope(old);
                old = x;
                x -= v;
              }),
              1e-12);
  // The look-ahead is written down, and not used.
  EXPECT_NEAR(end_point(nesterov, "gradient-at-old-point"), loop([](double& x, double& v, int) {
                v = gamma * v + eta * slope(x);
                x -= v;
              }),
              1e-12);
  EXPECT_NEAR(end_point(nesterov, "gradient-at-start"), loop([](double& x, double& v, int) {
                v = gamma * v + eta * slope(2.0);
                x -= v;
              }),
              1e-12);
  EXPECT_NEAR(end_point(nesterov, "look-ahead-wrong-direction"), loop([](double& x, double& v, int) {
                v = gamma * v + eta * slope(x + gamma * v);
                x -= v;
              }),
              1e-12);
}

TEST(MistakenSchedule, IsOneStepEarlyOrLate) {
  const Problem problem =
      problem_of("gradient-descent", "[modifiers]\nschedule = { eta = { kind = 'exponential', factor = 0.5 } }\n");
  const auto descended = [](const std::vector<double>& rates) {
    double x = 2;
    for (const double rate : rates) x -= rate * slope(x);
    return x;
  };
  EXPECT_NEAR(end_point(problem, "schedule-shifted", 0), descended({0.05, 0.025, 0.0125}), 1e-12);
  EXPECT_NEAR(end_point(problem, "schedule-shifted", 1), descended({0.1, 0.1, 0.05}), 1e-12);
  EXPECT_NEAR(end_point(problem, "schedule-shifted", 2), descended({0.2, 0.1, 0.05}), 1e-12);
  const Problem listed = problem_of("gradient-descent", "[modifiers]\nschedule = { eta = [0.1, 0.05, 0.02] }\n");
  EXPECT_NEAR(end_point(listed, "schedule-shifted", 0), descended({0.05, 0.02, 0.02}), 1e-12);
  EXPECT_NEAR(end_point(listed, "schedule-shifted", 1), descended({0.1, 0.1, 0.05}), 1e-12);
}

TEST(MistakenBatches, TakeOtherRows) {
  DataTable table;
  table.columns = {"a", "y"};
  for (const int row : {1, 2, 3, 4}) table.rows.push_back({Exact(row), Exact(std::int64_t{row} * row)});
  Problem problem = problem_of("gradient-descent", "");
  problem.steps = 2;
  problem.objective = data_objective(parse_expression("(w*a - y)^2/2"), table, 2, Reduce::mean, {"w"}, {});
  problem.start = {literal(Exact(1))};
  const auto mean = [](double w, const std::vector<int>& rows) {
    double total = 0;
    for (const int a : rows) total += (w * a - a * a) * a;
    return total / static_cast<double>(rows.size());
  };
  const auto descend = [&](const std::vector<int>& first, const std::vector<int>& second) {
    const double w = 1 - eta * mean(1, first);
    return w - eta * mean(w, second);
  };
  EXPECT_NEAR(end_point(problem, "wrong-batch", 0), descend({1, 2}, {1, 2}), 1e-12);
  EXPECT_NEAR(end_point(problem, "wrong-batch", 1), descend({3, 4}, {1, 2}), 1e-12);
  EXPECT_NEAR(end_point(problem, "wrong-batch", 3), descend({1, 2, 3, 4}, {1, 2, 3, 4}), 1e-12);
  const double summed = 1 - eta * 2 * mean(1, {1, 2});
  EXPECT_NEAR(end_point(problem, "batch-not-averaged"), summed - eta * 2 * mean(summed, {3, 4}), 1e-12);
}

/// The rows and the components of one gradient, both misread.
TEST(MistakenBatches, AreTakenOfAMisreadGradientToo) {
  DataTable table;
  table.columns = {"a", "y"};
  for (const int row : {1, 2, 3, 4}) table.rows.push_back({Exact(row), Exact(std::int64_t{row} * row)});
  Problem problem = problem_of("gradient-descent", "");
  problem.steps = 1;
  problem.objective = data_objective(parse_expression("(w*a + b - y)^2/2"), table, 2, Reduce::mean, {"w", "b"}, {});
  problem.start = {literal(Exact(1)), literal(Exact(2))};
  double by_w = 0, by_b = 0;
  for (const int a : {1, 2, 3, 4}) {
    by_w += (a + 2.0 - a * a) * a / 4;
    by_b += (a + 2.0 - a * a) / 4;
  }
  const WrongMethod exchanged = wrong_methods(problem, find_mistake("components-exchanged")).at(0);
  const auto whole = wrong_methods(problem, exchanged, find_mistake("wrong-batch"));
  ASSERT_FALSE(whole.empty());
  const Problem wrong = worked_wrongly(problem, whole.back());
  const Trace trace = solve(wrong, settings_for(wrong, {}));
  const auto last = trace.lines.size() - 1;
  EXPECT_NEAR(std::stod(trace.lines[last - 1].value.text), 1 - eta * by_b, 1e-9);
  EXPECT_NEAR(std::stod(trace.lines[last].value.text), 2 - eta * by_w, 1e-9);
}

}  // namespace
}  // namespace stepmark::tests
