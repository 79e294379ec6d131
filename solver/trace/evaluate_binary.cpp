#include <cmath>

#include "solver/arithmetic/binary.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

template <class Real>
Printed printed(Real value, bool given, std::size_t position) {
  if (std::isnan(value)) throw NoValue(given, position, "not a number (NaN) in this arithmetic");
  if (std::isinf(value)) throw NoValue(given, position, "infinite in this arithmetic");
  return {shortest(value), true};
}

template <class Arithmetic>
Evaluation evaluate(const Tape& tape) {
  Machine<Arithmetic> machine(tape, Arithmetic());
  Evaluation evaluation;
  for (const Tape::Given& given : tape.givens) {
    machine.run(given.begin, given.end);
    evaluation.givens.push_back(printed(machine[given.result], true, evaluation.givens.size()));
  }
  for (const Tape::Shared& shared : tape.shared) machine.run(shared.begin, shared.end);
  for (const Tape::Line& line : tape.lines) {
    machine.run(line);
    evaluation.lines.push_back(
        {printed(machine[line.result], false, evaluation.lines.size()), machine.branches(line), {}});
  }
  return evaluation;
}

}  // namespace

Evaluation evaluate_binary64(const Tape& tape) { return evaluate<Binary64Arithmetic>(tape); }

Evaluation evaluate_binary32(const Tape& tape) { return evaluate<Binary32Arithmetic>(tape); }

}  // namespace stepmark
