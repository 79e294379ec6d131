// Kinds of question: what a problem asks of the student beyond its numbers.
#pragma once

#include <string>
#include <vector>

#include "problems/certificate.hpp"
#include "problems/draft.hpp"
#include "problems/draw.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// The place of a problem in its set.
struct Place {
  std::uint64_t number = 0;  ///< from 0
  std::uint64_t count = 1;
};

/// Writes the kind into a draft as far as it is known before the numbers are certified: which quantities are asked, in
/// which steps, and (faded) what is shown, more at the beginning of a set than at its end.
void set_kind(Draft& draft, Question::Kind kind, const Definition& definition, const Place& place);

/// The rest, which needs the wrong methods of the certified problem: wrong choices whose answers all differ, or the
/// fault of a working. False if there are too few of them.
/// @param pinned  hyperparameters that stay as they are
bool finish_kind(Draft& draft, const Problem& problem, const Certificate& certificate, Draw& draw, const Place& place,
                 const Values& pinned);

}  // namespace stepmark::problems
