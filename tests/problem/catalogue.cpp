#include "lib/optimizer/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lib/problem/problem.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string problem_of(const std::string& name, const std::string& rest) {
  return "optimizer = '" + name + "'\nsteps = 3\n[objective]\nA = [[2, 1], [1, 10]]\nb = [1, 0]\nstart = [3, 1]\n" +
         rest;
}

/// Reads a problem that starts in the middle, with the state that the complaints ask for, one after the other.
Problem in_the_middle(const std::string& name, const std::string& modifiers) {
  const Definition& definition = catalogue_definition(name);
  std::string state = modifiers + "[state]\nt = 4\n";
  while (true) {
    try {
      return parse_problem(problem_of(name, state), "p.toml", "");
    } catch (const InputError& error) {
      const std::string& said = error.wrong();
      const std::string before = "[state] has no '";
      if (!said.starts_with(before)) throw;
      const std::string quantity = said.substr(before.size(), said.size() - before.size() - 1);
      const bool vector = definition.find_equation(quantity)->shape == Shape::vector;
      state += quantity + (vector ? " = [0.25, 0.5]\n" : " = 0.25\n");
    }
  }
}

TEST(CatalogueProblems, MayStartInTheMiddle) {
  for (const std::string& name : catalogue_names()) {
    for (const std::string modifiers : {"", "[modifiers]\nclip_norm = 2\nweight_decay = 0.01\n"}) {
      if (!modifiers.empty() && catalogue_definition(name).find_hyperparameter("lambda")) continue;
      SCOPED_TRACE(name + '\n' + modifiers);
      const Problem problem = in_the_middle(name, modifiers);
      EXPECT_EQ(problem.first_step(), 5);
      for (const auto& [quantity, values] : problem.state->values) {
        const Equation* equation = problem.optimizer.find_equation(quantity);
        ASSERT_TRUE(equation);
        EXPECT_TRUE(problem.optimizer.find_start(quantity, equation->offset)) << quantity;
        EXPECT_EQ(values.size(), equation->shape == Shape::vector ? 2U : 1U);
      }
    }
  }
}

TEST(CatalogueProblems, AskForEveryNamedQuantity) {
  for (const std::string& name : catalogue_names()) {
    const Problem problem = parse_problem(problem_of(name, ""), "p.toml", "");
    ASSERT_EQ(problem.answer.ask.size(), problem.base.equations.size());
    EXPECT_EQ(std::count(problem.answer.ask.begin(), problem.answer.ask.end(), "theta"), 1);
  }
}

}  // namespace
}  // namespace stepmark::tests
