#include "reports/template.hpp"

#include <algorithm>
#include <charconv>

namespace stepmark {

namespace {

bool is_plain(std::string_view latex) {
  if (latex.starts_with('-')) latex.remove_prefix(1);
  return !latex.empty() &&
         std::all_of(latex.begin(), latex.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace

Shown marked(Shown number, std::size_t slot) {
  if (!is_plain(number.latex)) return number;
  const std::size_t sign = number.latex.starts_with('-') ? 1 : 0;
  number.latex.insert(sign, mark_opens + std::to_string(slot) + mark_ends_slot);
  number.latex += mark_closes;
  return number;
}

std::string without_marks(std::string_view latex) {
  std::string plain;
  plain.reserve(latex.size());
  bool in_slot = false;
  for (const char c : latex) {
    in_slot = c == mark_opens || (in_slot && c != mark_ends_slot);
    if (!in_slot && c != mark_ends_slot && c != mark_closes) plain += c;
  }
  return plain;
}

void append_shape(std::string& key, std::string_view latex) {
  if (!is_plain(latex)) {
    key += '\0';
    key += latex;
    key += '\0';
    return;
  }
  const bool negative = latex.front() == '-', point = latex.find('.') != std::string_view::npos;
  key += static_cast<char>(1 + (negative ? 1 : 0) + (point ? 2 : 0));
  key += static_cast<char>(std::min<std::size_t>(latex.size(), 255));
}

Template::Template(std::string_view marked) {
  while (!marked.empty()) {
    const std::size_t open = std::min(marked.find(mark_opens), marked.size());
    text_ += marked.substr(0, open);
    marked.remove_prefix(open);
    if (marked.empty()) break;
    const std::size_t end = marked.find(mark_ends_slot);
    Hole hole{text_.size(), 0};
    std::from_chars(marked.data() + 1, marked.data() + end, hole.slot);
    holes_.push_back(hole);
    marked.remove_prefix(marked.find(mark_closes) + 1);
  }
}

}  // namespace stepmark
