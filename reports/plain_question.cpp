#include "reports/plain_question.hpp"

#include "lib/expression/print.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/question.hpp"
#include "reports/statement.hpp"

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

}  // namespace

Document plain_question(const Problem& problem) {
  Outline method, task, kind;
  if (stating_of(problem).settings) add_method(method, problem);
  add_objective(task, problem);
  add_start(task, problem);
  if (const auto add = pages_of(problem.question.kind).add_plain) add(kind, problem);
  Document page{problem.title, {}};
  if (!method.lines.empty()) page.blocks.emplace_back(std::move(method));
  page.blocks.emplace_back(std::move(task));
  page.blocks.emplace_back(Paragraph{working_instruction(problem)});
  if (!kind.lines.empty()) page.blocks.emplace_back(std::move(kind));
  return page;
}

}  // namespace stepmark::reports
