// Aligned equations one by one, as word processors want them.
#include "reports/equations.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "lib/problem/problem.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Equations = std::vector<std::string>;

TEST(Equations, EachHaveALeftSide) {
  EXPECT_EQ(equations_of("a = b"), Equations{"a = b"});
  EXPECT_EQ(equations_of("\\begin{aligned}\nm_{1} &= \\frac{1}{2} \\\\[3pt]\nm_{1,x} &= 0.9 = 3 &\\quad m_{1,y} &= 4\n"
                         "\\end{aligned}"),
            (Equations{"m_{1} = \\frac{1}{2}", "m_{1,x} = 0.9 = 3", "m_{1,y} = 4"}));
  EXPECT_EQ(equations_of("\\begin{aligned}\ng &= a \\\\\n&\\quad {} + b \\\\\n&\\approx 3\n\\end{aligned}"),
            (Equations{"g = a", "{} + b", "g \\approx 3"}));
}

TEST(Equations, KeepWhatStandsInBracesAndEnvironments) {
  EXPECT_EQ(equations_of("\\begin{aligned}\nA &= \\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix} \\\\\nb &= {x & y}\n"
                         "\\end{aligned}"),
            (Equations{"A = \\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}", "b = {x & y}"}));
}

TEST(Equations, OfNoPageBeginWithARelation) {
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const Problem problem = read_problem(entry.path());
    for (const Block& block : worked_solution(problem, solve(problem, settings_for(problem))).blocks) {
      const auto* display = std::get_if<MathBlock>(&block);
      if (!display) continue;
      for (const std::string& equation : equations_of(display->latex)) {
        EXPECT_FALSE(equation.empty() || equation[0] == '=' || equation.starts_with("\\approx")) << display->latex;
        EXPECT_EQ(equation.find("aligned"), std::string::npos) << display->latex;
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
