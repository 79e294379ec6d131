#include "cli/heartbeat.hpp"

#include <fmt/core.h>
#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace stepmark::cli {

namespace {

constexpr std::chrono::seconds patience{3}, beat{1};

Heartbeat* living = nullptr;

/// A thread that takes no signal: those that end the program are for the one that works.
std::thread without_signals(void (*call)(void*), void* object) {
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread thread;
  try {
    thread = std::thread(call, object);
  } catch (const std::system_error&) {  // there are no more threads: the work goes on without it
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

}  // namespace

Heartbeat::Heartbeat() {
  if (::isatty(STDERR_FILENO) != 1) return;
  living = this;
  thread_ = without_signals([](void* self) { static_cast<Heartbeat*>(self)->run(); }, this);
}

Heartbeat::~Heartbeat() {
  end();
  if (living == this) living = nullptr;
}

void Heartbeat::stop() {
  if (living) living->end();
}

void Heartbeat::run() {
  const auto begun = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  bool shown = false;
  for (auto wait = patience; !ended_.wait_for(lock, wait, [&] { return done_; }); wait = beat) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
    fmt::print(stderr, "\r\033[Kstill working: {} s", seconds.count());
    std::fflush(stderr);
    shown = true;
  }
  if (shown) fmt::print(stderr, "\r\033[K");
}

void Heartbeat::end() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace stepmark::cli
