#include "reports/kind/plain_parts.hpp"

#include <algorithm>
#include <utility>

#include "lib/expression/print.hpp"
#include "reports/equation.hpp"
#include "reports/line_table.hpp"
#include "reports/line_words.hpp"
#include "reports/lists.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"

namespace stepmark::reports {

namespace {

Inline valued(const std::string& name, const Expression& value, const Problem& problem) {
  return reports::valued(latex_symbol(name, {}, &problem.optimizer.latex), name, value);
}

/// In words, for which there is no symbol.
Inline worded(Inline words, const Expression& value) {
  return together({std::move(words), text(" = "), math(to_latex(value), to_text(value))});
}

std::vector<Inline> state_values(const Problem& problem) {
  const std::vector<std::string>& parameters = problem.objective->parameters();
  std::vector<Inline> values;
  for (const auto& [quantity, components] : problem.state->values) {
    const bool is_scalar = components.size() == 1 && parameters.size() > 1;
    for (std::size_t i = 0; i < components.size(); ++i) {
      const Inline name =
          is_scalar ? text(quantity)
                    : sentence("{quantity} of {component}", {{"quantity", quantity}, {"component", parameters[i]}});
      values.push_back(worded(name, components[i]));
    }
  }
  const std::vector<Expression>& previous = problem.state->previous;
  for (std::size_t i = 0; i < previous.size(); ++i) {
    values.push_back(worded(sentence("previous {parameter}", {{"parameter", parameters[i]}}), previous[i]));
  }
  return values;
}

}  // namespace

Inline valued(const std::string& latex, const std::string& plain, const Expression& value) {
  return math(latex + " = " + to_latex(value), plain + " = " + to_text(value));
}

void add_method(Outline& page, const Problem& problem, const QuestionLayout& layout) {
  const Definition& method = problem.optimizer;
  const std::string& title = problem.base.title;
  // Of the catalogue, as a rule; what a stranger has written may hold anything.
  const bool is_sentence = !title.empty() && title.find('{') == std::string::npos;
  page.lines.push_back(
      {{is_sentence ? sentence_in("optimizer", title.c_str()) : text(title.empty() ? problem.base.name : title)}});
  for (const Equation& equation : method.equations) {
    if (layout.equations) page.lines.push_back({{equation_formula(equation, method)}, plain_indent});
  }
  std::vector<Inline> values;
  const std::string hidden = stating_of(problem).hidden;
  for (const Hyperparameter& h : method.hyperparameters) {
    if (!is_told_by(h, hidden)) values.push_back(valued(h.name, h.value, problem));
  }
  if (!values.empty()) page.lines.push_back({{sentence("with {settings}", {{"settings", with_commas(values)}})}});
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
    return page.lines.push_back({{sentence("start: {values}", {{"values", with_commas(values)}})}});
  }
  const std::vector<Inline> state = state_values(problem);
  values.insert(values.end(), state.begin(), state.end());
  page.lines.push_back(
      {{sentence("after step {t}: {values}", {{"t", problem.state->t}, {"values", with_commas(values)}})}});
}

Inline plain_name(const WorkedQuestion& question, std::size_t line) {
  const TraceLine& at = question.trace().lines[line];
  const Problem& problem = question.problem();
  const std::string component = at.component ? problem.objective->parameters()[*at.component] : "";
  return line_words(problem.optimizer.equations[at.equation].quantity, component, at.t);
}

namespace {

/// "m of x at step 1 = 0.4"
Inline equality(const WorkedQuestion& question, std::size_t line, const Exact& stated) {
  return together({plain_name(question, line), text(" = "), number(question.text(stated))});
}

}  // namespace

void add_lines(Outline& page, const WorkedQuestion& question, const Stated& stated,
               const std::function<bool(std::size_t)>& is_shown) {
  for (const std::size_t line : all_lines(question)) {
    if (is_shown(line)) page.lines.push_back({{equality(question, line, stated[line])}, plain_indent});
  }
}

void add_numbered_lines(Outline& page, const WorkedQuestion& question, const Stated& stated,
                        const std::vector<std::size_t>& rows) {
  page.label_columns = std::max(page.label_columns, std::to_string(rows.back()).size() + 2);
  for (const std::size_t line : all_lines(question)) {
    page.lines.push_back({{equality(question, line, stated[line])}, plain_indent, std::to_string(rows[line])});
  }
}

}  // namespace stepmark::reports
