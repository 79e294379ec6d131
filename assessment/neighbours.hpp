// Answers that are those of another copy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/edition_files.hpp"
#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// A row of a sheet.
struct WrittenRow {
  std::optional<Exact> number;  ///< as written; none where it is blank or no number
  bool follows = false;         ///< it is right, or follows rightly from what was written before
};

/// "s017's variant", "the variant of s017 and 3 others": whose variant of a question the answers fit so much better
/// than the own one that it is certain, as sheets are weighed (solver/marking/prices.hpp): by the bits of all that
/// agree, and never by one number.
std::optional<std::string> neighbour_of(const Edition& edition, std::size_t copy, std::size_t question,
                                        const std::vector<WrittenRow>& written);

}  // namespace stepmark::assessment
