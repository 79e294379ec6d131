// The tables of a Markdown text, as GitHub reads them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::sheet {

struct MarkdownTable {
  struct Row {
    std::vector<std::string> cells;  ///< what is read, without the markup around it: of 1*2*5 and \, no sign is lost
    std::size_t line = 0;
  };
  std::vector<std::string> header;
  std::size_t line = 0;  ///< of the header
  std::vector<Row> rows;
};

/// @param text  valid UTF-8
/// @returns none of a text whose tables may have more than a million cells; of a row, the first hundred or so
std::vector<MarkdownTable> markdown_tables(std::string_view text);

}  // namespace stepmark::sheet
