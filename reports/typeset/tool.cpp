#include "reports/typeset/tool.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "lib/base/error.hpp"

namespace stepmark::typeset {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

sigset_t endings_and_children() {
  sigset_t signals = files::ending_signals();
  ::sigaddset(&signals, SIGCHLD);
  return signals;
}

std::string new_directory() {
  const char* named = std::getenv("TMPDIR");
  std::string path = (fs::path(named != nullptr && *named != '\0' ? named : "/tmp") / "stepmark.XXXXXX").string();
  if (::mkdtemp(path.data()) != nullptr) return path;
  throw InputError({path, 0, 0}, std::string("cannot be made: ") + std::strerror(errno),
                   "expected TMPDIR to name a directory with room for temporary files");
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> environment(const std::vector<std::string>& variables) {
  std::vector<std::string> all = variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('=') + 1);
    const auto replaces = [&](const std::string& other) { return other.starts_with(name); };
    if (std::none_of(variables.begin(), variables.end(), replaces)) all.emplace_back(text);
  }
  return all;
}

/// How a child starts: in a group of its own, in `directory`, with the signals as they were.
class Start {
 public:
  Start(const std::string& directory, const std::string& said, const sigset_t& signals) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_addchdir_np(&files_, directory.c_str());
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_adddup2(&files_, STDOUT_FILENO, STDERR_FILENO);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
  }
  ~Start() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  /// 0 where there is no such program.
  pid_t run(std::vector<std::string> words, std::vector<std::string> variables) const {
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words.front().c_str(), &files_, &attributes_, pointers(words).data(),
                                      pointers(variables).data());
    return failed == 0 ? child : 0;
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

/// True when `child` has ended, and its status is taken.
bool has_ended(pid_t child, int& status) {
  pid_t found = 0;
  do found = ::waitpid(child, &status, WNOHANG);
  while (found < 0 && errno == EINTR);
  return found != 0;
}

void end_group(pid_t child) {
  ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

EndingsWait::EndingsWait() : waited_(endings_and_children()), wait_(waited_) {}

/// It is still held back, and acts when `wait_` is gone.
EndingsWait::~EndingsWait() {
  if (signal_ != 0) ::raise(signal_);
}

// Not for ever: where other threads run, the news of a child may be lost with them.
void EndingsWait::a_while() {
  const timespec most = {0, 200'000'000};
  const int signal = ::sigtimedwait(&waited_, nullptr, &most);
  if (signal > 0 && signal != SIGCHLD) signal_ = signal;
}

ToolDirectory::ToolDirectory() : path_(new_directory()) {}

ToolDirectory::~ToolDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ToolDirectory::write(const std::string& name, std::string_view text) const {
  std::ofstream file(path(name), std::ios::binary);
  file << text;
  if (!file.flush()) throw InputError({path(name), 0, 0}, "cannot be written", "expected room for temporary files");
}

std::string ToolDirectory::read(const std::string& name) const {
  std::ifstream file(path(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int ToolDirectory::run(std::vector<std::string> words, std::chrono::seconds limit,
                       const std::vector<std::string>& variables) {
  return run_all({{std::move(words)}}, 1, limit, variables).front();
}

std::vector<int> ToolDirectory::run_all(const std::vector<Job>& jobs, std::size_t at_once, std::chrono::seconds limit,
                                        const std::vector<std::string>& variables) {
  std::vector<int> statuses(jobs.size(), 127);
  std::vector<Running> running;
  for (std::size_t next = 0; next < jobs.size() || !running.empty();) {
    while (next < jobs.size() && running.size() < at_once) {
      const Job& job = jobs[next];
      const pid_t child = Start(path_, path(job.said), endings_.before()).run(job.words, environment(variables));
      if (child != 0) running.push_back({child, next, Clock::now() + limit});
      ++next;
    }
    std::erase_if(running, [&](const Running& one) {
      int status = 0;
      if (!has_ended(one.child, status)) return false;
      statuses[one.job] = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
      return true;
    });
    if (!running.empty()) wait_for(running, jobs, limit);
  }
  return statuses;
}

/// A while; ends all of them where this program is ended, or one is at its limit.
void ToolDirectory::wait_for(const std::vector<Running>& running, const std::vector<Job>& jobs,
                             std::chrono::seconds limit) {
  endings_.a_while();
  const auto late =
      std::find_if(running.begin(), running.end(), [](const Running& one) { return Clock::now() >= one.end; });
  if (!endings_.ended() && late == running.end()) return;
  for (const Running& one : running) end_group(one.child);
  const std::string& program = jobs[(late == running.end() ? running.front() : *late).job].words.front();
  if (endings_.ended()) throw InputError({}, program + " was ended", "");
  throw InputError(
      {}, program + " was ended after " + std::to_string(limit.count()) + (limit.count() == 1 ? " second" : " seconds"),
      "expected fewer pages, or more seconds in STEPMARK_PAGE_SECONDS");
}

}  // namespace stepmark::typeset
