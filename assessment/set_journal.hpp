// What the journal of a set says: a line for each problem, by which another run knows what of it is whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// A sheet when a problem was done: its length, and the hash of what that problem appended.
struct SheetMark {
  std::uint64_t length = 0, hash = 0;
};

/// A file of a problem.
struct FileMark {
  std::string name;
  std::uint64_t length = 0, hash = 0;
};

struct JournalLine {
  std::vector<SheetMark> sheets;
  std::vector<FileMark> files;
  std::string entry;
};

/// With the hash of the rest in front, so that a damaged line is known. No line end.
std::string journal_line(const JournalLine& line);
/// Nothing if it is not what `journal_line` makes.
std::optional<JournalLine> parse_journal_line(std::string_view text);

}  // namespace stepmark::assessment
