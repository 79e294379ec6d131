#include "problems/kind.hpp"

#include <algorithm>
#include <cmath>

#include "lib/number/double_decimal.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/shown_working.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::problems {

namespace {

using Kind = Question::Kind;

// ------------------------------------------------------------------------------------------------------------- fading

/// All cells in the order in which they are worked.
std::vector<Question::Cell> cells(const Definition& definition, std::int64_t first, std::int64_t steps) {
  std::vector<Question::Cell> all;
  for (std::int64_t t = first; t < first + steps; ++t) {
    for (const Equation& equation : definition.equations) all.push_back({t, equation.quantity});
  }
  return all;
}

/// All but the last step to begin with, nothing at the end of the set.
std::vector<Question::Cell> shown_cells(const Draft& draft, const Definition& definition, const Place& place) {
  std::vector<Question::Cell> all = cells(definition, draft.steps_done + 1, draft.steps);
  const std::uint64_t most = all.size() - std::min(all.size() - 1, definition.equations.size());
  const std::uint64_t last = std::max<std::uint64_t>(place.count - 1, 1);
  const std::uint64_t shown = place.count == 1 ? most / 2 : most * (last - place.number) / last;
  all.resize(static_cast<std::size_t>(shown));
  return all;
}

// ------------------------------------------------------------------------------------------------------ wrong methods

/// The asked answers in units of their last digits; empty where one has no value.
std::vector<double> answers_in_units(const Problem& problem, const Problem& worked, const DecimalFormat& format) {
  const Tape tape = compile(worked);
  Machine<Binary64Arithmetic> machine(tape, {});
  machine.run();
  std::vector<double> answers;
  for (const std::size_t line : asked_lines(problem, tape)) {
    const double value = machine[tape.lines[line].result];
    if (!std::isfinite(value)) return {};
    const double unit =
        format.kind == DecimalFormat::Kind::places
            ? double_power_of_ten(-format.digits)
            : double_power_of_ten((value == 0 ? 0 : double_decimal_exponent(value)) - format.digits + 1);
    answers.push_back(value / unit);
  }
  return answers;
}

/// Two answers that no rounding makes one.
bool differ(const std::vector<double>& a, const std::vector<double>& b) {
  constexpr double units = 2.5;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::fabs(a[i] - b[i]) > units) return true;
  }
  return false;
}

/// The parameters after the last step: the last lines of all.
std::vector<double> parameters_of(std::vector<double> answers, std::size_t dimension) {
  if (answers.size() > dimension)
    answers.erase(answers.begin(), answers.end() - static_cast<std::ptrdiff_t>(dimension));
  return answers;
}

/// Those of which choices and wrong lines are made.
std::vector<std::string> drawn(std::vector<std::string> mistakes) {
  std::erase_if(mistakes, [](const std::string& id) { return !find_mistake(id).drawn; });
  return mistakes;
}

/// Wrong choices are what real mistakes give, no two with the same parameters.
std::vector<std::string> choose_wrong(const Problem& problem, std::vector<std::string> mistakes, Draw& draw) {
  const DecimalFormat format = precision_asked(problem);
  std::vector<std::vector<double>> taken = {
      parameters_of(answers_in_units(problem, problem, format), problem.dimension())};
  std::vector<std::string> chosen;
  draw.shuffle(mistakes);
  for (const std::string& id : mistakes) {
    const std::vector<WrongMethod> ways = wrong_methods(problem, find_mistake(id));
    if (ways.empty()) continue;
    const std::vector<double> answers =
        parameters_of(answers_in_units(problem, worked_wrongly(problem, ways.front()), format), problem.dimension());
    const auto same = [&](const std::vector<double>& other) { return !differ(answers, other); };
    if (answers.empty() || std::any_of(taken.begin(), taken.end(), same)) continue;
    taken.push_back(answers);
    chosen.push_back(id);
    if (chosen.size() == wrong_choices) break;
  }
  return chosen;
}

/// The problem, asking for the error in a working with this mistake.
Problem with_mistake(const Problem& problem, const std::string& mistake) {
  Problem asking = problem;
  asking.question = {};
  asking.question.kind = Kind::find_error;
  asking.question.mistake = mistake;
  return asking;
}

/// Does the mistake show, and first where it is made?
bool can_be_found(const Problem& problem, const std::string& mistake) {
  const std::vector<WrongMethod> ways = wrong_methods(problem, find_mistake(mistake));
  if (ways.empty()) return false;
  const auto wrong = answers_in_units(problem, worked_wrongly(problem, ways.front()), precision_asked(problem));
  if (wrong.empty() || !differ(wrong, answers_in_units(problem, problem, precision_asked(problem)))) return false;
  const Tape tape = compile(problem);
  return shows_where_it_enters(shown_working(with_mistake(problem, mistake), tape, state(problem, tape)), tape);
}

/// The first mistake that can be found, from a place that differs from problem to problem.
std::string choose_fault(const Problem& problem, const std::vector<std::string>& mistakes, const Place& place) {
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    const std::string& id = mistakes[static_cast<std::size_t>((place.number + i) % mistakes.size())];
    if (can_be_found(problem, id)) return id;
  }
  return "";
}

/// The fault among others that might have been made, in any order.
std::vector<std::string> choose_explanations(const Problem& problem, const std::string& fault,
                                             std::vector<std::string> mistakes, Draw& draw) {
  const Problem asking = with_mistake(problem, fault);
  const Tape tape = compile(problem);
  const Stated right = state(problem, tape);
  draw.shuffle(mistakes);
  std::vector<std::string> chosen = other_choices(asking, right, shown_working(asking, tape, right), mistakes);
  chosen.push_back(fault);
  draw.shuffle(chosen);
  return chosen;
}

}  // namespace

void set_kind(Draft& draft, Kind kind, const Definition& definition, const Place& place) {
  draft.question.kind = kind;
  if (kind == Kind::final || kind == Kind::choice) {
    draft.answer.ask = {"theta"};
    draft.answer.last_step_only = true;
  } else if (!draft.objective.gradients.empty()) {
    for (const Equation& equation : definition.equations) {  // what is given is not asked
      const auto* gradient = equation.right.as<Call>();
      if (!gradient || gradient->function != Function::grad) draft.answer.ask.push_back(equation.quantity);
    }
  }
  if (kind == Kind::faded) draft.question.shown = shown_cells(draft, definition, place);
}

bool finish_kind(Draft& draft, const Problem& problem, const Certificate& certificate, Draw& draw, const Place& place) {
  Question& question = draft.question;
  if (question.kind == Kind::choice) {
    question.choices = choose_wrong(problem, drawn(certificate.tested), draw);
    if (question.choices.size() < wrong_choices) return false;
    question.choices.emplace_back();
    draw.shuffle(question.choices);
  } else if (question.kind == Kind::find_error) {
    const std::vector<std::string> mistakes = drawn(certificate.tested);
    question.mistake = choose_fault(problem, mistakes, place);
    if (question.mistake.empty()) return false;
    question.choices = choose_explanations(problem, question.mistake, mistakes, draw);
    return question.choices.size() > 1;
  }
  return true;
}

}  // namespace stepmark::problems
