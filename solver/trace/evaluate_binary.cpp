#include <cmath>

#include "solver/arithmetic/binary.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

template <class Arithmetic, class Stretch>
std::vector<Printed> run_all(Machine<Arithmetic>& machine, const std::vector<Stretch>& stretches, bool given) {
  std::vector<Printed> values;
  for (const Stretch& stretch : stretches) {
    machine.run(stretch.begin, stretch.end);
    const auto value = machine[stretch.result];
    if (std::isnan(value)) throw NoValue(given, values.size(), "not a number (NaN) in this arithmetic");
    if (std::isinf(value)) throw NoValue(given, values.size(), "infinite in this arithmetic");
    values.push_back({shortest(value), true});
  }
  return values;
}

template <class Arithmetic>
Evaluation evaluate(const Tape& tape) {
  Machine<Arithmetic> machine(tape, Arithmetic());
  Evaluation evaluation;
  evaluation.givens = run_all(machine, tape.givens, true);
  for (const Tape::Shared& shared : tape.shared) machine.run(shared.begin, shared.end);
  evaluation.lines = run_all(machine, tape.lines, false);
  return evaluation;
}

}  // namespace

Evaluation evaluate_binary64(const Tape& tape) { return evaluate<Binary64Arithmetic>(tape); }

Evaluation evaluate_binary32(const Tape& tape) { return evaluate<Binary32Arithmetic>(tape); }

}  // namespace stepmark
