#include "reports/markdown.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "reports/equations.hpp"
#include "reports/inline_width.hpp"
#include "reports/nesting.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Beyond ASCII everything counts as a letter.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) { return c == ' ' || ('\t' <= c && c <= '\r'); }
/// Controls, and the lead bytes of all signs that are not seen.
bool may_be_unseen(char c) { return static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7F; }

/// Always escaped; what else is special depends on its neighbours.
constexpr std::string_view special = "\\`*_{}[]<>#|$~^@\"";

constexpr std::array<bool, 256> special_table() {
  std::array<bool, 256> table{};
  for (const char c : special) table[static_cast<unsigned char>(c)] = true;
  return table;
}

/// Runs of '-' and '.' become dashes and ellipses; ':' may begin an emoji and '&' an entity, unless a space follows; an
/// apostrophe stands between letters, a quotation mark does not.
bool is_special_here(std::string_view text, std::size_t i) {
  const char c = text[i], next = i + 1 < text.size() ? text[i + 1] : ' ';
  if (c == '-' || c == '.') return i > 0 && text[i - 1] == c;
  if (c == ':' || c == '&') return !is_space(next);
  return c == '\'' && !(i > 0 && is_letter(text[i - 1]) && is_letter(next));
}

bool is_word(char c) { return is_digit(c) || (is_letter(c) && static_cast<unsigned char>(c) < 0x80); }

/// GitHub makes a link of what begins with www., escaped or not behind the point, ...
bool ends_www(std::string_view text, std::size_t point) {
  return text[point] == '.' && point >= 3 && lower_case(text.substr(point - 3, 3)) == "www";
}

/// ... and of what looks like an address of mail, however its characters are escaped: only what is no text parts it.
bool is_in_address(std::string_view text, std::size_t at) {
  if (text[at] != '@' || at == 0 || at + 1 == text.size()) return false;
  const char before = text[at - 1], behind = text[at + 1];
  const std::string_view rest = text.substr(at, text.find(' ', at) - at);
  return (is_word(before) || std::string_view(".+-_").find(before) != std::string_view::npos) &&
         (is_word(behind) || behind == '-' || behind == '_') && rest.find('.') != std::string_view::npos;
}

/// Bytes of the front of a paragraph that would begin a list ("1.", "iv)", "(a)"), a definition (":"), a heading or a
/// rule ("+", "-", "%", "="): the position of the byte to escape, or npos.
std::size_t block_opener(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  if (std::string_view("+-%(=:").find(text[0]) != std::string_view::npos) return 0;
  std::size_t i = 0;
  while (i < text.size() && (is_digit(text[i]) || is_letter(text[i]))) ++i;
  const bool marker = i > 0 && i < text.size() && (text[i] == '.' || text[i] == ')');
  return marker ? i : std::string_view::npos;
}

/// Everything that could be markup in the middle of a line.
/// @param parted  what sets formulas on the finished page looks for \\( and $ in all its text: an empty element behind
///                these parts them
void append_escaped_markdown(std::string& out, std::string_view text, bool parted) {
  static constexpr std::array<bool, 256> is_special = special_table();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_space(c)) {
      if (out.empty() || out.back() != ' ') out += ' ';
      continue;
    }
    if (may_be_unseen(c)) {
      std::string_view rest = text.substr(i);
      const std::string seen = take_shown(rest);
      out += (seen.front() == '\\' ? "\\" : "") + seen;
      i = text.size() - rest.size() - 1;
      continue;
    }
    if (is_in_address(text, i)) out += "<!-- -->";
    if (is_special[static_cast<unsigned char>(c)] || is_special_here(text, i) || ends_www(text, i)) out += '\\';
    out += c;
    if (parted && (c == '\\' || c == '$')) out += "<span></span>";
  }
}

class Writer {
 public:
  Writer(std::string& out, const Layout& layout) : out_(out), layout_(layout) {}

  void operator()(const Heading& heading) {
    out_.append(static_cast<std::size_t>(std::clamp(heading.level, 1, 6)), '#');
    out_ += ' ';
    inlines(heading.content);
    out_ += '\n';
  }

  void operator()(const Paragraph& paragraph) {
    inlines(paragraph.content);
    out_ += '\n';
  }

  void operator()(const MathBlock& block) {
    STEPMARK_ASSERT(block.latex.find("\n\n") == std::string::npos);
    const std::vector<std::string> parts =
        layout_.equations_apart ? equations_of(block.latex) : std::vector{block.latex};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      out_ += i > 0 ? "\n$$\n" : "$$\n";
      out_ += parts[i];
      out_ += "\n$$\n";
    }
  }

  void operator()(const Table& table) {
    in_table_ = true;
    header(table);
    rule(table);
    for (const auto& cells : table.rows) row(cells);
    in_table_ = false;
  }

  void operator()(const List& list) {
    for (const Inlines& item : list.items) {
      out_ += "- ";
      inlines(item);
      out_ += '\n';
    }
  }

  void operator()(const Outline& outline) {
    const std::vector<std::size_t> depths = nesting(outline);
    for (std::size_t i = 0; i < depths.size(); ++i) {
      const Outline::Line& line = outline.lines[i];
      out_ += std::string(2 * depths[i], ' ') + "- ";
      Inlines content = line.content;
      if (!line.label.empty()) content.insert(content.begin(), text(plain_words(line.label) + ": "));
      inlines(content);
      out_ += '\n';
    }
  }

  /// Its fence is longer than any in the text.
  void operator()(const Code& code) {
    std::size_t longest = 2, ticks = 0;
    for (const char c : code.text) {
      ticks = c == '`' ? ticks + 1 : 0;
      longest = std::max(longest, ticks);
    }
    const std::string fence(longest + 1, '`');
    out_ += fence + '\n';
    for (const std::string& line : code_lines(code)) out_ += seen(line) + '\n';
    out_ += fence + '\n';
  }

  void operator()(const RuledRoom& room) {
    for (int i = 0; i < room.lines; ++i) {
      if (i > 0) out_ += '\n';
      (*this)(Paragraph{{blank(page_blank)}});
    }
  }

  void operator()(const Figure& figure) {
    if (layout_.illustrate) {
      out_ += "![";
      escaped(plain_words(figure.alt));
      out_ += "](<" + layout_.illustrate(*figure.picture) + ">)";
      out_ += layout_.picture_width.empty() ? "\n\n" : "{width=" + layout_.picture_width + "}\n\n";
    }
    (*this)(Paragraph{figure.caption});
  }

  /// Browsers print it. A raw block of pandoc is code to a reader, and is there only where pandoc makes a page of it.
  void operator()(const PageBreak&) {
    out_ += "<div style=\"page-break-after: always;\"></div>\n";
    if (layout_.equations_apart) out_ += "\n```{=openxml}\n<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n```\n";
  }

  void inlines(const Inlines& content) {
    at_start_ = true;
    previous_ = nullptr;
    for (const Inline& run : content) {
      append(run);
      previous_ = &run;
      at_start_ = at_start_ && run.value.empty();
    }
  }

 private:
  void append(const Inline& run) {
    switch (run.kind) {
      case Inline::Kind::text:
        return plain(run.value);
      case Inline::Kind::math:
        return formula(run.value);
      case Inline::Kind::strong:
        return wrapped(run.value, "**");
      case Inline::Kind::emphasis:
        return wrapped(run.value, "*");
      case Inline::Kind::blank:
        return ruled(run.value.size());
    }
  }

  void escaped(std::string_view value) const {
    append_escaped_markdown(out_, value, layout_.mathematics == Mathematics::tex);
  }

  void plain(std::string_view value) {
    const bool after_math = previous_ != nullptr && previous_->kind == Inline::Kind::math;
    if (after_math && !value.empty() && (is_digit(value[0]) || is_letter(value[0]))) out_ += ' ';
    // A table's cell holds no blocks.
    const std::size_t opener = at_start_ && !in_table_ ? block_opener(value) : std::string_view::npos;
    if (opener == std::string_view::npos) return escaped(value);
    escaped(value.substr(0, opener));
    out_ += '\\';
    out_ += value[opener];
    escaped(value.substr(opener + 1));
  }

  void formula(std::string_view latex) {
    // Alone, a relation is no formula to a word processor.
    const bool is_relation = latex == "=" || latex == "\\approx";
    if (layout_.equations_apart && is_relation) return plain(latex == "=" ? "=" : "\u2248");
    STEPMARK_ASSERT(!latex.empty() && !is_space(latex.front()) && !is_space(latex.back()));
    STEPMARK_ASSERT(!in_table_ || latex.find('|') == std::string_view::npos);
    if (!out_.empty() && (is_digit(out_.back()) || is_letter(out_.back()) || out_.back() == '$')) out_ += ' ';
    out_ += '$';
    out_ += latex;
    out_ += '$';
  }

  void wrapped(std::string_view value, std::string_view mark) {
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    if (value.empty()) return;
    out_ += mark;
    escaped(value);
    out_ += mark;
  }

  /// An invisible fraction gives the height of handwriting in every format; rules of LaTeX are not known to docx.
  void ruled(std::size_t underscores) {
    formula("\\phantom{\\dfrac{0}{0}}");
    for (std::size_t i = 0; i < underscores; ++i) out_ += "\\_";
  }

  void header(const Table& table) {
    out_ += '|';
    for (const Table::Column& column : table.columns) cell(column.header);
    out_ += '\n';
  }

  void row(const std::vector<Inlines>& cells) {
    out_ += '|';
    for (const Inlines& content : cells) cell(content);
    out_ += '\n';
  }

  void cell(const Inlines& content) {
    out_ += ' ';
    inlines(content);
    out_ += " |";
  }

  /// pandoc takes the columns' shares of the page from the numbers of dashes, once a row is longer than 72 characters.
  void rule(const Table& table) {
    out_ += '|';
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Table::Align align = table.columns[i].align;
      out_ += align == Table::Align::centre ? ':' : '-';
      out_.append(dashes(table, i), '-');
      out_ += align == Table::Align::left ? '-' : ':';
      out_ += '|';
    }
    out_ += '\n';
  }

  static std::size_t dashes(const Table& table, std::size_t column) {
    return static_cast<std::size_t>(column_width(table, column) / 5) + 2;
  }

  std::string& out_;
  const Layout& layout_;
  bool in_table_ = false;
  bool at_start_ = true;
  const Inline* previous_ = nullptr;
};

class Markdown : public Renderer {
 public:
  explicit Markdown(Layout layout) : layout_(std::move(layout)) {}

  void begin(std::string& out, std::string_view title) override {
    is_first_ = title.empty();
    Writer writer(out, layout_);
    if (!title.empty()) writer(Heading{1, {text(std::string(title))}});
  }

  void append(std::string& out, const Block& block) override {
    if (!std::exchange(is_first_, false)) out += '\n';
    Writer writer(out, layout_);
    std::visit(writer, block);
  }

  void end(std::string&) override {}

 private:
  Layout layout_;
  bool is_first_ = false;
};

}  // namespace

std::string to_markdown(const Document& document) { return rendered(Format::markdown, document); }

std::unique_ptr<Renderer> markdown_renderer(const Layout& layout) { return std::make_unique<Markdown>(layout); }

}  // namespace stepmark::reports
