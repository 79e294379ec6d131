// Tables of lines: a row for each quantity of each step, a column for each component.
#pragma once

#include <functional>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::reports {

/// What stands in the cell of a line.
using LineCell = std::function<Inline(std::size_t line)>;

/// Appends `lines` in their order; with many components, several tables below each other.
void append_line_table(std::vector<Block>& blocks, const WorkedQuestion& question,
                       const std::vector<std::size_t>& lines, const LineCell& cell);

/// The same of all lines, with the number of its row in front of each.
/// @param rows  for each line
void append_numbered_table(std::vector<Block>& blocks, const WorkedQuestion& question,
                           const std::vector<std::size_t>& rows, const LineCell& cell);

/// An empty cell to write in.
inline Inline to_fill_in(std::size_t) { return blank(cell_blank); }

/// All lines.
std::vector<std::size_t> all_lines(const WorkedQuestion& question);

/// How many components stand beside each other.
inline constexpr std::size_t components_beside = 4;

/// The head of a component's column: its name, or `otherwise` where there is one alone.
Inline component_head(const Notation& notation, std::size_t component, Inline otherwise);

}  // namespace stepmark::reports
