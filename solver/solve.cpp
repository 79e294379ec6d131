#include "solver/solve.hpp"

#include <memory>
#include <utility>

#include "solver/trace/arithmetics.hpp"

namespace stepmark::solver {

namespace {

std::string component_name(const Problem& problem, std::optional<std::size_t> component) {
  if (!component || problem.dimension() == 1) return {};
  return ", component " + problem.objective->parameters()[*component];
}

std::string line_name(const Problem& problem, const Tape::Line& line) {
  const Equation& equation = problem.optimizer.equations[line.equation];
  return equation.quantity + '[' + std::to_string(line.t + equation.offset) + "] (step " + std::to_string(line.t) +
         component_name(problem, line.component) + ")";
}

std::string given_name(const Problem& problem, const Tape::Given& given) {
  const std::string index = given.index ? '[' + std::to_string(*given.index) + ']' : "";
  return given.name + index + (given.index ? " (given" + component_name(problem, given.component) + ")" : " (given)");
}

/// Where the file has the cause: a hyperparameter that it gives, or else the objective and its start.
Location place_of(const Problem& problem, const Tape& tape, const NoValue& failure) {
  if (failure.given) {
    const Hyperparameter* hyper = problem.optimizer.find_hyperparameter(tape.givens[failure.position].name);
    if (hyper && hyper->where.file == problem.file) return hyper->where;
  }
  return problem.where.file.empty() ? Location{problem.file, 0, 0} : problem.where;
}

InputError named(const Problem& problem, const Tape& tape, const NoValue& failure) {
  const std::string where = failure.given ? given_name(problem, tape.givens[failure.position])
                                          : line_name(problem, tape.lines[failure.position]);
  return {place_of(problem, tape, failure), where + ": " + failure.what(), failure.expected};
}

TraceLine trace_line(const Problem& problem, const Tape::Line& line, EvaluatedLine evaluated) {
  const std::int64_t index = line.t + problem.optimizer.equations[line.equation].offset;
  return {line.t,
          index,
          line.equation,
          line.component,
          std::move(evaluated.value),
          std::move(evaluated.branches),
          std::move(evaluated.operations),
          line.given_data};
}

Trace assemble(const Problem& problem, const Tape& tape, const Settings& settings, Evaluation evaluation) {
  Trace trace;
  trace.settings = settings;
  trace.lines.reserve(tape.lines.size());
  for (std::size_t i = 0; i < tape.givens.size(); ++i) {
    const Tape::Given& given = tape.givens[i];
    trace.add_given(given.name, given.index, given.component, std::move(evaluation.givens[i]));
  }
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const std::string& quantity = problem.optimizer.equations[tape.lines[i].equation].quantity;
    trace.add_line(quantity, trace_line(problem, tape.lines[i], std::move(evaluation.lines[i])));
  }
  return trace;
}

/// Calls `take` with each stretch and what is in it. @throws InputError, CannotBeCut
template <class Take>
void evaluate(const Problem& problem, Stretches& stretches, const Settings& settings, Take&& take) {
  const auto work = entry_of(settings.arithmetic).evaluator(stretches, settings);
  for (std::size_t i = 0; i < stretches.count(); ++i) {
    const TapePtr tape = stretches[i];
    try {
      take(*tape, work->evaluate(i));
    } catch (const NoValue& failure) {
      throw named(problem, *tape, failure);
    }
  }
}

/// So many lines are worked at a time: the machines of a stretch fit the cache, and are made seldom enough.
constexpr std::size_t lines_of_stretch = 10'000;

void hand_over(const Problem& problem, Stretches& stretches, const Settings& settings, const LineTaker& taker) {
  evaluate(problem, stretches, settings, [&](const Tape& tape, Evaluation evaluation) {
    for (std::size_t i = 0; i < tape.lines.size(); ++i) {
      taker.take(trace_line(problem, tape.lines[i], std::move(evaluation.lines[i])));
    }
    if (!tape.lines.empty()) taker.worked(tape.lines.back().t - problem.first_step() + 1);
  });
}

[[noreturn]] void refuse(const std::string& wrong, const std::string& expected) {
  throw InputError({}, wrong, expected);
}

void check_override(const SettingsOverride& override) {
  const bool cuts = override.digits || override.round;
  if (override.digits && override.round) refuse("digits go with neither places nor figures", "expected one");
  if (override.digits && override.carry == Working::Carry::rounded) {
    refuse("digits are those of the unrounded calculation, and it is to carry rounded numbers",
           "expected places or figures, or to carry exactly");
  }
  const bool other = override.arithmetic && *override.arithmetic != Settings::Arithmetic::decimal;
  if (other && (cuts || override.carry || override.ties)) {
    refuse("digits, places, figures, carry and ties are for decimal arithmetic", "expected that arithmetic");
  }
  if (override.ties && *override.ties != RoundingRule::half_up && *override.ties != RoundingRule::half_even) {
    refuse("ties " + in_quotes(to_string(*override.ties)) + " is no rule for working by hand",
           "expected half-up or half-even");
  }
}

constexpr int default_figures = 10;

}  // namespace

Settings settings_for(const Problem& problem, const SettingsOverride& override) {
  check_override(override);
  Settings settings;
  settings.arithmetic = override.arithmetic.value_or(Settings::Arithmetic::decimal);
  if (settings.arithmetic != Settings::Arithmetic::decimal) return settings;
  Working& working = settings.working;
  if (problem.working) working = *problem.working;
  if (override.ties) working.ties = *override.ties;
  if (override.carry) working.carry = *override.carry;
  if (override.round) {
    if (!problem.states_rounding() && !override.carry) working.carry = Working::Carry::rounded;
    working.round = *override.round;
  }
  if (override.digits) {
    working.carry = Working::Carry::exact;
    working.round = DecimalFormat::figures(*override.digits);
  }
  const bool unrounded = !working.round.rounds();
  if (unrounded && override.carry == Working::Carry::rounded) {
    refuse("there is no rounding to carry", "expected places or figures, or a problem with [working]");
  }
  if (unrounded) working.carry = Working::Carry::exact;
  if (working.carry == Working::Carry::exact) working.each = Working::Each::line;  // only the printed line is rounded
  settings.show = unrounded ? DecimalFormat::figures(default_figures) : working.round;
  return settings;
}

Trace solve(const Problem& problem, const Settings& settings) {
  Stretches whole(compile(problem, StepSums::running));
  Trace trace;
  evaluate(problem, whole, settings, [&](const Tape& tape, Evaluation evaluation) {
    trace = assemble(problem, tape, settings, std::move(evaluation));
  });
  return trace;
}

void solve(const Problem& problem, const Settings& settings, const LineTaker& taker) {
  try {
    Stretches stretches(problem, lines_of_stretch);
    hand_over(problem, stretches, settings, taker);
  } catch (const CannotBeCut&) {
    taker.forget();
    Stretches whole(compile(problem, StepSums::running));
    hand_over(problem, whole, settings, taker);
  }
}

Printed calculate(const Expression& expression, const DecimalFormat& format, RoundingRule rule) {
  Working working;
  working.ties = rule;
  try {
    return evaluate_decimal(compile(expression), working, format).lines.front().value;
  } catch (const NoValue& failure) {
    throw InputError({}, failure.what(), "expected an expression that has a value");
  }
}

}  // namespace stepmark::solver
