#include <algorithm>
#include <string>

#include "lib/base/error.hpp"
#include "reports/nesting.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"

namespace stepmark::reports {

namespace {

/// A page that needs nothing else but what sets the formulas (KaTeX, MathJax); without it they stand there as LaTeX.
/// Every element is closed, so that XML tools read it too.
constexpr std::string_view style = R"(<style>
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
h1 { font-size: 1.5em; border-bottom: 1px solid #767676; padding-bottom: .2em; }
h2 { font-size: 1.15em; margin-top: 1.4em; }
h1, h2, h3 { break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; break-inside: avoid; }
th, td { border: 1px solid #767676; padding: .3em .7em; text-align: left; }
thead th { background: #f2f2f2; }
tbody th { font-weight: normal; }
.right { text-align: right; }
.centre { text-align: center; }
.math.display { overflow-x: auto; text-align: center; margin: 1em 0; }
.blank, .ruled span { display: inline-block; height: 2.2em; border-bottom: 1px solid #111; }
.ruled span { display: block; width: 100%; }
.new-page { break-after: page; border: 0; }
@media print { body { margin: 0; max-width: none; padding: 0; } thead th { background: none; } }
</style>
)";

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

/// What sets formulas looks for \( \[ \begin and $$ in all text: an empty element parts them.
void append_visible(std::string& out, std::string_view text) {
  for (const char c : seen(text)) {
    append_escaped(out, std::string_view(&c, 1));
    if (c == '\\' || c == '$') out += "<span></span>";
  }
}

class Html : public Renderer {
 public:
  void begin(std::string& out, std::string_view title) override {
    out +=
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>";
    append_escaped(out, title.empty() ? "Stepmark" : seen(title));
    out += "</title>\n";
    out += style;
    out += "</head>\n<body>\n<main>\n";
    if (!title.empty()) element(out, "h1", {text(std::string(title))});
  }

  void append(std::string& out, const Block& block) override {
    std::visit([&](const auto& b) { write(out, b); }, block);
  }

  void end(std::string& out) override { out += "</main>\n</body>\n</html>\n"; }

 private:
  // --- blocks

  static void write(std::string& out, const Heading& heading) {
    element(out, 'h' + std::to_string(std::clamp(heading.level, 1, 6)), heading.content);
  }

  static void write(std::string& out, const Paragraph& paragraph) { element(out, "p", paragraph.content); }

  static void write(std::string& out, const MathBlock& block) {
    out += "<div class=\"math display\">\\[";
    append_escaped(out, block.latex);
    out += "\\]</div>\n";
  }

  static void write(std::string& out, const Table& table) {
    out += "<table>\n<thead>\n<tr>";
    for (const Table::Column& column : table.columns) {
      // A cell that is empty is the head of nothing.
      const bool empty = column.header.empty();
      out += empty ? "<td" : "<th scope=\"col\"";
      append_aligned(out, column.align);
      append_inlines(out, column.header);
      out += empty ? "</td>" : "</th>";
    }
    out += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& cells : table.rows) append_row(out, table, cells);
    out += "</tbody>\n</table>\n";
  }

  /// The first cell says what its row is about.
  static void append_row(std::string& out, const Table& table, const std::vector<Inlines>& cells) {
    out += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool is_head = i == 0 && cells.size() > 1 && !cells[i].empty();
      out += is_head ? "<th scope=\"row\"" : "<td";
      append_aligned(out, table.columns[i].align);
      append_inlines(out, cells[i]);
      out += is_head ? "</th>" : "</td>";
    }
    out += "</tr>\n";
  }

  static void append_aligned(std::string& out, Table::Align align) {
    if (align == Table::Align::left) {
      out += '>';
    } else {
      out += align == Table::Align::right ? " class=\"right\">" : " class=\"centre\">";
    }
  }

  static void write(std::string& out, const List& list) {
    out += "<ul>\n";
    for (const Inlines& item : list.items) element(out, "li", item);
    out += "</ul>\n";
  }

  static void write(std::string& out, const Outline& outline) {
    const std::vector<std::size_t> depths = nesting(outline);
    std::size_t open = 0;  // lists, each with an item
    for (std::size_t i = 0; i < depths.size(); ++i) {
      if (open > depths[i]) {
        for (; open > depths[i] + 1; --open) out += "</li>\n</ul>\n";
        out += "</li>\n";
      }
      for (; open <= depths[i]; ++open) out += open == 0 ? "<ul>\n" : "\n<ul>\n";
      out += "<li>";
      append_line(out, outline.lines[i]);
    }
    for (; open > 0; --open) out += "</li>\n</ul>\n";
  }

  static void append_line(std::string& out, const Outline::Line& line) {
    if (!line.label.empty()) {
      append_visible(out, line.label);
      out += ": ";
    }
    append_inlines(out, line.content);
  }

  static void write(std::string& out, const Code& code) {
    out += "<pre><code>";
    for (const std::string& line : code_lines(code)) {
      append_visible(out, line);
      out += '\n';
    }
    out += "</code></pre>\n";
  }

  static void write(std::string& out, const RuledRoom& room) {
    out += "<div class=\"ruled\" role=\"img\" aria-label=\"room to write\">";
    for (int i = 0; i < room.lines; ++i) out += "<span></span>";
    out += "</div>\n";
  }

  static void write(std::string& out, const PageBreak&) { out += "<hr class=\"new-page\"/>\n"; }

  static void element(std::string& out, const std::string& name, const Inlines& content) {
    out += '<' + name + '>';
    append_inlines(out, content);
    out += "</" + name + ">\n";
  }

  // --- inlines

  static void append_inlines(std::string& out, const Inlines& content) {
    for (const Inline& run : content) append_inline(out, run);
  }

  static void append_inline(std::string& out, const Inline& run) {
    switch (run.kind) {
      case Inline::Kind::text:
        return append_visible(out, run.value);
      case Inline::Kind::math:
        out += "<span class=\"math inline\">\\(";
        append_escaped(out, run.value);
        out += "\\)</span>";
        return;
      case Inline::Kind::strong:
        return append_marked(out, "strong", run.value);
      case Inline::Kind::emphasis:
        return append_marked(out, "em", run.value);
      case Inline::Kind::blank:
        out += "<span class=\"blank\" role=\"img\" aria-label=\"blank to fill in\" style=\"width: " +
               std::to_string(run.value.size()) + "ch\"></span>";
    }
  }

  static void append_marked(std::string& out, const std::string& name, std::string_view text) {
    if (text.empty()) return;
    out += '<' + name + '>';
    append_visible(out, text);
    out += "</" + name + '>';
  }
};

}  // namespace

std::unique_ptr<Renderer> html_renderer(const Layout&) { return std::make_unique<Html>(); }

}  // namespace stepmark::reports
