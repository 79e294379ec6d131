#include "reports/plain_question.hpp"

#include "lib/base/error.hpp"
#include "lib/expression/print.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_words.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

namespace {

Inline derivative(const Objective& objective, std::size_t i, std::int64_t t, bool changes) {
  const std::string& parameter = objective.parameters()[i];
  const Expression gradient = objective.gradient(i, t);
  const std::string name = "dJ/d" + parameter;
  if (changes) {
    return together({line_words(name, "", t), text(" = "), math(to_latex(gradient), to_text(gradient))});
  }
  return math("\\frac{\\partial J}{\\partial " + latex_symbol(parameter) + "} = " + to_latex(gradient),
              name + " = " + to_text(gradient));
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

std::vector<std::string> questions_of_parts(const Problem& problem, const Language& language) {
  const Parts parts = parts_of(problem);
  std::vector<std::string> words(parts.size());
  if (is_plain(parts)) return words;
  if (problem.question.kind == Question::Kind::missing_hyperparameter) return {problem.question.hyperparameter};
  RivalMethods methods;
  const std::vector<Task> tasks = pages_of(problem.question.kind).tasks(WorkedQuestion(problem), methods);
  STEPMARK_ASSERT(tasks.size() == parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].asks != Part::Asks::numbers) words[i] = plain_words(tasks[i].words, language);
  }
  return words;
}

Document plain_question(const Problem& problem, const QuestionLayout& layout) {
  Outline method, task, kind;
  if (stating_of(problem).settings) add_method(method, problem, layout);
  add_objective(task, problem);
  add_start(task, problem);
  if (const auto add = pages_of(problem.question.kind).add_plain) add(kind, problem, layout);
  Document page{problem.title, {}};
  if (!method.lines.empty()) page.blocks.emplace_back(std::move(method));
  page.blocks.emplace_back(std::move(task));
  page.blocks.emplace_back(Paragraph{working_instruction(problem)});
  if (!kind.lines.empty()) page.blocks.emplace_back(std::move(kind));
  return page;
}

}  // namespace stepmark::reports
