#include <fmt/core.h>

#include "lib/expression/print.hpp"
#include "lib/number/literal.hpp"
#include "lib/problem/entries.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/sentence.hpp"
#include "reports/symbols.hpp"
#include "solver/questions/paths.hpp"

namespace stepmark::reports {

namespace {

bool is_of_zero(const Problem& problem) { return problem.question.zero_step.has_value(); }

Inline parameter(const WorkedQuestion& question) {
  const std::size_t component = component_told(question.problem());
  const std::string& name = question.problem().objective->parameters()[component];
  return math(question.notation().parameter(component), name);
}

Inline setting(const Problem& problem, const Exact& value) {
  const std::string& name = problem.question.hyperparameter;
  return math(latex_symbol(name, {}, &problem.optimizer.latex) + " = " + latex_number(value.to_string()).latex,
              name + " = " + value.to_string());
}

/// m_x, v_x, or the parameter itself; v_{x_1} where components are numbered, because v_1 is that of the first step.
Inline told(const WorkedQuestion& question, const std::string& quantity) {
  if (quantity == "theta") return parameter(question);
  const Problem& problem = question.problem();
  const std::size_t component = component_told(problem);
  const std::string below = problem.dimension() == 1 ? "" : question.notation().parameter(component);
  return math(latex_symbol(quantity, below, &problem.optimizer.latex),
              quantity + (below.empty() ? "" : " of " + problem.objective->parameters()[component]));
}

/// What each part is about.
std::vector<Inline> subjects(const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  std::vector<Inline> all;
  if (is_of_zero(problem)) {
    for (const std::string& quantity : quantities_told(problem.optimizer)) all.push_back(told(question, quantity));
  } else {
    for (const Exact& value : problem.question.values) all.push_back(setting(problem, value));
  }
  return all;
}

Inlines question_words(const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  if (is_of_zero(problem)) {
    return {sentence(
        "In step {t}, the gradient of {parameter} is zero. What does each of these do in that step, compared with its "
        "value before the step?",
        {{"t", *problem.question.zero_step}, {"parameter", parameter(question)}})};
  }
  const std::string name = problem.question.hyperparameter;
  return {sentence(
      "The steps are carried out from the same start with each of these values of {hyperparameter}. Which sentence "
      "describes the values of {parameter} in these steps?",
      {{"hyperparameter", math(latex_symbol(name, {}, &problem.optimizer.latex), name)},
       {"parameter", parameter(question)}})};
}

bool offers_same(const Part& a, const Part& b) {
  return a.options.size() == b.options.size() && a.options.front().words == b.options.front().words;
}

void append_effect(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                   const QuestionLayout& layout) {
  const Parts parts = parts_of(question.problem());
  const std::vector<Inline> about = subjects(question);
  blocks.emplace_back(Paragraph{question_words(question)});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 || !offers_same(parts[i - 1], parts[i])) append_options(blocks, parts[i]);
    blocks.emplace_back(Paragraph{{strong(label_of(parts, i)), text(" "), with_marks(about[i], parts[i]), text(" "),
                                   strong(answer_label(parts[i])), text(" "), blank(cell_blank)}});
  }
  append_room(blocks, layout, 6);
}

Inline value_of(const WorkedQuestion& question, const Exact& number) { return question.number(number); }

/// The parameter step by step, a column for each setting.
void append_paths(std::vector<Block>& blocks, const WorkedQuestion& question, const Parts& parts) {
  const Problem& problem = question.problem();
  const std::size_t component = component_told(problem);
  Table table;
  table.columns.push_back({{sentence("after step")}, Table::Align::right});
  std::vector<std::vector<Exact>> paths;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    table.columns.push_back({{setting(problem, problem.question.values[i])}, Table::Align::right});
    paths.push_back(points_of(*parts[i].problem, "theta", component));
  }
  for (std::size_t t = 0; t < paths.front().size(); ++t) {
    const auto step = static_cast<std::int64_t>(t) + problem.first_step() - 1;
    table.rows.push_back({{t == 0 ? sentence("start") : text(std::to_string(step))}});
    for (const std::vector<Exact>& path : paths) table.rows.back().push_back({value_of(question, path[t])});
  }
  blocks.emplace_back(Paragraph{{sentence("The values of {parameter}:", {{"parameter", parameter(question)}})}});
  blocks.emplace_back(std::move(table));
}

/// Before the step and after it.
void append_changes(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  const std::size_t component = component_told(problem);
  const auto at = static_cast<std::size_t>(*problem.question.zero_step - problem.first_step());
  Table table;
  table.columns = {{{}, Table::Align::left},
                   {{sentence("before step {t}", {{"t", *problem.question.zero_step}})}, Table::Align::right},
                   {{sentence("after it")}, Table::Align::right}};
  for (const std::string& quantity : quantities_told(problem.optimizer)) {
    const std::vector<Exact> points = points_of(problem, quantity, component);
    const std::size_t before = quantity == "theta" ? at : at - 1;
    table.rows.push_back(
        {{told(question, quantity)}, {value_of(question, points[before])}, {value_of(question, points[before + 1])}});
  }
  blocks.emplace_back(std::move(table));
}

void append_answers(std::vector<Block>& blocks, const WorkedQuestion& question, const Parts& parts) {
  const std::vector<Inline> about = subjects(question);
  List list;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    list.items.push_back({strong(label_of(parts, i)), text(" "), about[i], text(": "), strong(right_entry(parts[i])),
                          text(". "), option_words(parts[i].options[parts[i].right])});
  }
  blocks.emplace_back(std::move(list));
}

void append_effect_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  append_answers(blocks, question, parts);
  if (is_of_zero(question.problem())) {
    append_changes(blocks, question);
    append_worked(blocks, question);
  } else {
    append_paths(blocks, question, parts);
  }
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_entry_scheme(blocks, parts);
}

void append_effect_look_up(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  const std::vector<Inline> about = subjects(question);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    blocks.emplace_back(Paragraph{{strong(label_of(parts, i)), text(" "), about[i], text(":")}});
    append_letter_look_up(blocks, parts[i]);
  }
}

void add_effect(Outline& page, const Problem& problem, const QuestionLayout&) {
  const WorkedQuestion question(problem);
  const Parts parts = parts_of(problem);
  const std::vector<Inline> about = subjects(question);
  page.lines.push_back({question_words(question)});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 || !offers_same(parts[i - 1], parts[i])) {
      for (const Option& option : parts[i].options) {
        page.lines.push_back({{sentence(option.words.c_str())}, plain_indent, option.letter});
      }
    }
    page.lines.push_back({{text(label_of(parts, i) + " "), about[i]}});
  }
}

/// In a system each part may be a question of its own: it says all that it asks.
std::vector<Task> effect_tasks(const WorkedQuestion& question, RivalMethods&) {
  const Problem& problem = question.problem();
  std::vector<Task> tasks;
  for (const Inline& subject : subjects(question)) {
    const Arguments about = {{"parameter", parameter(question)}, {"subject", subject}};
    if (is_of_zero(problem)) {
      Arguments in_step = about;
      in_step.emplace_back("t", *problem.question.zero_step);
      tasks.push_back({{},
                       {sentence("In step {t}, the gradient of {parameter} is zero. What does {subject} do in that "
                                 "step, compared with its value before the step?",
                                 std::move(in_step))}});
    } else {
      tasks.push_back({{},
                       {sentence("The steps are carried out from the start with {subject}. Which sentence describes "
                                 "the values of {parameter} in these steps?",
                                 about)}});
    }
  }
  return tasks;
}

}  // namespace

KindPages effect_pages() {
  return {append_effect, append_effect_solution, append_effect_look_up, add_effect, effect_tasks};
}

}  // namespace stepmark::reports
