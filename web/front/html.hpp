// Pieces of pages as HTML, to stand within another page.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/export/page.hpp"
#include "web/rooms.hpp"

namespace stepmark::web {

using exports::html_of;
using exports::html_of_runs;

inline std::string html_of(const std::vector<Block>& blocks, const Language& language) {
  return html_of(blocks, {}, language);
}

}  // namespace stepmark::web
