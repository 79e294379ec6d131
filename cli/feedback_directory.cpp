#include "cli/feedback_directory.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "cli/output.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::cli {

FeedbackDirectory::FeedbackDirectory(std::string path, bool force) : path_(std::move(path)), force_(force) {
  struct stat found {};
  if (::stat(path_.c_str(), &found) == 0 && !S_ISDIR(found.st_mode)) {
    throw InputError({path_, 0, 0}, "is no directory", "expected one for the feedback");
  }
}

void FeedbackDirectory::make() const {
  struct stat found {};
  if (::stat(path_.c_str(), &found) == 0) return;
  if (::mkdir(path_.c_str(), 0777) != 0) {
    throw InputError({path_, 0, 0}, "cannot be made", "expected a directory for the feedback");
  }
}

std::string FeedbackDirectory::name_for(const std::string& student, std::uint32_t sheet) {
  const std::string called = student.empty() ? "unnamed" : student;
  const std::hash<std::string> hash;
  std::string name = safe_file_name(called);
  const auto owner = owner_of_.try_emplace(hash(lower_case(name)), hash(called)).first;
  if (owner->second != hash(called)) name = numbered_file_name(called);
  return name + (sheet > 1 ? fmt::format("~sheet{}", sheet) : "") + ".md";
}

void FeedbackDirectory::write(const std::string& name, std::string_view text) const {
  emit_to(path_ + '/' + name, force_, text, Sync::later);
}

void FeedbackDirectory::finish() const {
  const int directory = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;  // gone, with all that was in it
  ::syncfs(directory);
  ::close(directory);
}

}  // namespace stepmark::cli
