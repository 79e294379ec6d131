#include "lib/base/error.hpp"
#include "lib/problem/entries.hpp"
#include "solver/length.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/questions/kinds.hpp"
#include "solver/questions/paths.hpp"

namespace stepmark::questions {

namespace {

void offer(Part& part, const std::vector<std::string>& words, std::size_t right) {
  for (const std::string& sentence : words) part.options.push_back({letter_of(part.options.size()), "", sentence});
  part.right = right;
}

/// By the numbers on the page and by those that nobody rounded.
Behaviour told_behaviour(const Problem& problem, std::size_t component, const std::string& setting) {
  const auto stated = behaviour_of(points_of(problem, "theta", component));
  const auto exact = behaviour_of(close_points_of(problem, "theta", component));
  if (stated && stated == exact) return *stated;
  throw InputError({problem.file, 0, 0},
                   "with " + setting + " the path of " + problem.objective->parameters()[component] +
                       " shows no single behaviour in " + std::to_string(problem.steps) + " steps",
                   "expected 3 steps or more, each clearly shorter or longer than the one before");
}

Parts settings_parts(const Problem& problem) {
  const Question& question = problem.question;
  const std::size_t component = component_told(problem);
  Parts parts;
  for (const Exact& value : question.values) {
    Part part = letter_part(problem, parts.size());
    part.problem = std::make_shared<const Problem>(with_value(problem, question.hyperparameter, value));
    const std::string setting = question.hyperparameter + " = " + value.to_string();
    offer(part, behaviours_in_words(), static_cast<std::size_t>(told_behaviour(*part.problem, component, setting)));
    parts.push_back(std::move(part));
  }
  return parts;
}

[[noreturn]] void fail_zero(const Problem& problem, const std::string& wrong, const std::string& expected) {
  throw InputError({problem.file, 0, 0}, wrong, expected);
}

/// A zero that only rounding makes is none.
void check_zero(const Problem& problem, std::size_t component, std::size_t at) {
  const std::vector<std::size_t> gradients = gradient_equations(problem.optimizer);
  if (gradients.empty()) fail_zero(problem, "the optimizer has no gradient with a name", "expected another one");
  const std::string& gradient = problem.optimizer.equations[gradients.front()].quantity;
  if (close_points_of(problem, gradient, component).at(at).is_zero()) return;
  fail_zero(problem,
            "the gradient of " + problem.objective->parameters()[component] + " is not zero in step " +
                std::to_string(*problem.question.zero_step),
            "expected t to be a step in which it is");
}

std::size_t told_change(const Problem& problem, const std::string& quantity, std::size_t component, std::size_t at) {
  const auto change = [&](const std::vector<Exact>& points) {
    if (quantity == "theta") {
      return static_cast<std::size_t>(motion_of(points.at(at - 1), points.at(at), points.at(at + 1)));
    }
    return static_cast<std::size_t>(change_of(points.at(at - 1), points.at(at)));
  };
  const std::size_t exact = change(close_points_of(problem, quantity, component));
  if (change(points_of(problem, quantity, component)) == exact) return exact;
  fail_zero(problem, "what " + quantity + " does is not to be seen in the digits asked", "expected more digits");
}

Parts zero_parts(const Problem& problem) {
  const std::size_t component = component_told(problem);
  const std::int64_t t = *problem.question.zero_step;
  if (t == problem.first_step()) {
    fail_zero(problem, "t is " + std::to_string(t) + ", the first step", "expected a later step");
  }
  const auto at = static_cast<std::size_t>(t - problem.first_step());
  check_zero(problem, component, at);
  Parts parts;
  for (const std::string& quantity : quantities_told(problem.optimizer)) {
    Part part = letter_part(problem, parts.size());
    offer(part, quantity == "theta" ? motions_in_words() : changes_in_words(),
          told_change(problem, quantity, component, at));
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

Part letter_part(const Problem& problem, std::size_t position) {
  Part part;
  part.asks = Part::Asks::letter;
  part.row = std::string("answer-") + static_cast<char>('a' + position);
  part.marks = entry_marks(problem);
  return part;
}

Parts effect_parts(const Problem& problem) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  return problem.question.zero_step ? zero_parts(problem) : settings_parts(problem);
}

}  // namespace stepmark::questions
