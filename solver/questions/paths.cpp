#include "solver/questions/paths.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/solve.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

namespace {

constexpr int close_figures = 20, figures_of_constant = 30;

[[noreturn]] void fail(const Problem& problem, const std::string& wrong, const std::string& expected) {
  throw InputError({problem.file, 0, 0}, wrong, expected);
}

/// Do all pairs of neighbours satisfy it?
template <class Holds>
bool all_pairs(const std::vector<Exact>& steps, Holds holds) {
  return std::adjacent_find(steps.begin(), steps.end(), [&](const Exact& a, const Exact& b) { return !holds(a, b); }) ==
         steps.end();
}

bool is_shorter(const Exact& before, const Exact& after) { return after.abs() <= before.abs() * Exact::decimal(9, 1); }
bool is_longer(const Exact& before, const Exact& after) { return after.abs() >= before.abs() * Exact::decimal(11, 1); }
bool is_as_long(const Exact& before, const Exact& after) {
  return (after.abs() - before.abs()).abs() <= before.abs() * Exact::decimal(5, 2);
}

Problem carried_exactly(Problem problem) {
  problem.working.reset();
  problem.answer.give = DecimalFormat::figures(close_figures);
  return problem;
}

}  // namespace

const std::vector<std::string>& behaviours_in_words() {
  static const std::vector<std::string> words = {
      "It moves in one direction, and each step is shorter than the one before: it converges without oscillating.",
      "It moves to and fro, and each step is shorter than the one before: it oscillates and converges.",
      "It moves to and fro, and each step is longer than the one before: it oscillates and diverges.",
      "It moves in one direction, and each step is longer than the one before.",
      "It moves in one direction, in steps of about the same length."};
  return words;
}

std::optional<Behaviour> behaviour_of(const std::vector<Exact>& points) {
  constexpr std::size_t fewest_points = 4;
  std::vector<Exact> steps;
  for (std::size_t i = 1; i < points.size(); ++i) steps.push_back(points[i] - points[i - 1]);
  const bool moves = std::none_of(steps.begin(), steps.end(), [](const Exact& step) { return step.is_zero(); });
  if (points.size() < fewest_points || !moves) return std::nullopt;
  const bool one_way = all_pairs(steps, [](const Exact& a, const Exact& b) { return a.sign() == b.sign(); });
  const bool to_and_fro = all_pairs(steps, [](const Exact& a, const Exact& b) { return a.sign() != b.sign(); });
  if (!one_way && !to_and_fro) return std::nullopt;
  if (all_pairs(steps, is_shorter)) return one_way ? Behaviour::closes_in : Behaviour::swings_in;
  if (all_pairs(steps, is_longer)) return one_way ? Behaviour::speeds_up : Behaviour::swings_out;
  return one_way && all_pairs(steps, is_as_long) ? std::optional(Behaviour::keeps_pace) : std::nullopt;
}

const std::vector<std::string>& changes_in_words() {
  static const std::vector<std::string> words = {
      "It stays as it is.", "It keeps its sign and becomes smaller in size, but not zero.", "It becomes zero.",
      "It becomes larger in size.", "It changes its sign."};
  return words;
}

Change change_of(const Exact& before, const Exact& after) {
  if (before == after) return Change::none;
  if (after.is_zero()) return Change::vanishes;
  if (before.sign() * after.sign() < 0) return Change::turns;
  return after.abs() < before.abs() ? Change::shrinks : Change::grows;
}

const std::vector<std::string>& motions_in_words() {
  static const std::vector<std::string> words = {"It does not move.",
                                                 "It moves on in the direction of the step before.",
                                                 "It moves against the direction of the step before."};
  return words;
}

Motion motion_of(const Exact& before_last, const Exact& before, const Exact& after) {
  const int now = (after - before).sign();
  if (now == 0) return Motion::rests;
  return now == (before - before_last).sign() ? Motion::goes_on : Motion::goes_back;
}

Exact close_to(const Expression& constant) {
  const Printed value = calculate(constant, DecimalFormat::figures(figures_of_constant), RoundingRule::half_even);
  return Exact::parse(value.text).value_or(Exact(0));
}

std::vector<Exact> points_of(const Problem& problem, const std::string& quantity, std::size_t component) {
  const Tape tape = compile(problem);
  const Stated stated = solver::state(problem, tape);
  std::vector<Exact> points;
  if (quantity == "theta") points.push_back(close_to(problem.start[component]));
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const Tape::Line& line = tape.lines[i];
    if (problem.optimizer.equations[line.equation].quantity != quantity) continue;
    if (line.component.value_or(0) != component) continue;
    if (i >= stated.size()) {
      fail(problem, quantity + " has no value at step " + std::to_string(line.t), "expected a trace without gaps");
    }
    points.push_back(stated[i]);
  }
  return points;
}

std::vector<Exact> close_points_of(const Problem& problem, const std::string& quantity, std::size_t component) {
  return points_of(carried_exactly(problem), quantity, component);
}

Problem with_value(const Problem& problem, const std::string& hyperparameter, const Exact& value) {
  Problem other = problem;
  other.question = {};
  for (Hyperparameter& hyper : other.optimizer.hyperparameters) {
    if (hyper.name == hyperparameter) hyper.value = value.sign() < 0 ? negation(literal(-value)) : literal(value);
  }
  return other;
}

std::size_t component_told(const Problem& problem) {
  const std::vector<std::string>& names = problem.objective->parameters();
  const Question& question = problem.question;
  const auto named = std::find(names.begin(), names.end(), question.component);
  if (named != names.end()) return static_cast<std::size_t>(named - names.begin());
  if (!question.zero_step) return 0;
  const auto at = static_cast<std::size_t>(*question.zero_step - problem.first_step());
  const std::vector<std::size_t> gradients = gradient_equations(problem.optimizer);
  for (std::size_t i = 0; !gradients.empty() && i < names.size(); ++i) {
    const std::string& gradient = problem.optimizer.equations[gradients.front()].quantity;
    if (close_points_of(problem, gradient, i).at(at).is_zero()) return i;
  }
  fail(problem, "no gradient is zero in step " + std::to_string(*question.zero_step),
       "expected t to be a step in which one is");
}

}  // namespace stepmark::questions
