#include "cli/feedback_directory.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "cli/output.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

FeedbackDirectory::FeedbackDirectory(std::string path, bool force, bool shared)
    : path_(std::move(path)), force_(force) {
  const Location where{path_, 0, 0};
  if (path_.empty()) throw InputError({}, "the name behind --feedback is empty", "expected that of a directory");
  std::error_code error;
  if (!fs::exists(path_, error)) return;
  if (!fs::is_directory(path_, error)) throw InputError(where, "is no directory", "expected one for the feedback");
  if (!force && !shared && !fs::is_empty(path_, error)) {
    throw InputError(where, "the directory is not empty",
                     "expected a new or an empty one for the feedback, or --force");
  }
}

void FeedbackDirectory::make() const {
  std::error_code error;
  fs::create_directory(path_, error);
  if (error) throw InputError({path_, 0, 0}, "cannot be made: " + error.message(), "expected a place for a directory");
  check_place(path_ + "/sheet");
}

bool FeedbackDirectory::holds(const std::string& file) const {
  std::error_code ignored;
  const auto place = [&](const fs::path& path) { return fs::weakly_canonical(fs::absolute(path, ignored), ignored); };
  return place(file).parent_path() == place(path_ + "/sheet").parent_path();
}

std::string FeedbackDirectory::write(const std::string& name, std::string_view text) try {
  emit_entry(path_ + '/' + name, force_, text, Sync::later);
  ++written_;
  return "";
} catch (const InputError& error) {
  if (missed_++ == 0) first_miss_ = error.what();
  return error.wrong();
}

std::string FeedbackDirectory::finish() const {
  const int directory = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0) {  // else gone, with all that was in it
    ::syncfs(directory);
    ::close(directory);
  }
  if (missed_ == 0) return "";
  return fmt::format("{}: {} of {} feedback sheets were not written; the first: {}", path_, missed_, missed_ + written_,
                     first_miss_);
}

}  // namespace stepmark::cli
