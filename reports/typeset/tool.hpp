// Other programs, run where they can do no harm: in a directory of their own, for so long and no longer.
#pragma once

#include <chrono>
#include <csignal>
#include <string>
#include <string_view>
#include <vector>

#include "lib/files/signals.hpp"

namespace stepmark::typeset {

/// During its lifetime, signals that would end the program are held back, so that nothing is left over; then they act.
class EndingsWait {
 public:
  EndingsWait();
  ~EndingsWait();
  EndingsWait(const EndingsWait&) = delete;
  EndingsWait& operator=(const EndingsWait&) = delete;

  /// Until a child ends, one of these signals comes, or a while has passed.
  void a_while();
  const sigset_t& before() const { return wait_.before(); }
  bool ended() const { return signal_ != 0; }

 private:
  sigset_t waited_;
  int signal_ = 0;
  files::SignalsWait wait_;
};

/// A directory for one job, gone with all that is in it when the object is.
class ToolDirectory {
 public:
  /// In TMPDIR, or /tmp. @throws InputError when there is none, or none can be made
  ToolDirectory();
  ~ToolDirectory();
  ToolDirectory(const ToolDirectory&) = delete;
  ToolDirectory& operator=(const ToolDirectory&) = delete;

  std::string path(const std::string& name) const { return path_ + '/' + name; }
  void write(const std::string& name, std::string_view text) const;
  /// A file that a tool has left there; empty if there is none.
  std::string read(const std::string& name) const;

  /// Runs a program of PATH in the directory, with nothing to read and its messages in the file "said". At the limit,
  /// and where this program is ended, it is ended with all that it has started.
  /// @param variables  "NAME=value", beside those of this program or in their place
  /// @returns its exit status; 127 where it is not found
  /// @throws InputError when it is ended
  int run(std::vector<std::string> words, std::chrono::seconds limit, const std::vector<std::string>& variables = {});

  /// A program with what it is given, and the file that takes its messages.
  struct Job {
    std::vector<std::string> words;
    std::string said = "said";
  };
  /// The same for many, so many at once, each with the limit for itself. @returns their exit statuses
  std::vector<int> run_all(const std::vector<Job>& jobs, std::size_t at_once, std::chrono::seconds limit,
                           const std::vector<std::string>& variables = {});

 private:
  struct Running {
    pid_t child;
    std::size_t job;
    std::chrono::steady_clock::time_point end;
  };
  void wait_for(const std::vector<Running>& running, const std::vector<Job>& jobs, std::chrono::seconds limit);

  EndingsWait endings_;  // outlives the directory
  std::string path_;
};

}  // namespace stepmark::typeset
