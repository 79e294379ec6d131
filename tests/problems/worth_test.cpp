// What can be had without the work.
#include "problems/worth.hpp"

#include <gtest/gtest.h>

#include "lib/optimizer/catalogue.hpp"
#include "problems/certificate.hpp"
#include "problems/level.hpp"
#include "solver/mistake/roles.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Certificate certified(const std::string& text) {
  return Certifier().certify(parse_problem(text, "p.toml", ""), Evidence::full);
}

/// Each unearned answer as "m_hat of 1 at step 1: equal to ...".
std::vector<std::string> unearned(const Certificate& certificate) {
  std::vector<std::string> all;
  for (const Unearned& one : certificate.unearned) {
    all.push_back(one.line.quantity + ' ' + std::to_string(one.line.t) + ": " + one.how.english());
  }
  return all;
}

const std::string working = "start = [1]\n[working]\nround = '5 figures'\n";

TEST(Worth, ASingleStepOfAdamIsNot) {
  const Certificate certificate = certified(
      "optimizer = 'adam-slides'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[0.7]]\n" +
      working + "[answer]\nask = ['m', 'v', 'v_hat', 'm_hat', 'theta']\n");
  EXPECT_FALSE(certificate.worth_asking);
  EXPECT_FALSE(certificate.holds());
  EXPECT_EQ(certificate.reasons.back().english(),
            "not worth asking: the result, theta of 1 at step 1, needs no working: it is moved by the learning rate, "
            "whatever the gradient");
  EXPECT_EQ(unearned(certificate),
            (std::vector<std::string>{"m_hat 1: equal to g of 1 at step 1",
                                      "theta 1: moved by the learning rate, whatever the gradient"}));
}

/// One answer in five may be had so.
TEST(Worth, TwoStepsOfAdamAreIfTheGradientChanges) {
  const std::string head = "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n";
  const std::string ask = "[answer]\nask = ['m', 'v', 'v_hat', 'm_hat', 'theta']\n";
  EXPECT_TRUE(certified(head + "gradients = [[3], [-1.7]]\n" + working + ask).worth_asking);
  EXPECT_FALSE(certified(head + "gradients = [[3], [3]]\n" + working + ask).worth_asking);
}

TEST(Worth, AGivenNumberIsNoAnswer) {
  const Certificate certificate = certified(
      "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [[3], [-1.7]]\n" +
      working + "[answer]\nask = ['g', 'theta']\n");
  EXPECT_EQ(unearned(certificate),
            (std::vector<std::string>{"g 1: given in the question", "g 2: given in the question"}));
  EXPECT_FALSE(certificate.worth_asking);
}

TEST(Worth, AParameterThatStaysIsNoAnswer) {
  const Certificate certificate = certified(
      "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.001\n[objective]\n"
      "function = 'x^2'\nstart = { x = 0.3 }\n[working]\nround = '3 places'\n");
  EXPECT_FALSE(certificate.worth_asking);
  EXPECT_EQ(certificate.unearned.back().how.english(), "unchanged");
}

/// A step of no adaptive method is as long as its gradient, though it may be as long as the learning rate.
TEST(Worth, LearningRatesAreGuessedForAdaptiveMethodsAlone) {
  const std::string rest =
      "steps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[1]]\nstart = [2]\n[working]\nround = "
      "'4 places'\n[answer]\nask = ['theta']\n";
  EXPECT_TRUE(certified("optimizer = 'gradient-descent'\n" + rest).worth_asking);
  EXPECT_FALSE(certified("optimizer = 'adagrad'\n" + rest).worth_asking);
}

/// Under a schedule, the rates of the steps are added up.
TEST(Worth, KnowsScheduledRates) {
  const Certificate certificate = certified(
      "optimizer = 'adam'\nsteps = 2\n[objective]\ngradients = [[3], [3]]\nstart = [1]\n[working]\nround = '5 "
      "figures'\n"
      "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n[answer]\nask = ['theta']\nsteps = 'last'\n");
  EXPECT_EQ(unearned(certificate),
            (std::vector<std::string>{"theta 2: moved by the learning rate, whatever the gradient"}));
}

TEST(Worth, AdaptiveIsWhatGathersSizesOfGradients) {
  for (const char* name : {"adagrad", "adagrad-slides", "rmsprop-centered", "adadelta", "adam-slides", "adamax", "yogi",
                           "adabelief", "amsgrad", "lamb"}) {
    EXPECT_TRUE(is_adaptive(catalogue_definition(name))) << name;
  }
  for (const char* name : {"gradient-descent", "momentum", "nesterov", "momentum-ema", "lion", "rprop", "asgd"}) {
    EXPECT_FALSE(is_adaptive(catalogue_definition(name))) << name;
  }
}

/// Of all of the catalogue with two decays, the drawn ones are in the order of the usual ones.
TEST(Level, AveragesOfGradientsDecayFaster) {
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    const Decays roles = decays(definition);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Draw draw({seed});
      Values values = draw_values(draw, definition, {}, Level::medium, DecayValues::drawn, 0);
      const auto value = [&](const std::string& hyper) -> const Exact* {
        for (const auto& [known, drawn] : values) {
          if (known == hyper) return &drawn;
        }
        return nullptr;
      };
      for (const std::string& faster : roles.of_gradients) {
        for (const std::string& slower : roles.of_sizes) {
          const Exact *one = value(faster), *other = value(slower);
          if (!one || !other || one == other) continue;
          EXPECT_LT(*one, *other) << definition.name;
        }
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
