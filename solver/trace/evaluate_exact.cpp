#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

using ExactMachine = Machine<ExactArithmetic>;

template <class Run>
void attempt(bool given, std::size_t position, Run&& run) {
  try {
    run();
  } catch (const Undefined& failure) {
    throw NoValue(given, position, failure.what());
  } catch (const Irrational& failure) {
    throw NoValue(given, position, std::string(failure.what()) + " is irrational, and the arithmetic is exact");
  } catch (const TooLarge& failure) {
    throw NoValue(given, position, failure.what());
  }
}

Printed printed(const ExactMachine& machine, std::uint32_t r) {
  return {machine.arithmetic().exact_value(machine[r]).to_string(), true};
}

}  // namespace

Evaluation evaluate_exact(const Tape& tape) {
  ExactMachine machine(tape, ExactArithmetic());
  Evaluation evaluation;
  for (const Tape::Given& given : tape.givens) {
    attempt(true, evaluation.givens.size(), [&] { machine.run(given.begin, given.end); });
    evaluation.givens.push_back(printed(machine, given.result));
  }
  for (const Tape::Shared& shared : tape.shared) {
    attempt(false, shared.line, [&] { machine.run(shared.begin, shared.end); });
  }
  for (const Tape::Line& line : tape.lines) {
    attempt(false, evaluation.lines.size(), [&] { machine.run(line); });
    evaluation.lines.push_back({printed(machine, line.result), machine.branches(line), {}});
  }
  return evaluation;
}

}  // namespace stepmark
