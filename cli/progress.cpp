#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <memory>

#include "cli/heartbeat.hpp"

namespace stepmark::cli {

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)), total_(total), terminal_(::isatty(STDERR_FILENO) == 1) {
  Heartbeat::stop();
}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\033[K");
}

assessment::ProgressSink progress_line() {
  struct Line {
    std::string what;
    std::unique_ptr<Progress> progress;
  };
  return [line = std::make_shared<Line>()](const std::string& what, std::uint64_t done, std::uint64_t all) {
    if (line->what != what || !line->progress) {
      line->progress.reset();
      *line = {what, std::make_unique<Progress>(what, all)};
    }
    line->progress->at(done);
  };
}

void Progress::at(std::uint64_t done) {
  if (!terminal_) return;
  const auto now = Clock::now();
  if (!started_) {
    started_ = true;
    first_ = done;
  }
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double rate = static_cast<double>(done - first_) / seconds;
  const double left = rate > 0 && total_ > done ? static_cast<double>(total_ - done) / rate : 0;
  if (total_ > 0) {
    fmt::print(stderr, "\r\033[K{} of {} {}, {:.0f} s left", done, total_, what_, left);
  } else {
    fmt::print(stderr, "\r\033[K{} {}, {:.0f} a second", done, what_, rate);
  }
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace stepmark::cli
