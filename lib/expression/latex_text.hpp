// LaTeX from a stranger: notation of mathematics, and nothing that a program would carry out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// What `latex NAME "..."` prints for a name. Allowed are ASCII letters and digits, blanks inside, + - * / = ( ) [ ] .
/// , ' ^ _, braces that are balanced, and the commands below with the arguments that they take; at most 200 bytes. It
/// begins with a letter, a command or a bracket, so that no reader of Markdown takes it for a list or a link. TeX,
/// KaTeX and pandoc's other formats all know it, and set it without a complaint.
/// @param where  the place of its first character
/// @returns the text as it is printed: `*` would be emphasis to some readers, and is written \ast
/// @throws InputError at the first character or command that may not stand there, with what may
std::string checked_latex(std::string_view text, const Location& where);

/// The commands, without the backslash: letters and signs, what changes the look of an argument, and \frac.
const std::vector<std::string>& latex_letters();
const std::vector<std::string>& latex_signs();
const std::vector<std::string>& latex_styles();
/// Their argument is words: letters, digits, blanks, '.', ',' and '-'.
const std::vector<std::string>& latex_words();

}  // namespace stepmark::expression
