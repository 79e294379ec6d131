// One problem under another optimizer: which values go with it.
#include "lib/problem/other_optimizer.hpp"

#include <gtest/gtest.h>

#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/same_hyperparameters.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem problem_of(const std::string& optimizer, const std::string& values, const std::string& rest = "") {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = 2\n[hyperparameters]\n" + values +
                           "\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n" + rest,
                       "p.toml", "");
}

std::string value(const Problem& problem, const std::string& hyperparameter) {
  const Hyperparameter* found = problem.optimizer.find_hyperparameter(hyperparameter);
  return found ? to_text(found->value) : "none";
}

Definition own(const std::string& text) { return read_definitions(text, "own.optimizer").front(); }

/// A tutor's Adam in letters of his own.
const char* const adam_in_other_letters = R"(optimizer mine "Mine"
convention adam "other letters"
hyper     alpha = 0.1, a = 0.5, b = 0.6, tiny = 1e-3
start     theta[1] given, p[0] = 0, q[0] = 0

d[t]       = grad(theta[t])
p[t]       = a*p[t-1] + (1 - a)*d[t]
q[t]       = b*q[t-1] + (1 - b)*d[t]^2
theta[t+1] = theta[t] - alpha*(p[t]/(1 - a^t))/(sqrt(q[t]/(1 - b^t)) + tiny)
)";

TEST(OtherOptimizer, TakesValuesUnderAnotherName) {
  const Problem momentum = problem_of("momentum", "eta = 0.3\ngamma = 0.7");
  EXPECT_EQ(value(with_optimizer(momentum, catalogue_definition("momentum-notebook")), "mu"), "0.7");
  EXPECT_EQ(value(with_optimizer(momentum, catalogue_definition("momentum-notebook")), "eta"), "0.3");
  EXPECT_EQ(value(with_optimizer(momentum, catalogue_definition("sgd-pytorch")), "mu"), "0.7");
  EXPECT_EQ(
      value(with_optimizer(problem_of("adam", "epsilon = 0.1"), catalogue_definition("adam-reordered")), "epsilon_hat"),
      "0.1");
  EXPECT_EQ(value(with_optimizer(problem_of("adagrad-slides", "epsilon = 0.2"), catalogue_definition("adagrad-start")),
                  "delta"),
            "0.2");
  EXPECT_EQ(
      value(with_optimizer(problem_of("nesterov-pytorch", "mu = 0.4"), catalogue_definition("nesterov")), "gamma"),
      "0.4");
}

TEST(OtherOptimizer, TellsHyperparametersByWhatTheyDo) {
  const Problem adam = problem_of("adam", "eta = 0.2\nbeta1 = 0.7\nbeta2 = 0.8\nepsilon = 0.05");
  const Problem mine = with_optimizer(adam, own(adam_in_other_letters));
  EXPECT_EQ(value(mine, "alpha"), "0.2");
  EXPECT_EQ(value(mine, "a"), "0.7");
  EXPECT_EQ(value(mine, "b"), "0.8");
  EXPECT_EQ(value(mine, "tiny"), "0.05");
  const Problem back = with_optimizer(mine, catalogue_definition("adam-reordered"));
  EXPECT_EQ(value(back, "beta2"), "0.8");
  EXPECT_EQ(value(back, "epsilon_hat"), "0.05");
}

/// A tutor's momentum whose eta is the share kept.
const char* const momentum_in_exchanged_letters = R"(optimizer mine "Mine"
convention momentum "letters exchanged"
hyper     gamma = 0.1, eta = 0.9
start     theta[0] given, v[0] = 0

g[t]     = grad(theta[t-1])
v[t]     = eta*v[t-1] + gamma*g[t]
theta[t] = theta[t-1] - v[t]
)";

TEST(OtherOptimizer, ALearningRateIsOneUnderAnothersName) {
  const Problem adamw = problem_of("adamw", "eta = 0.2\nlambda = 0.05\nbeta1 = 0.7");
  const Problem paper = with_optimizer(adamw, catalogue_definition("adamw-paper"));
  EXPECT_EQ(value(paper, "alpha"), "0.2");
  EXPECT_EQ(value(paper, "eta"), "1");
  EXPECT_EQ(value(paper, "lambda"), "0.05");
  EXPECT_EQ(value(paper, "beta1"), "0.7");
  const Problem back = with_optimizer(paper, catalogue_definition("adamw-reordered"));
  EXPECT_EQ(value(back, "eta"), "0.2");
  EXPECT_EQ(value(back, "lambda"), "0.05");
  EXPECT_EQ(value(back, "epsilon_hat"), "1e-8");
  const Problem from_adam = with_optimizer(problem_of("adam", "eta = 0.2"), catalogue_definition("adamw-paper"));
  EXPECT_EQ(value(from_adam, "alpha"), "0.2");
  EXPECT_EQ(value(from_adam, "eta"), "1");
  const Problem exchanged =
      with_optimizer(problem_of("momentum", "eta = 0.3\ngamma = 0.7"), own(momentum_in_exchanged_letters));
  EXPECT_EQ(value(exchanged, "gamma"), "0.3");
  EXPECT_EQ(value(exchanged, "eta"), "0.7");
}

TEST(OtherOptimizer, CarriesASchedule) {
  const std::string schedule = "[modifiers]\nschedule = { eta = { kind = 'step', every = 1, factor = 0.5 } }\n";
  const Problem mine =
      with_optimizer(problem_of("adam", "eta = 0.2\nbeta1 = 0.7", schedule), own(adam_in_other_letters));
  EXPECT_EQ(mine.modifiers.schedules.front().hyperparameter, "alpha");
  EXPECT_EQ(value(mine, "alpha_0"), "0.2");
  EXPECT_EQ(value(mine, "a"), "0.7");
  const Problem listed = problem_of("adam", "", "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n");
  EXPECT_TRUE(with_optimizer(listed, own(adam_in_other_letters)).optimizer.find_equation("alpha"));
}

TEST(OtherOptimizer, KeepsWhatAnotherMethodCallsItsOwn) {
  const Problem adam = problem_of("adam", "eta = 0.2\nbeta1 = 0.7\nepsilon = 0.05");
  EXPECT_EQ(value(with_optimizer(adam, catalogue_definition("momentum")), "gamma"), "0.9");
  EXPECT_EQ(value(with_optimizer(adam, catalogue_definition("momentum")), "eta"), "0.2");
  const Problem decayed =
      problem_of("adam", "", "[modifiers]\nweight_decay = 0.3\nclip_norm = 2\nclip_epsilon = 0.1\n");
  const Problem other = with_optimizer(decayed, catalogue_definition("adam-reordered"));
  EXPECT_EQ(value(other, "lambda"), "0.3");
  EXPECT_EQ(value(other, "epsilon_hat"), "1e-8");
  EXPECT_EQ(value(other, "epsilon_clip"), "0.1");
}

}  // namespace
}  // namespace stepmark::tests
