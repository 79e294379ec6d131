#include "solver/trace/carried.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lib/number/double_decimal.hpp"

namespace stepmark::trace {

namespace {

using Kind = QuickArithmetic::Kind;

/// Wide enough for the conversion and the quotient, each off by half a unit in the last place of a double.
Ends widened(double lower, double upper) {
  constexpr double slack = 0x1p-51, least = 0x1p-1000, largest = std::numeric_limits<double>::max();
  lower = std::min(lower, largest);
  upper = std::max(upper, -largest);
  return {lower - (std::fabs(lower) * slack + least), upper + (std::fabs(upper) * slack + least)};
}

}  // namespace

/// Nearer to zero than any double of full precision, only zero itself or what cannot be told from it is left.
bool is_close(const Ends& ends) {
  constexpr double largest = std::numeric_limits<double>::max();
  if (std::isinf(ends.lower) || std::isinf(ends.upper)) return ends.lower >= largest / 2 || ends.upper <= -largest / 2;
  const double size = std::max(std::fabs(ends.lower), std::fabs(ends.upper));
  return ends.upper - ends.lower <= 1e-9 * size || size < 0x1p-990;
}

std::optional<Ends> ends_of(const QuickArithmetic::Value& value) {
  if (value.kind == Kind::unknown) return std::nullopt;
  if (value.kind == Kind::interval) return Ends{value.lower, value.upper};
  if (value.mantissa == 0) return Ends{0, 0};
  const double nearest = static_cast<double>(value.mantissa) / double_power_of_ten(value.scale);
  return widened(nearest, nearest);
}

CarriedWork::CarriedWork(const Tape& tape, int digits)
    : tape_(tape), quick_(tape, QuickArithmetic()), ladder_(tape, digits), done_(ladder_.rungs(), 0) {
  run_quickly();
}

void CarriedWork::run_quickly() {
  const auto run = [&](const auto& stretch, std::uint32_t result) {
    try {
      quick_.run(stretch.begin, stretch.end);
    } catch (const Undecided&) {
      quick_[result].kind = Kind::unknown;
    }
  };
  for (const Tape::Given& given : tape_.givens) run(given, given.result);
  for (const Tape::Shared& shared : tape_.shared) {
    if (shared.begin < shared.end) run(shared, tape_.code[shared.end - 1].result);
  }
  for (const Tape::Line& line : tape_.lines) run(line, line.result);
}

Machine<EnclosingArithmetic>& CarriedWork::run_to(std::size_t rung, std::size_t line) {
  auto& machine = ladder_.rung(rung);
  for (std::size_t& next = done_[rung]; next <= line; ++next) {
    const Tape::Line& stretch = tape_.lines[next];
    effort_.spend(machine.arithmetic().bits(), stretch.end - stretch.begin, line);
    machine.run(stretch.begin, stretch.end);
  }
  return machine;
}

Ends CarriedWork::ends(std::size_t line) {
  const std::uint32_t result = tape_.lines[line].result;
  if (const auto quick = ends_of(quick_[result]); quick && is_close(*quick)) return *quick;
  return ladder_.climb(false, line, [&](std::size_t rung) {
    const auto& machine = run_to(rung, line);
    const EnclosingArithmetic& in = machine.arithmetic();
    const Ends sure = widened(in.lower(machine[result]).to_double(), in.upper(machine[result]).to_double());
    if (!is_close(sure) && rung + 1 < ladder_.rungs() && !in.is_exact(machine[result])) throw Undecided("the size");
    return sure;
  });
}

EnclosingArithmetic::Rounded CarriedWork::rounded(std::size_t line, const DecimalFormat& format, RoundingRule ties) {
  const std::uint32_t result = tape_.lines[line].result;
  QuickArithmetic::Value value = quick_[result];
  using Outcome = QuickArithmetic::Outcome;
  const Outcome outcome = quick_.arithmetic().round(value, format, ties);
  if (outcome != Outcome::undecided) {
    return {quick_.arithmetic().exact_value(value), outcome == Outcome::exact, outcome == Outcome::tie};
  }
  return ladder_.climb(false, line, [&](std::size_t rung) {
    const auto& machine = run_to(rung, line);
    const auto sure = machine.arithmetic().round(machine[result], format, ties);
    if (!sure) throw Undecided("the digits to be printed");
    return *sure;
  });
}

}  // namespace stepmark::trace
