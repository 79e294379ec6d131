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

constexpr int endings[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

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

EndingsWait::EndingsWait() {
  ::sigemptyset(&waited_);
  for (const int signal : endings) ::sigaddset(&waited_, signal);
  ::sigaddset(&waited_, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &waited_, &before_);
}

EndingsWait::~EndingsWait() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
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
  const std::string program = words.front();
  const pid_t child = Start(path_, path("said"), endings_.before()).run(std::move(words), environment(variables));
  if (child == 0) return 127;
  const auto end = Clock::now() + limit;
  int status = 0;
  while (!has_ended(child, status)) {
    endings_.a_while();
    if (!endings_.ended() && Clock::now() < end) continue;
    end_group(child);
    if (endings_.ended()) throw InputError({}, program + " was ended", "");
    throw InputError(
        {},
        program + " was ended after " + std::to_string(limit.count()) + (limit.count() == 1 ? " second" : " seconds"),
        "expected fewer pages, or more seconds in STEPMARK_PAGE_SECONDS");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace stepmark::typeset
