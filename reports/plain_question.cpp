#include "reports/plain_question.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

#include "lib/expression/print.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "problems/rivals.hpp"
#include "reports/equation.hpp"
#include "reports/line_table.hpp"
#include "reports/question.hpp"
#include "reports/worked_question.hpp"

namespace stepmark {

namespace {

constexpr std::size_t indent = 2;

/// "eta = 0.1"
Inline valued(const std::string& latex, const std::string& plain, const Expression& value) {
  return math(latex + " = " + to_latex(value), plain + " = " + to_text(value));
}

Inline valued(const std::string& name, const Expression& value, const Problem& problem) {
  return valued(latex_symbol(name, {}, &problem.optimizer.latex), name, value);
}

void append_listed(Inlines& words, const std::vector<Inline>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) words.push_back(text(", "));
    words.push_back(items[i]);
  }
}

Inlines listed(std::string before, const std::vector<Inline>& items) {
  Inlines words{text(std::move(before))};
  append_listed(words, items);
  return words;
}

void add_method(Outline& page, const Problem& problem) {
  const Definition& method = problem.optimizer;
  page.add(problem.base.title.empty() ? problem.base.name : problem.base.title);
  for (const Equation& equation : method.equations) {
    page.lines.push_back({{equation_formula(equation, method)}, indent});
  }
  std::vector<Inline> values;
  for (const Hyperparameter& h : method.hyperparameters) values.push_back(valued(h.name, h.value, problem));
  if (!values.empty()) page.lines.push_back({listed("with ", values)});
}

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
  if (!problem.state) return page.lines.push_back({listed("start: ", values)});
  const std::vector<Inline> state = state_values(problem);
  values.insert(values.end(), state.begin(), state.end());
  page.lines.push_back({listed(fmt::format("after step {}: ", problem.state->t), values)});
}

/// "m of x at step 2"
std::string line_words(const WorkedQuestion& question, std::size_t line) {
  const TraceLine& at = question.trace().lines[line];
  const Problem& problem = question.problem();
  const std::string of = at.component ? " of " + problem.objective->parameters()[*at.component] : "";
  return fmt::format("{}{} at step {}", problem.optimizer.equations[at.equation].quantity, of, at.t);
}

using Shown = std::function<bool(std::size_t)>;

void add_lines(Outline& page, const WorkedQuestion& question, const Stated& stated, const Shown& is_shown) {
  for (const std::size_t line : all_lines(question)) {
    if (!is_shown(line)) continue;
    page.lines.push_back({{math(question.name(line).value + " = " + question.number(stated[line]).value,
                                line_words(question, line) + " = " + question.text(stated[line]))},
                          indent});
  }
}

void add_faded(Outline& page, const WorkedQuestion& question) {
  const std::vector<Question::Cell>& shown = question.problem().question.shown;
  page.add("Already filled in:");
  add_lines(page, question, question.stated(), [&](std::size_t line) {
    const TraceLine& at = question.trace().lines[line];
    const Question::Cell cell{at.t, question.problem().optimizer.equations[at.equation].quantity};
    return std::find(shown.begin(), shown.end(), cell) != shown.end();
  });
}

void add_choice(Outline& page, const WorkedQuestion& question, RivalMethods& methods) {
  std::vector<Inline> heads;
  for (const std::size_t line : question.asked()) {
    heads.push_back(math(question.name(line).value, line_words(question, line)));
  }
  Inlines words = listed("Exactly one of these rows is correct. Work out the lines to see which: ", heads);
  words.push_back(text("."));
  page.lines.push_back({std::move(words)});
  for (const Option& option : options_of(question, methods)) {
    std::vector<Inline> numbers;
    for (const std::size_t line : question.asked()) {
      numbers.push_back(math(question.number(option.stated[line]).value, question.text(option.stated[line])));
    }
    Outline::Line row{{}, indent, option.letter};
    append_listed(row.content, numbers);
    page.label_columns = std::max(page.label_columns, option.letter.size() + 2);
    page.lines.push_back(std::move(row));
  }
}

void add_find_error(Outline& page, const WorkedQuestion& question, RivalMethods& methods) {
  const Stated wrong = question.state(shown_way(question, methods, question.problem().question.mistake));
  page.add("A student's working is shown below. The same single mistake is made in every step.");
  add_lines(page, question, wrong, [](std::size_t) { return true; });
  page.add("Write down the correct values.");
}

void add_kind(Outline& page, const Problem& problem) {
  using Kind = Question::Kind;
  const Kind kind = problem.question.kind;
  if (kind == Kind::compare) {
    page.add("You work with the first of two optimizers here; the question compares it with");
    return add_method(page, second_of_comparison(problem));
  }
  if (kind != Kind::faded && kind != Kind::choice && kind != Kind::find_error) return;
  const WorkedQuestion question(problem);
  RivalMethods methods;
  if (kind == Kind::faded) return add_faded(page, question);
  kind == Kind::choice ? add_choice(page, question, methods) : add_find_error(page, question, methods);
}

}  // namespace

Document plain_question(const Problem& problem) {
  Outline method, task, kind;
  add_method(method, problem);
  add_objective(task, problem);
  add_start(task, problem);
  add_kind(kind, problem);
  Document page{problem.title, {}};
  page.blocks.emplace_back(std::move(method));
  page.blocks.emplace_back(std::move(task));
  page.blocks.emplace_back(Paragraph{{text(working_instruction(problem))}});
  if (!kind.lines.empty()) page.blocks.emplace_back(std::move(kind));
  return page;
}

}  // namespace stepmark
