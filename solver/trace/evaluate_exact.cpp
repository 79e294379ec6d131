#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

using ExactMachine = Machine<ExactArithmetic>;

void run(ExactMachine& machine, std::uint32_t begin, std::uint32_t end, bool given, std::size_t position) {
  try {
    machine.run(begin, end);
  } catch (const Undefined& failure) {
    throw NoValue(given, position, failure.what());
  } catch (const Irrational& failure) {
    throw NoValue(given, position, std::string(failure.what()) + " is irrational, and the arithmetic is exact");
  } catch (const TooLarge& failure) {
    throw NoValue(given, position, failure.what());
  }
}

template <class Stretch>
std::vector<Printed> run_all(ExactMachine& machine, const std::vector<Stretch>& stretches, bool given) {
  std::vector<Printed> values;
  for (const Stretch& stretch : stretches) {
    run(machine, stretch.begin, stretch.end, given, values.size());
    values.push_back({machine.arithmetic().exact_value(machine[stretch.result]).to_string(), true});
  }
  return values;
}

}  // namespace

Evaluation evaluate_exact(const Tape& tape) {
  ExactMachine machine(tape, ExactArithmetic());
  Evaluation evaluation;
  evaluation.givens = run_all(machine, tape.givens, true);
  for (const Tape::Shared& shared : tape.shared) run(machine, shared.begin, shared.end, false, shared.line);
  evaluation.lines = run_all(machine, tape.lines, false);
  return evaluation;
}

}  // namespace stepmark
