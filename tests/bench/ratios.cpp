#include "tests/bench/ratios.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "tests/rooms.hpp"

namespace stepmark::bench {

void RatioReporter::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& one : runs) {
    if (one.run_type != Run::RT_Iteration || one.error_occurred) continue;
    const double time = one.GetAdjustedCPUTime();
    const auto [entry, added] = fastest_.try_emplace(one.run_name.function_name, time);
    if (!added) entry->second = std::min(entry->second, time);
  }
}

void RatioReporter::Finalize() {
  fmt::print("\n{:<58} {:>8} {:>10}\n", "ratio of CPU times, fastest repetitions", "ratio", "bound");
  for (const Ratio& ratio : ratios_) {
    const auto measured = fastest_.find(ratio.measured), baseline = fastest_.find(ratio.baseline);
    if (measured == fastest_.end() || baseline == fastest_.end()) {
      missed_ = true;
      fmt::print("{:<58} {:>8} {:>10} missed\n", ratio.measured + " / " + ratio.baseline, "not run", "");
      continue;
    }
    const std::string sign = ratio.bound == 0 ? "" : fmt::format("{} {}", ratio.at_most ? "<=" : ">=", ratio.bound);
    const double value = measured->second / baseline->second;
    const bool kept = ratio.bound == 0 || (ratio.at_most ? value <= ratio.bound : value >= ratio.bound);
    missed_ = missed_ || !kept;
    fmt::print("{:<58} {:>8.3f} {:>10}{}\n", ratio.measured + " / " + ratio.baseline, value, sign,
               kept ? "" : " missed");
  }
}

int run(int argc, char** argv, std::vector<Ratio> ratios) {
  std::vector<std::string> arguments(argv, argv + argc);
  const bool check = std::erase(arguments, "--check") > 0;
  arguments.insert(arguments.begin() + 1, {"--benchmark_repetitions=5", "--benchmark_enable_random_interleaving=true",
                                           "--benchmark_min_time=0.1"});
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return 1;
  RatioReporter reporter(std::move(ratios));
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return check && reporter.missed() ? 1 : 0;
}

}  // namespace stepmark::bench
