#include "assessment/feedback_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "lib/files/output.hpp"
#include "lib/files/signals.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;

namespace {

/// Where the files of a run wait; a lock says whose it is.
constexpr std::string_view waiting_begin = ".stepmark.", waiting_end = ".waiting";

bool is_waiting_name(const std::string& name) { return name.starts_with(waiting_begin) && name.ends_with(waiting_end); }

}  // namespace

FeedbackDirectory::FeedbackDirectory(std::string path, bool force, const std::string& shard)
    : path_(std::move(path)),
      shard_(shard),
      waiting_name_(std::string(waiting_begin) + (shard.empty() ? "feedback" : shard) + std::string(waiting_end)),
      force_(force),
      shared_(!shard.empty()) {
  const Location where{path_, 0, 0};
  if (path_.empty()) throw InputError({}, "the name of the directory for the feedback is empty", "expected one");
  std::error_code error;
  if (!fs::exists(path_, error)) return;
  if (!fs::is_directory(path_, error)) throw InputError(where, "is no directory", "expected one for the feedback");
  open();
}

FeedbackDirectory::~FeedbackDirectory() {
  if (!waiting_) return;
  std::error_code ignored;
  fs::remove_all(path_ + '/' + waiting_name_, ignored);
  shard_lock_.reset();
  lock_.reset();
  if (made_) ::rmdir(path_.c_str());  // where nothing is in it
}

/// The lock comes first: a directory in use is reported as such, whatever it contains.
void FeedbackDirectory::open() {
  directory_ = files::open_directory(path_);
  if (!directory_) throw InputError({path_, 0, 0}, "cannot be opened", "expected a directory for the feedback");
  lock_.emplace(directory_.get(), files::directory_lock, path_,
                shared_ ? files::Lock::Kind::shared : files::Lock::Kind::alone);
  if (shared_) shard_lock_.emplace(directory_.get(), ".stepmark." + shard_ + ".lock", path_);
  if (force_ || shared_) return;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename();
    if (files::is_lock_name(name) || files::is_leftover_name(name) || is_waiting_name(name)) continue;
    throw InputError({path_, 0, 0}, "the directory is not empty", "expected a new or an empty one for the feedback",
                     Remedy::overwrite);
  }
}

void FeedbackDirectory::make() {
  std::error_code error;
  made_ = fs::create_directory(path_, error);
  if (error) throw InputError({path_, 0, 0}, "cannot be made: " + error.message(), "expected a place for a directory");
  if (!directory_) open();
  files::clear_leftovers(directory_.get());
  if (!shared_) clear_shards();
  fs::remove_all(path_ + '/' + waiting_name_, error);
  const int made = ::mkdirat(directory_.get(), waiting_name_.c_str(), 0700);
  if (made == 0) waiting_ = files::open_below(directory_.get(), waiting_name_, O_RDONLY | O_DIRECTORY);
  if (!waiting_) files::fail_to_write(path_);
  const files::TemporaryFile attempt(waiting_.get(), "sheet", path_ + "/sheet");
}

/// Whoever has the whole directory knows that no shard lives.
void FeedbackDirectory::clear_shards() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path_, ignored)) names.push_back(entry.path().filename());
  for (const std::string& name : names) {
    if (files::is_lock_name(name) && name != files::directory_lock) ::unlinkat(directory_.get(), name.c_str(), 0);
    if (is_waiting_name(name)) fs::remove_all(path_ + '/' + name, ignored);
  }
}

bool FeedbackDirectory::holds(const std::string& file) const {
  std::error_code ignored;
  const auto place = [&](const fs::path& path) { return fs::weakly_canonical(fs::absolute(path, ignored), ignored); };
  const fs::path directory = place(path_ + "/sheet").parent_path();
  return place(file) == directory || place(file).parent_path() == directory;
}

void FeedbackDirectory::check_free(const std::string& name, const std::string& shown) const {
  files::check_no_input(shown);
  struct stat found {};
  if (::fstatat(directory_.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) return;
  if (S_ISDIR(found.st_mode)) {
    errno = EISDIR;
    files::fail_to_write(shown);
  }
  if (!force_) throw InputError({shown, 0, 0}, "the file exists already", "expected a new file", Remedy::overwrite);
}

void FeedbackDirectory::write(const std::string& name, std::string_view text) {
  const std::string shown = path_ + '/' + name;
  check_free(name, shown);
  files::TemporaryFile sheet(waiting_.get(), name, shown);
  sheet.add(text);
  sheet.take_name(false);
  names_.push_back(name);
}

void FeedbackDirectory::settle() const {
  for (const std::string& name : names_) check_free(name, path_ + '/' + name);
  ::syncfs(directory_.get());
}

void FeedbackDirectory::take_names() {
  const files::SignalsWait wait;
  made_ = false;  // it stays, with or without a file in it
  for (const std::string& name : names_) {
    if (::renameat(waiting_.get(), name.c_str(), directory_.get(), name.c_str()) != 0) {
      files::fail_to_write(path_ + '/' + name);
    }
  }
  ::syncfs(directory_.get());
}

}  // namespace stepmark::assessment
