#include "solver/marking/alternative.hpp"

#include <algorithm>

#include "solver/mistake/roles.hpp"

namespace stepmark::marking {

namespace {

/// For each equation: does the other way, or another objective by way of the gradient, change it?
std::vector<bool> changes(const Problem& problem, const Problem& right) {
  const auto& equations = problem.optimizer.equations;
  const std::vector<std::size_t> gradients = gradient_equations(problem.optimizer);
  std::vector<bool> changed;
  for (std::size_t i = 0; i < equations.size(); ++i) {
    const bool elsewhere =
        problem.objective != right.objective && std::count(gradients.begin(), gradients.end(), i) > 0;
    changed.push_back(elsewhere || equations[i].right.identity() != right.optimizer.equations[i].right.identity());
  }
  return changed;
}

}  // namespace

Alternative::Alternative(std::string id, const Problem& problem, const Problem& right)
    : id_(std::move(id)),
      changed_(changes(problem, right)),
      tape_(std::make_unique<Tape>(compile(problem))),
      machine_(*tape_),
      carried_(*tape_) {
  machine_.begin();
  carried_.begin();
}

}  // namespace stepmark::marking
