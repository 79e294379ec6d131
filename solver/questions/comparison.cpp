#include "solver/questions/comparison.hpp"

#include "lib/base/error.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/questions/paths.hpp"
#include "solver/solve.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

namespace {

constexpr int figures_of_loss = 4;

/// The stated numbers of one quantity, step by step.
std::vector<Exact> numbers_of(const Problem& problem, const Tape& tape, const Stated& stated, std::size_t equation,
                              std::size_t component) {
  std::vector<Exact> numbers;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const Tape::Line& line = tape.lines[i];
    if (line.equation == equation && line.component.value_or(0) == component) numbers.push_back(stated[i]);
  }
  STEPMARK_ASSERT(numbers.size() == static_cast<std::size_t>(problem.steps));
  return numbers;
}

std::size_t equation_of(const Problem& problem, const std::string& quantity) {
  return static_cast<std::size_t>(problem.optimizer.find_equation(quantity) - problem.optimizer.equations.data());
}

std::optional<Exact> rate(const Exact& step, const Exact& gradient) {
  return gradient.is_zero() ? std::nullopt : std::optional(step.abs() / gradient.abs());
}

ComponentPath path_of(const Problem& problem, const Tape& tape, const Stated& stated, std::size_t component) {
  ComponentPath path;
  path.start = close_to(problem.start[component]);
  const std::vector<Exact> points = numbers_of(problem, tape, stated, equation_of(problem, "theta"), component);
  std::vector<Exact> steps;
  for (std::size_t t = 0; t < points.size(); ++t) steps.push_back(points[t] - (t == 0 ? path.start : points[t - 1]));
  for (std::size_t t = 1; t < steps.size(); ++t) path.turns += steps[t].sign() * steps[t - 1].sign() < 0;
  path.end = points.back();
  const std::vector<std::size_t> gradients = gradient_equations(problem.optimizer);
  if (gradients.empty()) return path;
  const std::vector<Exact> slopes = numbers_of(problem, tape, stated, gradients.front(), component);
  path.first_rate = rate(steps.front(), slopes.front());
  path.last_rate = rate(steps.back(), slopes.back());
  return path;
}

Expression as_written(const Exact& number) { return number.sign() < 0 ? negation(literal(-number)) : literal(number); }

std::optional<std::string> loss_at(const Problem& problem, const std::vector<ComponentPath>& ends) {
  const auto loss = problem.objective->loss(problem.last_step());
  if (!loss || problem.objective->depends_on_step()) return std::nullopt;
  const std::vector<std::string>& names = problem.objective->parameters();
  const Expression value = rewrite(*loss, [&](const Expression& part) -> std::optional<Expression> {
    const auto* name = part.as<Name>();
    for (std::size_t i = 0; name && i < names.size(); ++i) {
      if (name->symbol == names[i]) return as_written(ends[i].end);
    }
    return std::nullopt;
  });
  return calculate(value, DecimalFormat::figures(figures_of_loss), RoundingRule::half_up).text;
}

}  // namespace

OptimizerPath path_of(const Problem& problem) {
  const Tape tape = compile(problem);
  const Stated stated = solver::state(problem, tape);
  OptimizerPath path;
  path.title = problem.base.title.empty() ? problem.base.name : problem.base.title;
  path.has_state = !mistake::states(problem.optimizer).empty();
  for (std::size_t i = 0; i < problem.dimension(); ++i) {
    path.components.push_back(path_of(problem, tape, stated, i));
  }
  path.loss = loss_at(problem, path.components);
  return path;
}

}  // namespace stepmark::questions
