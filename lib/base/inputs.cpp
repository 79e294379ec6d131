#include "lib/base/inputs.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <utility>

namespace stepmark {

namespace {

namespace fs = std::filesystem;

using Identity = std::pair<dev_t, ino_t>;

struct Inputs {
  std::mutex mutex;
  std::map<Identity, std::string> paths;
};

Inputs& inputs() {
  static Inputs all;
  return all;
}

void note(const struct stat& found, const std::string& path) {
  if (!S_ISREG(found.st_mode)) return;
  const std::lock_guard guard(inputs().mutex);
  inputs().paths.try_emplace({found.st_dev, found.st_ino}, path);
}

bool is_standard_input(const struct stat& file) {
  struct stat found {};
  return ::fstat(STDIN_FILENO, &found) == 0 && found.st_dev == file.st_dev && found.st_ino == file.st_ino;
}

std::string input_of(const struct stat& found) {
  if (!S_ISREG(found.st_mode)) return "";
  {
    const std::lock_guard guard(inputs().mutex);
    const auto known = inputs().paths.find({found.st_dev, found.st_ino});
    if (known != inputs().paths.end()) return known->second;
  }
  return is_standard_input(found) ? "standard input" : "";
}

std::string input_in(const std::string& directory) {
  std::error_code ignored;
  for (fs::recursive_directory_iterator entry(directory, ignored), end; entry != end; entry.increment(ignored)) {
    struct stat found {};
    if (::lstat(entry->path().c_str(), &found) != 0) continue;
    std::string input = input_of(found);
    if (!input.empty()) return input;
  }
  return "";
}

}  // namespace

void note_input(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) note(found, path);
}

void note_input(int descriptor, const std::string& path) {
  struct stat found {};
  if (::fstat(descriptor, &found) == 0) note(found, path);
}

std::string input_at(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return "";
  return S_ISDIR(found.st_mode) ? input_in(path) : input_of(found);
}

std::string input_at(int descriptor) {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0 ? input_of(found) : "";
}

}  // namespace stepmark
