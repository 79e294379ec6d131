#include "solver/identify/candidate.hpp"

#include <algorithm>
#include <cmath>

#include "lib/expression/constant.hpp"

namespace stepmark::identify {

namespace {

/// Half a unit of the last digit, what a program may have lost on its way, and what it went by.
double tolerance_of(const Stated& stated, double lost) {
  return 0.51 * stated.number.unit.to_double() + lost + stated.vague;
}

bool is_component(const Problem& problem, const Observed& observed, std::size_t i) {
  return observed.quantity == "theta" &&
         (problem.dimension() == 1 || problem.objective->parameters()[i] == observed.component);
}

}  // namespace

/// Differences of large numbers are as wrong as the large numbers are. In single precision each step adds half a unit
/// of the last place, and 1 - beta loses some digits, so that what moves is less right than what stays.
std::vector<double> lost_by_rounding(const Problem& problem, const std::vector<Stated>& numbers, Slack slack) {
  double size = 0, moved = 0;
  for (const Stated& stated : numbers) size = std::max(size, std::fabs(stated.number.value.to_double()));
  for (std::size_t i = 0; i < problem.start.size(); ++i) {
    const double start = exact_value(problem.start[i]).value_or(Exact(0)).to_double();
    size = std::max(size, std::fabs(start));
    for (const Stated& stated : numbers) {
      if (!is_component(problem, stated.number, i)) continue;
      moved = std::max(moved, std::fabs(stated.number.value.to_double() - start));
    }
  }
  std::vector<double> lost(numbers.size(), size * (slack == Slack::tight ? 1e-13 : 1e-10));
  if (slack != Slack::singles) return lost;
  constexpr double unit = 0x1p-23;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double steps = static_cast<double>(numbers[i].number.t - problem.first_step() + 1);
    lost[i] = unit * size * std::min(steps, 40.0) + 1e-5 * moved;
  }
  return lost;
}

Candidate::Candidate(const Problem& problem, const std::vector<Stated>& numbers)
    : tape_(compile(problem)), machine_(tape_, NearlyBinary64()) {
  const LineIndex index(problem, tape_);
  std::array<std::vector<double>, 3> lost;
  for (const Slack slack : {Slack::tight, Slack::doubles, Slack::singles}) {
    lost[static_cast<std::size_t>(slack)] = lost_by_rounding(problem, numbers, slack);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto line = index.find(numbers[i].number);
    if (!line) continue;
    const Observed& number = numbers[i].number;
    Demand demand{*line, number.value.to_double(), {}, number.form != Form::decimal};
    for (std::size_t k = 0; k < lost.size(); ++k) demand.tolerances[k] = tolerance_of(numbers[i], lost[k][i]);
    demands_.push_back(demand);
  }
  std::stable_sort(demands_.begin(), demands_.end(), [](const Demand& a, const Demand& b) { return a.line < b.line; });
}

void Candidate::run_givens(const std::vector<double>& values) {
  std::size_t next = 0;
  for (const Tape::Given& given : tape_.givens) {
    machine_.run(given.begin, given.end);
    if (given.index) continue;
    if (!std::isnan(values[next])) machine_[given.result] = values[next];
    ++next;
  }
  for (const Tape::Shared& shared : tape_.shared) machine_.run(shared.begin, shared.end);
}

bool Candidate::fits(const std::vector<double>& values, Slack slack) {
  run_givens(values);
  within_.fill(true);
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    for (; done <= demand.line; ++done) machine_.run(tape_.lines[done].begin, tape_.lines[done].end);
    const double off = std::fabs(line(demand.line) - demand.value);
    for (std::size_t i = 0; i < within_.size(); ++i) within_[i] = within_[i] && off <= demand.tolerances[i];
    if (!within_[static_cast<std::size_t>(slack)]) return false;
    if (demand.in_full) machine_[tape_.lines[demand.line].result] = demand.value;
  }
  return true;
}

Slack Candidate::tightest() const {
  return static_cast<Slack>(std::find(within_.begin(), within_.end(), true) - within_.begin());
}

bool Candidate::run(const std::vector<double>& values) {
  run_givens(values);
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    for (; done <= demand.line; ++done) machine_.run(tape_.lines[done].begin, tape_.lines[done].end);
    if (!std::isfinite(line(demand.line))) return false;
  }
  return true;
}

double Candidate::value_at(const std::vector<double>& values, const Demand& demand) {
  run_givens(values);
  for (std::size_t i = 0; i <= demand.line; ++i) machine_.run(tape_.lines[i].begin, tape_.lines[i].end);
  return line(demand.line);
}

}  // namespace stepmark::identify
