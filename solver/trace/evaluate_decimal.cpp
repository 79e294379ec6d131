#include <algorithm>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

constexpr double bits_per_digit = 3.3219280948873626;

int bits_for(int digits) { return static_cast<int>(digits * bits_per_digit) + 64; }

Printed printed(const EnclosingArithmetic::Rounded& value, const DecimalFormat& format) {
  return {value.exact ? value.value.to_string() : to_string(value.value, format), value.exact};
}

/// One run of a tape at one precision, by hand or unrounded.
class Attempt {
 public:
  Attempt(const Tape& tape, const Working& working, const DecimalFormat& show, int bits)
      : tape_(tape), working_(working), show_(show), machine_(tape, EnclosingArithmetic(bits)) {}

  /// @throws Undecided when the precision does not suffice; `given` and `position` then say where.
  Evaluation run() {
    Evaluation evaluation;
    for (const Tape::Given& stretch : tape_.givens) {
      enter(true, evaluation.givens.size());
      machine_.run(stretch.begin, stretch.end);
      evaluation.givens.push_back(show_given(stretch.result));
    }
    for (const Tape::Line& stretch : tape_.lines) {
      enter(false, evaluation.lines.size());
      evaluation.lines.push_back(show_line(stretch));
    }
    return evaluation;
  }

  bool given = true;
  std::size_t position = 0;

 private:
  void enter(bool in_given, std::size_t at) {
    given = in_given;
    position = at;
  }

  EnclosingArithmetic::Rounded rounded(std::uint32_t result, const DecimalFormat& format) const {
    const auto value = machine_.arithmetic().round(machine_[result], format, working_.ties);
    if (!value) throw Undecided("the digits are not decided");
    return *value;
  }

  Printed show_given(std::uint32_t result) const {
    const EnclosingArithmetic& in = machine_.arithmetic();
    if (in.is_exact(machine_[result])) return {in.exact_value(machine_[result]).to_string(), true};
    return printed(rounded(result, show_), show_);
  }

  Printed show_line(const Tape::Line& line) {
    const bool by_hand = working_.carry == Working::Carry::rounded && working_.round.kind != DecimalFormat::Kind::none;
    if (!by_hand) {
      machine_.run(line.begin, line.end);
      return printed(rounded(line.result, show_), show_);
    }
    return working_.each == Working::Each::line ? round_line(line) : round_operations(line);
  }

  Printed round_line(const Tape::Line& line) {
    machine_.run(line.begin, line.end);
    const auto value = rounded(line.result, working_.round);
    machine_.arithmetic().set(machine_[line.result], value.value);
    return printed(value, working_.round);
  }

  Printed round_operations(const Tape::Line& line) {
    const EnclosingArithmetic& in = machine_.arithmetic();
    bool exact = true;
    machine_.run(line.begin, line.end, [&](EnclosingArithmetic::Value& value) {
      const auto written = in.round(value, working_.round, working_.ties);
      if (!written) throw Undecided("the digits are not decided");
      exact = exact && written->exact;
      in.set(value, written->value);
    });
    const Exact value = in.exact_value(machine_[line.result]);
    // A line without an operation passes on a number that was given, with as many digits as it has.
    const bool fits = value.rounded(working_.round, working_.ties) == value;
    return {exact || !fits ? value.to_string() : to_string(value, working_.round), exact};
  }

  const Tape& tape_;
  const Working& working_;
  const DecimalFormat& show_;
  Machine<EnclosingArithmetic> machine_;
};

}  // namespace

Evaluation evaluate_decimal(const Tape& tape, const Working& working, const DecimalFormat& show) {
  const int needed = bits_for(std::max(show.digits, working.round.digits));
  const int most = needed + bits_for(most_digits);
  for (int bits = std::max(128, needed);; bits = std::min(2 * bits, most)) {
    Attempt attempt(tape, working, show, bits);
    try {
      return attempt.run();
    } catch (const Undecided& undecided) {
      if (bits < most) continue;
      throw NoValue(attempt.given, attempt.position,
                    "cannot tell at " + std::to_string(most_digits) + " digits (" + undecided.what() + ")");
    } catch (const Undefined& undefined) {
      throw NoValue(attempt.given, attempt.position, undefined.what());
    } catch (const TooLarge& large) {
      throw NoValue(attempt.given, attempt.position, large.what());
    }
  }
}

}  // namespace stepmark
