// One definition whose hyperparameters are looked for: evaluated in doubles, as often as wanted.
#pragma once

#include <limits>
#include <vector>

#include "lib/observed/observed.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/identify/lines.hpp"
#include "solver/tape/run.hpp"

namespace stepmark {

/// What an observed number demands: that a line's value lies this near to it.
struct Demand {
  std::size_t line = 0;
  double value = 0, tolerance = 0;
};

class Candidate {
 public:
  /// @param slack  what a program's own rounding may have added up to, as a share of the largest number
  Candidate(const Problem& problem, const std::vector<Observed>& trace, double slack);
  Candidate(const Candidate&) = delete;
  Candidate& operator=(const Candidate&) = delete;

  /// In place of a hyperparameter's value: its own formula, of the others, decides.
  static constexpr double follows = std::numeric_limits<double>::quiet_NaN();

  const std::vector<Demand>& demands() const { return demands_; }

  /// The largest excess over a demand, in tolerances: at most 1 if all are met; infinite where something is undefined.
  /// Stops at the first demand that is missed when `quick`.
  double misfit(const std::vector<double>& values, bool quick = true);
  /// The value of the line of one demand.
  double value_at(const std::vector<double>& values, const Demand& demand);
  /// The value of a line in the last run.
  double line(std::size_t i) const { return machine_[tape_.lines[i].result]; }

 private:
  void run_givens(const std::vector<double>& values);

  Tape tape_;
  Machine<Binary64Arithmetic> machine_;
  std::vector<std::uint32_t> registers_;  ///< of the hyperparameters, in the definition's order
  std::vector<Demand> demands_;           ///< in the order of the lines
};

}  // namespace stepmark
