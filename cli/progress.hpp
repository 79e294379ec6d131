// How far a long run has come, on a terminal's standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "assessment/progress.hpp"
#include "cli/rooms.hpp"

namespace stepmark::cli {

/// Writes nothing where standard error is no terminal.
class Progress {
 public:
  /// @param total  0 where nobody knows
  Progress(std::string what, std::uint64_t total);
  ~Progress();  ///< clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::uint64_t done);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  std::uint64_t total_;
  bool terminal_, shown_ = false;
  Clock::time_point begun_ = Clock::now(), last_ = Clock::now();
  std::uint64_t first_ = 0;
  bool started_ = false;
};

/// One after the other, whatever is counted.
assessment::ProgressSink progress_line();

}  // namespace stepmark::cli
