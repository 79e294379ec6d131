#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "cli/write_all.hpp"
#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw InputError({file, 0, 0}, "cannot be written: " + what, "expected a place that takes the whole output");
}

[[noreturn]] void fail(const std::string& file) { fail(file, std::strerror(errno)); }

[[noreturn]] void refuse_existing(const std::string& file) {
  throw InputError({file, 0, 0}, "the file exists already", "expected a new file, or --force");
}

void write_all(int descriptor, std::string_view text, const std::string& file) {
  if (!cli::write_all(descriptor, text)) fail(file);
}

/// While it lives, signals that end the program wait: the file beside is not left behind.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t ending;
    ::sigemptyset(&ending);
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) ::sigaddset(&ending, signal);
    ::sigprocmask(SIG_BLOCK, &ending, &before_);
  }
  ~SignalsWait() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_{};
};

/// A file beside the wanted one, which is gone again unless it takes that one's name.
class Beside {
 public:
  explicit Beside(const std::string& file)
      : file_(file), name_(file.substr(0, file.rfind('/') + 1) + ".stepmark.XXXXXX") {
    descriptor_ = ::mkstemp(name_.data());
    if (descriptor_ < 0) fail(file_);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(descriptor_, 0666 & ~mask);
  }
  ~Beside() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  void add(std::string_view text) { write_all(descriptor_, text, file_); }

  void write(std::string_view text, Sync sync = Sync::each) {
    add(text);
    const bool wait = sync == Sync::each;
    if (wait && ::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(file_);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(file_);
  }

  void take_name(bool force) {
    if (force ? ::rename(name_.c_str(), file_.c_str()) != 0 : !take_new_name()) {
      if (errno == EEXIST) refuse_existing(file_);
      fail(file_);
    }
  }

 private:
  /// In one step, and refused where the name exists. Some file systems know only one of the two ways.
  bool take_new_name() {
    if (::link(name_.c_str(), file_.c_str()) == 0) return true;
    return errno != EEXIST && ::renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, file_.c_str(), RENAME_NOREPLACE) == 0;
  }

  const std::string file_;
  std::string name_;
  int descriptor_ = -1;
};

/// A device or a pipe is written to, never replaced.
bool is_stream(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/// What a link leads to is replaced, not the link.
std::string behind_links(const std::string& file) {
  struct stat found {};
  if (::lstat(file.c_str(), &found) != 0 || !S_ISLNK(found.st_mode)) return file;
  const std::unique_ptr<char, decltype(&std::free)> path(::realpath(file.c_str(), nullptr), &std::free);
  if (!path) fail(file, "it is a link to nothing");
  return path.get();
}

void write_stream(const std::string& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail(file);
  write_all(descriptor, text, file);
  if (::close(descriptor) != 0) fail(file);
}

}  // namespace

void check_file(const std::string& file, bool force) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return;
  if (S_ISDIR(found.st_mode)) fail(file, "it is a directory");
  if (S_ISREG(found.st_mode) && !force) refuse_existing(file);
}

namespace {

void check_name(const NamedOutput& output) {
  if (!output.file.empty()) return;
  throw InputError({}, "the name behind " + output.option + " is empty", "expected that of a file");
}

/// The file that a name leads to, however it is spelt.
std::string place_of(const std::string& file) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(file, ignored), ignored).string();
}

}  // namespace

void check_output(const Options& options) {
  const auto file = options.value("output");
  if (!file) return;
  check_name({"-o", *file});
  check_file(*file, options.has("force"));
}

namespace {

/// An open file without a name, in the directory of `file`.
int nameless(const std::string& file) {
  std::string name = file.substr(0, file.rfind('/') + 1) + ".stepmark.XXXXXX";
  const SignalsWait wait;
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) fail(file);
  ::unlink(name.c_str());
  return descriptor;
}

}  // namespace

void check_place(const std::string& file) {
  if (!is_stream(file)) ::close(nameless(behind_links(file)));
}

void check_outputs(const std::vector<NamedOutput>& outputs, bool force) {
  std::map<std::string, std::string> taken;
  for (const NamedOutput& output : outputs) {
    check_name(output);
    check_file(output.file, force);
    check_place(output.file);
    if (is_stream(output.file)) continue;
    const auto [first, is_new] = taken.emplace(place_of(output.file), output.option);
    if (is_new) continue;
    throw InputError({output.file, 0, 0}, "both " + first->second + " and " + output.option + " would be written there",
                     "expected a file for each");
  }
}

Stream::Stream(const Options& options) : Stream(options.value("output").value_or(""), options.has("force")) {
  check_output(options);
}

Stream::Stream(std::string file, bool force) : file_(std::move(file)), force_(force) {
  std::signal(SIGXFSZ, SIG_IGN);
  if (file_.empty()) return;
  check_file(file_, force_);
  if (!is_stream(file_)) {
    file_ = behind_links(file_);
    descriptor_ = nameless(file_);
    return;
  }
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail(file_);
}

Stream::~Stream() {
  if (descriptor_ != STDOUT_FILENO) ::close(descriptor_);
}

void Stream::flush() {
  write_all(descriptor_, waiting_, file_.empty() ? "standard output" : file_);
  waiting_.clear();
}

void Stream::write(std::string_view text) {
  constexpr std::size_t block = 1 << 16;
  waiting_ += text;
  if (waiting_.size() >= block) flush();
}

void Stream::finish() {
  flush();
  if (file_.empty() || is_stream(file_)) return;
  const SignalsWait wait;
  Beside beside(file_);
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) fail(file_);
  std::string block(1 << 16, '\0');
  for (;;) {
    const ssize_t count = ::read(descriptor_, block.data(), block.size());
    if (count < 0) fail(file_);
    if (count == 0) break;
    beside.add(std::string_view(block).substr(0, static_cast<std::size_t>(count)));
  }
  beside.write("");
  beside.take_name(force_);
}

void emit_to(const std::string& file, bool force, std::string_view text) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large for its limit is answered as a full disk is
  check_file(file, force);
  if (is_stream(file)) return write_stream(file, text);
  emit_entry(behind_links(file), force, text, Sync::each);
}

void emit_entry(const std::string& file, bool force, std::string_view text, Sync sync) {
  const SignalsWait wait;
  Beside beside(file);
  beside.write(text, sync);
  beside.take_name(force);
}

void emit(const Options& options, std::string_view text) {
  check_output(options);
  const auto file = options.value("output");
  file ? emit_to(*file, options.has("force"), text) : write_all(STDOUT_FILENO, text, "standard output");
}

}  // namespace stepmark::cli
