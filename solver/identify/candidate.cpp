#include "solver/identify/candidate.hpp"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

/// Half a unit of the last digit, what a program may have lost on its way, and what it went by.
double tolerance_of(const Stated& stated, double lost) {
  return 0.51 * stated.number.unit.to_double() + lost + stated.vague;
}

}  // namespace

double share_of(Slack slack) { return std::array{1e-13, 1e-10, 5e-6}[static_cast<std::size_t>(slack)]; }

double largest(const std::vector<Stated>& numbers) {
  double size = 0;
  for (const Stated& stated : numbers) size = std::max(size, std::fabs(stated.number.value.to_double()));
  return size;
}

Candidate::Candidate(const Problem& problem, const std::vector<Stated>& numbers)
    : tape_(compile(problem)), machine_(tape_, NearlyBinary64()) {
  const LineIndex index(problem, tape_);
  const double size = largest(numbers);
  for (const Stated& stated : numbers) {
    const auto line = index.find(stated.number);
    if (!line) continue;
    Demand demand{*line, stated.number.value.to_double(), {}};
    for (const Slack slack : {Slack::tight, Slack::doubles, Slack::singles}) {
      demand.tolerances[static_cast<std::size_t>(slack)] = tolerance_of(stated, share_of(slack) * size);
    }
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

}  // namespace stepmark
