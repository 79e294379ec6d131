#include "reports/equations.hpp"

#include <algorithm>

namespace stepmark::reports {

namespace {

constexpr std::string_view begin_aligned = "\\begin{aligned}\n", end_aligned = "\\end{aligned}";

/// The pieces between separators that stand in no braces and in no environment.
std::vector<std::string> split_outside(std::string_view latex, std::string_view separator) {
  std::vector<std::string> pieces(1);
  int depth = 0;
  for (std::size_t i = 0; i < latex.size();) {
    const std::string_view rest = latex.substr(i);
    if (depth == 0 && rest.starts_with(separator)) {
      pieces.emplace_back();
      i += separator.size();
      continue;
    }
    depth += rest.starts_with("\\begin{") - rest.starts_with("\\end{");
    const std::size_t length = rest[0] == '\\' && rest.size() > 1 ? 2 : 1;
    if (length == 1) depth += (rest[0] == '{') - (rest[0] == '}');
    pieces.back() += rest.substr(0, length);
    i += length;
  }
  return pieces;
}

/// Without the gaps that make columns, and the room below the row before.
std::string cleared(std::string_view cell) {
  const auto drop = [&](std::string_view front) {
    const bool found = cell.starts_with(front);
    if (found) cell.remove_prefix(front.size());
    return found;
  };
  while (drop(" ") || drop("\n") || drop("[3pt]") || drop("\\quad")) {
  }
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\n')) cell.remove_suffix(1);
  return std::string(cell);
}

bool is_relation(std::string_view text) { return text.starts_with('=') || text.starts_with("\\approx"); }

void append_row(std::vector<std::string>& equations, std::string& name, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); i += 2) {
    std::string left = cleared(cells[i]);
    const std::string right = i + 1 < cells.size() ? cleared(cells[i + 1]) : "";
    if (left.empty() && right.empty()) continue;
    if (!left.empty()) name = left;
    if (left.empty() && is_relation(right)) left = name;
    equations.push_back(left.empty() ? right : right.empty() ? left : left + ' ' + right);
  }
}

}  // namespace

std::vector<std::string> equations_of(std::string_view latex) {
  if (!latex.starts_with(begin_aligned) || !latex.ends_with(end_aligned)) return {std::string(latex)};
  latex.remove_prefix(begin_aligned.size());
  latex.remove_suffix(end_aligned.size());
  std::vector<std::string> equations;
  std::string name;
  for (const std::string& row : split_outside(latex, "\\\\")) append_row(equations, name, split_outside(row, "&"));
  return equations;
}

}  // namespace stepmark::reports
