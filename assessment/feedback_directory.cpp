#include "assessment/feedback_directory.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "lib/files/output.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;

FeedbackDirectory::FeedbackDirectory(std::string path, bool force, const std::string& shard)
    : path_(std::move(path)), shard_(shard), force_(force), shared_(!shard.empty()) {
  const Location where{path_, 0, 0};
  if (path_.empty()) throw InputError({}, "the name behind --feedback is empty", "expected that of a directory");
  std::error_code error;
  if (!fs::exists(path_, error)) return;
  if (!fs::is_directory(path_, error)) throw InputError(where, "is no directory", "expected one for the feedback");
  open();
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
    if (files::is_lock_name(name) || files::is_leftover_name(name)) continue;
    throw InputError({path_, 0, 0}, "the directory is not empty",
                     "expected a new or an empty one for the feedback, or --force");
  }
}

void FeedbackDirectory::make() {
  std::error_code error;
  fs::create_directory(path_, error);
  if (error) throw InputError({path_, 0, 0}, "cannot be made: " + error.message(), "expected a place for a directory");
  if (!directory_) open();
  files::clear_leftovers(directory_.get());
  if (!shared_) clear_shard_locks();
  const files::TemporaryFile attempt(directory_.get(), "sheet", path_ + "/sheet");
}

/// Whoever has the whole directory knows that no shard lives.
void FeedbackDirectory::clear_shard_locks() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path_, ignored)) names.push_back(entry.path().filename());
  for (const std::string& name : names) {
    if (files::is_lock_name(name) && name != files::directory_lock) ::unlinkat(directory_.get(), name.c_str(), 0);
  }
}

bool FeedbackDirectory::holds(const std::string& file) const {
  std::error_code ignored;
  const auto place = [&](const fs::path& path) { return fs::weakly_canonical(fs::absolute(path, ignored), ignored); };
  const fs::path directory = place(path_ + "/sheet").parent_path();
  return place(file) == directory || place(file).parent_path() == directory;
}

std::string FeedbackDirectory::write(const std::string& name, std::string_view text) try {
  const std::string shown = path_ + '/' + name;
  files::check_no_input(shown);
  files::TemporaryFile sheet(directory_.get(), name, shown);
  sheet.add(text);
  sheet.take_name(force_);
  ++written_;
  return "";
} catch (const InputError& error) {
  if (missed_++ == 0) first_miss_ = error.what();
  return error.wrong();
}

std::string FeedbackDirectory::finish() const {
  ::syncfs(directory_.get());
  if (missed_ == 0) return "";
  return fmt::format("{}: {} of {} feedback sheets were not written; the first: {}", path_, missed_, missed_ + written_,
                     first_miss_);
}

}  // namespace stepmark::assessment
