// Open files and directories that close themselves.
#pragma once

#include <string>
#include <utility>

namespace stepmark::files {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;

  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }
  void close();

 private:
  int number_ = -1;
};

/// A directory, through links in the path that a user gave.
Descriptor open_directory(const std::string& path);

/// The file "a/b" below an open directory. No link is followed, neither at "a" nor at "b"; errno is ELOOP or ENOTDIR
/// where there is one.
Descriptor open_below(int directory, const std::string& name, int flags);

/// The directory part of a path ("." where there is none), and the name after it.
std::pair<std::string, std::string> split_path(const std::string& path);

/// Does the name still lead to the open file?
bool is_named(int descriptor, int directory, const std::string& name);

}  // namespace stepmark::files
