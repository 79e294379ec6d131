// That a command is still at work, on a terminal's standard error.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// After some seconds of work "still working: 12 s", on a line that is cleared when the command writes or ends. Nothing
/// where standard error is no terminal. One at a time.
class Heartbeat {
 public:
  Heartbeat();
  ~Heartbeat();
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

  /// Of the one that lives, if any: for good, since the command now writes itself, or tells how far it has come.
  static void stop();

 private:
  void run();
  void end();

  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace stepmark::cli
