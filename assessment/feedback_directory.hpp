// A directory with a file for each sheet of a class.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "lib/files/lock.hpp"

namespace stepmark::assessment {

/// The files wait in a hidden directory within it until all of them, and the outputs beside them, are there; where the
/// run fails they go, and the directory too where it was made for them.
class FeedbackDirectory {
 public:
  /// @param shard  "1-of-4" where several write there, each of which finds what others have written; else empty
  /// @throws InputError when there is a file of that name, another process that writes there, or a directory that is
  ///         not empty, unless `force` or shared
  FeedbackDirectory(std::string path, bool force, const std::string& shard);
  ~FeedbackDirectory();
  FeedbackDirectory(const FeedbackDirectory&) = delete;
  FeedbackDirectory& operator=(const FeedbackDirectory&) = delete;

  /// Makes the directory where there is none, and clears what killed runs left. @throws InputError when it cannot be
  /// made, or takes no files
  void make();

  /// Is `file` one that would stand among the feedback, or be the directory itself?
  bool holds(const std::string& file) const;

  /// @throws InputError when there is no room for it, or something in its place that it may not replace
  void write(const std::string& name, std::string_view text);

  /// Once after all of them: they outlast a power cut. One wait for the disk, where each file would wait on its own.
  void settle() const;

  /// The files stand in the directory and nowhere else: what bears the name of one is replaced with --force, be it a
  /// link or a pipe.
  void take_names();

 private:
  void open();
  void clear_shards() const;
  void check_free(const std::string& name, const std::string& shown) const;

  std::string path_, shard_, waiting_name_;
  bool force_, shared_, made_ = false;
  files::Descriptor directory_, waiting_;
  std::optional<files::Lock> lock_, shard_lock_;
  std::vector<std::string> names_;  ///< of the files that wait
};

}  // namespace stepmark::assessment
