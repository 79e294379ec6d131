#include "solver/marking/own_work.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepmark::marking {

namespace {

using Kind = QuickArithmetic::Kind;
using Value = QuickArithmetic::Value;

Value interval(const Ends& ends) {
  Value value;
  value.kind = Kind::interval;
  value.lower = ends.lower;
  value.upper = ends.upper;
  return value;
}

/// A number beyond all doubles lies between the largest of them and infinity; one that is nearer to zero than they are,
/// at most the least of them away from it.
Ends around(const Exact& x) {
  constexpr double largest = std::numeric_limits<double>::max(), infinity = std::numeric_limits<double>::infinity();
  if (x.is_zero()) return {0, 0};
  const double nearest = x.to_double();
  if (!std::isfinite(nearest)) return x.sign() > 0 ? Ends{largest, infinity} : Ends{-infinity, -largest};
  const double slack = std::fabs(nearest) * 0x1p-51 + std::numeric_limits<double>::denorm_min();
  return {nearest - slack, nearest + slack};
}

/// The ends rounded to multiples of `unit`, and a hair more.
Ends rounded_to(const Ends& ends, double unit) {
  if (!std::isfinite(ends.lower) || !std::isfinite(ends.upper) || !std::isfinite(unit)) return ends;
  const double hair = unit * 1e-6;
  return {std::nearbyint(ends.lower / unit) * unit - hair, std::nearbyint(ends.upper / unit) * unit + hair};
}

Ends hull_of(const Ends& a, const Ends& b) { return {std::min(a.lower, b.lower), std::max(a.upper, b.upper)}; }

}  // namespace

OwnWork::OwnWork(const Tape& tape, int digits)
    : tape_(tape), written_(tape), either_(tape), carried_(tape), sure_(tape, digits), put_(tape.lines.size()) {
  for (auto* machine : {&written_, &either_, &carried_}) begin_quickly(*machine);
}

void OwnWork::restart() {
  line_ = 0;
  sure_.restart();
}

/// The line in enclosures, on the numbers put so far: what `read` makes of the machine, at the first precision at which
/// it is not undecided; nothing where there is none.
template <class Read>
auto OwnWork::surely(Read read) -> std::optional<decltype(read(std::declval<Machine<EnclosingArithmetic>&>()))> try {
  return sure_.climb(false, line_, [&](std::size_t rung) {
    auto& machine = sure_.advance(rung, line_, [&](auto& before, std::size_t i) {
      const Tape::Line& line = tape_.lines[i];
      put_[i] ? before.arithmetic().set(before[line.result], *put_[i]) : before.run(line);
    });
    machine.run(tape_.lines[line_]);
    return read(machine);
  });
} catch (const NoValue&) {
  return std::nullopt;
}

std::optional<Ends> OwnWork::evaluate() {
  const Tape::Line& line = tape_.lines[line_];
  for (auto* machine : {&written_, &either_, &carried_}) quickly(*machine, line.result, [&] { machine->run(line); });
  value_ = ends_of(written_[line.result]);
  if (!value_) {
    value_ = surely([&](const Machine<EnclosingArithmetic>& machine) {
      const EnclosingArithmetic& in = machine.arithmetic();
      return hull_of(around(in.lower(machine[line.result])), around(in.upper(machine[line.result])));
    });
    if (value_) written_[line.result] = interval(*value_);
  }
  const auto either = ends_of(either_[line.result]);
  if (!value_) return value_;
  hull_ = either ? hull_of(*either, *value_) : *value_;
  return value_;
}

std::optional<EnclosingArithmetic::Rounded> OwnWork::rounded(const DecimalFormat& format) {
  if (!value_) return std::nullopt;
  const std::uint32_t result = tape_.lines[line_].result;
  Value value = written_[result];
  using Outcome = QuickArithmetic::Outcome;
  const Outcome outcome = written_.arithmetic().round(value, format, RoundingRule::half_up);
  if (outcome != Outcome::undecided) {
    return EnclosingArithmetic::Rounded{written_.arithmetic().exact_value(value), outcome == Outcome::exact, false};
  }
  return surely([&](const Machine<EnclosingArithmetic>& machine) {
    const auto sure = machine.arithmetic().round(machine[result], format, RoundingRule::half_up);
    if (!sure) throw Undecided("the digits to be printed");
    return *sure;
  });
}

void OwnWork::put_rounded(const Exact& written, const Exact& half_unit) {
  const std::uint32_t result = tape_.lines[line_].result;
  written_.arithmetic().set(written_[result], written);
  carried_.arithmetic().set(carried_[result], written);
  either_[result] = interval(hull_of(around(written - half_unit), around(written + half_unit)));
  put_[line_] = written;
  next();
}

void OwnWork::put_honest(const Exact& written, const Exact& half_unit, double unit, double rule_unit) {
  const std::uint32_t result = tape_.lines[line_].result;
  written_.arithmetic().set(written_[result], written);
  Ends ends = around(written);
  if (value_) {
    ends = hull_of(ends, hull_);
    for (const double other : {rule_unit, unit / 10, unit / 100}) {
      if (other > 0) ends = hull_of(ends, rounded_to(hull_, other));
    }
  }
  either_[result] = interval(ends);
  const auto carried = ends_of(carried_[result]);
  const double number = written.to_double(), reach = half_unit.to_double() + unit;
  if (!carried || carried->lower > number + reach || carried->upper < number - reach) {
    carried_.arithmetic().set(carried_[result], written);
  }
  put_[line_] = written;
  next();
}

void OwnWork::keep(const DecimalFormat& format) {
  if (value_) {
    const std::uint32_t result = tape_.lines[line_].result;
    Value value = written_[result];
    if (written_.arithmetic().round(value, format, RoundingRule::half_up) == QuickArithmetic::Outcome::inexact) {
      either_[result] = interval(hull_of(hull_, around(written_.arithmetic().exact_value(value))));
    }
  }
  put_[line_] = std::nullopt;
  next();
}

}  // namespace stepmark::marking
