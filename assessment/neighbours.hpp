// Answers that are those of another copy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/edition_files.hpp"
#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// The student whose variant of a question the answers fit so much better than the own one that it is certain, as
/// sheets are weighed (solver/marking/prices.hpp): by the bits of all that agree, and never by one number.
/// @param written  what stands in each row of the sheet; nothing where that is no number
std::optional<std::string> neighbour_of(const Edition& edition, std::size_t copy, std::size_t question,
                                        const std::vector<std::optional<Exact>>& written);

}  // namespace stepmark::assessment
