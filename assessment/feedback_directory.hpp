// A directory with a file for each sheet of a class.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "lib/files/lock.hpp"

namespace stepmark::assessment {

class FeedbackDirectory {
 public:
  /// @param shard  "1-of-4" where several write there, each of which finds what others have written; else empty
  /// @throws InputError when there is a file of that name, another process that writes there, or a directory that is
  ///         not empty, unless `force` or shared
  FeedbackDirectory(std::string path, bool force, const std::string& shard);

  /// Makes the directory where there is none, and clears what killed runs left. @throws InputError when it cannot be
  /// made, or takes no files
  void make();

  /// Is `file` one that would stand among the feedback, or be the directory itself?
  bool holds(const std::string& file) const;

  /// The file appears whole or not at all, in the directory and nowhere else: what bears its name already is replaced
  /// with --force, be it a link or a pipe, and otherwise left as it is.
  /// @returns why it was not written; empty if it was
  std::string write(const std::string& name, std::string_view text);

  /// Once behind all of them: they outlast a power cut. One wait for the disk, where each file would wait on its own.
  /// @returns how many were not written, and why the first was not, in a line; empty if all were
  std::string finish() const;

 private:
  void open();
  void clear_shard_locks() const;

  std::string path_, shard_;
  bool force_, shared_;
  files::Descriptor directory_;
  std::optional<files::Lock> lock_, shard_lock_;
  std::uint64_t written_ = 0, missed_ = 0;
  std::string first_miss_;
};

}  // namespace stepmark::assessment
