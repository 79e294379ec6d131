// An edition that was written in parts, on several machines, put together.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "assessment/rooms.hpp"
#include "assessment/set_directory.hpp"
#include "reports/class_statistics.hpp"

namespace stepmark::assessment {

/// Of the files that a shard consists of, as an object in JSON: their hashes.
/// @param directory  in which they are by now
std::string sums_of_shard(const std::string& directory);

/// The directories of shard 1/N, 2/N, ... N/N of one edition.
class EditionParts {
 public:
  /// @param directories  in any order
  /// @throws InputError naming the directory that is no shard of the same edition as the first, is there twice or was
  ///         edited since it was written, and the shard that is missing
  explicit EditionParts(const std::vector<std::string>& directories);

  /// Of the edition in one piece.
  SetDirectory::Opening opening(bool force, bool resume) const;

  /// What write_edition would have written at once, byte for byte, as far as the edition does not have it yet; PDFs
  /// have the same pages, in other files than one run of TeX makes.
  /// @param progress  is told how many parts there are
  void write(SetDirectory& edition, const std::function<void(std::size_t done)>& progress) const;

 private:
  struct Part {
    std::string directory;
    Shard shard;
    std::uint64_t students = 0;             ///< of all shards
    std::string header = {}, head = {};     ///< without its shard
    std::string pages = {};                 ///< the language, and whether there are pictures
    std::string common = {};                ///< what its manifest says of the files that all have
    std::vector<std::string> entries = {};  ///< of its copies
    std::string sums = {};                  ///< of all its files
    bool has_pdf = false;
  };
  static Part read(const std::string& directory);
  void check_together() const;
  void write_files(SetDirectory& edition, const Part& part) const;
  void write_part(SetDirectory& edition, const Part& part) const;
  std::string joined(const std::string& pdf) const;
  static void append_sheets(SetDirectory& edition, const Part& part);

  std::vector<Part> parts_;  ///< in the order of the roster
};

}  // namespace stepmark::assessment
