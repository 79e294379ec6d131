// The directory of a set while it is written: everything grows in a hidden directory inside it, and takes its place
// when it is whole.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "assessment/set_journal.hpp"
#include "assessment/write_set.hpp"
#include "lib/files/descriptor.hpp"
#include "lib/files/lock.hpp"

namespace stepmark::assessment {

/// A run that is killed at any moment leaves the hidden directory alone behind, from which another run goes on. What
/// counts there is a journal: a line for each problem, with the lengths and hashes of its files and of what it appended
/// to the sheets. A run that goes on goes back to the last problem that is whole in every file. While it lives, the
/// directory is locked. No link in it is followed.
class SetDirectory : public SetSink {
 public:
  /// What a sheet is called in front that grows for a page to be made of it, and is no part of the set.
  static constexpr std::string_view draft = "draft.";

  struct Opening {
    bool force = false;               ///< what stands in the directory may be replaced; an unfinished set is begun anew
    bool resume = false;              ///< goes on with an unfinished set
    std::string header;               ///< what the set is; a set is only gone on with if it is the same. One line
    std::string manifest;             ///< how the manifest of such a set begins
    std::vector<std::string> sheets;  ///< the files that grow
    std::vector<std::string> pages;   ///< other files beside them
    std::vector<std::string> directories = {"problems", "sheets"};  ///< in which files of a problem stand
  };

  /// @throws InputError when the directory is not empty, no directory, not writable, or has nothing to resume; when
  /// another
  ///         process writes there; and naming the line of a journal that is broken or of another set
  SetDirectory(std::string directory, Opening opening);
  /// Unless finished, takes away what was written.
  ~SetDirectory() override;
  SetDirectory(const SetDirectory&) = delete;
  SetDirectory& operator=(const SetDirectory&) = delete;

  /// True if all problems were done before and at most the move was left; then nothing may be written any more.
  bool is_complete() const { return complete_; }
  void for_each_entry(const Piece& take) const override;
  void write(const std::string& file, std::string_view text) override;
  void write_pieces(const std::string& file, const std::function<void(const Piece&)>& pieces) override;
  void append(const std::string& sheet, std::string_view text) override;
  void done(std::string_view entry) override;
  /// Moves all into place.
  void finish();
  /// Leaves what is written so far for a run that resumes, as a kill would.
  void keep() { ours_ = false; }

  /// Where a file is to be found until `finish`.
  std::string path(const std::string& file) const { return hidden_ + '/' + file; }

 private:
  struct Sheet {
    files::Descriptor file;
    std::uint64_t length = 0;
    std::string waiting;
  };
  struct Whole;
  void check_inputs(const Opening& opening) const;
  void resume(const Opening& opening);
  void check_no_links() const;
  void check_manifest(const Opening& opening) const;
  void begin_anew(const Opening& opening);
  void open_hidden();
  void go_on(const Opening& opening);
  std::string found_at(const std::string& name) const;
  void check_line(const JournalLine& line, Whole& whole) const;
  void move_down(const Opening& opening);
  void go_back(const Whole& whole);
  void open_sheets(const std::vector<std::string>& names, const std::vector<std::uint64_t>& lengths);
  void move_up(const std::string& name);
  void remove_all();

  std::string directory_, hidden_;
  std::vector<std::string> directories_;
  bool made_ = false, force_ = false, complete_ = false, finished_ = false, ours_ = false;
  std::map<std::string, Sheet> sheets_;
  std::vector<FileMark> written_;            ///< since the last line of the journal
  files::Descriptor base_, tree_, journal_;  ///< the directory, the hidden one in it, the journal in that
  std::optional<files::Lock> lock_;
};

}  // namespace stepmark::assessment
