#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace {

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw InputError({file, 0, 0}, "cannot be written: " + what, "nothing was written");
}

[[noreturn]] void fail(const std::string& file) { fail(file, std::strerror(errno)); }

[[noreturn]] void refuse_existing(const std::string& file) {
  throw InputError({file, 0, 0}, "the file exists already", "expected a new file, or --force");
}

void write_all(int descriptor, std::string_view text, const std::string& file) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(file);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// A file beside the wanted one, which is gone again unless it takes that one's name.
class Beside {
 public:
  explicit Beside(const std::string& file) : file_(file), name_(file + ".XXXXXX") {
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

  void write(std::string_view text) {
    write_all(descriptor_, text, file_);
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(file_);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(file_);
  }

  void take_name(bool force) {
    // A link is refused where the name exists, and is made in one step, as a renaming is.
    if (force ? ::rename(name_.c_str(), file_.c_str()) != 0 : ::link(name_.c_str(), file_.c_str()) != 0) {
      if (errno == EEXIST) refuse_existing(file_);
      fail(file_);
    }
    if (force) name_.clear();
  }

 private:
  const std::string& file_;
  std::string name_;
  int descriptor_ = -1;
};

}  // namespace

void check_output(const Options& options) {
  const auto file = options.value("output");
  struct stat found {};
  if (!file || ::stat(file->c_str(), &found) != 0) return;
  if (S_ISDIR(found.st_mode)) fail(*file, "it is a directory");
  if (!options.has("force")) refuse_existing(*file);
}

void emit(const Options& options, std::string_view text) {
  const auto file = options.value("output");
  if (!file) return write_all(STDOUT_FILENO, text, "standard output");
  check_output(options);
  Beside beside(*file);
  beside.write(text);
  beside.take_name(options.has("force"));
}

}  // namespace stepmark::cli
