#include "solver/trace/hand.hpp"

#include "solver/trace/given_data.hpp"

namespace stepmark {

namespace {

/// Rounds each operation of a line in the quick arithmetic, and remembers what became of it.
struct QuickRounding {
  const QuickArithmetic& in;
  const Working& working;
  bool decided = true, exact = true, tie = false;
  std::vector<HandWork::Written::Operation> operations = {};

  void operator()(QuickArithmetic::Value& value) {
    const auto outcome = in.round(value, working.round, working.ties);
    decided = decided && outcome != QuickArithmetic::Outcome::undecided;
    exact = exact && outcome == QuickArithmetic::Outcome::exact;
    tie = tie || outcome == QuickArithmetic::Outcome::tie;
    keep(outcome == QuickArithmetic::Outcome::exact, value);
  }

  void keep(bool is_exact, const QuickArithmetic::Value& value) {
    if (working.each != Working::Each::operation || !decided || !in.is_exact(value)) return;
    operations.push_back({in.exact_value(value), is_exact});
  }
};

/// The same in enclosures. @throws Undecided
struct SureRounding {
  const EnclosingArithmetic& in;
  const Working& working;
  bool exact = true, tie = false;
  std::vector<HandWork::Written::Operation> operations = {};

  void operator()(EnclosingArithmetic::Value& value) {
    const auto written = in.round(value, working.round, working.ties);
    if (!written) throw Undecided("the digits to be written down");
    exact = exact && written->exact;
    tie = tie || written->tie;
    in.set(value, written->value);
    if (working.each == Working::Each::operation) operations.push_back({written->value, written->exact});
  }
};

}  // namespace

HandWork::HandWork(const Tape& tape, const Working& working)
    : tape_(tape),
      working_(working),
      quick_(tape, QuickArithmetic()),
      ladder_(tape, working.round.digits),
      copied_(ladder_.rungs(), 0) {
  written_.reserve(tape.lines.size());
}

const std::vector<HandWork::Written>& HandWork::run() {
  written_.clear();
  copied_.assign(ladder_.rungs(), 0);
  for (const Tape::Given& given : tape_.givens) quick_.run(given.begin, given.end);
  for (const Tape::Shared& shared : tape_.shared) quick_.run(shared.begin, shared.end);
  for (std::size_t line = 0; line < tape_.lines.size(); ++line) {
    written_.push_back(tape_.lines[line].given_data ? given_data(line) : worked(line));
  }
  return written_;
}

std::optional<Exact> HandWork::given(std::size_t i) const {
  const auto& value = quick_[tape_.givens[i].result];
  if (!quick_.arithmetic().is_exact(value)) return std::nullopt;
  return quick_.arithmetic().exact_value(value);
}

HandWork::Written HandWork::worked(std::size_t line) {
  auto written = quickly(tape_.lines[line]);
  return written ? std::move(*written) : surely(line);
}

std::optional<HandWork::Written> HandWork::quickly(const Tape::Line& line) {
  QuickRounding rounding{quick_.arithmetic(), working_};
  auto& result = quick_[line.result];
  try {
    if (working_.each == Working::Each::operation) {
      quick_.run(line, rounding);
    } else {
      quick_.run(line);
      rounding(result);
    }
  } catch (const Undecided&) {
    return std::nullopt;
  }
  if (!rounding.decided || !quick_.arithmetic().is_exact(result)) return std::nullopt;
  return Written{quick_.arithmetic().exact_value(result), rounding.exact, rounding.tie, quick_.branches(line),
                 std::move(rounding.operations)};
}

HandWork::Written HandWork::surely(std::size_t line) {
  const Tape::Line& stretch = tape_.lines[line];
  Written written = ladder_.climb(false, line, [&](std::size_t rung) {
    auto& machine = ladder_.rung(rung);
    write_earlier_lines(rung, line);
    SureRounding rounding{machine.arithmetic(), working_};
    if (working_.each == Working::Each::operation) {
      machine.run(stretch, rounding);
      // A line without an operation may hand on what was given, an irrational number too; it is written down all the
      // same.
      if (!machine.arithmetic().is_exact(machine[stretch.result])) rounding(machine[stretch.result]);
    } else {
      machine.run(stretch);
      rounding(machine[stretch.result]);
    }
    return Written{machine.arithmetic().exact_value(machine[stretch.result]), rounding.exact, rounding.tie,
                   machine.branches(stretch), std::move(rounding.operations)};
  });
  quick_.arithmetic().set(quick_[stretch.result], written.value);
  return written;
}

/// The registers keep the value itself.
HandWork::Written HandWork::given_data(std::size_t line) {
  const Tape::Line& stretch = tape_.lines[line];
  auto& quick = quick_[stretch.result];
  try {
    quick_.run(stretch);
    if (quick_.arithmetic().is_exact(quick)) {
      return {quick_.arithmetic().exact_value(quick), true, false, quick_.branches(stretch)};
    }
  } catch (const Undecided&) {
    quick.kind = QuickArithmetic::Kind::unknown;
  }
  return ladder_.climb(false, line, [&](std::size_t rung) {
    auto& machine = ladder_.rung(rung);
    write_earlier_lines(rung, line);
    machine.run(stretch);
    const auto shown = show_given_data(machine.arithmetic(), machine[stretch.result], working_.round, working_.ties);
    if (!shown) throw Undecided("the digits to be written down");
    return Written{shown->value, shown->exact, false, machine.branches(stretch)};
  });
}

void HandWork::write_earlier_lines(std::size_t rung, std::size_t line) {
  auto& machine = ladder_.rung(rung);
  for (std::size_t& done = copied_[rung]; done < line; ++done) {
    const Tape::Line& earlier = tape_.lines[done];
    if (earlier.given_data) {
      machine.run(earlier);
    } else {
      machine.arithmetic().set(machine[earlier.result], written_[done].value);
    }
  }
}

}  // namespace stepmark
