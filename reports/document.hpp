// One document tree for everything that is printed; each output format is one file that walks it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/inline.hpp"
#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

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
    Words label = {};        ///< a name in front of the content
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
  Words alt;        ///< for who does not see it: what is drawn, in plain text
};

using Block = std::variant<Heading, Paragraph, MathBlock, Table, List, Outline, Code, RuledRoom, PageBreak, Figure>;

/// "Name: ________", the label in bold.
inline Paragraph field(Inline label) { return {{strong(std::move(label)), text(" "), blank(page_blank - 8)}}; }

using Title = Words;

struct Document {
  Title title;
  std::vector<Block> blocks;
};

}  // namespace stepmark::reports
