// The texts in cli/texts, as the build puts them into the program.
#pragma once

#include <string>
#include <string_view>

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// @pre there is one of that name
std::string_view text_named(std::string_view name);

/// The text, with what is made from the commands in the place of "@COMMANDS@".
std::string text_around(std::string_view name, std::string_view commands);

}  // namespace stepmark::cli
