#include "lib/files/signals.hpp"

#include <initializer_list>

namespace stepmark::files {

sigset_t ending_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) ::sigaddset(&signals, signal);
  return signals;
}

SignalsWait::SignalsWait(const sigset_t& held) { ::sigprocmask(SIG_BLOCK, &held, &before_); }

SignalsWait::~SignalsWait() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace stepmark::files
