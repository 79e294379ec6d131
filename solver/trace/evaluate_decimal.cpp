#include <algorithm>

#include "solver/trace/evaluate.hpp"
#include "solver/trace/given_data.hpp"
#include "solver/trace/hand.hpp"

namespace stepmark {

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

Printed print_given(Ladder& ladder, const Tape& tape, std::size_t i, const DecimalFormat& show, RoundingRule ties) {
  return ladder.climb(true, i, [&](std::size_t rung) {
    const auto& machine = ladder.rung(rung);
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

Evaluation evaluate_by_hand(const Tape& tape, const Working& working, const DecimalFormat& show) {
  HandWork hand(tape, working);
  Evaluation evaluation;
  const auto& written = hand.run();
  for (std::size_t i = 0; i < written.size(); ++i) {
    const HandWork::Written& line = written[i];
    std::vector<Printed> operations;
    for (const auto& [value, exact] : line.operations) operations.push_back(printed(value, exact, working.round));
    Printed value = tape.lines[i].given_data ? printed(line.value, line.exact, format_of_given_data(working.round))
                                             : printed_as_written(line.value, line.exact, working);
    evaluation.lines.push_back({std::move(value), line.branches, std::move(operations)});
  }
  for (std::size_t i = 0; i < tape.givens.size(); ++i) {
    const auto exact = hand.given(i);
    evaluation.givens.push_back(exact ? Printed{exact->to_string(), true}
                                      : print_given(hand.ladder(), tape, i, show, working.ties));
  }
  return evaluation;
}

/// Nothing is rounded but what is printed. Each line is printed from the lowest rung that decides its digits.
Evaluation evaluate_unrounded(const Tape& tape, const DecimalFormat& show, RoundingRule ties) {
  Ladder ladder(tape, show.digits);
  std::vector<std::size_t> done(ladder.rungs(), 0);
  Evaluation evaluation;
  for (std::size_t i = 0; i < tape.givens.size(); ++i) {
    evaluation.givens.push_back(print_given(ladder, tape, i, show, ties));
  }
  for (std::size_t line = 0; line < tape.lines.size(); ++line) {
    evaluation.lines.push_back(ladder.climb(false, line, [&](std::size_t rung) {
      auto& machine = ladder.rung(rung);
      for (std::size_t& next = done[rung]; next <= line; ++next) machine.run(tape.lines[next]);
      return EvaluatedLine{print_line(machine, tape.lines[line], show, ties), machine.branches(tape.lines[line]), {}};
    }));
  }
  return evaluation;
}

}  // namespace

Evaluation evaluate_decimal(const Tape& tape, const Working& working, const DecimalFormat& show) {
  const bool by_hand = working.carry == Working::Carry::rounded && working.round.kind != DecimalFormat::Kind::none;
  return by_hand ? evaluate_by_hand(tape, working, show) : evaluate_unrounded(tape, show, working.ties);
}

}  // namespace stepmark
