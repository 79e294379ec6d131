// Pieces of pages as HTML, to stand within another page.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/export/page.hpp"
#include "reports/symbols.hpp"
#include "web/rooms.hpp"

namespace stepmark::web {

using exports::html_of;

inline std::string html_of(const reports::Inlines& runs) {
  std::string html;
  for (const reports::Inline& run : runs) html += html_of(run);
  return html;
}

/// A sentence, with the symbols in it as formulas.
inline std::string html_sentence(const std::string& words) { return html_of(reports::in_symbols(words)); }

}  // namespace stepmark::web
