#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

using ExactMachine = Machine<ExactArithmetic>;

template <class Stretch>
std::vector<Printed> run_all(ExactMachine& machine, const std::vector<Stretch>& stretches, bool given) {
  std::vector<Printed> values;
  try {
    for (const Stretch& stretch : stretches) {
      machine.run(stretch.begin, stretch.end);
      values.push_back({machine.arithmetic().exact_value(machine[stretch.result]).to_string(), true});
    }
  } catch (const Undefined& failure) {
    throw NoValue(given, values.size(), failure.what());
  } catch (const Irrational& failure) {
    throw NoValue(given, values.size(), std::string(failure.what()) + ", which exact arithmetic does not have");
  } catch (const TooLarge& failure) {
    throw NoValue(given, values.size(), failure.what());
  }
  return values;
}

}  // namespace

Evaluation evaluate_exact(const Tape& tape) {
  ExactMachine machine(tape, ExactArithmetic());
  Evaluation evaluation;
  evaluation.givens = run_all(machine, tape.givens, true);
  evaluation.lines = run_all(machine, tape.lines, false);
  return evaluation;
}

}  // namespace stepmark
