// A set written: problems with their certificates, and their sheets.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::assessment {

class PageForm;

/// Where a set grows: a directory, or whatever has files by name. A set that broke off is gone on with from what its
/// sink has kept.
class SetSink {
 public:
  using Piece = std::function<void(std::string_view)>;
  virtual ~SetSink() = default;

  /// A file of its own, "problems/0001.toml". @throws InputError when it cannot be written, as all below
  virtual void write(const std::string& file, std::string_view text) = 0;
  /// The same, piece by piece.
  virtual void write_pieces(const std::string& file, const std::function<void(const Piece&)>& pieces) = 0;
  /// To one of the sheets that grow.
  virtual void append(const std::string& sheet, std::string_view text) = 0;
  /// Everything of one problem is written. `entry` is one line.
  virtual void done(std::string_view entry) = 0;
  /// The entries of the problems done so far, in order, one at a time.
  virtual void for_each_entry(const Piece& take) const = 0;
};

/// The sheets that grow, without their ending ".md".
inline constexpr std::array sheets_of_a_set = {"questions", "solutions", "marker"};

/// What the set is, in one line: a set that broke off is only gone on with if it is the same.
std::string set_header(const Request& request);
/// How its manifest begins.
std::string manifest_head(const Request& request);

/// All problems that the sink does not have yet, each in "problems/" and "sheets/" and appended to the sheets. The same
/// request gives the same bytes whatever the number of threads, in one go or in several.
/// @param request   as `completed` has it
/// @param progress  is told how many there are
/// @param form      of the pages that grow beside the sheets; null: none
void write_problems(const Request& request, SetSink& set, unsigned threads,
                    const std::function<void(std::uint64_t)>& progress, const PageForm* form = nullptr);

/// "manifest.json", entry by entry, so that no set is too large for the memory.
void write_manifest(SetSink& set, const Request& request);

/// Does an optimizer's name in a request mean a file?
bool is_optimizer_file(const std::string& optimizer);

/// The files that stand beside the problems of a set: texts by names.
using FilesBeside = std::map<std::string, std::string>;

/// A set needs no files from elsewhere: an optimizer's file is copied to its problems, which then name the copy. Of two
/// optimizers with the same name, the later one's file has a number.
/// @return  the name of the file, which is in `files` now
std::string place_beside(FilesBeside& files, const Definition& definition);

/// Every optimizer of a request that is a file, in its order, so that the names are the same whichever comes to be
/// used.
void place_optimizers_beside(FilesBeside& files, const Request& request);

/// The same for the optimizers that a drawn problem names: the draft names the copies from then on.
/// @return  the names of their files
std::vector<std::string> place_optimizers_beside(FilesBeside& files, Draft& draft, const Problem& problem);

}  // namespace stepmark::assessment
