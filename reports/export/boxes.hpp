// The boxes of a part that asks for numbers, each with the answers that it knows. What an answer earns is what `check`
// gives for it, on a sheet that holds it.
#pragma once

#include <cstddef>
#include <vector>

#include "problems/rivals.hpp"
#include "reports/export/question.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::exports {

struct Boxes {
  std::vector<Box> boxes;
  KnownSheets known;
};

/// @param part  one that asks for numbers
/// @throws InputError where a line has no value
Boxes boxes_of(QuestionMarker& marker, std::size_t part, RivalMethods& methods);

/// Systems calculate in doubles, which hold 15 digits, and compare with a slack of about 1e-14: may they tell `value`
/// from its neighbours?
bool can_be_told(const Exact& value, const Exact& unit);

}  // namespace stepmark::exports
