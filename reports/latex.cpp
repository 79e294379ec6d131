#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "lib/base/safe.hpp"
#include "reports/formula_text.hpp"
#include "reports/inline_width.hpp"
#include "reports/nesting.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::reports {

namespace {

/// pdfTeX sets it where its fonts have every character, LuaTeX sets all.
constexpr std::string_view preamble = R"(\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\usepackage{lmodern}
\else
\usepackage{fontspec}
\fi
\usepackage{amsmath,amssymb}
\usepackage[margin=20mm]{geometry}
\usepackage{array,longtable,graphicx}
)";

/// A page with less room than that ends here. Said as a stretch and a penalty, it would be the best place to end a page
/// from within the table below as well, which then leaves half of the page empty and puts its head on the next one.
constexpr std::string_view room_for_a_part =
    "\\par\\ifdim\\dimexpr\\pagegoal-\\pagetotal\\relax<8\\baselineskip\\newpage\\fi\n";

/// Behind all other packages, as it wants to be.
constexpr std::string_view links = "\\usepackage{hyperref}\n";
constexpr std::string_view needed =
    "% To be set in a document that has \\usepackage{amsmath,amssymb,array,longtable,graphicx}.\n";

constexpr std::string_view settings = R"(\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt minus 1pt}
\setcounter{secnumdepth}{-1}
\allowdisplaybreaks
\emergencystretch=3em
)";

/// The width of the text in the points of `inline_width`, which are those of a smaller type.
constexpr double text_width = 430;
constexpr double table_gap = 12;
constexpr double least_column = 60;
/// Handwriting is about as wide as two digits.
constexpr double em_of_underscore = 0.65;

std::string_view escape_of(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '%':
      return "\\%";
    case '_':
      return "\\_";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '"':
      return "\\textquotedbl{}";
    case '`':
      return "\\textasciigrave{}";
    case '[':  // would begin the option of a command before it
      return "{[}";
    case ']':
      return "{]}";
    case '*':
      return "{*}";
    case '-':  // two would become a dash
      return "-{}";
    case ',':
      return ",{}";
    case '\'':
      return "\\textquotesingle{}";
    default:
      return {};
  }
}

/// Only what has a neighbour to run together with is parted from it.
bool is_alone(std::string_view text, std::size_t i) {
  const char c = text[i];
  return (c == '-' || c == ',') && (i + 1 == text.size() ? i > 0 : text[i + 1] != c);
}

/// Between letters it is an apostrophe.
bool is_apostrophe(std::string_view text, std::size_t i) {
  return text[i] == '\'' && i > 0 && i + 1 < text.size() && text[i - 1] != '\'' && text[i + 1] != '\'';
}

/// What mathematicians write in titles, and pdfTeX knows in formulas alone. LuaTeX has letters for it.
std::string_view formula_of(std::string_view point) {
  static const std::map<std::string_view, std::string_view> formulas = {
      {"α", "\\alpha"},  {"β", "\\beta"},  {"γ", "\\gamma"},  {"δ", "\\delta"},  {"ε", "\\varepsilon"},
      {"ζ", "\\zeta"},   {"η", "\\eta"},   {"θ", "\\theta"},  {"ι", "\\iota"},   {"κ", "\\kappa"},
      {"λ", "\\lambda"}, {"μ", "\\mu"},    {"ν", "\\nu"},     {"ξ", "\\xi"},     {"π", "\\pi"},
      {"ρ", "\\rho"},    {"σ", "\\sigma"}, {"τ", "\\tau"},    {"φ", "\\varphi"}, {"χ", "\\chi"},
      {"ψ", "\\psi"},    {"ω", "\\omega"}, {"Γ", "\\Gamma"},  {"Δ", "\\Delta"},  {"Θ", "\\Theta"},
      {"Λ", "\\Lambda"}, {"Ξ", "\\Xi"},    {"Π", "\\Pi"},     {"Σ", "\\Sigma"},  {"Φ", "\\Phi"},
      {"Ψ", "\\Psi"},    {"Ω", "\\Omega"}, {"≈", "\\approx"}, {"≤", "\\le"},     {"≥", "\\ge"},
      {"≠", "\\ne"},     {"−", "-"},       {"→", "\\to"},     {"∞", "\\infty"},  {"∂", "\\partial"},
      {"∇", "\\nabla"},  {"∑", "\\sum"},
  };
  const auto found = formulas.find(point);
  return found == formulas.end() ? std::string_view() : found->second;
}

void append_ascii(std::string& out, std::string_view text, std::size_t i) {
  const std::string_view escape = escape_of(text[i]);
  if (escape.empty() || is_alone(text, i) || is_apostrophe(text, i)) {
    out += text[i];
  } else {
    out += escape;
  }
}

/// @param formulas  what pdfTeX knows in formulas alone is made one; a title that is not set keeps it
void append_text(std::string& out, std::string_view text, bool formulas) {
  const std::string visible = seen(text);
  for (std::string_view rest = visible; !rest.empty();) {
    const std::size_t i = visible.size() - rest.size();
    const std::string_view point = take_point(rest);
    if (point.size() == 1) {
      append_ascii(out, visible, i);
    } else if (const std::string_view formula = formula_of(point); formulas && !formula.empty()) {
      out += "\\ifdefined\\directlua ";
      out += point;
      out += "\\else\\ensuremath{" + std::string(formula) + "}\\fi{}";
    } else {
      out += point;
    }
  }
}

void append_tex(std::string& out, std::string_view text) { append_text(out, text, true); }
void append_untypeset(std::string& out, std::string_view text) { append_text(out, text, false); }

class Latex : public Renderer {
 public:
  explicit Latex(const Layout& layout)
      : fragment_(layout.fragment), illustrate_(layout.illustrate), language_(layout.language) {}

  void begin(std::string& out, std::string_view title) override {
    if (fragment_) {
      out += needed;
    } else {
      begin_document(out, title);
    }
    if (!title.empty()) (*this)(out, Heading{1, {text(std::string(title))}});
  }

  void append(std::string& out, const Block& block) override {
    out += '\n';
    std::visit([&](const auto& b) { (*this)(out, b); }, block);
  }

  void end(std::string& out) override { out += fragment_ ? "" : "\n\\end{document}\n"; }

 private:
  void begin_document(std::string& out, std::string_view title) const {
    out += preamble;
    out += typeset::unicode_fonts;
    out += settings;
    append_hyphenation(out);
    out += links;
    out += "\\hypersetup{hidelinks,unicode,bookmarksopen,pdfdisplaydoctitle,pdflang=" + std::string(language_.name());
    out += ",pdftitle={";
    append_untypeset(out, title.empty() ? "Stepmark" : title);
    out += "}}\n\\begin{document}\n";
  }

  /// English patterns would break other words at wrong places: without their own, they are not broken.
  void append_hyphenation(std::string& out) const {
    if (language_.is_english()) return;
    const std::string patterns = "\\l@" + std::string(language_.hyphenation());
    out += "\\makeatletter\n\\AtBeginDocument{\\language=\\ifdefined" + patterns + patterns;
    out += "\\else\\l@nohyphenation\\fi}\n\\makeatother\n";
  }

  // --- blocks

  void operator()(std::string& out, const Heading& heading) const {
    static constexpr std::array<std::string_view, 4> names = {"section", "subsection", "subsubsection", "paragraph"};
    out += '\\';
    out += names[static_cast<std::size_t>(std::clamp(heading.level, 1, 4)) - 1];
    out += fragment_ ? "*{" : "{";
    for (const Inline& run : heading.content) append_in_heading(out, run);
    out += "}\n";
  }

  /// A bookmark holds no formulas.
  void append_in_heading(std::string& out, const Inline& run) const {
    std::string set, told;
    append_inline(set, run);
    append_untypeset(told, run.kind != Inline::Kind::math ? run.value
                           : run.plain.empty()            ? formula_text(run.value)
                                                          : run.plain);
    if (fragment_ || set == told) {
      out += set;
    } else {
      out += "\\texorpdfstring{" + set + "}{" + told + '}';
    }
  }

  void operator()(std::string& out, const Paragraph& paragraph) const {
    if (begins_part(paragraph)) out += room_for_a_part;
    append_inlines(out, paragraph.content);
    out += "\n";
  }

  /// "(b)"
  static bool begins_part(const Paragraph& paragraph) {
    if (paragraph.content.empty() || paragraph.content.front().kind != Inline::Kind::strong) return false;
    const std::string& label = paragraph.content.front().value;
    return label.size() == 3 && label.front() == '(' && label.back() == ')';
  }

  void operator()(std::string& out, const MathBlock& block) const { out += "\\[\n" + block.latex + "\n\\]\n"; }

  void operator()(std::string& out, const Table& table) const {
    out += "\\begin{longtable}{" + column_types(table) + "}\n\\hline\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) append_cell(out, i, table.columns[i].header);
    out += " \\\\\n\\hline\n\\endhead\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto& cells = table.rows[row];
      for (std::size_t i = 0; i < cells.size(); ++i) append_cell(out, i, cells[i]);
      out += keeps_with_next(table, row) ? " \\\\*\n" : " \\\\\n";
    }
    out += "\\hline\n\\end{longtable}\n";
  }

  /// No page has fewer than three rows of a table that goes on, and none ends inside a step that a page has room for.
  static bool keeps_with_next(const Table& table, std::size_t row) {
    constexpr std::size_t together = 3, most_of_a_step = 24;
    const std::size_t rows = table.rows.size();
    if (row + 1 < together || row + together >= rows) return true;
    std::size_t begin = row, end = row + 1;
    while (begin > 0 && goes_on(table, begin)) --begin;
    while (end < rows && goes_on(table, end)) ++end;
    return end > row + 1 && end - begin <= most_of_a_step;
  }

  /// A row of the step above it has no number of its own in the column of steps, which is the first, or the second
  /// behind the numbers of lines.
  static bool goes_on(const Table& table, std::size_t row) {
    const auto& cells = table.rows[row];
    return cells.front().empty() || (cells.size() > 2 && cells[1].empty());
  }

  static void append_cell(std::string& out, std::size_t column, const Inlines& content) {
    if (column > 0) out += " & ";
    append_inlines(out, content);
  }

  /// Columns of words that are too wide to stand beside the others are broken.
  static std::string column_types(const Table& table) {
    double room = text_width;
    std::vector<double> broken;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      room -= table_gap;
      holds_words(table, i) ? broken.push_back(column_width(table, i)) : void(room -= column_width(table, i));
    }
    const double widest = std::max(widest_that_fits(broken, room), least_column);
    std::string types;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool too_wide = holds_words(table, i) && column_width(table, i) > widest;
      types += column_type(table.columns[i].align, too_wide, widest);
    }
    return types;
  }

  static bool holds_words(const Table& table, std::size_t column) {
    const auto is_words = [](const Inline& run) {
      return run.kind != Inline::Kind::math && run.value.find(' ') != std::string::npos;
    };
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Inlines>& cells) {
      return std::any_of(cells[column].begin(), cells[column].end(), is_words);
    });
  }

  static std::string column_type(Table::Align align, bool too_wide, double widest) {
    if (too_wide) {
      return fmt::format(">{{\\raggedright\\arraybackslash}}p{{{:.3f}\\linewidth}}", widest / text_width);
    }
    return align == Table::Align::left ? "l" : align == Table::Align::right ? "r" : "c";
  }

  void operator()(std::string& out, const List& list) const {
    out += "\\begin{itemize}\n";
    for (const Inlines& item : list.items) append_item(out, {}, item);
    out += "\\end{itemize}\n";
  }

  /// LaTeX nests four lists.
  void operator()(std::string& out, const Outline& outline) const {
    const std::vector<std::size_t> depths = nesting(outline);
    std::size_t open = 0;
    for (std::size_t i = 0; i < depths.size(); ++i) {
      const std::size_t wanted = std::min<std::size_t>(depths[i], 3) + 1;
      for (; open > wanted; --open) out += "\\end{itemize}\n";
      for (; open < wanted; ++open) out += "\\begin{itemize}\n";
      append_item(out, plain_words(outline.lines[i].label), outline.lines[i].content);
    }
    for (; open > 0; --open) out += "\\end{itemize}\n";
  }

  static void append_item(std::string& out, std::string_view label, const Inlines& content) {
    out += "\\item ";
    if (!label.empty()) {
      append_tex(out, label);
      out += ": ";
    }
    append_inlines(out, content);
    out += '\n';
  }

  void operator()(std::string& out, const Code& code) const {
    out += "{\\ttfamily\\raggedright\n";
    for (const std::string& line : code_lines(code)) {
      out += "\\mbox{}";
      std::string text;
      append_tex(text, line);
      append_with_hard_blanks(out, text);
      out += "\\\\\n";
    }
    out += "\\par}\n";
  }

  /// Blanks stand in line with those above, and a line may be broken before each.
  static void append_with_hard_blanks(std::string& out, std::string_view text) {
    for (const char c : text) {
      if (c == ' ') {
        out += "\\ ";
      } else {
        out += c;
      }
    }
  }

  void operator()(std::string& out, const RuledRoom& room) const {
    for (int i = 0; i < room.lines; ++i) out += "\\rule{0pt}{2em}\\hrulefill\\par\n";
  }

  /// The picture and its caption on one page.
  void operator()(std::string& out, const Figure& figure) const {
    out += "\\begin{minipage}{\\linewidth}\n\\centering\n";
    if (illustrate_) {
      out += "\\includegraphics[width=11cm,alt={";
      append_tex(out, plain_words(figure.alt));
      out += "}]{" + illustrate_(*figure.picture) + "}\\par\n";
    }
    append_inlines(out, figure.caption);
    out += "\n\\end{minipage}\n";
  }

  void operator()(std::string& out, const PageBreak&) const { out += "\\clearpage\n"; }

  // --- inlines

  static void append_inlines(std::string& out, const Inlines& content) {
    for (const Inline& run : content) append_inline(out, run);
  }

  static void append_inline(std::string& out, const Inline& run) {
    switch (run.kind) {
      case Inline::Kind::text:
        return append_tex(out, run.value);
      case Inline::Kind::math:
        out += "\\(" + run.value + "\\)";
        return;
      case Inline::Kind::strong:
        return append_wrapped(out, "\\textbf{", run.value);
      case Inline::Kind::emphasis:
        return append_wrapped(out, "\\emph{", run.value);
      case Inline::Kind::blank:
        out += fmt::format("\\rule{{0pt}}{{2em}}\\underline{{\\hspace{{{:.1f}em}}}}",
                           em_of_underscore * static_cast<double>(run.value.size()));
    }
  }

  static void append_wrapped(std::string& out, std::string_view command, std::string_view text) {
    if (text.empty()) return;
    out += command;
    append_tex(out, text);
    out += '}';
  }

  bool fragment_;
  std::function<std::string(const picture::Picture&)> illustrate_;
  Language language_;
};

}  // namespace

std::unique_ptr<Renderer> latex_renderer(const Layout& layout) { return std::make_unique<Latex>(layout); }

}  // namespace stepmark::reports
