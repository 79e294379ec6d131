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

void begin_quickly(Machine<QuickArithmetic>& machine) {
  machine.begin([&](const Beginning& part, const auto& work) { quickly(machine, part.result, work); });
}

CarriedWork::CarriedWork(const Tape& tape, int digits) : tape_(tape), quick_(tape), sure_(tape, digits) {
  begin_quickly(quick_);
  for (const Tape::Line& line : tape_.lines) quickly(quick_, line.result, [&] { quick_.run(line); });
}

Ends CarriedWork::ends(std::size_t line) {
  const std::uint32_t result = tape_.lines[line].result;
  if (const auto quick = ends_of(quick_[result]); quick && is_close(*quick)) return *quick;
  return sure_.climb(false, line, [&](std::size_t rung) {
    const auto& machine = sure_.run_before(rung, line + 1, line);
    const EnclosingArithmetic& in = machine.arithmetic();
    const Ends sure = widened(in.lower(machine[result]).to_double(), in.upper(machine[result]).to_double());
    if (!is_close(sure) && rung + 1 < sure_.rungs() && !in.is_exact(machine[result])) throw Undecided("the size");
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
  return sure_.climb(false, line, [&](std::size_t rung) {
    const auto& machine = sure_.run_before(rung, line + 1, line);
    const auto sure = machine.arithmetic().round(machine[result], format, ties);
    if (!sure) throw Undecided("the digits to be printed");
    return *sure;
  });
}

}  // namespace stepmark::trace
