// A document as Markdown that pandoc, GitHub, Jupyter and MyST read alike.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The document as Format::markdown has it, beginning with its title as a heading of level 1 and ending with one line
/// feed.
///
/// Nothing in plain text becomes markup, a link or math, and no line of it begins a block of another kind: runs of
/// white space become one space, and what no one sees is shown escaped. Formulas stand as $...$ without inner spaces
/// and never next to a digit or letter, displayed ones between lines that hold only $$, with blank lines around. `|`
/// inside a table's formula is refused (asserted): write \lvert.
std::string to_markdown(const Document& document);

}  // namespace stepmark::reports
