// How wide a formula comes out, so that lines can be laid side by side or broken.
#pragma once

#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// An estimate of the width of `latex` in display style, in points at a type size of 10 pt, from the widths of
/// Computer Modern: digits 5, letters 5.5, relations and binary operators with their spaces. A fraction counts as the
/// wider of its halves, sub- and superscripts at 8/10. Not for text with environments other than cases.
double latex_width(std::string_view latex);

/// The text width of a page as pandoc and LaTeX set it by default, with a little left over.
inline constexpr double page_width = 332;

}  // namespace stepmark::reports
