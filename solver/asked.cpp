#include "solver/asked.hpp"

#include <algorithm>

namespace stepmark::solver {

DecimalFormat precision_asked(const Problem& problem) {
  if (problem.answer.give) return *problem.answer.give;
  return problem.states_rounding() ? problem.working->round : DecimalFormat::figures(3);
}

std::vector<std::size_t> asked_lines(const Problem& problem, const Tape& tape) {
  const auto contains = [](const auto& list, const auto& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  };
  std::vector<bool> is_asked;
  for (const Equation& equation : problem.optimizer.equations) {
    is_asked.push_back(contains(problem.answer.ask, equation.quantity));
  }
  const std::vector<Question::Cell>& shown = problem.question.shown;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const Tape::Line& line = tape.lines[i];
    if (problem.answer.last_step_only && line.t != problem.last_step()) continue;
    if (!is_asked[line.equation]) continue;
    const std::string& quantity = problem.optimizer.equations[line.equation].quantity;
    if (shown.empty() || !contains(shown, Question::Cell{line.t, quantity})) asked.push_back(i);
  }
  return asked;
}

}  // namespace stepmark::solver
