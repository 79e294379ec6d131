#include "solver/identify/lines.hpp"

namespace stepmark::identify {

LineIndex::LineIndex(const Problem& problem, const Tape& tape) : problem_(problem) {
  const auto& components = problem.objective->parameters();
  for (std::size_t i = 0; i < components.size(); ++i) components_.emplace(components[i], i);
  for (const Equation& equation : problem.optimizer.equations) {
    quantities_[equation.quantity] = {equation.shape, lines_in_a_step_};
    lines_in_a_step_ += equation.shape == Shape::scalar ? 1 : components.size();
  }
  STEPMARK_ASSERT(tape.lines.size() == lines_in_a_step_ * static_cast<std::size_t>(problem.steps));
}

std::optional<std::size_t> LineIndex::find(const Observed& observed) const {
  if (!knows(observed.quantity) || observed.t < problem_.first_step()) return std::nullopt;
  if (observed.t > problem_.last_step()) {
    throw InputError(observed.where, "t is " + std::to_string(observed.t),
                     "expected at most " + std::to_string(problem_.last_step()) + ", the last step of the problem");
  }
  const Quantity& quantity = quantities_.at(observed.quantity);
  const auto steps = static_cast<std::size_t>(observed.t - problem_.first_step());
  const std::size_t first = steps * lines_in_a_step_ + quantity.first_line;
  const bool only_one = quantity.shape == Shape::scalar || (observed.component.empty() && components_.size() == 1);
  if (only_one) return first;
  const auto found = components_.find(observed.component);
  if (found != components_.end()) return first + found->second;
  throw InputError(observed.where, observed.quantity + " has no component " + in_quotes(observed.component),
                   suggest(observed.component, problem_.objective->parameters()));
}

}  // namespace stepmark::identify
