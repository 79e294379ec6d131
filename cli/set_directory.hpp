// The directory of a set while it is written: everything grows in a hidden directory inside it, and takes its place
// when it is whole.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::cli {

/// A run that is killed at any moment leaves the hidden directory alone behind, from which another run goes on. What
/// counts there is a journal: a line for each problem, which says how long the sheets were when it was done.
class SetDirectory {
 public:
  struct Opening {
    bool force = false;               ///< what stands in the directory may be replaced; an unfinished set is begun anew
    bool resume = false;              ///< goes on with an unfinished set
    std::string header;               ///< what the set is; a set is only gone on with if it is the same. One line
    std::string manifest;             ///< how the manifest of such a set begins
    std::vector<std::string> sheets;  ///< the files that grow
  };

  /// @throws InputError when the directory is not empty, no directory, not writable, or has nothing to resume
  SetDirectory(std::string directory, Opening opening);
  /// Unless finished, takes away what was written.
  ~SetDirectory();
  SetDirectory(const SetDirectory&) = delete;
  SetDirectory& operator=(const SetDirectory&) = delete;

  /// True if all problems were done before and at most the move was left; then nothing may be written any more.
  bool is_complete() const { return complete_; }
  /// The entries of the problems done so far, in order, one at a time.
  void for_each_entry(const std::function<void(std::string_view)>& take) const;

  /// A file of its own, "problems/0001.toml". @throws InputError when it cannot be written, as all below
  void write(const std::string& file, std::string_view text);
  void append(const std::string& sheet, std::string_view text);
  /// Everything of one problem is written. `entry` is one line.
  void done(std::string_view entry);
  /// Moves all into place.
  void finish();

  /// Where a file is to be found until `finish`.
  std::string path(const std::string& file) const { return hidden_ + '/' + file; }

 private:
  struct Sheet {
    int descriptor = -1;
    std::uint64_t length = 0;
    std::string waiting;
  };
  void resume(const Opening& opening);
  void check_manifest(const Opening& opening) const;
  void begin_anew(const Opening& opening);
  void go_on(const Opening& opening);
  void open_sheets(const std::vector<std::string>& names, const std::vector<std::uint64_t>& lengths);
  void flush(Sheet& sheet);
  void move_up(const std::string& name);
  void remove_all();

  std::string directory_, hidden_;
  bool made_ = false, force_ = false, complete_ = false, finished_ = false, ours_ = false;
  std::map<std::string, Sheet> sheets_;
  int journal_ = -1;
};

}  // namespace stepmark::cli
