// Pictures drawn by gnuplot.
#pragma once

#include <string>
#include <vector>

#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// "svg", "pdf", "png"
const std::vector<std::string>& forms();

/// The bytes of a file, the same on every run of the same gnuplot. Labels and titles are text and nothing else,
/// whatever stands in them.
/// @param form  one of `forms`
/// @throws InputError when gnuplot is not there or fails, with what it said
std::string drawn(const Picture& picture, const std::string& form);

using Pictures = std::vector<const Picture*>;
/// The same for many, by so many gnuplots, of which none is started anew for a picture.
std::vector<std::string> drawn(const Pictures& pictures, const std::string& form, std::size_t at_once);

}  // namespace stepmark::picture
