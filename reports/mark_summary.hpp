// A marked sheet in one to three sentences.
#pragma once

#include <vector>

#include "reports/feedback.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What went right, and what cost marks; decided by the verdicts, whatever the scheme gives for them.
/// @param remarks  all that there are on the sheet
/// @param names  of the lines that are asked
Inlines summary(const Marker& marker, const MarkedSheet& marked, const std::vector<Remark>& remarks,
                const std::vector<Inline>& names, Answers answers);

}  // namespace stepmark::reports
