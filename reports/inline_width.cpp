#include "reports/inline_width.hpp"

#include <algorithm>

#include "reports/latex_width.hpp"

namespace stepmark::reports {

namespace {

constexpr double underscore_width = 7.6;

double width_of(const Inline& run) {
  if (run.kind == Inline::Kind::math) return latex_width(run.value);
  const auto letters = static_cast<double>(run.value.size());
  return run.kind == Inline::Kind::blank ? 8 + underscore_width * letters : 5 * letters;
}

}  // namespace

double inline_width(const Inlines& content) {
  double total = 0;
  for (const Inline& run : content) total += width_of(run);
  return total;
}

double column_width(const Table& table, std::size_t column) {
  double widest = inline_width(table.columns[column].header);
  for (const auto& cells : table.rows) widest = std::max(widest, inline_width(cells[column]));
  return widest;
}

/// The narrow columns take what they need, and the others share the rest.
double widest_that_fits(std::vector<double> widths, double room) {
  std::sort(widths.begin(), widths.end());
  std::size_t left = widths.size();
  for (const double width : widths) {
    const double share = room / static_cast<double>(left--);
    if (width > share) return share;
    room -= width;
  }
  return widths.empty() ? room : widths.back();
}

}  // namespace stepmark::reports
