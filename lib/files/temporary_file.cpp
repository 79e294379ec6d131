#include "lib/files/temporary_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/files/signals.hpp"
#include "lib/files/write_all.hpp"

namespace stepmark::files {

namespace {

constexpr std::string_view prefix = ".stepmark.";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t random_letters = 6;

std::string random_name() {
  std::array<unsigned char, random_letters> bytes{};
  if (::getentropy(bytes.data(), bytes.size()) != 0) return "";
  std::string name(prefix);
  for (const unsigned char byte : bytes) name += letters[byte % letters.size()];
  return name;
}

/// A new file of a random name, locked; nothing where none can be made.
Descriptor new_named(int directory, std::string& name) {
  for (;;) {
    name = random_name();
    Descriptor file = open_below(directory, name, O_RDWR | O_CREAT | O_EXCL);
    if (!file && errno == EEXIST) continue;
    if (!file) return file;
    ::flock(file.get(), LOCK_EX);
    if (is_named(file.get(), directory, name)) return file;  // else cleared as a leftover before it had its lock
  }
}

Descriptor new_nameless(int directory) {
  Descriptor file(::openat(directory, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, 0666));
  if (file) {
    ::flock(file.get(), LOCK_EX);
    return file;
  }
  const SignalsWait wait;
  std::string name;
  file = new_named(directory, name);
  if (file) ::unlinkat(directory, name.c_str(), 0);
  return file;
}

/// Where the owner cannot be kept, nobody may read who could not before.
mode_t narrowed(mode_t mode) { return (mode & ~mode_t{070}) | ((mode & mode_t{07}) << 3U & mode & mode_t{070}); }

bool take_new_name(int directory, const std::string& from, const std::string& to) {
#ifdef RENAME_NOREPLACE  // not every C library knows it
  if (::renameat2(directory, from.c_str(), directory, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
#endif
  if (::linkat(directory, from.c_str(), directory, to.c_str(), 0) != 0) return false;
  ::unlinkat(directory, from.c_str(), 0);
  return true;
}

[[noreturn]] void refuse_name(const std::string& file) {
  if (errno != EEXIST) fail_to_write(file);
  throw InputError({file, 0, 0}, "the file exists already", "expected a new file", Remedy::overwrite);
}

}  // namespace

void fail_to_write(const std::string& file) {
  throw InputError({file, 0, 0}, std::string("cannot be written: ") + std::strerror(errno),
                   "expected a place that takes the whole output");
}

TemporaryFile::TemporaryFile(int directory, std::string name, std::string shown)
    : directory_(directory), name_(std::move(name)), shown_(std::move(shown)), file_(new_nameless(directory)) {
  if (!file_) fail_to_write(shown_);
}

void TemporaryFile::add(std::string_view text) {
  if (!write_all(file_.get(), text)) fail_to_write(shown_);
}

void TemporaryFile::sync() {
  if (::fsync(file_.get()) != 0 && errno != EINVAL && errno != EROFS) fail_to_write(shown_);
}

void TemporaryFile::keep_mode() {
  struct stat old {
  }, own{};
  if (::fstatat(directory_, name_.c_str(), &old, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(old.st_mode)) return;
  mode_t mode = old.st_mode & mode_t{0777};
  if (::fchown(file_.get(), old.st_uid, old.st_gid) != 0) {
    const bool group_kept = ::fchown(file_.get(), static_cast<uid_t>(-1), old.st_gid) == 0 ||
                            (::fstat(file_.get(), &own) == 0 && own.st_gid == old.st_gid);
    if (!group_kept) mode = narrowed(mode);
  }
  ::fchmod(file_.get(), mode);
}

bool TemporaryFile::link_as(const std::string& name) const {
  const std::string open_file = "/proc/self/fd/" + std::to_string(file_.get());
  return ::linkat(AT_FDCWD, open_file.c_str(), directory_, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

/// Gives the file a name of ours in the directory.
std::string TemporaryFile::name_beside() {
  for (;;) {
    std::string name = random_name();
    if (link_as(name)) return name;
    if (errno == EEXIST) continue;
    copy_to(name);
    return name;
  }
}

/// For systems that give a nameless file no name.
void TemporaryFile::copy_to(const std::string& name) {
  struct stat own {};
  Descriptor named = open_below(directory_, name, O_RDWR | O_CREAT | O_EXCL);
  if (!named) fail_to_write(shown_);
  try {
    ::flock(named.get(), LOCK_EX);
    if (::fstat(file_.get(), &own) != 0 || ::lseek(file_.get(), 0, SEEK_SET) != 0) fail_to_write(shown_);
    const int kept = ::fchown(named.get(), own.st_uid, own.st_gid);
    static_cast<void>(kept);
    ::fchmod(named.get(), own.st_mode & mode_t{0777});
    std::string block(1 << 16, '\0');
    for (;;) {
      const ssize_t count = ::read(file_.get(), block.data(), block.size());
      if (count < 0) fail_to_write(shown_);
      if (count == 0) break;
      if (!write_all(named.get(), std::string_view(block).substr(0, static_cast<std::size_t>(count)))) {
        fail_to_write(shown_);
      }
    }
    file_ = std::move(named);
    sync();
  } catch (...) {
    ::unlinkat(directory_, name.c_str(), 0);
    throw;
  }
}

void TemporaryFile::take_name(bool force) {
  const SignalsWait wait;
  if (force) keep_mode();
  if (link_as(name_)) return;
  if (errno == EEXIST && !force) refuse_name(shown_);
  const std::string beside = name_beside();
  if (force ? ::renameat(directory_, beside.c_str(), directory_, name_.c_str()) == 0
            : take_new_name(directory_, beside, name_)) {
    return;
  }
  const int error = errno;
  ::unlinkat(directory_, beside.c_str(), 0);
  errno = error;
  refuse_name(shown_);
}

bool is_leftover_name(std::string_view name) {
  return name.size() == prefix.size() + random_letters && name.starts_with(prefix) &&
         name.find_first_not_of(letters, prefix.size()) == std::string_view::npos;
}

namespace {

void clear_leftover(int directory, const std::string& name) {
  const Descriptor file = open_below(directory, name, O_RDWR);
  struct stat found {};
  if (!file || ::fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode) || found.st_uid != ::geteuid()) return;
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return;
  if (is_named(file.get(), directory, name)) ::unlinkat(directory, name.c_str(), 0);
}

}  // namespace

void clear_leftovers(int directory) {
  const int again = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (again < 0) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::fdopendir(again), &::closedir);
  if (!entries) return;
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(entries.get())) {
    if (is_leftover_name(entry->d_name)) names.emplace_back(entry->d_name);
  }
  for (const std::string& name : names) clear_leftover(directory, name);
}

}  // namespace stepmark::files
