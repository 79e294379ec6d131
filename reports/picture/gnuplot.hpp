// Pictures drawn by gnuplot.
#pragma once

#include <string>
#include <vector>

#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// "svg", "pdf", "png"
const std::vector<std::string>& forms();

/// Where an SVG has its axes, in its own units from its upper left corner.
struct Frame {
  double left, right, top, bottom;
};
Frame frame_of_svg(const Picture& picture);

/// The bytes of a file, the same on every run of the same gnuplot. Labels and titles are text and nothing else,
/// whatever stands in them.
/// @param form  one of `forms`
/// @throws InputError when gnuplot is not there or fails, with what it said
std::string drawn(const Picture& picture, const std::string& form);

}  // namespace stepmark::picture
