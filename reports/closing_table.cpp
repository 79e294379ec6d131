#include "reports/closing_table.hpp"

#include <algorithm>
#include <string>

#include "reports/latex_width.hpp"

namespace stepmark {

namespace {

constexpr std::size_t most_components_beside = 4;
constexpr double column_gap = 12;

/// A column of numbers, one quantity (and component) through the steps.
struct Column {
  const Equation* equation;
  std::optional<std::size_t> component;  ///< fixed, or nothing: that of the row
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

  const Value* value(const Column& column, const Row& row) const {
    const auto component = column.component ? column.component : row.component;
    const bool scalar = column.equation->shape == Shape::scalar;
    if (scalar && row.component.value_or(0) != 0) return nullptr;
    const auto own = scalar ? std::nullopt : component;
    const Problem& problem = notation_.problem();
    if (problem.first_step() <= row.t && row.t <= problem.last_step()) {
      return notation_.value_of_line(position(column), row.t, own);
    }
    return notation_.find(column.equation->quantity, row.t + column.equation->offset, own);
  }

  std::size_t position(const Column& column) const {
    return static_cast<std::size_t>(column.equation - equations().data());
  }

  /// Steps before the first that have a start value.
  std::int64_t first_row() const {
    std::int64_t t = notation_.problem().first_step();
    const auto known = [&](const Equation& equation) {
      return notation_.find(equation.quantity, t - 1 + equation.offset,
                            equation.shape == Shape::scalar ? std::nullopt : std::optional<std::size_t>(0)) != nullptr;
    };
    while (std::any_of(equations().begin(), equations().end(), known)) --t;
    return t;
  }

  bool choose_wide() {
    if (notation_.dimension() > most_components_beside) return false;
    for (const Equation& equation : equations()) {
      const bool vector = equation.shape == Shape::vector;
      for (std::size_t i = 0; i < (vector ? notation_.dimension() : 1); ++i) {
        columns_.push_back({&equation, vector ? std::optional(i) : std::nullopt});
      }
    }
    for (std::int64_t t = first_row(); t <= notation_.problem().last_step(); ++t) rows_.push_back({t, std::nullopt});
    measure();
    return notation_.dimension() == 1 || fitting(0) == columns_.size();
  }

  void choose_long() {
    columns_.clear();
    rows_.clear();
    for (const Equation& equation : equations()) columns_.push_back({&equation, std::nullopt});
    for (std::int64_t t = first_row(); t <= notation_.problem().last_step(); ++t) {
      for (std::size_t i = 0; i < notation_.dimension(); ++i) rows_.push_back({t, i});
    }
    measure();
  }

  void measure() {
    for (Column& column : columns_) {
      column.width = header(column).width;
      for (const Row& row : rows_) {
        if (const auto number = value(column, row))
          column.width = std::max(column.width, latex_width(number->shown.latex));
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

  const Measured& header(const Column& column) const {
    std::optional<Measured>& known = notation_.form().header(position(column), column.component);
    if (known) return *known;
    const std::string index = column.equation->offset == 0 ? "t" : "t+1";
    std::string latex = notation_.quantity(column.equation->quantity, index, column.component);
    const double width = latex_width(latex);
    return *(known = Measured{std::move(latex), width});
  }

  Table table(std::size_t first, std::size_t last) const {
    Table table;
    table.columns.push_back({{math("t")}, Table::Align::right});
    if (is_long()) table.columns.push_back({{}, Table::Align::left});
    for (std::size_t i = first; i < last; ++i)
      table.columns.push_back({{math(header(columns_[i]).latex)}, Table::Align::right});
    for (const Row& row : rows_) {
      if (has_value(row.t, first, last)) table.rows.push_back(cells(row, first, last));
    }
    return table;
  }

  /// Not every quantity has a value before the first step.
  bool has_value(std::int64_t t, std::size_t first, std::size_t last) const {
    return std::any_of(columns_.begin() + static_cast<std::ptrdiff_t>(first),
                       columns_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Column& column) {
                         return value(column, {t, is_long() ? std::optional<std::size_t>(0) : std::nullopt}) != nullptr;
                       });
  }

  std::vector<Inlines> cells(const Row& row, std::size_t first, std::size_t last) const {
    std::vector<Inlines> cells{{math(std::to_string(row.t))}};
    if (row.component.value_or(0) != 0) cells[0].clear();
    if (row.component) cells.push_back({math(notation_.component(*row.component))});
    for (std::size_t i = first; i < last; ++i) {
      const auto number = value(columns_[i], row);
      cells.push_back(number ? Inlines{math(number->shown.latex)} : Inlines{});
    }
    return cells;
  }

  const Notation& notation_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace

void append_closing_table(std::vector<Block>& blocks, const Notation& notation) { Builder(notation).append_to(blocks); }

}  // namespace stepmark
