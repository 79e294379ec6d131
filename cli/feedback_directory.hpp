// A directory with a file for each sheet of a class, whatever the students are called.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stepmark::cli {

class FeedbackDirectory {
 public:
  /// @throws InputError when there is a file of that name
  FeedbackDirectory(std::string path, bool force);

  /// Makes the directory where there is none. @throws InputError when it cannot be made
  void make() const;

  /// The name of a student's file for the sheet-th sheet of that name: never outside the directory, never that of
  /// another student, even where the file system does not tell Ada from ada. The first to come keeps the plain name,
  /// so all sheets of a class have to be named, in order, whether or not they are written.
  std::string name_for(const std::string& student, std::uint32_t sheet);

  /// The file appears whole or not at all. @throws InputError when it cannot be written, or exists and is not to be
  /// replaced
  void write(const std::string& name, std::string_view text) const;

  /// Once behind all of them: they outlast a power cut. One wait for the disk, where each file would wait on its own.
  void finish() const;

 private:
  std::string path_;
  bool force_;
  std::unordered_map<std::uint64_t, std::uint64_t> owner_of_;  ///< of a file's name, in hashes
};

}  // namespace stepmark::cli
