#include "solver/trace/hand.hpp"

#include <functional>

#include "solver/trace/given_data.hpp"

namespace stepmark::trace {

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

using Operations = std::vector<HandWork::Written::Operation>;

/// The same in enclosures. @throws Undecided
struct SureRounding {
  const EnclosingArithmetic& in;
  const Working& working;
  /// Is what is rounded next, after those operations, proved not to be this number?
  std::function<bool(const Exact&, const Operations&)> is_not;
  bool exact = true, tie = false;
  Operations operations = {};

  void operator()(EnclosingArithmetic::Value& value) {
    const auto written = rounded(value);
    if (!written) throw Undecided("the digits to be written down");
    exact = exact && written->exact;
    tie = tie || written->tie;
    in.set(value, written->value);
    if (working.each == Working::Each::operation) operations.push_back({written->value, written->exact});
  }

  /// Where the digits are known and only whether they are all there is, more digits are not the quickest way to tell.
  std::optional<EnclosingArithmetic::Rounded> rounded(const EnclosingArithmetic::Value& value) const {
    if (auto sure = in.round(value, working.round, working.ties)) return sure;
    const EnclosingArithmetic trusting(in.bits(), EnclosingArithmetic::Doubt::call_rounded);
    auto likely = trusting.round(value, working.round, working.ties);
    return likely && is_not(likely->value, operations) ? likely : std::nullopt;
  }
};

}  // namespace

HandWork::HandWork(const Tape& tape, const Working& working, std::vector<Exact> before)
    : tape_(tape), working_(working), before_(std::move(before)), quick_(tape), sure_(tape, working.round.digits) {
  written_.reserve(tape.lines.size());
}

const std::vector<HandWork::Written>& HandWork::run() {
  written_.clear();
  sure_.restart();
  residues_.reset();
  take_before(quick_);
  quick_.begin();
  for (std::size_t line = 0; line < tape_.lines.size(); ++line) {
    written_.push_back(tape_.lines[line].given_data ? given_data(line) : worked(line));
  }
  return written_;
}

template <Arithmetic A>
void HandWork::take_before(Machine<A>& machine) const {
  auto value = before_.begin();
  for (const Tape::Import& import : tape_.imports) machine.arithmetic().set(machine[import.result], *value++);
  for (const Tape::RunningSum& sum : tape_.sums) {
    if (sum.before) machine.arithmetic().set(machine[*sum.before], *value++);
  }
}

/// What the registers of given data keep is not what is written.
Exact HandWork::value_of_line(std::size_t line) const {
  if (line >= tape_.first_line && line - tape_.first_line < tape_.lines.size()) {
    if (tape_.lines[line - tape_.first_line].given_data) throw CannotBeCut();
    return written_[line - tape_.first_line].value;
  }
  for (std::size_t i = 0; i < tape_.imports.size(); ++i) {
    if (tape_.imports[i].line == line) return before_[i];
  }
  throw CannotBeCut();
}

Exact HandWork::value_of_sum(std::uint32_t total) {
  if (quick_.arithmetic().is_exact(quick_[total])) return quick_.arithmetic().exact_value(quick_[total]);
  const auto& machine = write_earlier_lines(0, tape_.lines.size());
  if (!machine.arithmetic().is_exact(machine[total])) throw CannotBeCut();
  return machine.arithmetic().exact_value(machine[total]);
}

std::vector<Exact> HandWork::handed_on(const Tape& later) {
  std::vector<Exact> values;
  for (const Tape::Import& import : later.imports) values.push_back(value_of_line(import.line));
  for (const Tape::RunningSum& sum : later.sums) {
    if (sum.before) values.push_back(value_of_sum(same_sum(tape_, sum).result));
  }
  return values;
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
  Written written = sure_.climb(false, line, [&](std::size_t rung) {
    auto& machine = write_earlier_lines(rung, line);
    SureRounding rounding{machine.arithmetic(), working_,
                          [&](const Exact& value, const Operations& before) { return is_not(value, line, before); }};
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
  return sure_.climb(false, line, [&](std::size_t rung) {
    auto& machine = write_earlier_lines(rung, line);
    machine.run(stretch);
    const auto shown = show_given_data(machine.arithmetic(), machine[stretch.result], working_.round, working_.ties);
    if (!shown) throw Undecided("the digits to be written down");
    return Written{shown->value, shown->exact, false, machine.branches(stretch)};
  });
}

Machine<EnclosingArithmetic>& HandWork::write_earlier_lines(std::size_t rung, std::size_t line) {
  if (!sure_.has_begun(rung)) take_before(sure_.machine(rung));
  return sure_.advance(rung, line, [&](auto& machine, std::size_t earlier) { write(machine, earlier); });
}

template <Arithmetic A>
void HandWork::write(Machine<A>& machine, std::size_t line) const {
  const Tape::Line& stretch = tape_.lines[line];
  machine.run(stretch.begin, stretch.begin + stretch.sums);
  if (stretch.given_data) {
    machine.run(stretch);
  } else {
    machine.arithmetic().set(machine[stretch.result], written_[line].value);
  }
}

Machine<ModularArithmetic>& HandWork::residues() {
  if (residues_) return *residues_;
  residues_.emplace(tape_);
  residues_->begin();
  take_before(*residues_);
  residues_copied_ = 0;
  return *residues_;
}

bool HandWork::is_not(const Exact& value, std::size_t line, const Operations& before) try {
  auto& machine = residues();
  const ModularArithmetic& in = machine.arithmetic();
  for (; residues_copied_ < line; ++residues_copied_) write(machine, residues_copied_);
  ModularArithmetic::Value wanted;
  in.set(wanted, value);
  if (working_.each != Working::Each::operation) {
    machine.run(tape_.lines[line]);
    return differ(machine[tape_.lines[line].result], wanted);
  }
  bool different = false;
  std::size_t operation = 0;
  machine.run(tape_.lines[line], [&](ModularArithmetic::Value& result) {
    if (operation == before.size()) different = differ(result, wanted);
    if (operation < before.size()) in.set(result, before[operation].value);
    ++operation;
  });
  return different;
} catch (const Undecided&) {
  return false;  // a comparison, which residues cannot make
}

}  // namespace stepmark::trace
