// A picture as commands for gnuplot.
#pragma once

#include <string>

#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// Of an SVG in its own units, and of any picture on a screen in pixels.
inline constexpr int width_on_page = 520;

/// Where an SVG has its axes, in its own units from its upper left corner.
struct Frame {
  double left, right, top, bottom;
};
Frame frame_of_svg(const Picture& picture);

/// It begins anew, whatever was drawn before, and ends its file. Titles and labels stand between single quotes, in
/// which gnuplot knows no sign but the quote itself.
/// @param form  "svg", "pdf", "png"
std::string script(const Picture& picture, const std::string& form, const std::string& file);

}  // namespace stepmark::picture
