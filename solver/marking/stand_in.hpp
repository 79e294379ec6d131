// Numbers that were put in without working, and make what follows easy.
#pragma once

#include <vector>

#include "solver/marking/judge.hpp"
#include "solver/marking/marker.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// Marks the lines that follow from one as earning nothing. A stand-in is a 0, 1 or -1 for which nobody can think of a
/// reason, or a number copied from a line in which another is right; a copy of a wrong number is no slip of the pen
/// either, and is called wrong.
void withhold_after_stand_ins(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements,
                              MarkedSheet& marked);

}  // namespace stepmark::marking
