#include "reports/line_table.hpp"

#include <algorithm>
#include <numeric>

#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// Components first <= i < last; scalars stand in a column of their own behind the first of them.
struct Columns {
  std::size_t first, last;
  bool scalars;
  std::size_t count() const { return 2 + (last - first) + (scalars ? 1 : 0); }
  /// Nothing if the line has no place in them.
  std::optional<std::size_t> of(const TraceLine& line, std::size_t dimension) const {
    if (!line.component)
      return dimension == 1 ? std::optional<std::size_t>(2) : scalars ? std::optional(count() - 1) : std::nullopt;
    if (*line.component < first || *line.component >= last) return std::nullopt;
    return 2 + *line.component - first;
  }
};

Table table_of(const WorkedQuestion& question, const std::vector<std::size_t>& lines, const Columns& columns,
               const LineCell& cell) {
  const Notation& notation = question.notation();
  Table table;
  table.columns = {{{sentence("step")}, Table::Align::right}, {{sentence("quantity")}, Table::Align::left}};
  for (std::size_t i = columns.first; i < columns.last; ++i) {
    table.columns.push_back({{component_head(notation, i, sentence("value"))}, Table::Align::right});
  }
  if (columns.scalars) table.columns.push_back({{sentence("one number")}, Table::Align::right});
  const TraceLine* previous = nullptr;
  for (const std::size_t at : lines) {
    const TraceLine& line = question.trace().lines[at];
    const auto column = columns.of(line, notation.dimension());
    if (!column) continue;
    if (!previous || previous->t != line.t || previous->equation != line.equation) {
      table.rows.emplace_back(columns.count());
      if (!previous || previous->t != line.t) table.rows.back()[0] = {text(std::to_string(line.t))};
      table.rows.back()[1] = {question.row_name(at)};
    }
    table.rows.back()[*column] = {cell(at)};
    previous = &line;
  }
  return table;
}

}  // namespace

Inline component_head(const Notation& notation, std::size_t component, Inline otherwise) {
  return notation.dimension() == 1 ? std::move(otherwise) : math(notation.parameter(component));
}

namespace {

/// Side by side, or below each other: as many components at a time as a page has room for.
std::vector<Columns> columns_of(const WorkedQuestion& question, const std::vector<std::size_t>& lines) {
  const std::size_t dimension = question.notation().dimension();
  const bool scalars = dimension > 1 && std::any_of(lines.begin(), lines.end(), [&](std::size_t line) {
                         return !question.trace().lines[line].component;
                       });
  std::vector<Columns> all;
  for (std::size_t first = 0; first < dimension; first += components_beside) {
    all.push_back({first, std::min(first + components_beside, dimension), scalars && first == 0});
  }
  return all;
}

/// The rows of `table` are those of the lines that have a place in it, in order.
void number_rows(Table& table, const std::vector<std::size_t>& numbers) {
  table.columns.insert(table.columns.begin(), {{sentence("line")}, Table::Align::right});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    table.rows[i].insert(table.rows[i].begin(), {text(std::to_string(numbers[i]))});
  }
}

}  // namespace

void append_line_table(std::vector<Block>& blocks, const WorkedQuestion& question,
                       const std::vector<std::size_t>& lines, const LineCell& cell) {
  for (const Columns& columns : columns_of(question, lines)) {
    blocks.emplace_back(table_of(question, lines, columns, cell));
  }
}

void append_numbered_table(std::vector<Block>& blocks, const WorkedQuestion& question,
                           const std::vector<std::size_t>& rows, const LineCell& cell) {
  const std::vector<std::size_t> lines = all_lines(question);
  for (const Columns& columns : columns_of(question, lines)) {
    Table table = table_of(question, lines, columns, cell);
    std::vector<std::size_t> numbers;
    for (const std::size_t line : lines) {
      const bool has_place = columns.of(question.trace().lines[line], question.notation().dimension()).has_value();
      if (has_place && (numbers.empty() || numbers.back() != rows[line])) numbers.push_back(rows[line]);
    }
    number_rows(table, numbers);
    blocks.emplace_back(std::move(table));
  }
}

std::vector<std::size_t> all_lines(const WorkedQuestion& question) {
  std::vector<std::size_t> lines(question.trace().lines.size());
  std::iota(lines.begin(), lines.end(), std::size_t{0});
  return lines;
}

}  // namespace stepmark::reports
