// Signals held back while something stands on a disk that must not be left there.
#pragma once

#include <csignal>

namespace stepmark::files {

/// Those by which a program is told to end.
sigset_t ending_signals();

/// During its lifetime, signals wait; then they act.
class SignalsWait {
 public:
  explicit SignalsWait(const sigset_t& held = ending_signals());
  ~SignalsWait();
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

  /// What was held back before.
  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_{};
};

}  // namespace stepmark::files
