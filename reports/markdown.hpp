// A document as Markdown that pandoc, GitHub, Jupyter and MyST read alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Appends the document, beginning with its title as a heading of level 1 and ending with one line feed.
///
/// Nothing in plain text becomes markup, a link or math, and no line of it begins a block of another kind: runs of
/// white space become one space, and what no one sees is shown escaped. Formulas stand as $...$ without inner spaces
/// and never next to a digit or letter, displayed ones between lines that hold only $$, with blank lines around. `|`
/// inside a table's formula is refused (asserted): write \lvert.
void append_markdown(std::string& out, const Document& document);
/// Blocks that go on with a document, a blank line before each.
void append_markdown(std::string& out, const std::vector<Block>& blocks);
std::string to_markdown(const Document& document);

/// Plain text with everything escaped that could be markup in the middle of a line.
void append_escaped_markdown(std::string& out, std::string_view text);

}  // namespace stepmark::reports
