#include "solver/identify/narrowed.hpp"

#include <algorithm>
#include <vector>

namespace stepmark::identify {

namespace {

bool reduces(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* call = part.as<Call>();
    found = found || (call && (call->function == Function::norm || call->function == Function::sum ||
                               call->function == Function::dot || call->function == Function::loss));
  });
  return found;
}

}  // namespace

bool mixes_components(const Definition& definition) {
  return std::any_of(definition.equations.begin(), definition.equations.end(),
                     [](const Equation& equation) { return reduces(equation.right); });
}

std::optional<Problem> narrowed(const Problem& problem, const std::set<std::string>& components) {
  const Objective& all = *problem.objective;
  if (components.empty() || problem.state || all.kind() != Objective::Kind::gradients) return std::nullopt;
  if (mixes_components(problem.optimizer)) return std::nullopt;
  Problem narrow = problem;
  narrow.start.clear();
  std::vector<std::string> names;
  const std::int64_t last = std::min(problem.last_step(), all.last_step().value_or(problem.last_step()));
  std::vector<std::vector<Expression>> steps(static_cast<std::size_t>(last - problem.first_step() + 1));
  for (std::size_t i = 0; i < all.dimension(); ++i) {
    if (components.count(all.parameters()[i]) == 0) continue;
    names.push_back(all.parameters()[i]);
    narrow.start.push_back(problem.start[i]);
    for (std::size_t step = 0; step < steps.size(); ++step) {
      const Expression gradient = all.gradient(i, problem.first_step() + static_cast<std::int64_t>(step));
      if (!names_in(gradient).empty()) return std::nullopt;
      steps[step].push_back(gradient);
    }
  }
  narrow.objective =
      gradients_objective(std::move(steps), std::move(names), {problem.file, 0, 0}, problem.first_step());
  return narrow;
}

}  // namespace stepmark::identify
