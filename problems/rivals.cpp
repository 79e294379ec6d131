#include "problems/rivals.hpp"

#include <algorithm>
#include <cmath>

#include "solver/trace/hand.hpp"

namespace stepmark::problems {

namespace {

constexpr double far_away = std::numeric_limits<double>::infinity();

double distance(const Ends& ends, double from) { return std::max({ends.lower - from, from - ends.upper, 0.0}); }

Ends point(const Exact& value) {
  constexpr double largest = std::numeric_limits<double>::max();
  const double nearest = std::clamp(value.to_double(), -largest, largest);
  const double slack = std::fabs(nearest) * 0x1p-52;
  return {nearest - slack, nearest + slack};
}

std::vector<Ends> carried(const Tape& tape) {
  std::vector<Ends> lines;
  lines.reserve(tape.lines.size());
  CarriedWork work(tape, 20);
  try {
    for (std::size_t i = 0; i < tape.lines.size(); ++i) lines.push_back(work.ends(i));
  } catch (const NoValue&) {
  }
  return lines;
}

std::vector<Exact> by_hand(const Tape& tape, const Working& working) {
  HandWork hand(tape, working);
  try {
    hand.run();
  } catch (const NoValue&) {
  }
  std::vector<Exact> lines;
  lines.reserve(hand.written().size());
  for (const HandWork::Written& line : hand.written()) lines.push_back(line.value);
  return lines;
}

double in_units(double distance, const Mark& mark) {
  if (mark.unit > 0) return std::max(distance - std::fabs(mark.value) * 0x1p-52, 0.0) / mark.unit;
  return distance > 0 ? far_away : 0;
}

}  // namespace

double units_away(double number, const Mark& mark) { return in_units(std::fabs(number - mark.value), mark); }

double units_away(const Rival& rival, Carrying way, std::size_t line, const Mark& mark) {
  const std::vector<Ends>& lines = rival.lines(way);
  return line < lines.size() ? in_units(distance(lines[line], mark.value), mark) : far_away;
}

double units_between(const Rival& a, const Rival& b, std::size_t line, const Mark& mark) {
  const bool has_a = line < a.exact.size(), has_b = line < b.exact.size();
  if (!has_a || !has_b) return has_a == has_b ? 0 : far_away;
  const Ends& x = a.exact[line];
  const Ends& y = b.exact[line];
  return in_units(std::max({x.lower - y.upper, y.lower - x.upper, 0.0}), mark);
}

Rival worked(const Tape& tape, const WrongMethod& method, const Working& printed) {
  Rival rival;
  rival.method = &method;
  rival.exact = carried(tape);
  if (printed.carries_rounded()) {
    rival.written = by_hand(tape, printed);
    rival.printed.reserve(rival.written.size());
    for (const Exact& value : rival.written) rival.printed.push_back(point(value));
  } else {
    rival.printed = rival.exact;
  }
  return rival;
}

Exact value_of(const Problem& problem, const WrongMethod& method, Carrying way, const Working& printed,
               std::size_t line, int figures) {
  const Tape tape = compile(worked_wrongly(problem, method), StepSums::running);
  if (way == Carrying::exact || !printed.carries_rounded()) {
    return CarriedWork(tape, figures).rounded(line, DecimalFormat::figures(figures), RoundingRule::half_even).value;
  }
  HandWork hand(tape, printed);
  hand.run();
  return hand.written()[line].value;
}

}  // namespace stepmark::problems
