// Long formulas in pieces, so that lines can be broken between them.
#pragma once

#include <string>
#include <vector>

#include "lib/expression/print.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// A formula in pieces between which a line may be broken; each piece but the first begins with its sign.
using Pieces = std::vector<std::string>;

/// The pieces of `e`: one, if that is no wider than `room`; else the terms of the outermost sum, and where such a term
/// is still too wide, those of the widest bracket in it, or its factors. A quotient (a + b)/c that is too wide becomes
/// 1/c (a + b). What has neither sum nor product to be broken at stays whole, whatever its width.
Pieces broken(const Expression& e, const LatexOptions& options, double room);

/// All pieces on one line.
std::string joined(const Pieces& pieces);

}  // namespace stepmark::reports
