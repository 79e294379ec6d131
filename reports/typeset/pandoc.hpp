// Markdown made into pages by pandoc.
#pragma once

#include <string>
#include <vector>

namespace stepmark::typeset {

/// "html", "pdf", "docx", "latex"
const std::vector<std::string>& forms();

/// @param to  one of `forms`
/// @returns the file's bytes: A4, with one look for all, nothing taken from a network or from other files
/// @throws NoGlyph (pdf); InputError when pandoc or TeX is not there or fails, with what it said, or takes longer than
///         two minutes and two more for each MB, or than the seconds that STEPMARK_PAGE_SECONDS states
std::string convert(const std::string& markdown, const std::string& to);

/// Tries it on a line, so that long work need not end in a failure. @throws InputError as `convert` does
void check_pandoc(const std::string& to);

}  // namespace stepmark::typeset
