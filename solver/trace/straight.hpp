// Evaluating in an arithmetic in which every line is worked once: what it gives is printed, or there is no value.
#pragma once

#include <memory>
#include <utility>

#include "solver/rooms.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

/// A way of working has an Arithmetic, `attempt(given, position, work)`, which makes a NoValue of what `work` throws,
/// `spend(value)`, called for each result that is no given, and `printed(arithmetic, value, given, position)`.
template <class Way>
class Straight : public Evaluator {
 public:
  explicit Straight(Stretches& stretches) : stretches_(stretches) {}

  Evaluation evaluate(std::size_t i) override {
    TapePtr tape = stretches_[i];
    auto machine = std::make_unique<Worker>(*tape);
    if (machine_) hand_on(*machine_, *tape_, *machine, *tape);
    tape_ = std::move(tape);
    machine_ = std::move(machine);
    Evaluation evaluation;
    machine_->begin([&](const Beginning& part, const auto& work) {
      way_.attempt(part.given, part.position, work);
      if (!part.given) return way_.attempt(false, part.position, [&] { way_.spend((*machine_)[part.result]); });
      if (i == 0) evaluation.givens.push_back(printed(part.result, true, part.position));
    });
    for (std::size_t line = 0; line < tape_->lines.size(); ++line) evaluation.lines.push_back(worked(line));
    return evaluation;
  }

 private:
  using Worker = Machine<typename Way::Arithmetic>;

  EvaluatedLine worked(std::size_t i) {
    const Tape::Line& line = tape_->lines[i];
    way_.attempt(false, i, [&] { machine_->run(line, [&](const auto& result) { way_.spend(result); }); });
    return {printed(line.result, false, i), machine_->branches(line), {}};
  }

  Printed printed(std::uint32_t r, bool given, std::size_t position) const {
    return way_.printed(machine_->arithmetic(), (*machine_)[r], given, position);
  }

  Stretches& stretches_;
  TapePtr tape_;
  std::unique_ptr<Worker> machine_;
  Way way_;
};

}  // namespace stepmark::trace
