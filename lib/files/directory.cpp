#include "lib/files/directory.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "lib/base/error.hpp"
#include "lib/files/output.hpp"

namespace stepmark::files {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& directory, const std::string& why) {
  throw InputError({directory, 0, 0}, why, "expected a directory that can be written");
}

/// Gone when the object is, with all that is in it.
class GrowingDirectory {
 public:
  explicit GrowingDirectory(const std::string& beside) {
    const fs::path place(beside);
    name_ = (place.parent_path() / ('.' + place.filename().string() + ".XXXXXX")).string();
    if (mkdtemp(name_.data()) == nullptr) refuse(beside, std::string("cannot be made: ") + std::strerror(errno));
  }
  ~GrowingDirectory() {
    std::error_code ignored;
    fs::remove_all(name_, ignored);
  }
  GrowingDirectory(const GrowingDirectory&) = delete;
  GrowingDirectory& operator=(const GrowingDirectory&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

std::string without_slash(std::string directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  return directory;
}

bool is_empty_or_missing(const std::string& directory) { return !fs::exists(directory) || fs::is_empty(directory); }

}  // namespace

void check_directory(const std::string& directory, bool force) {
  if (fs::exists(fs::symlink_status(directory)) && !fs::is_directory(directory)) {
    throw InputError({directory, 0, 0}, "it is no directory", "expected one, or a name that is free");
  }
  if (force || is_empty_or_missing(directory)) return;
  throw InputError({directory, 0, 0}, "the directory is not empty", "expected another one", Remedy::overwrite);
}

void emit_directory(const std::string& named, bool force, const std::vector<NamedText>& files) {
  const std::string directory = without_slash(named);
  check_directory(directory, force);
  if (!is_empty_or_missing(directory)) {
    for (const NamedText& file : files) emit_to(directory + '/' + file.name, force, file.text);
    return;
  }
  const GrowingDirectory growing(directory);
  for (const NamedText& file : files) emit_to(growing.name() + '/' + file.name, false, file.text);
  std::error_code error;
  fs::permissions(growing.name(), fs::perms(0755), error);
  fs::rename(growing.name(), directory, error);
  if (error) refuse(directory, error.message());
}

}  // namespace stepmark::files
