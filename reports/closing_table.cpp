#include "reports/closing_table.hpp"

#include <algorithm>
#include <string>

#include "reports/latex_width.hpp"

namespace stepmark::reports {

namespace {

constexpr std::size_t most_components_beside = 4;
constexpr double column_gap = 12;

/// A column of numbers, one quantity (and component) through the steps.
struct Column {
  const Equation* equation;
  std::optional<std::size_t> component;  ///< fixed, or nothing: that of the row
  std::string head;
  std::vector<std::string> cells;  ///< by rows; empty where it has no number
  double width = 0;
};

struct Row {
  std::int64_t t;
  std::optional<std::size_t> component;
};

class Builder {
 public:
  explicit Builder(const Notation& notation) : notation_(notation) {}

  void append_to(std::vector<Block>& blocks) {
    if (!choose_wide()) choose_long();
    for (std::size_t first = 0; first < columns_.size();) {
      const std::size_t last = fitting(first);
      blocks.emplace_back(table(first, last));
      first = last;
    }
  }

 private:
  const std::vector<Equation>& equations() const { return notation_.definition().equations; }

  std::optional<Value> value(const Equation& equation, std::int64_t t, std::optional<std::size_t> component) const {
    return notation_.value(equation.quantity, t + equation.offset, component);
  }

  std::string cell(const Column& column, const Row& row) const {
    const bool scalar = column.equation->shape == Shape::scalar;
    if (scalar && row.component.value_or(0) != 0) return {};
    const auto component = scalar ? std::nullopt : column.component ? column.component : row.component;
    const auto number = value(*column.equation, row.t, component);
    return number ? number->shown.latex : std::string();
  }

  /// Steps before the first that have a start value.
  std::int64_t first_row() const {
    std::int64_t t = notation_.problem().first_step();
    const auto known = [&](const Equation& equation) {
      const bool scalar = equation.shape == Shape::scalar;
      return value(equation, t - 1, scalar ? std::nullopt : std::optional<std::size_t>(0)).has_value();
    };
    while (std::any_of(equations().begin(), equations().end(), known)) --t;
    return t;
  }

  bool choose_wide() {
    if (notation_.dimension() > most_components_beside) return false;
    for (const Equation& equation : equations()) {
      const bool vector = equation.shape == Shape::vector;
      for (std::size_t i = 0; i < (vector ? notation_.dimension() : 1); ++i) {
        add_column(equation, vector ? std::optional(i) : std::nullopt);
      }
    }
    for (std::int64_t t = first_row(); t <= notation_.problem().last_step(); ++t) rows_.push_back({t, std::nullopt});
    fill();
    return notation_.dimension() == 1 || fitting(0) == columns_.size();
  }

  void choose_long() {
    columns_.clear();
    rows_.clear();
    for (const Equation& equation : equations()) add_column(equation, std::nullopt);
    for (std::int64_t t = first_row(); t <= notation_.problem().last_step(); ++t) {
      for (std::size_t i = 0; i < notation_.dimension(); ++i) rows_.push_back({t, i});
    }
    fill();
  }

  void add_column(const Equation& equation, std::optional<std::size_t> component) {
    const std::string index = equation.offset == 0 ? "t" : "t+1";
    columns_.push_back({&equation, component, notation_.quantity(equation.quantity, index, component), {}});
  }

  void fill() {
    for (Column& column : columns_) {
      column.width = latex_width(column.head);
      for (const Row& row : rows_) {
        column.cells.push_back(cell(column, row));
        column.width = std::max(column.width, latex_width(column.cells.back()));
      }
      column.width += column_gap;
    }
  }

  bool is_long() const { return rows_.front().component.has_value(); }

  /// The end of the columns that fit beside column `first`, itself at least.
  std::size_t fitting(std::size_t first) const {
    double width = is_long() ? 50 : 25;
    std::size_t last = first;
    while (last < columns_.size() && (last == first || width + columns_[last].width <= page_width)) {
      width += columns_[last++].width;
    }
    return last;
  }

  Table table(std::size_t first, std::size_t last) const {
    Table table;
    table.columns.push_back({{math("t")}, Table::Align::right});
    if (is_long()) table.columns.push_back({{}, Table::Align::left});
    for (std::size_t i = first; i < last; ++i) table.columns.push_back({{math(columns_[i].head)}, Table::Align::right});
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (has_value(row, first, last)) table.rows.push_back(cells(row, first, last));
    }
    return table;
  }

  /// Not every quantity has a value before the first step.
  bool has_value(std::size_t row, std::size_t first, std::size_t last) const {
    const std::size_t first_of_step = row - rows_[row].component.value_or(0);
    return std::any_of(columns_.begin() + static_cast<std::ptrdiff_t>(first),
                       columns_.begin() + static_cast<std::ptrdiff_t>(last),
                       [&](const Column& column) { return !column.cells[first_of_step].empty(); });
  }

  std::vector<Inlines> cells(std::size_t row, std::size_t first, std::size_t last) const {
    const auto& [t, component] = rows_[row];
    std::vector<Inlines> cells{{}};
    if (component.value_or(0) == 0) cells[0].push_back(math(std::to_string(t)));
    if (component) cells.push_back({math(notation_.component(*component))});
    for (std::size_t i = first; i < last; ++i) {
      const std::string& latex = columns_[i].cells[row];
      cells.push_back(latex.empty() ? Inlines{} : Inlines{math(latex)});
    }
    return cells;
  }

  const Notation& notation_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace

void append_closing_table(std::vector<Block>& blocks, const Notation& notation) { Builder(notation).append_to(blocks); }

}  // namespace stepmark::reports
