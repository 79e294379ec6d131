#include "problems/worth.hpp"

#include <algorithm>
#include <cmath>

#include "solver/arithmetic/binary.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::problems {

namespace {

/// One problem, searched for what can be guessed.
class GuessSearch {
 public:
  GuessSearch(const Problem& problem, const Tape& tape, const std::vector<std::string>& rates,
              const WorkedNumbers& numbers)
      : problem_(problem),
        tape_(tape),
        numbers_(numbers),
        lines_a_step_(tape.lines.size() / static_cast<std::size_t>(problem.steps)),
        update_(update_equation(problem.optimizer)) {
    if (!rates.empty()) find_step_lengths(rates);
  }

  std::optional<Guessed> guess(std::size_t line) const {
    if (is_given(line)) return Guessed{line, Guess::given, std::nullopt};
    if (is_at_rest(line)) return std::nullopt;
    return is_parameter(line) ? guessed_parameter(line) : copied(line);
  }

 private:
  const std::string& quantity(std::size_t line) const {
    return problem_.optimizer.equations[tape_.lines[line].equation].quantity;
  }
  bool is_parameter(std::size_t line) const { return tape_.lines[line].equation == update_; }
  bool is_near(double number, std::size_t line) const { return units_away(number, numbers_.lines[line]) < units_apart; }

  bool is_given(std::size_t line) const {
    if (tape_.lines[line].given_data) return true;
    const auto* call = problem_.optimizer.equations[tape_.lines[line].equation].right.as<Call>();
    return call && call->function == Function::grad && problem_.objective->kind() == Objective::Kind::gradients;
  }

  /// The start value that a quantity has just before the first step.
  std::optional<double> start(const std::string& quantity, std::optional<std::size_t> component) const {
    std::optional<std::size_t> latest;
    for (std::size_t i = 0; i < tape_.givens.size(); ++i) {
      const Tape::Given& given = tape_.givens[i];
      if (given.name != quantity || !given.index || given.component != component) continue;
      if (!latest || *given.index > *tape_.givens[*latest].index) latest = i;
    }
    return latest ? std::optional(numbers_.givens[*latest]) : std::nullopt;
  }

  /// A gradient that was worked and is zero, or the parameter that it leaves where it was: a component that has reached
  /// its optimum, which nobody knows without the work.
  bool is_at_rest(std::size_t line) const {
    if (is_parameter(line) && line >= lines_a_step_) {
      if (!is_near(numbers_.lines[line - lines_a_step_].value, line)) return false;
      const std::size_t begin = line / lines_a_step_ * lines_a_step_;
      for (std::size_t i = begin; i < line; ++i) {
        if (tape_.lines[i].component == tape_.lines[line].component && is_zero_gradient(i)) return true;
      }
      return false;
    }
    return is_zero_gradient(line);
  }

  bool is_zero_gradient(std::size_t line) const {
    if (numbers_.lines[line].value != 0) return false;
    const auto* call = problem_.optimizer.equations[tape_.lines[line].equation].right.as<Call>();
    return call && call->function == Function::grad && !is_given(line);
  }

  // The parameters.
  std::optional<Guessed> guessed_parameter(std::size_t line) const {
    const double first = start("theta", tape_.lines[line].component).value_or(0);
    const std::size_t step = line / lines_a_step_;
    const double before = step > 0 ? numbers_.lines[line - lines_a_step_].value : first;
    if (is_near(before, line) || is_near(first, line)) return Guessed{line, Guess::unchanged, std::nullopt};
    if (step_lengths_.empty()) return std::nullopt;
    const double length = step_lengths_[step], mean = path_lengths_[step] / static_cast<double>(step + 1);
    const bool is_step = is_near(before + length, line) || is_near(before - length, line) ||
                         is_multiple(line, first, mean, static_cast<double>(step + 1));
    return is_step ? std::optional(Guessed{line, Guess::rate_step, std::nullopt}) : std::nullopt;
  }

  /// A whole number of lengths from `first`, of at most `most`.
  bool is_multiple(std::size_t line, double first, double length, double most) const {
    if (length == 0) return false;
    const double lengths = std::round((numbers_.lines[line].value - first) / length);
    return std::fabs(lengths) <= most && is_near(first + lengths * length, line);
  }

  void find_step_lengths(const std::vector<std::string>& rates) {
    step_lengths_.assign(static_cast<std::size_t>(problem_.steps), 1);
    for (const std::string& rate : rates) {
      for (const Tape::Given& given : tape_.givens) {
        const bool is_constant = given.name == rate && !given.index;
        if (!is_constant) continue;
        const double value = numbers_.givens[static_cast<std::size_t>(&given - tape_.givens.data())];
        for (double& length : step_lengths_) length *= value;
      }
      if (!problem_.optimizer.find_equation(rate)) continue;  // it has no schedule
      for (std::size_t line = 0; line < tape_.lines.size(); ++line) {
        if (quantity(line) == rate) step_lengths_[line / lines_a_step_] *= numbers_.lines[line].value;
      }
    }
    double path = 0;
    for (const double length : step_lengths_) path_lengths_.push_back(path += length);
  }

  // The other quantities.
  std::optional<Guessed> copied(std::size_t line) const {
    const auto& component = tape_.lines[line].component;
    const std::size_t step = line / lines_a_step_, begin = step * lines_a_step_;
    for (std::size_t above = line; above-- > begin;) {
      const auto& other = tape_.lines[above].component;
      const bool stands_there = !other || other == component;
      if (stands_there && is_near(numbers_.lines[above].value, line)) return Guessed{line, Guess::copied, above};
    }
    if (step > 0) {
      for (const std::size_t before : {line - lines_a_step_, theta_before(line)}) {
        if (is_near(numbers_.lines[before].value, line)) return Guessed{line, Guess::copied, before};
      }
      return std::nullopt;
    }
    for (const std::string& name : {quantity(line), std::string("theta")}) {
      const auto value = start(name, component);
      if (value && is_near(*value, line)) return Guessed{line, Guess::copied, std::nullopt};
    }
    return std::nullopt;
  }

  /// The parameter of the same component a step before; of a scalar, the line itself a step before.
  std::size_t theta_before(std::size_t line) const {
    const std::size_t begin = (line / lines_a_step_ - 1) * lines_a_step_;
    for (std::size_t i = begin; i < begin + lines_a_step_; ++i) {
      if (is_parameter(i) && tape_.lines[i].component == tape_.lines[line].component) return i;
    }
    return line - lines_a_step_;
  }

  const Problem& problem_;
  const Tape& tape_;
  const WorkedNumbers& numbers_;
  std::size_t lines_a_step_;
  std::size_t update_;                               ///< the equation of theta
  std::vector<double> step_lengths_, path_lengths_;  ///< step by step, and added up; empty where no rate is a length
};

}  // namespace

std::vector<std::string> sign_step_rates(const Definition& base) {
  return is_adaptive(base) ? learning_rates(base) : std::vector<std::string>{};
}

std::vector<double> given_numbers(const Tape& tape) {
  Machine<Binary64Arithmetic> machine(tape, {});
  machine.begin();
  std::vector<double> numbers;
  for (const Tape::Given& given : tape.givens) numbers.push_back(machine[given.result]);
  return numbers;
}

std::vector<Guessed> guessed_lines(const Problem& problem, const Tape& tape, const std::vector<std::size_t>& asked,
                                   const std::vector<std::string>& rates, const WorkedNumbers& numbers) {
  const GuessSearch search(problem, tape, rates, numbers);
  std::vector<Guessed> guessed;
  for (const std::size_t line : asked) {
    if (const auto found = search.guess(line)) guessed.push_back(*found);
  }
  return guessed;
}

const Guessed* guessed_result(const Problem& problem, const Tape& tape, const std::vector<Guessed>& guessed) {
  const auto found = std::find_if(guessed.begin(), guessed.end(), [&](const Guessed& one) {
    const Tape::Line& line = tape.lines[one.line];
    return line.t == problem.last_step() && problem.optimizer.equations[line.equation].quantity == "theta";
  });
  return found == guessed.end() ? nullptr : &*found;
}

bool is_worth_asking(const Problem& problem, const Tape& tape, const std::vector<std::size_t>& asked,
                     const std::vector<Guessed>& guessed) {
  return guessed.size() * least_answers_a_guess <= asked.size() && !guessed_result(problem, tape, guessed);
}

}  // namespace stepmark::problems
