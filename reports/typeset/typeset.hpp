// LaTeX made into PDF.
#pragma once

#include <chrono>
#include <string>

#include "lib/base/error.hpp"
#include "reports/typeset/tool.hpp"

namespace stepmark::typeset {

/// A character that no font has. A page without it would not say what it should.
class NoGlyph : public InputError {
 public:
  explicit NoGlyph(std::string character);
  const std::string& character() const { return character_; }

 private:
  std::string character_;
};

/// Stands in the preamble: fonts for what Latin Modern does not have.
extern const char* const unicode_fonts;

/// Sets page.tex of the directory, by pdfTeX if its fonts have every character, else by LuaTeX, which takes a few times
/// as long. TeX runs no other program, and neither reads nor writes files elsewhere than in the directory.
/// @returns the PDF
/// @throws NoGlyph; InputError when TeX is not there or fails, with what it said
std::string typeset(ToolDirectory& place, std::chrono::seconds limit);

}  // namespace stepmark::typeset
