#include <algorithm>
#include <string>

#include "lib/base/error.hpp"
#include "reports/mathml/formula.hpp"
#include "reports/nesting.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"
#include "reports/xml_escaped.hpp"

namespace stepmark::reports {

namespace {

/// A page that needs nothing else, neither a network nor a script. Every element is closed, so that XML tools read it
/// too. Tables and displays stand in boxes of their own, which are scrolled where a screen is narrow, by keys too.
constexpr std::string_view style = R"(<style>
@page { size: A4; margin: 20mm 18mm; }
:root { color-scheme: light dark; --ink: #111; --paper: #fff; --rule: #767676; --head: #f2f2f2; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5em; border-bottom: 1px solid var(--rule); padding-bottom: .2em; }
h2 { font-size: 1.15em; margin-top: 1.4em; }
h3 { font-size: 1em; }
h1, h2, h3, h4 { break-after: avoid; }
table { border-collapse: collapse; }
tr { break-inside: avoid; }
th, td { border: 1px solid var(--rule); padding: .3em .7em; text-align: left; }
thead th { background: var(--head); }
tbody th { font-weight: normal; }
th.right, td.right { text-align: right; }
th.centre, td.centre { text-align: center; }
.table, .display { overflow: auto hidden; margin: 1em 0; }
.display { text-align: center; break-inside: avoid; }
math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "TeX Gyre Termes Math", "Libertinus Math", math; font-size: 1.08em; }
.aligned mtd { padding: .3em 0; }
mtd.right { text-align: right; text-align: -webkit-right; }
mtd.left { text-align: left; text-align: -webkit-left; }
.blank, .ruled span { display: inline-block; height: 2.2em; border-bottom: 1px solid var(--ink); }
.ruled span { display: block; width: 100%; }
.new-page { break-after: page; border: 0; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
figure img { max-width: 100%; height: auto; }
figcaption { font-size: .92em; text-align: left; max-width: 38em; margin: .4em auto 0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e4e4; --paper: #1a1a1a; --rule: #8b9098; --head: #26292e; } }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --rule: #767676; --head: #fff; }
  body { margin: 0; max-width: none; padding: 0; }
  .table, .display { overflow: visible; }
}
</style>
)";

class Html : public Renderer {
 public:
  explicit Html(const Layout& layout)
      : tex_(layout.mathematics == Mathematics::tex), illustrate_(layout.illustrate), language_(layout.language) {}

  void begin(std::string& out, std::string_view title) override {
    out += "<!DOCTYPE html>\n<html lang=\"" + std::string(language_.name());
    out +=
        "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>";
    out += xml_escaped(title.empty() ? "Stepmark" : seen(title));
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

  void write(std::string& out, const Heading& heading) const {
    element(out, 'h' + std::to_string(std::clamp(heading.level, 1, 6)), heading.content);
  }

  void write(std::string& out, const Paragraph& paragraph) const { element(out, "p", paragraph.content); }

  void write(std::string& out, const MathBlock& block) const {
    if (!tex_) {
      out += "<div class=\"display\" tabindex=\"0\">" + mathml::formula(block.latex, true) + "</div>\n";
      return;
    }
    out += "<div class=\"math display\">\\[";
    out += xml_escaped(block.latex);
    out += "\\]</div>\n";
  }

  void write(std::string& out, const Table& table) const {
    out += tex_ ? "" : "<div class=\"table\" tabindex=\"0\">\n";
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
    out += tex_ ? "" : "</div>\n";
  }

  /// The first cell says what its row is about.
  void append_row(std::string& out, const Table& table, const std::vector<Inlines>& cells) const {
    out += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::string cell;
      append_inlines(cell, cells[i]);
      const bool is_head = i == 0 && cells.size() > 1 && !cell.empty();
      out += is_head ? "<th scope=\"row\"" : "<td";
      append_aligned(out, table.columns[i].align);
      out += cell;
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

  void write(std::string& out, const List& list) const {
    out += "<ul>\n";
    for (const Inlines& item : list.items) element(out, "li", item);
    out += "</ul>\n";
  }

  void write(std::string& out, const Outline& outline) const {
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

  void append_line(std::string& out, const Outline::Line& line) const {
    if (!line.label.empty()) {
      append_visible(out, plain_words(line.label));
      out += ": ";
    }
    append_inlines(out, line.content);
  }

  void write(std::string& out, const Code& code) const {
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

  /// As an image of its own, so that nothing in it is taken for a part of the page.
  void write(std::string& out, const Figure& figure) const {
    out += "<figure>\n";
    if (illustrate_) {
      out += "<img alt=\"";
      out += xml_escaped(seen(plain_words(figure.alt)));
      out += "\" src=\"" + illustrate_(*figure.picture) + "\"/>\n";
    }
    element(out, "figcaption", figure.caption);
    out += "</figure>\n";
  }

  static void write(std::string& out, const PageBreak&) { out += "<hr class=\"new-page\"/>\n"; }

  void element(std::string& out, const std::string& name, const Inlines& content) const {
    out += '<' + name + '>';
    append_inlines(out, content);
    out += "</" + name + ">\n";
  }

  // --- inlines

  /// What sets formulas looks for \( \[ \begin and $$ in all text: an empty element parts them.
  void append_visible(std::string& out, std::string_view text) const {
    for (const char c : seen(text)) {
      out += xml_escaped(std::string_view(&c, 1));
      if (tex_ && (c == '\\' || c == '$')) out += "<span></span>";
    }
  }

  void append_inlines(std::string& out, const Inlines& content) const {
    for (const Inline& run : content) append_inline(out, run);
  }

  void append_inline(std::string& out, const Inline& run) const {
    switch (run.kind) {
      case Inline::Kind::text:
        return append_visible(out, run.value);
      case Inline::Kind::math:
        return append_formula(out, run.value);
      case Inline::Kind::strong:
        return append_marked(out, "strong", run.value);
      case Inline::Kind::emphasis:
        return append_marked(out, "em", run.value);
      case Inline::Kind::blank:
        out += "<span class=\"blank\" role=\"img\" aria-label=\"blank to fill in\" style=\"width: " +
               std::to_string(run.value.size()) + "ch\"></span>";
    }
  }

  void append_formula(std::string& out, std::string_view latex) const {
    if (!tex_) {
      out += mathml::formula(latex, false);
      return;
    }
    out += "<span class=\"math inline\">\\(";
    out += xml_escaped(latex);
    out += "\\)</span>";
  }

  void append_marked(std::string& out, const std::string& name, std::string_view text) const {
    if (text.empty()) return;
    out += '<' + name + '>';
    append_visible(out, text);
    out += "</" + name + '>';
  }

  bool tex_;
  std::function<std::string(const picture::Picture&)> illustrate_;
  Language language_;
};

}  // namespace

std::unique_ptr<Renderer> html_renderer(const Layout& layout) { return std::make_unique<Html>(layout); }

}  // namespace stepmark::reports
