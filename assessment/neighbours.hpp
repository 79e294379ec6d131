// Answers that are those of another copy.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assessment/edition_files.hpp"
#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// A row of a sheet.
struct WrittenRow {
  std::optional<Exact> number = {};  ///< as written; none where it is blank or no number
  bool follows = false;              ///< it is right, or follows rightly from what was written before
  std::string letter = {};           ///< as it was read; empty where none is asked, or none was given
  std::size_t letters = 0;           ///< out of how many
};

/// "question 2 agrees with s017's variant and not with the student's own", "step 2 of question 2 and the letters of
/// questions 1 and 3 agree with ...": where the answers fit another copy so much better than the own one that it is
/// certain, as sheets are weighed (solver/marking/prices.hpp): by the bits of all that agree over the paper, less what
/// it costs to have chosen the copy, and the parts of the paper that agree. One number is never enough, nor is one
/// letter.
/// @param written  the rows of each question; none of one that does not count
std::optional<std::string> neighbour_of(const Edition& edition, std::size_t copy,
                                        const std::vector<std::vector<WrittenRow>>& written);

}  // namespace stepmark::assessment
