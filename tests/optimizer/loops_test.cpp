// Entries that no recording covers, against loops over doubles that were written from the frameworks' sources.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "lib/optimizer/catalogue.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

constexpr int steps = 6;

double slope(double x) { return 2 * x + 0.75 * x * x; }  // of x^2 + 0.25 x^3

double ours(const std::string& optimizer, const std::string& values) {
  const Problem problem = parse_problem("optimizer = '" + optimizer + "'\nsteps = 6\n[hyperparameters]\n" + values +
                                            "\n[objective]\nfunction = 'x^2 + 0.25*x^3'\nstart = { x = 2 }\n",
                                        "p.toml", "");
  SettingsOverride digits;
  digits.digits = 16;
  const Trace trace = solve(problem, settings_for(problem, digits));
  return std::stod(trace.find("theta", steps, 0)->text);
}

/// From 2, the step of t subtracted from x.
double descended(const std::function<double(int t, double x, double g)>& step) {
  double x = 2;
  for (int t = 1; t <= steps; ++t) x -= step(t, x, slope(x));
  return x;
}

/// Two-sided: the loop agrees, and a loop that is wrong in one thing does not.
void expect_alike(double value, double loop, double wrong) {
  EXPECT_NEAR(value, loop, 1e-13 * std::max(1.0, std::abs(loop)));
  EXPECT_GT(std::abs(value - wrong), 1e-6);
}

/// ms from 1; mom = momentum*mom + lr*g/sqrt(ms - mg^2 + eps).
TEST(Loops, RmspropOfTensorFlow) {
  const auto loop = [](double ms_at_start, bool centered) {
    double ms = ms_at_start, mg = 0, mom = 0;
    return descended([=](int, double, double g) mutable {
      ms += (g * g - ms) * (1 - 0.9);
      if (centered) mg += (g - mg) * (1 - 0.9);
      mom = mom * 0.8 + g * 0.05 / std::sqrt(ms - mg * mg + 1e-3);
      return mom;
    });
  };
  const std::string values = "eta = 0.05\ngamma = 0.9\nmu = 0.8\nepsilon = 1e-3";
  expect_alike(ours("rmsprop-tensorflow", values), loop(1, false), loop(0, false));
  expect_alike(ours("rmsprop-tensorflow-centered", values), loop(1, true), loop(0, true));
}

/// nu_hat = nu/(1 - b2^t); nu_max = max(nu_max, nu_hat).
TEST(Loops, AmsgradOfOptax) {
  const auto loop = [](bool corrected_first) {
    double mu = 0, nu = 0, nu_max = 0;
    return descended([=](int t, double, double g) mutable {
      mu = 0.9 * mu + (1 - 0.9) * g;
      nu = 0.5 * nu + (1 - 0.5) * g * g;
      const double correction = 1 - std::pow(0.5, t);
      nu_max = std::max(nu_max, corrected_first ? nu / correction : nu);
      const double used = corrected_first ? nu_max : nu_max / correction;
      return 0.3 * (mu / (1 - std::pow(0.9, t))) / (std::sqrt(used) + 1e-2);
    });
  };
  const std::string values = "eta = 0.3\nbeta2 = 0.5\nepsilon = 1e-2";
  expect_alike(ours("amsgrad-optax", values), loop(true), loop(false));
  expect_alike(ours("amsgrad-pytorch", values), loop(false), loop(true));
}

/// x -= x*wd*lr, then x -= alpha*m/(sqrt(v) + eps).
TEST(Loops, AdamwOfKeras) {
  const auto loop = [](bool reordered) {
    double m = 0, v = 0;
    return descended([=](int t, double x, double g) mutable {
      m += (g - m) * (1 - 0.9);
      v += (g * g - v) * (1 - 0.99);
      const double first = 1 - std::pow(0.9, t), second = 1 - std::pow(0.99, t);
      const double step = reordered ? 0.2 * std::sqrt(second) / first * m / (std::sqrt(v) + 0.05)
                                    : 0.2 * (m / first) / (std::sqrt(v / second) + 0.05);
      return x * 0.1 * 0.2 + step;
    });
  };
  const std::string values = "eta = 0.2\nbeta2 = 0.99\nlambda = 0.1\n";
  expect_alike(ours("adamw-reordered", values + "epsilon_hat = 0.05"), loop(true), loop(false));
  expect_alike(ours("adamw", values + "epsilon = 0.05"), loop(false), loop(true));
}

/// The averaged parameters, which no recording has.
TEST(Loops, AsgdAverages) {
  const Problem problem = parse_problem(
      "optimizer = 'asgd'\nsteps = 6\n[hyperparameters]\neta = 0.1\nlambda = 0.3\nalpha = 0.5\nt_0 = 2\n"
      "[objective]\nfunction = 'x^2 + 0.25*x^3'\nstart = { x = 2 }\n",
      "p.toml", "");
  SettingsOverride digits;
  digits.digits = 16;
  const Trace trace = solve(problem, settings_for(problem, digits));
  double x = 2, ax = 0, eta = 0.1, mu = 1;
  for (int step = 1; step <= steps; ++step) {
    const double g = slope(x);
    x = x * (1 - 0.3 * eta) - eta * g;
    ax = mu == 1 ? x : ax + (x - ax) * mu;
    EXPECT_NEAR(std::stod(trace.find("theta_bar", step, 0)->text), ax, 1e-13);
    eta = 0.1 / std::pow(1 + 0.3 * 0.1 * step, 0.5);
    mu = 1.0 / std::max(1, step - 2);
  }
}

}  // namespace
}  // namespace stepmark::tests
