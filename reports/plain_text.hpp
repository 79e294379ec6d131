// Text for a terminal: how wide it is, and where its lines are broken.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Columns of a terminal; letters of East Asia take two, combining marks none.
std::size_t columns_of(std::string_view text);

/// `text` and blanks up to so many columns.
std::string padded(std::string text, std::size_t columns);

/// Lines no wider than `width` where they have spaces; what is carried over of a formula is set in by four columns.
/// @param width  0: nothing is broken
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace stepmark::reports
