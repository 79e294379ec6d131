#include "reports/plain_question.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "lib/base/text.hpp"
#include "lib/expression/print.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "problems/rivals.hpp"
#include "reports/line_table.hpp"
#include "reports/question.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

namespace {

std::string valued(const std::string& name, const Expression& value) { return name + " = " + to_text(value); }

std::string method_text(const Problem& problem) {
  const Definition& method = problem.optimizer;
  std::string text = (problem.base.title.empty() ? problem.base.name : problem.base.title) + '\n';
  for (const Equation& equation : method.equations) text += "  " + to_text(equation) + '\n';
  std::vector<std::string> values;
  for (const Hyperparameter& h : method.hyperparameters) values.push_back(valued(h.name, h.value));
  return values.empty() ? text : text + "with " + listed(values) + '\n';
}

std::string objective_text(const Problem& problem) {
  const Objective& objective = *problem.objective;
  const bool changes = objective.depends_on_step();
  std::string text;
  if (const auto loss = objective.loss(problem.first_step()); loss && !changes) text += "J = " + to_text(*loss) + '\n';
  for (std::int64_t t = problem.first_step(); t <= (changes ? problem.last_step() : problem.first_step()); ++t) {
    for (std::size_t i = 0; i < objective.dimension(); ++i) {
      text += fmt::format("dJ/d{}{} = {}\n", objective.parameters()[i], changes ? fmt::format(" at step {}", t) : "",
                          to_text(objective.gradient(i, t)));
    }
  }
  return text;
}

std::string start_text(const Problem& problem) {
  const std::vector<std::string>& parameters = problem.objective->parameters();
  std::vector<std::string> values;
  for (std::size_t i = 0; i < parameters.size(); ++i) values.push_back(valued(parameters[i], problem.start[i]));
  if (!problem.state) return "start: " + listed(values) + '\n';
  for (const auto& [quantity, components] : problem.state->values) {
    for (std::size_t i = 0; i < components.size(); ++i) {
      values.push_back(
          valued(components.size() == 1 && parameters.size() > 1 ? quantity : quantity + " of " + parameters[i],
                 components[i]));
    }
  }
  const std::vector<Expression>& previous = problem.state->previous;
  for (std::size_t i = 0; i < previous.size(); ++i) values.push_back(valued("previous " + parameters[i], previous[i]));
  return fmt::format("after step {}: {}\n", problem.state->t, listed(values));
}

std::string line_words(const WorkedQuestion& question, std::size_t line) {
  const TraceLine& at = question.trace().lines[line];
  const Problem& problem = question.problem();
  const std::string of = at.component ? " of " + problem.objective->parameters()[*at.component] : "";
  return fmt::format("{}{} at step {}", problem.optimizer.equations[at.equation].quantity, of, at.t);
}

using Shown = std::function<bool(std::size_t)>;

std::string lines_text(const WorkedQuestion& question, const Stated& stated, const Shown& is_shown) {
  std::string text;
  for (const std::size_t line : all_lines(question)) {
    if (!is_shown(line)) continue;
    text += fmt::format("  {} = {}\n", line_words(question, line), question.text(stated[line]));
  }
  return text;
}

std::string faded_text(const WorkedQuestion& question) {
  const std::vector<Question::Cell>& shown = question.problem().question.shown;
  return "Already filled in:\n" + lines_text(question, question.stated(), [&](std::size_t line) {
           const TraceLine& at = question.trace().lines[line];
           const Question::Cell cell{at.t, question.problem().optimizer.equations[at.equation].quantity};
           return std::find(shown.begin(), shown.end(), cell) != shown.end();
         });
}

std::string choice_text(const WorkedQuestion& question, RivalMethods& methods) {
  std::vector<std::string> heads;
  for (const std::size_t line : question.asked()) heads.push_back(line_words(question, line));
  std::string text = "Exactly one of these rows is correct. Work out the lines to see which: " + listed(heads) + ".\n";
  for (const Option& option : options_of(question, methods)) {
    std::vector<std::string> numbers;
    for (const std::size_t line : question.asked()) numbers.push_back(question.text(option.stated[line]));
    text += fmt::format("  {}  {}\n", option.letter, listed(numbers));
  }
  return text;
}

std::string find_error_text(const WorkedQuestion& question, RivalMethods& methods) {
  const Stated wrong = question.state(shown_way(question, methods, question.problem().question.mistake));
  return "A student's working is shown below. The same single mistake is made in every step.\n" +
         lines_text(question, wrong, [](std::size_t) { return true; }) + "Write down the correct values.\n";
}

std::string kind_text(const Problem& problem) {
  using Kind = Question::Kind;
  const Kind kind = problem.question.kind;
  if (kind == Kind::compare) {
    const Problem second = second_of_comparison(problem);
    return "You work with the first of two optimizers here; the question compares it with\n" + method_text(second);
  }
  if (kind != Kind::faded && kind != Kind::choice && kind != Kind::find_error) return {};
  const WorkedQuestion question(problem);
  RivalMethods methods;
  if (kind == Kind::faded) return faded_text(question);
  return kind == Kind::choice ? choice_text(question, methods) : find_error_text(question, methods);
}

std::string wrapped_line(const std::string& line, std::size_t width) {
  const std::size_t indent = line.find(" = ") == std::string::npos ? 0 : 4;  // of a formula
  std::string result;
  std::size_t begin = 0;
  while (line.size() - begin > width - (begin == 0 ? 0 : indent)) {
    const std::size_t room = width - (begin == 0 ? 0 : indent);
    const std::size_t first = line.find_first_not_of(' ', begin);
    std::size_t end = line.rfind(' ', begin + room);
    if (end == std::string::npos || first == std::string::npos || end <= first) end = line.find(' ', begin + room);
    if (end == std::string::npos) break;
    result += std::string(begin == 0 ? 0 : indent, ' ') + line.substr(begin, end - begin) + '\n';
    begin = end + 1;
  }
  return result + std::string(begin == 0 ? 0 : indent, ' ') + line.substr(begin);
}

}  // namespace

std::string question_text(const Problem& problem) {
  const std::string title = problem.title.empty() ? "" : problem.title + "\n\n";
  const std::string kind = kind_text(problem);
  return title + method_text(problem) + '\n' + objective_text(problem) + start_text(problem) + '\n' +
         working_instruction(problem) + '\n' + (kind.empty() ? "" : '\n' + kind);
}

std::string wrapped(const std::string& text, std::size_t width) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) result += wrapped_line(line, width) + '\n';
  if (!text.empty() && text.back() != '\n') result.pop_back();
  return result;
}

}  // namespace stepmark::reports
