// Benchmarks are read as ratios: "tape/nearest/50" against "hand/mpfr/50", both from one run.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::bench {

/// measured / baseline, and the bound it is to keep (at most, or at least when the bound is a speed-up).
struct Ratio {
  std::string measured, baseline;
  double bound;
  bool at_most = true;
};

/// Prints every benchmark as usual; at the end the ratios of the fastest repetitions.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  explicit RatioReporter(std::vector<Ratio> ratios) : ratios_(std::move(ratios)) {}
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;
  bool missed() const { return missed_; }  ///< after Finalize: some bound was not kept, or a side of it did not run

 private:
  std::vector<Ratio> ratios_;
  bool missed_ = false;
  std::map<std::string, double> fastest_;  ///< CPU time of an item, in nanoseconds
};

/// Runs all registered benchmarks, several repetitions each, interleaved. Returns the exit status: with --check, 1 when
/// a bound is missed, and when a side of a ratio did not run: a renamed benchmark keeps no bound.
int run(int argc, char** argv, std::vector<Ratio> ratios);

}  // namespace stepmark::bench
