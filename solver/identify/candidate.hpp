// One definition whose hyperparameters are looked for: evaluated in doubles, as often as wanted.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "lib/observed/observed.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/identify/lines.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::identify {

/// A number that is to be explained, and what the data before it leave open: half a unit of a stated gradient, say.
struct Stated {
  Observed number;
  double vague = 0;
};

/// How much a program's own rounding may have added up to.
enum class Slack {
  tight,    ///< a few steps in doubles
  doubles,  ///< a few hundred
  singles   ///< single precision
};

/// What it may be, for each of these numbers.
std::vector<double> lost_by_rounding(const Problem& problem, const std::vector<Stated>& numbers, Slack slack);

/// What an observed number demands: that a line's value lies this near to it.
struct Demand {
  std::size_t line = 0;
  double value = 0;
  std::array<double, 3> tolerances;  ///< for each slack
  bool in_full = false;              ///< what follows it is worked out from it
  std::size_t needs = 0;             ///< so many lines are run before it
  double tolerance(Slack slack) const { return tolerances[static_cast<std::size_t>(slack)]; }
};

/// Doubles whose powers and functions are those of the machine: nearly right, and quick.
struct NearlyBinary64 : Binary64Arithmetic {
  void power(double& r, double a, double b) const { r = std::pow(a, b); }
  void power(double& r, double a, std::int64_t n) const { r = n == 2 ? a * a : std::pow(a, static_cast<double>(n)); }
  void exp(double& r, double a) const { r = std::exp(a); }
  void log(double& r, double a) const { r = std::log(a); }
  void sigmoid(double& r, double a) const { r = 1 / (1 + std::exp(-a)); }
  void tanh(double& r, double a) const { r = std::tanh(a); }
  void softplus(double& r, double a) const { r = std::fmax(a, 0.0) + std::log1p(std::exp(-std::fabs(a))); }
  void sin(double& r, double a) const { r = std::sin(a); }
  void cos(double& r, double a) const { r = std::cos(a); }
};

class Candidate {
 public:
  /// @throws InputError as compile and LineIndex::find
  Candidate(const Problem& problem, const std::vector<Stated>& numbers);
  Candidate(const Candidate&) = delete;
  Candidate& operator=(const Candidate&) = delete;

  /// In place of a hyperparameter's value: its own formula, of the others, decides.
  static constexpr double follows = std::numeric_limits<double>::quiet_NaN();

  const std::vector<Demand>& demands() const { return demands_; }

  /// Runs as far as the demands reach, from each number that is stated in full. Are all met? Stops at the first that is
  /// missed.
  bool fits(const std::vector<double>& values, Slack slack);
  /// The tightest slack by which the last run that fitted fits.
  Slack tightest() const;
  /// Runs everything. Is every line that is demanded a finite number?
  bool run(const std::vector<double>& values);
  /// Runs as far as the first demand that is missed by more than so many of its tolerances, and by a finite number;
  /// null if none is.
  const Demand* first_missed(const std::vector<double>& values, Slack slack, double times);
  /// The value of the line of one demand.
  double value_at(const std::vector<double>& values, const Demand& demand);
  /// The value of a line that is demanded in the last run.
  double line(std::size_t i) const { return machine_[tape_.lines[i].result]; }

 private:
  void put_in_order();
  void find_varying();
  void run_givens(const std::vector<double>& values);
  /// @param done  how many of order_ have been run
  void run_lines(std::size_t& done, const Demand& demand);

  Tape tape_;
  Machine<NearlyBinary64> machine_;
  std::vector<Demand> demands_;       ///< each after those that its line rests on
  std::vector<std::size_t> order_;    ///< the lines that they need, those of the first demand first
  std::vector<Tape::Given> varying_;  ///< hyperparameters, and what follows from them
  std::array<bool, 3> within_{};
};

}  // namespace stepmark::identify
