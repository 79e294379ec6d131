#include "reports/plain_text.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "lib/base/safe.hpp"
#include "reports/formula_text.hpp"
#include "reports/inline_width.hpp"
#include "reports/nesting.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// Unicode's East Asian Width, W and F, by its blocks.
bool is_wide(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 9> wide = {{{0x1100, 0x115F},
                                                                         {0x2E80, 0x303E},
                                                                         {0x3041, 0xA4CF},
                                                                         {0xAC00, 0xD7A3},
                                                                         {0xF900, 0xFAFF},
                                                                         {0xFE30, 0xFE6F},
                                                                         {0xFF00, 0xFF60},
                                                                         {0x1F300, 0x1FAFF},
                                                                         {0x20000, 0x3FFFD}}};
  return std::any_of(wide.begin(), wide.end(),
                     [&](const auto& block) { return block.first <= c && c <= block.second; });
}

bool is_combining(char32_t c) { return 0x0300 <= c && c <= 0x036F; }

std::size_t columns_of_point(char32_t c) { return is_combining(c) ? 0 : is_wide(c) ? 2 : 1; }

/// The bytes of `text` that fit in so many columns, at least one character.
std::size_t bytes_that_fit(std::string_view text, std::size_t columns) {
  std::string_view rest = text;
  std::size_t used = 0;
  while (!rest.empty()) {
    const std::string_view before = rest;
    used += columns_of_point(code_point(take_point(rest)));
    if (used > columns) return std::max<std::size_t>(text.size() - before.size(), 1);
  }
  return text.size();
}

/// A line in pieces, of which the first may be so wide and the others so; where it has no blank, wider.
std::vector<std::string> pieces(std::string_view line, std::size_t first_room, std::size_t room) {
  std::vector<std::string> all;
  for (std::size_t most = first_room;; most = room) {
    const std::size_t fits = bytes_that_fit(line, most);
    if (fits == line.size()) break;
    const std::size_t first = line.find_first_not_of(' ');
    std::size_t end = line.rfind(' ', fits);
    if (end == std::string::npos || first == std::string::npos || end <= first) end = line.find(' ', fits);
    if (end == std::string::npos) break;
    all.emplace_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  all.emplace_back(line);
  return all;
}

std::string joined(const std::vector<std::string>& pieces, std::size_t indent) {
  std::string text;
  for (const std::string& piece : pieces) text += (text.empty() ? "" : '\n' + std::string(indent, ' ')) + piece;
  return text;
}

std::string wrapped_line(const std::string& line, std::size_t width) {
  const std::size_t indent = line.find(" = ") == std::string::npos ? 0 : 4;  // of a formula
  return joined(pieces(line, width, width - indent), indent);
}

constexpr std::size_t between_columns = 2;
constexpr std::size_t narrowest_column = 8;
constexpr std::size_t ruled_columns = 60;

class PlainText : public Renderer {
 public:
  explicit PlainText(const Layout& layout) : width_(layout.columns) {}

  void begin(std::string& out, std::string_view title) override {
    is_first_ = title.empty();
    if (!title.empty()) line(out, seen(title));
  }

  void append(std::string& out, const Block& block) override {
    if (!std::exchange(is_first_, false)) out += '\n';
    std::visit([&](const auto& b) { (*this)(out, b); }, block);
  }

  void end(std::string&) override {}

 private:
  // --- blocks

  void line(std::string& out, const std::string& text) const { out += wrapped(text, width_) + '\n'; }

  void operator()(std::string& out, const Heading& heading) const {
    const std::string words = text_of(heading.content);
    line(out, words);
    const std::size_t columns = width_ == 0 ? columns_of(words) : std::min(columns_of(words), width_);
    if (heading.level <= 2) out += std::string(columns, heading.level == 1 ? '=' : '-') + '\n';
  }

  void operator()(std::string& out, const Paragraph& paragraph) const { line(out, text_of(paragraph.content)); }

  void operator()(std::string& out, const MathBlock& block) const {
    for (const std::string& row : formula_rows(block.latex)) line(out, "  " + row);
  }

  void operator()(std::string& out, const List& list) const {
    for (const Inlines& item : list.items) hanging(out, "- " + text_of(item), 2);
  }

  void operator()(std::string& out, const Outline& outline) const {
    for (const Outline::Line& line : outline.lines) {
      const std::string label =
          line.label.empty() ? "" : padded(seen(plain_words(line.label)), label_columns(outline, line));
      const std::string text = std::string(line.indent, ' ') + label + text_of(line.content);
      line.label.empty() ? this->line(out, text) : hanging(out, text, line.indent + 4);
    }
  }

  /// One that is too long keeps its distance.
  static std::size_t label_columns(const Outline& outline, const Outline::Line& line) {
    return std::max(outline.label_columns, columns_of(plain_words(line.label)) + 1);
  }

  void hanging(std::string& out, const std::string& text, std::size_t indent) const {
    out += width_ <= indent ? text : joined(pieces(text, width_, width_ - indent), indent);
    out += '\n';
  }

  void operator()(std::string& out, const Code& code) const {
    for (const std::string& line : code_lines(code)) out += seen(line) + '\n';
  }

  void operator()(std::string& out, const RuledRoom& room) const {
    const std::size_t columns = width_ == 0 ? ruled_columns : std::min(ruled_columns, width_);
    for (int i = 0; i < room.lines; ++i) out += (i > 0 ? "\n" : "") + std::string(columns, '_') + '\n';
  }

  void operator()(std::string& out, const Figure& figure) const { line(out, text_of(figure.caption)); }

  void operator()(std::string& out, const PageBreak&) const { out += std::string(3, '*') + '\n'; }

  // --- tables

  using Cells = std::vector<std::string>;

  void operator()(std::string& out, const Table& table) const {
    std::vector<Cells> rows{{}};
    bool has_head = false;
    for (const Table::Column& column : table.columns) {
      rows.front().push_back(text_of(column.header));
      has_head = has_head || !rows.front().back().empty();
    }
    for (const auto& cells : table.rows) {
      rows.emplace_back();
      for (const Inlines& cell : cells) rows.back().push_back(text_of(cell));
    }
    const std::vector<std::size_t> widths = widths_of(rows);
    if (has_head) {
      append_row(out, table, rows.front(), widths);
      append_rule(out, widths);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) append_row(out, table, rows[i], widths);
  }

  /// Where the terminal is too narrow, the widest columns are broken.
  std::vector<std::size_t> widths_of(const std::vector<Cells>& rows) const {
    std::vector<double> widest(rows.front().size(), 0);
    for (const Cells& cells : rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        widest[i] = std::max(widest[i], static_cast<double>(columns_of(cells[i])));
      }
    }
    const auto gaps = static_cast<double>(between_columns * (widest.size() - 1));
    const double most = width_ == 0 ? *std::max_element(widest.begin(), widest.end())
                                    : widest_that_fits(widest, static_cast<double>(width_) - gaps);
    std::vector<std::size_t> widths;
    for (const double width : widest) {
      const double kept = std::max<double>(most, narrowest_column);
      widths.push_back(static_cast<std::size_t>(std::min(width, kept)));
    }
    return widths;
  }

  static void append_row(std::string& out, const Table& table, const Cells& cells,
                         const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> broken;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      broken.push_back(pieces(cells[i], widths[i], widths[i]));
      lines = std::max(lines, broken.back().size());
    }
    for (std::size_t l = 0; l < lines; ++l) {
      std::string line;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line.append(between_columns, ' ');
        line += aligned(l < broken[i].size() ? broken[i][l] : "", widths[i], table.columns[i].align);
      }
      out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
  }

  static std::string aligned(const std::string& text, std::size_t width, Table::Align align) {
    const std::size_t room = width - std::min(width, columns_of(text));
    const std::size_t before = align == Table::Align::right ? room : align == Table::Align::centre ? room / 2 : 0;
    return padded(std::string(before, ' ') + text, width);
  }

  static void append_rule(std::string& out, const std::vector<std::size_t>& widths) {
    std::string rule;
    for (const std::size_t width : widths) {
      rule +=
          (rule.empty() ? "" : std::string(between_columns, ' ')) + std::string(std::max<std::size_t>(width, 1), '-');
    }
    out += rule + '\n';
  }

  // --- inlines

  static std::string text_of(const Inlines& content) {
    std::string text;
    for (const Inline& run : content) text += text_of(run);
    return text;
  }

  static std::string text_of(const Inline& run) {
    if (run.kind == Inline::Kind::math) return seen(run.plain.empty() ? formula_text(run.value) : run.plain);
    return run.kind == Inline::Kind::blank ? run.value : seen(run.value);
  }

  std::size_t width_;
  bool is_first_ = false;
};

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += columns_of_point(code_point(take_point(text)));
  return columns;
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t used = columns_of(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

std::string wrapped(const std::string& text, std::size_t width) {
  if (width == 0) return text;
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) result += wrapped_line(line, width) + '\n';
  if (!text.empty() && text.back() != '\n') result.pop_back();
  return result;
}

std::unique_ptr<Renderer> text_renderer(const Layout& layout) { return std::make_unique<PlainText>(layout); }

}  // namespace stepmark::reports
