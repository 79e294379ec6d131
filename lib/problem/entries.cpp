#include "lib/problem/entries.hpp"

#include <algorithm>

#include "lib/problem/other_optimizer.hpp"

namespace stepmark::problem {

namespace {

std::int64_t components_of(const Problem& problem, const std::string& quantity) {
  const Equation* equation = problem.optimizer.find_equation(quantity);
  return equation->shape == Shape::scalar ? 1 : static_cast<std::int64_t>(problem.dimension());
}

/// In how many steps a quantity is asked for.
std::int64_t steps_asked(const Problem& problem, const std::string& quantity) {
  const std::int64_t first = problem.answer.last_step_only ? problem.last_step() : problem.first_step();
  std::int64_t steps = problem.last_step() - first + 1;
  std::vector<Question::Cell> known;
  for (const Question::Cell& cell : problem.question.shown) {
    const bool counts = cell.quantity == quantity && first <= cell.t && cell.t <= problem.last_step();
    if (!counts || std::find(known.begin(), known.end(), cell) != known.end()) continue;
    known.push_back(cell);
    --steps;
  }
  return steps;
}

}  // namespace

namespace {

/// Are the gradients of all steps numbers, into which no parameter goes?
bool gives_gradients(const Problem& problem) {
  if (problem.objective->kind() != Objective::Kind::gradients) return false;
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    for (std::size_t i = 0; i < problem.dimension(); ++i) {
      if (!names_in(problem.objective->gradient(i, t)).empty()) return false;
    }
  }
  return true;
}

}  // namespace

namespace {

/// Does its equation take in what it was before, or a term of every step?
bool is_kept(const Equation& equation) {
  bool kept = false;
  for_each(equation.right, [&](const Expression& part) {
    const auto* name = part.as<Name>();
    const bool is_earlier = name && name->symbol == equation.quantity && name->index && name->index->base == "t" &&
                            name->index->offset < equation.offset;
    kept = kept || is_earlier || part.as<StepSum>();
  });
  return kept;
}

}  // namespace

std::vector<std::string> quantities_told(const Definition& optimizer) {
  std::vector<std::string> told;
  for (const Equation& equation : optimizer.equations) {
    if (equation.quantity != "theta" && equation.shape == Shape::vector && is_kept(equation)) {
      told.push_back(equation.quantity);
    }
  }
  told.emplace_back("theta");
  return told;
}

bool is_given(const Problem& problem, const Equation& equation) {
  const auto* gradient = equation.right.as<Call>();
  return gradient && gradient->function == Function::grad && gives_gradients(problem);
}

void leave_out_given(Problem& problem) {
  std::vector<std::string> asked;
  for (const std::string& quantity : problem.answer.ask) {
    if (!is_given(problem, *problem.optimizer.find_equation(quantity))) asked.push_back(quantity);
  }
  if (!asked.empty()) problem.answer.ask = std::move(asked);
}

std::int64_t numbers_asked(const Problem& problem) {
  std::int64_t numbers = 0;
  for (const std::string& quantity : problem.answer.ask) {
    numbers += steps_asked(problem, quantity) * components_of(problem, quantity);
  }
  return numbers;
}

namespace {

/// Of kinds that ask for letters, or for one number that is no line; else nothing.
std::optional<std::int64_t> letters_asked(const Question& question, const Definition& optimizer) {
  const auto count = [](std::size_t n) { return std::optional(static_cast<std::int64_t>(n)); };
  switch (question.kind) {
    case Question::Kind::effect:
      return count(question.zero_step ? quantities_told(optimizer).size() : question.values.size());
    case Question::Kind::which:
      return count(question.optimizers.size());
    case Question::Kind::missing_hyperparameter:
      return 1;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::int64_t entries_of(const Problem& problem) {
  constexpr std::int64_t line_letter_and_value = 3, words = 1;
  if (problem.question.kind == Question::Kind::find_error) return line_letter_and_value;
  if (const auto letters = letters_asked(problem.question, problem.optimizer)) return *letters;
  const std::int64_t numbers = numbers_asked(problem);
  if (!problem.question.other) return numbers;
  return numbers + numbers_asked(second_of_comparison(problem)) + words;
}

void scale_marks(Problem& problem) {
  if (!problem.question.marks) return;
  Marks& marks = problem.marks;
  const Exact sum = Exact(entries_of(problem)) * (marks.method + marks.accuracy);
  if (sum.is_zero()) {
    throw InputError({}, "[question] gives marks, and no entry is worth any",
                     "expected [marks] with method or accuracy above 0");
  }
  const Exact scale = *problem.question.marks / sum;
  marks.method = marks.method * scale;
  marks.accuracy = marks.accuracy * scale;
}

}  // namespace stepmark::problem
