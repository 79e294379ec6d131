#include "solver/identify/candidate.hpp"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Half a unit of the last digit, and what a program may have lost on its way.
double tolerance_of(const Observed& observed, double lost) { return 0.51 * observed.unit.to_double() + lost; }

/// Differences of large numbers are as wrong as the large numbers are.
double largest(const std::vector<Observed>& trace) {
  double size = 0;
  for (const Observed& observed : trace) size = std::max(size, std::fabs(observed.value.to_double()));
  return size;
}

}  // namespace

Candidate::Candidate(const Problem& problem, const std::vector<Observed>& trace, double slack)
    : tape_(compile(problem)), machine_(tape_, Binary64Arithmetic()) {
  const LineIndex index(problem, tape_);
  const double lost = slack * largest(trace);
  for (const Observed& observed : trace) {
    if (const auto line = index.find(observed)) {
      demands_.push_back({*line, observed.value.to_double(), tolerance_of(observed, lost)});
    }
  }
  std::stable_sort(demands_.begin(), demands_.end(), [](const Demand& a, const Demand& b) { return a.line < b.line; });
  for (const Tape::Given& given : tape_.givens) {
    if (!given.index) registers_.push_back(given.result);
  }
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

double Candidate::misfit(const std::vector<double>& values, bool quick) {
  run_givens(values);
  double worst = 0;
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    for (; done <= demand.line; ++done) machine_.run(tape_.lines[done].begin, tape_.lines[done].end);
    const double value = line(demand.line);
    if (!std::isfinite(value)) return infinite;
    worst = std::max(worst, std::fabs(value - demand.value) / demand.tolerance);
    if (quick && worst > 1) return worst;
  }
  return worst;
}

double Candidate::value_at(const std::vector<double>& values, const Demand& demand) {
  run_givens(values);
  for (std::size_t i = 0; i <= demand.line; ++i) machine_.run(tape_.lines[i].begin, tape_.lines[i].end);
  return line(demand.line);
}

}  // namespace stepmark
