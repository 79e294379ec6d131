// Runs the built program as a shell would, for tests that look at it from outside.
#pragma once

#include <string>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::support {

struct Outcome {
  int status = -1;
  std::string output, error;
};

/// @param words  program and arguments; nothing is interpreted
Outcome run_program(const std::vector<std::string>& words);

/// A directory that is gone when the object is.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  std::string path(const std::string& name) const { return path_ + '/' + name; }
  /// Writes a file and gives its path.
  std::string write(const std::string& name, const std::string& content) const;
  std::vector<std::string> files() const;

 private:
  std::string path_;
};

std::string read_all(const std::string& path);

}  // namespace stepmark::support
