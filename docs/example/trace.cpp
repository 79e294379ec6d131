// Defines an optimizer in the notation, and prints the trace of two steps.
#include <cstdio>
#include <stepmark/lib/expression/parse.hpp>
#include <stepmark/lib/optimizer/definition.hpp>
#include <stepmark/solver/solve.hpp>

constexpr const char* definition = R"(
optimizer sign-momentum "Momentum of signs"
hyper     eta = 0.1, gamma = 0.5
start     theta[0] given, v[0] = 0

g[t]     = grad(theta[t-1])
v[t]     = gamma*v[t-1] + eta*sign(g[t])
theta[t] = theta[t-1] - v[t]
)";

int main() {
  using namespace stepmark;
  Problem problem;
  problem.base = problem.optimizer = read_definitions(definition, "definition").front();
  problem.steps = 2;
  problem.objective = function_objective(parse_expression("x^2 + 5*y^2"), {"x", "y"}, {});
  problem.start = {parse_expression("3"), parse_expression("-1/3")};

  const Trace trace = solve(problem, settings_for(problem));
  for (const TraceLine& line : trace.lines) {
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    const std::string& component = problem.objective->parameters()[line.component.value_or(0)];
    std::printf("%s[%d] %s %s %s\n", quantity.c_str(), static_cast<int>(line.index), component.c_str(),
                line.value.exact ? "=" : "~", line.value.text.c_str());
  }
}
