#include <algorithm>

#include "solver/trace/evaluate.hpp"
#include "solver/trace/given_data.hpp"
#include "solver/trace/hand.hpp"

namespace stepmark::trace {

namespace {

Printed printed(const Exact& value, bool exact, const DecimalFormat& format) {
  return {exact ? value.to_string() : to_string(value, format), exact};
}

/// @throws Undecided
Printed print_register(const Machine<EnclosingArithmetic>& machine, std::uint32_t r, const DecimalFormat& show,
                       RoundingRule ties) {
  const auto value = machine.arithmetic().round(machine[r], show, ties);
  if (!value) throw Undecided("the digits to be printed");
  return printed(value->value, value->exact, show);
}

/// The same of a line. @throws Undecided
Printed print_line(const Machine<EnclosingArithmetic>& machine, const Tape::Line& line, const DecimalFormat& show,
                   RoundingRule ties) {
  if (!line.given_data) return print_register(machine, line.result, show, ties);
  const auto value = show_given_data(machine.arithmetic(), machine[line.result], show, ties);
  if (!value) throw Undecided("the digits to be printed");
  return printed(value->value, value->exact, format_of_given_data(show));
}

Printed print_given(CertifiedRun& sure, const Tape& tape, std::size_t i, const DecimalFormat& show, RoundingRule ties) {
  return sure.climb(true, i, [&](std::size_t rung) {
    const auto& machine = sure.machine(rung);
    const std::uint32_t r = tape.givens[i].result;
    const EnclosingArithmetic& in = machine.arithmetic();
    if (in.is_exact(machine[r])) return Printed{in.exact_value(machine[r]).to_string(), true};
    return print_register(machine, r, show, ties);
  });
}

/// A number as it was written down.
Printed printed_as_written(const Exact& value, bool exact, const Working& working) {
  // What only passes on what was given may have more digits than are written down.
  const bool fits = exact || value.rounded(working.round, working.ties) == value;
  return {fits ? printed(value, exact, working.round).text : value.to_string(), exact};
}

class ByHand : public Evaluator {
 public:
  ByHand(Stretches& stretches, const Working& working, const DecimalFormat& show)
      : stretches_(stretches), working_(working), show_(show) {}

  Evaluation evaluate(std::size_t i) override {
    TapePtr tape = stretches_[i];
    std::vector<Exact> before = hand_ ? hand_->handed_on(*tape) : std::vector<Exact>();
    hand_ = std::make_unique<HandWork>(*tape, working_, std::move(before));
    tape_ = std::move(tape);
    Evaluation evaluation;
    for (const HandWork::Written& line : hand_->run()) {
      const bool given = tape_->lines[evaluation.lines.size()].given_data;
      evaluation.lines.push_back({value(line, given), line.branches, operations(line)});
    }
    if (i == 0) print_givens(evaluation);
    return evaluation;
  }

 private:
  Printed value(const HandWork::Written& line, bool given) const {
    return given ? printed(line.value, line.exact, format_of_given_data(working_.round))
                 : printed_as_written(line.value, line.exact, working_);
  }

  std::vector<Printed> operations(const HandWork::Written& line) const {
    std::vector<Printed> all;
    for (const auto& [value, exact] : line.operations) all.push_back(printed(value, exact, working_.round));
    return all;
  }

  void print_givens(Evaluation& evaluation) const {
    for (std::size_t i = 0; i < tape_->givens.size(); ++i) {
      const auto exact = hand_->given(i);
      evaluation.givens.push_back(exact ? Printed{exact->to_string(), true}
                                        : print_given(hand_->sure(), *tape_, i, show_, working_.ties));
    }
  }

  Stretches& stretches_;
  const Working& working_;
  DecimalFormat show_;
  TapePtr tape_;
  std::unique_ptr<HandWork> hand_;
};

/// Nothing is rounded but what is printed. Each line is printed from the lowest rung that decides its digits; a rung
/// that is needed late works the stretches before from where it left off.
class Unrounded : public Evaluator {
 public:
  Unrounded(Stretches& stretches, const DecimalFormat& show, RoundingRule ties)
      : stretches_(stretches), show_(show), ties_(ties), first_(stretches[0]), sure_(*first_, show.digits) {}

  Evaluation evaluate(std::size_t i) override {
    const TapePtr tape = stretches_[i];
    Evaluation evaluation;
    for (std::size_t k = 0; i == 0 && k < tape->givens.size(); ++k) {
      evaluation.givens.push_back(print_given(sure_, *tape, k, show_, ties_));
    }
    for (std::size_t line = 0; line < tape->lines.size(); ++line) {
      evaluation.lines.push_back(sure_.climb(false, line, [&](std::size_t rung) {
        const auto& machine = run_to(rung, i, line);
        return EvaluatedLine{
            print_line(machine, tape->lines[line], show_, ties_), machine.branches(tape->lines[line]), {}};
      }));
    }
    return evaluation;
  }

 private:
  const Machine<EnclosingArithmetic>& run_to(std::size_t rung, std::size_t stretch, std::size_t line) {
    while (sure_.stretch(rung) < stretch) {
      sure_.run_before(rung, sure_.tape(rung).lines.size(), line);
      sure_.go_on(rung, stretches_[sure_.stretch(rung) + 1]);
    }
    return sure_.run_before(rung, line + 1, line);
  }

  Stretches& stretches_;
  DecimalFormat show_;
  RoundingRule ties_;
  TapePtr first_;
  CertifiedRun sure_;
};

}  // namespace

std::unique_ptr<Evaluator> decimal_evaluator(Stretches& stretches, const Working& working, const DecimalFormat& show) {
  if (working.carries_rounded()) return std::make_unique<ByHand>(stretches, working, show);
  return std::make_unique<Unrounded>(stretches, show, working.ties);
}

Evaluation evaluate_decimal(Tape tape, const Working& working, const DecimalFormat& show) {
  Stretches whole(std::move(tape));
  return decimal_evaluator(whole, working, show)->evaluate(0);
}

}  // namespace stepmark::trace
