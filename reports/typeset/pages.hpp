// Pages that other programs make: PDF by TeX, docx by pandoc.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "reports/render.hpp"

namespace stepmark::typeset {

/// "html", "pdf", "docx", "latex": the forms of pages.
const std::vector<std::string>& forms();
/// Does another program make it?
bool is_made(const std::string& form);

/// In which format, and how laid out, a page is written for a form to be made of it: itself where none is made.
reports::Format source_of(const std::string& form);
reports::Layout layout_of_source(const std::string& form);

/// A page in that format, and the bytes of the files that it names: PDF pictures for PDF, PNG for docx.
struct Source {
  std::string text;
  std::map<std::string, std::string> beside = {};
  std::string language = "en";
};

/// @param form  one that is made
/// @returns the file's bytes: A4, with one look for all, nothing taken from a network or from other files
/// @throws NoGlyph (pdf); InputError when TeX or pandoc is not there or fails, with what it said, or takes longer than
///         two minutes and two more for each MB, or than the seconds that STEPMARK_PAGE_SECONDS states
std::string made(const std::string& form, const Source& source);
/// The same for many pages, whose files have names of their own. @param at_once  so many side by side
std::vector<std::string> made(const std::string& form, const std::vector<Source>& sources, std::size_t at_once);

/// How long a page made of so many bytes may take.
std::chrono::seconds time_limit(std::size_t bytes);

/// Tries it on a line, so that long work need not end in a failure; nothing for what is not made.
/// @throws InputError as `made` does
void check_tools(const std::string& form);

}  // namespace stepmark::typeset
