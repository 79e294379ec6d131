// What is said of problems as textbooks and courses set them, and what would cure those that are no good questions.
#include <gtest/gtest.h>

#include "problems/cures.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Texts = std::vector<std::string>;

struct Opinion {
  Texts reasons, cures;
};

/// What comes before the first number or name of a reason: "not fair".
std::string property(const std::string& reason) { return reason.substr(0, reason.find(':')); }

Opinion opinion_of(const std::string& text) {
  const Problem problem = parse_problem(text, "p.toml", "");
  Certifier certifier;
  const Certificate certificate = certifier.certify(problem);
  Opinion opinion;
  for (const std::string reason : certificate.reasons) opinion.reasons.push_back(property(reason));
  for (const Message& cure : cures(problem, certificate, certifier)) opinion.cures.push_back(cure.english());
  EXPECT_EQ(certificate.holds(), opinion.reasons.empty());
  return opinion;
}

std::string problem(const std::string& optimizer, int steps, const std::string& hyperparameters,
                    const std::string& objective, const std::string& more = "round = '4 places'\n") {
  return "optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) + "\n[hyperparameters]\n" +
         hyperparameters + "\n[objective]\n" + objective + "\n[working]\n" + more;
}

const std::string d2l = "function = '0.1*x_1^2 + 2*x_2^2'\nstart = { x_1 = -5, x_2 = -2 }";

void expect_certified(const std::string& text) {
  const Opinion opinion = opinion_of(text);
  EXPECT_EQ(opinion.reasons, Texts{});
  EXPECT_EQ(opinion.cures, Texts{});
}

TEST(Textbook, ZhangsEllipseByGradientDescent) { expect_certified(problem("gradient-descent", 3, "eta = 0.4", d2l)); }

TEST(Textbook, ZhangsEllipseByMomentum) {
  expect_certified(problem("momentum-pytorch", 2, "eta = 0.6\nmu = 0.5", d2l));
}

TEST(Textbook, ZhangsEllipseByAdaGrad) { expect_certified(problem("adagrad", 2, "eta = 0.4", d2l)); }

/// Its gradient in x_1 is x_1 itself, and 2/11 times anything is long.
TEST(Textbook, BoydsQuadratic) {
  const Opinion opinion = opinion_of(problem("gradient-descent", 2, "eta = '2/11'",
                                             "function = '(x_1^2 + 10*x_2^2)/2'\nstart = { x_1 = 10, x_2 = 1 }"));
  EXPECT_EQ(opinion.reasons, (Texts{"not fair", "not worth asking"}));
  EXPECT_EQ(opinion.cures, Texts{"certified if you do not ask for g"});
}

TEST(Textbook, NocedalsAndWrightsRosenbrock) {
  expect_certified(problem("gradient-descent", 2, "eta = 0.001",
                           "function = '100*(x_2 - x_1^2)^2 + (1 - x_1)^2'\nstart = { x_1 = -1.2, x_2 = 1 }"));
}

/// The gradients are given, and asked for.
TEST(Textbook, NgsMovingAverage) {
  const Opinion opinion =
      opinion_of(problem("momentum-ema", 2, "eta = 0.1", "gradients = [[0.5, -2], [1, -1]]\nstart = [1, 1]",
                         "round = '4 places'\n[answer]\nask = ['g', 'v', 'theta']\n"));
  EXPECT_EQ(opinion.reasons, Texts{"not worth asking"});
  EXPECT_EQ(opinion.cures, Texts{"certified if you do not ask for g"});
}

/// x is at its minimum after one step, and stays there.
TEST(Textbook, AComponentThatReachesItsOptimum) {
  expect_certified(problem("gradient-descent", 2, "eta = 0.5", "function = 'x^2 + 3*y^2'\nstart = { x = 3, y = 1 }"));
}

/// At four places nothing is seen of the average of the steps.
TEST(Textbook, ZeilersAdaDelta) {
  const Opinion opinion = opinion_of(problem("adadelta", 2, "", "function = 'x^2'\nstart = { x = 2 }"));
  EXPECT_EQ(opinion.reasons, (Texts{"not fair", "not worth asking"}));
  EXPECT_EQ(opinion.cures, Texts{"certified with 6 places"});
}

TEST(Textbook, TheLastParametersOfAdam) {
  const Opinion opinion =
      opinion_of(problem("adam-slides", 2, "eta = 0.1", "function = 'x^2 + 2*y^2'\nstart = { x = 0.8, y = -0.3 }",
                         "round = '4 places'\n[answer]\nask = ['theta']\nsteps = 'last'\n"));
  EXPECT_EQ(opinion.reasons, (Texts{"not fair", "not discriminating", "not worth asking"}));
  EXPECT_EQ(opinion.cures, Texts{"certified with 5 figures if you ask for v_hat as well"});
}

TEST(Textbook, HintonsRmspropFromALongStart) {
  const Opinion opinion =
      opinion_of(problem("rmsprop-slides", 2, "eta = 0.01",
                         "function = 'x^2 + 10*y^2'\nstart = { x = 0.12345678, y = 1 }", "round = '3 places'\n"));
  EXPECT_EQ(opinion.reasons, (Texts{"not tidy", "not fair"}));
  EXPECT_EQ(opinion.cures,
            Texts{"certified when worked to 5 places and asked to 3 places with x = 0.123 at the start"});
}

/// Only one gradient is given, so no step can be added: nothing that is tried helps.
TEST(Textbook, ASingleStepOfAdam) {
  const Opinion opinion = opinion_of(problem("adam", 1, "", "gradients = [[0.5]]\nstart = [1]"));
  EXPECT_EQ(opinion.reasons.back(), "not worth asking");
  EXPECT_EQ(opinion.cures, Texts{});
  const Opinion derived =
      opinion_of(problem("adam", 1, "eta = 0.3", "function = 'x^2 - x'\nstart = { x = 0.9 }", "round = '5 figures'\n"));
  EXPECT_EQ(derived.cures.front(), "certified with 2 steps");
}

TEST(Textbook, AStartAtAMinimum) {
  const Opinion opinion =
      opinion_of(problem("momentum", 2, "eta = 0.05", "function = 'x^2 + 5*y^2'\nstart = { x = 0, y = 1 }"));
  EXPECT_EQ(opinion.reasons, Texts{"not defined"});
  EXPECT_EQ(opinion.cures, Texts{"certified from x = 0.1, y = 1.1"});
}

}  // namespace
}  // namespace stepmark::tests
