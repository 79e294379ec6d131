#include <cmath>

#include "solver/arithmetic/binary.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

namespace {

template <class Real>
Printed printed(Real value, bool given, std::size_t position) {
  if (std::isnan(value)) throw NoValue(given, position, "not a number (NaN) in this arithmetic");
  if (std::isinf(value)) throw NoValue(given, position, "infinite in this arithmetic");
  return {shortest(value), true};
}

template <class Arithmetic>
class InBinary : public Evaluator {
 public:
  explicit InBinary(Stretches& stretches) : stretches_(stretches) {}

  Evaluation evaluate(std::size_t i) override {
    TapePtr tape = stretches_[i];
    auto machine = std::make_unique<Machine<Arithmetic>>(*tape, Arithmetic());
    if (machine_) hand_on(*machine_, *tape_, *machine, *tape);
    tape_ = std::move(tape);
    machine_ = std::move(machine);
    Evaluation evaluation;
    run_givens(i == 0, evaluation);
    run_lines(evaluation);
    return evaluation;
  }

 private:
  void run_givens(bool printing, Evaluation& evaluation) {
    for (std::size_t i = 0; i < tape_->givens.size(); ++i) {
      const Tape::Given& given = tape_->givens[i];
      machine_->run(given.begin, given.end);
      if (printing) evaluation.givens.push_back(printed((*machine_)[given.result], true, i));
    }
    for (const Tape::Shared& shared : tape_->shared) machine_->run(shared.begin, shared.end);
  }

  void run_lines(Evaluation& evaluation) {
    for (const Tape::Line& line : tape_->lines) {
      machine_->run(line);
      evaluation.lines.push_back(
          {printed((*machine_)[line.result], false, evaluation.lines.size()), machine_->branches(line), {}});
    }
  }

  Stretches& stretches_;
  TapePtr tape_;
  std::unique_ptr<Machine<Arithmetic>> machine_;
};

}  // namespace

std::unique_ptr<Evaluator> binary64_evaluator(Stretches& stretches) {
  return std::make_unique<InBinary<Binary64Arithmetic>>(stretches);
}

std::unique_ptr<Evaluator> binary32_evaluator(Stretches& stretches) {
  return std::make_unique<InBinary<Binary32Arithmetic>>(stretches);
}

Evaluation evaluate_binary64(Tape tape) {
  Stretches whole(std::move(tape));
  return binary64_evaluator(whole)->evaluate(0);
}

}  // namespace stepmark::trace
