#include "solver/identify/lines.hpp"

namespace stepmark::identify {

LineIndex::LineIndex(const Problem& problem, const Tape& tape) : problem_(problem) {
  for (const Equation& equation : problem.optimizer.equations) shapes_[equation.quantity] = equation.shape;
  const auto& components = problem.objective->parameters();
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const Tape::Line& line = tape.lines[i];
    lines_[{line.t, problem.optimizer.equations[line.equation].quantity,
            line.component ? components[*line.component] : ""}] = i;
  }
}

std::optional<std::size_t> LineIndex::find(const Observed& observed) const {
  if (!knows(observed.quantity) || observed.t < problem_.first_step()) return std::nullopt;
  if (observed.t > problem_.last_step()) {
    throw InputError(observed.where, "t is " + std::to_string(observed.t),
                     "expected at most " + std::to_string(problem_.last_step()) + ", the last step of the problem");
  }
  const auto& components = problem_.objective->parameters();
  std::string component = observed.component;
  if (shapes_.at(observed.quantity) == Shape::scalar) {
    component = "";
  } else if (component.empty() && components.size() == 1) {
    component = components.front();
  }
  const auto found = lines_.find({observed.t, observed.quantity, component});
  if (found != lines_.end()) return found->second;
  throw InputError(observed.where, observed.quantity + " has no component " + in_quotes(observed.component),
                   suggest(observed.component, components));
}

}  // namespace stepmark::identify
