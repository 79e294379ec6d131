// One document tree for everything that is printed; each output format is one file that walks it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

struct Said;

/// A run of text. `value` is plain text (escaped by the renderer), or LaTeX for math. What a page says by itself is
/// English with placeholders, and `said` has what stands in them: see reports/sentence.hpp. Renderers are given
/// neither.
struct Inline {
  enum class Kind { text, math, strong, emphasis, blank };
  Kind kind = Kind::text;
  std::string value;
  std::string plain = {};  ///< of math: how it reads without LaTeX; empty where that follows from the LaTeX
  std::shared_ptr<const Said> said = {};
};
using Inlines = std::vector<Inline>;

inline Inline text(std::string value) { return {Inline::Kind::text, std::move(value)}; }
inline Inline math(std::string latex) { return {Inline::Kind::math, std::move(latex)}; }
inline Inline math(std::string latex, std::string plain) {
  return {Inline::Kind::math, std::move(latex), std::move(plain)};
}
inline Inline strong(std::string value) { return {Inline::Kind::strong, std::move(value)}; }
/// A sentence in bold.
inline Inline strong(Inline sentence) {
  sentence.kind = Inline::Kind::strong;
  return sentence;
}
inline Inline emphasis(std::string value) { return {Inline::Kind::emphasis, std::move(value)}; }

/// A line to write on, with room above it for handwriting; as wide as `value` would be in underscores. In a table it
/// makes its row high enough to be filled in by hand.
inline Inline blank(std::size_t underscores) { return {Inline::Kind::blank, std::string(underscores, '_')}; }

/// Wide enough for a number of a handful of digits; four stand beside each other on a page.
inline constexpr std::size_t cell_blank = 8;
/// About the width of a page.
inline constexpr std::size_t page_blank = 43;

/// The document's title has level 1.
struct Heading {
  int level = 2;
  Inlines content;
};

struct Paragraph {
  Inlines content;
};

/// A displayed formula, without delimiters; rows are broken by `\\` inside an environment. No blank lines.
struct MathBlock {
  std::string latex;
};

/// Every row has as many cells as there are columns; a cell is one line.
struct Table {
  enum class Align { left, centre, right };
  struct Column {
    Inlines header;
    Align align = Align::left;
  };
  std::vector<Column> columns;
  std::vector<std::vector<Inlines>> rows;
};

struct List {
  std::vector<Inlines> items;
};

/// Short lines close under each other, each with what belongs to it set in below it, as in an outline.
struct Outline {
  struct Line {
    Inlines content;
    std::size_t indent = 0;  ///< it belongs to the nearest line before it that is set in less; in plain text, columns
    std::string label = {};  ///< a name in front of the content; plain text
  };
  std::vector<Line> lines;
  std::size_t label_columns = 0;  ///< in plain text, the width of all labels with what stands behind them

  void add(std::string words, std::size_t indent = 0) { lines.push_back({{text(std::move(words))}, indent}); }
  void add_labelled(std::string label, std::string words, std::size_t indent = 0) {
    lines.push_back({{text(std::move(words))}, indent, std::move(label)});
  }
};

/// Text in a language of its own, line by line as it is.
struct Code {
  std::string text;
};

/// Lines over the width of the page, to write on.
struct RuledRoom {
  int lines = 1;
};

/// Works in HTML (when printed), PDF and docx.
struct PageBreak {};

/// A picture, drawn when the page is written.
struct Figure {
  std::shared_ptr<const picture::Picture> picture;
  Inlines caption;  ///< what is to be seen
  std::string alt;  ///< for who does not see it: what is drawn, in plain text
};

using Block = std::variant<Heading, Paragraph, MathBlock, Table, List, Outline, Code, RuledRoom, PageBreak, Figure>;

/// "Name: ________", the label in bold.
inline Paragraph field(Inline label) { return {{strong(std::move(label)), text(" "), blank(page_blank - 8)}}; }

/// Plain text, or a sentence; may be empty.
class Title {
 public:
  Title() = default;
  Title(std::string words) : words_(text(std::move(words))) {}
  Title(const char* words) : words_(text(words)) {}
  Title(Inline words) : words_(std::move(words)) {}

  bool empty() const { return words_.value.empty(); }
  const Inline& words() const { return words_; }

 private:
  Inline words_;
};

struct Document {
  Title title;
  std::vector<Block> blocks;
};

}  // namespace stepmark::reports
