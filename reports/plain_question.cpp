#include "reports/plain_question.hpp"

#include <fmt/core.h>

#include "lib/expression/print.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/question.hpp"

namespace stepmark::reports {

namespace {

Inline derivative(const Objective& objective, std::size_t i, std::int64_t t, bool changes) {
  const std::string& parameter = objective.parameters()[i];
  const Expression gradient = objective.gradient(i, t);
  const std::string left = "\\frac{\\partial J}{\\partial " + latex_symbol(parameter) + '}';
  const std::string step = std::to_string(t);
  return math(left + " = " + to_latex(gradient) + (changes ? "\\quad\\text{at step " + step + '}' : ""),
              "dJ/d" + parameter + (changes ? " at step " + step : "") + " = " + to_text(gradient));
}

void add_objective(Outline& page, const Problem& problem) {
  const Objective& objective = *problem.objective;
  const bool changes = objective.depends_on_step();
  if (const auto loss = objective.loss(problem.first_step()); loss && !changes) {
    page.lines.push_back({{valued("J", "J", *loss)}});
  }
  for (std::int64_t t = problem.first_step(); t <= (changes ? problem.last_step() : problem.first_step()); ++t) {
    for (std::size_t i = 0; i < objective.dimension(); ++i) {
      page.lines.push_back({{derivative(objective, i, t, changes)}});
    }
  }
}

std::vector<Inline> state_values(const Problem& problem) {
  const std::vector<std::string>& parameters = problem.objective->parameters();
  std::vector<Inline> values;
  for (const auto& [quantity, components] : problem.state->values) {
    const bool is_scalar = components.size() == 1 && parameters.size() > 1;
    for (std::size_t i = 0; i < components.size(); ++i) {
      const std::string below = is_scalar ? "" : latex_symbol(parameters[i]);
      values.push_back(valued(latex_symbol(quantity, below, &problem.optimizer.latex),
                              is_scalar ? quantity : quantity + " of " + parameters[i], components[i]));
    }
  }
  const std::vector<Expression>& previous = problem.state->previous;
  for (std::size_t i = 0; i < previous.size(); ++i) {
    values.push_back(
        valued("\\text{previous }" + latex_symbol(parameters[i]), "previous " + parameters[i], previous[i]));
  }
  return values;
}

void add_start(Outline& page, const Problem& problem) {
  const std::vector<std::string>& parameters = problem.objective->parameters();
  std::vector<Inline> values;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    values.push_back(valued(latex_symbol(parameters[i]), parameters[i], problem.start[i]));
  }
  if (!problem.state) {
    for (const Start& start : problem.optimizer.starts) {
      if (!start.value) continue;
      values.push_back(
          valued(latex_symbol(start.quantity, "", &problem.optimizer.latex), start.quantity, *start.value));
    }
    return page.lines.push_back({listed("start: ", values)});
  }
  const std::vector<Inline> state = state_values(problem);
  values.insert(values.end(), state.begin(), state.end());
  page.lines.push_back({listed(fmt::format("after step {}: ", problem.state->t), values)});
}

}  // namespace

Document plain_question(const Problem& problem) {
  Outline method, task, kind;
  add_method(method, problem);
  add_objective(task, problem);
  add_start(task, problem);
  if (const auto add = pages_of(problem.question.kind).add_plain) add(kind, problem);
  Document page{problem.title, {}};
  page.blocks.emplace_back(std::move(method));
  page.blocks.emplace_back(std::move(task));
  page.blocks.emplace_back(Paragraph{{text(working_instruction(problem))}});
  if (!kind.lines.empty()) page.blocks.emplace_back(std::move(kind));
  return page;
}

}  // namespace stepmark::reports
