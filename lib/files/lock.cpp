#include "lib/files/lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "lib/base/error.hpp"
#include "lib/files/temporary_file.hpp"
#include "lib/files/write_all.hpp"

namespace stepmark::files {

namespace {

std::string own_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return fmt::format("process {} on {}", ::getpid(), host.data());
}

std::string holder(int descriptor) {
  std::array<char, 300> text{};
  const ssize_t count = ::pread(descriptor, text.data(), text.size(), 0);
  std::string name(text.data(), static_cast<std::size_t>(count > 0 ? count : 0));
  name = name.substr(0, name.find('\n'));
  return name.starts_with("process ") ? name : "another process";
}

[[noreturn]] void refuse(int descriptor, const std::string& shown) {
  throw InputError({shown, 0, 0}, holder(descriptor) + " is writing there", "expected to wait until it has ended");
}

}  // namespace

bool is_lock_name(const std::string& name) { return name.starts_with(".stepmark.") && name.ends_with("lock"); }

Lock::Lock(int directory, std::string name, const std::string& shown, Kind kind)
    : directory_(directory), name_(std::move(name)) {
  do {
    take(shown, kind);
  } while (!is_named(file_.get(), directory_, name_));  // whoever had it took it away in between
  const bool is_empty = ::ftruncate(file_.get(), 0) == 0;
  if (is_empty) write_all(file_.get(), own_name() + '\n');  // without it, the others are told less
}

void Lock::take(const std::string& shown, Kind kind) {
  file_ = open_below(directory_, name_, O_RDWR | O_CREAT);
  if (!file_) fail_to_write(shown);
  const int how = kind == Kind::alone ? LOCK_EX : LOCK_SH;
  if (::flock(file_.get(), how | LOCK_NB) != 0 && errno == EWOULDBLOCK) refuse(file_.get(), shown);
}

/// Of those who share it, the last takes it away.
Lock::~Lock() {
  const bool is_last = ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  if (is_last && is_named(file_.get(), directory_, name_)) ::unlinkat(directory_, name_.c_str(), 0);
}

}  // namespace stepmark::files
