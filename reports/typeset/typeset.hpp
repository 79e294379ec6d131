// LaTeX made into PDF.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "lib/base/error.hpp"
#include "reports/typeset/tool.hpp"

namespace stepmark::typeset {

/// A character that no font has. A page without it would not say what it should.
class NoGlyph : public InputError {
 public:
  NoGlyph(std::string character, std::size_t page);
  const std::string& character() const { return character_; }
  std::size_t page() const { return page_; }  ///< of those that were to be set, from 0

 private:
  std::string character_;
  std::size_t page_;
};

/// Stands in the preamble: fonts for what Latin Modern does not have.
extern const char* const unicode_fonts;

/// Sets NAME.tex of the directory for each of these names, so many at once, by pdfTeX if its fonts have every
/// character, else by LuaTeX, which takes a few times as long. TeX runs no other program, and neither reads nor writes
/// files elsewhere than in the directory.
/// @returns the PDFs
/// @throws NoGlyph; InputError when TeX is not there or fails, with what it said
std::vector<std::string> typeset(ToolDirectory& place, const std::vector<std::string>& names, std::size_t at_once,
                                 std::chrono::seconds limit);

}  // namespace stepmark::typeset
