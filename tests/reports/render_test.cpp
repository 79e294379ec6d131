// Every format over every kind of block and run, with text that would be markup somewhere.
#include "reports/render.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "lib/base/file.hpp"
#include "lib/problem/problem.hpp"
#include "reports/plain_text.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using stepmark::support::read;
using stepmark::support::run;
using stepmark::support::Scratch;

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {"<script>alert(1)</script>",
                                                 "</title></p>&amp;&#60;",
                                                 "\" onload=\"x",
                                                 "]]> <!-- -->",
                                                 "\\(x\\) \\[y\\] $$z$$ $w$",
                                                 "\\begin{equation}x\\end{equation}",
                                                 "\\input{/etc/passwd} \\write18{x}",
                                                 "\\end{document} % gone",
                                                 "^^5c {} } {",
                                                 "# & _ ~ ^ ` ' \" | * [x] --- ,, ?` << >>",
                                                 "[1] first",
                                                 "*starred",
                                                 "&: x & y \\\\ z",
                                                 "```\nfence",
                                                 "````",
                                                 "- item\n\n1. one",
                                                 "\x1b[31mred\x1b[0m \x1b]0;title\x07",
                                                 "over\rwritten\bback",
                                                 "turned \u202E round \u2066 and \u200B unseen",
                                                 std::string("nul \0 in it", 11),
                                                 "not UTF-8: \xff\xfe \xc3",
                                                 "tab\there"};
  return texts;
}

/// What is read of it: white space as one blank, what no one sees by its number.
std::string as_read(const std::string& text) {
  std::string seen;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string rest = text.substr(i, 3);
    const bool space = byte == ' ' || (byte >= 9 && byte <= 13);
    if (space) {
      if (seen.empty() || seen.back() != ' ') seen += ' ';
    } else if (byte < 0x20 || byte >= 0xC0) {
      const std::string digits = "0123456789abcdef";
      const std::string point = rest == "\u202E"   ? "\\u202e"
                                : rest == "\u2066" ? "\\u2066"
                                : rest == "\u200B" ? "\\u200b"
                                                   : "";
      seen += point.empty() ? std::string("\\x") + digits[byte >> 4U] + digits[byte & 15U] : point;
      if (!point.empty()) i += 2;
    } else {
      seen += text[i];
    }
  }
  return seen;
}

Table small_table() {
  Table table;
  table.columns = {{{math("t")}, Table::Align::right}, {{text("who")}, Table::Align::left}, {{}, Table::Align::centre}};
  table.rows = {{{math("1")}, {text("a")}, {text("x")}}, {{math("10")}, {strong("longer")}, {blank(cell_blank)}}};
  return table;
}

Outline deep_outline() {
  Outline outline{{}, 8};
  outline.add("first");
  outline.add_labelled("name", "what it is", 2);
  for (std::size_t depth = 2; depth < 7; ++depth) outline.add("deeper", 2 * depth);
  outline.lines.push_back({{math("x_{1} = 2", "x[1] = 2")}, 4});
  outline.add("last");
  return outline;
}

Figure small_figure(const std::string& alt, Inlines caption) {
  return {std::make_shared<picture::Picture>(), std::move(caption), alt};
}

std::vector<Block> every_kind() {
  return {Heading{2, {text("Step "), math("t")}},
          Heading{6, {text("deep")}},
          Paragraph{{text("so "), math("\\frac{1}{2}"), strong("b"), emphasis("e"), blank(page_blank)}},
          MathBlock{"\\begin{aligned}\na &= b \\\\[3pt]\n&= c\n\\end{aligned}"},
          small_table(),
          List{{{text("a")}, {math("b < c"), text(" & d")}}},
          deep_outline(),
          Code{"theta[t] = 1\n  # indented <&>\n\n```` \\end{verbatim}\n"},
          RuledRoom{3},
          PageBreak{},
          small_figure("what is drawn", {text("a "), strong("caption")})};
}

/// `words` wherever plain text may stand.
std::vector<Block> everywhere(const std::string& words) {
  Table table;
  table.columns = {{{text(words)}, Table::Align::left}, {{strong(words)}, Table::Align::right}};
  table.rows = {{{text(words)}, {emphasis(words)}}};
  Outline outline;
  outline.add(words);
  outline.add_labelled(words, words, 2);
  return {Heading{2, {text(words)}},
          Paragraph{{text(words), math("x"), strong(words), emphasis(words)}},
          List{{{text(words)}}},
          std::move(outline),
          Code{words + '\n' + words},
          std::move(table),
          small_figure(words, {text(words)})};
}

Document hostile_page() {
  Document page{hostile_texts().front(), every_kind()};
  for (const std::string& words : hostile_texts()) {
    for (Block& block : everywhere(words)) page.blocks.push_back(std::move(block));
  }
  return page;
}

std::vector<Format> formats() {
  std::vector<Format> all;
  for (const std::string& name : format_names()) all.push_back(format_named(name));
  return all;
}

TEST(Formats, HaveNamesAndEndingsOfTheirOwn) {
  std::set<std::string_view> endings;
  for (const Format format : formats()) {
    EXPECT_EQ(format_named(name_of(format)), format);
    EXPECT_TRUE(endings.insert(ending_of(format)).second);
  }
}

TEST(EveryFormat, ShowsWhatNoOneSeesAndSendsNothingToATerminal) {
  for (const Format format : formats()) {
    const std::string page = rendered(format, hostile_page(), {60});
    EXPECT_EQ(valid_utf8_prefix(page), page.size()) << name_of(format);
    for (const char c : page) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << name_of(format);
    for (const char* unseen : {"\u202E", "\u2066", "\u200B", "\x7F"}) {
      EXPECT_EQ(page.find(unseen), std::string::npos) << name_of(format);
    }
  }
}

TEST(EveryFormat, IsTheSameInPiecesAndInOne) {
  for (const Format format : formats()) {
    const Document page = hostile_page();
    std::string joined;
    std::size_t longest = 0;
    render(format, page, [&](std::string_view piece) {
      joined += piece;
      longest = std::max(longest, piece.size());
    });
    EXPECT_EQ(joined, rendered(format, page)) << name_of(format);
    EXPECT_LT(longest, joined.size() / 4) << name_of(format);

    std::string apart;
    const auto first = renderer(format), second = renderer(format);
    begin(*first, apart, page.title);
    for (const Block& block : page.blocks) second->append(apart, block);
    first->end(apart);
    EXPECT_EQ(apart, joined) << name_of(format);
  }
}

TEST(EveryFormat, HoldsALongText) {
  std::string words;
  while (words.size() < 100'000) words += "\\{<&*_ word ";
  for (const Format format : formats()) {
    const std::string page = rendered(format, {words, everywhere(words)}, {40});
    EXPECT_GT(page.size(), 10 * words.size()) << name_of(format);
    EXPECT_LT(page.size(), 200 * words.size()) << name_of(format);
  }
}

TEST(EveryFormat, BeginsWithoutABlankLineWhereThereIsNoTitle) {
  for (const Format format : {Format::markdown, Format::text}) {
    EXPECT_EQ(rendered(format, {"", {Paragraph{{text("a")}}, Paragraph{{text("b")}}}}), "a\n\nb\n");
    EXPECT_TRUE(rendered(format, {"T", {Paragraph{{text("a")}}}}).ends_with("T\n\na\n"));
  }
}

// --------------------------------------------------------------------------------------------------------------
// markdown

TEST(Markdown, OutlineIsANestedListAndCodeIsCode) {
  EXPECT_EQ(rendered(Format::markdown, {"", {deep_outline()}}),
            "- first\n  - name: what it is\n    - deeper\n      - deeper\n        - deeper\n          - deeper\n"
            "            - deeper\n    - $x_{1} = 2$\n- last\n");
  EXPECT_EQ(rendered(Format::markdown, {"", {Code{"a\n```\nb"}}}), "````\na\n```\nb\n````\n");
}

// ------------------------------------------------------------------------------------------------------------------
// text

TEST(PlainText, AlignsColumnsAndLabels) {
  EXPECT_EQ(rendered(Format::text, {"", {small_table()}}),
            " t  who\n--  ------  --------\n 1  a          x\n10  longer  ________\n");
  Outline outline{{}, 6};
  outline.add("head:");
  outline.add_labelled("name", "one", 2);
  outline.add_labelled("longer name", "two", 2);
  EXPECT_EQ(rendered(Format::text, {"", {outline}}), "head:\n  name  one\n  longer name two\n");
}

TEST(PlainText, IsNoWiderThanTheTerminalWhereItHasBlanks) {
  for (const std::size_t columns : {40U, 60U, 100U}) {
    Document page = hostile_page();
    for (const auto& entry : {"adam-beale", "momentum-bowl"}) {
      const Problem problem = read_problem(std::string("problems/bank/") + entry + ".toml");
      for (Block& block : worked_solution(problem, solve(problem, settings_for(problem))).blocks) {
        page.blocks.push_back(std::move(block));
      }
    }
    std::erase_if(page.blocks, [](const Block& block) { return std::holds_alternative<Code>(block); });
    std::istringstream lines(rendered(Format::text, page, {columns}));
    for (std::string line; std::getline(lines, line);) {
      const bool one_word = line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
      EXPECT_TRUE(columns_of(line) <= columns || one_word || line.find("  ") != std::string::npos) << line;
    }
  }
}

TEST(PlainText, CountsColumnsAsATerminalDoes) {
  EXPECT_EQ(columns_of("a\u00E9\u03B8"), 3U);
  EXPECT_EQ(columns_of("e\u0301"), 1U);
  EXPECT_EQ(columns_of("\u4E2D\u6587"), 4U);
}

// -----------------------------------------------------------------------------------------------------------------
// latex

TEST(Latex, IsSetByTeXWithNothingCarriedOut) {
  const Scratch scratch;
  scratch.write("page.tex", rendered(Format::latex, hostile_page()));
  const auto made =
      run("cd " + scratch.path("") +
          " && pdflatex -halt-on-error -interaction=nonstopmode page.tex && pdftotext -raw page.pdf page.txt");
  ASSERT_EQ(made.status, 0) << made.output.substr(made.output.size() - std::min<std::size_t>(made.output.size(), 1500));
  const std::string text = read(scratch.path("page.txt"));
  for (const char* part :
       {"\\input{/etc/passwd} \\write18{x}", "\\end{document} % gone", "^^5c {} } {", "&: x & y \\\\ z",
        "<script>alert(1)</script>", "[1] first", "*starred", "turned \\u202e round"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(text.find("root:"), std::string::npos);
}

TEST(Latex, SetsGreekInTitlesByBothEngines) {
  const Scratch scratch;
  scratch.write("page.tex", rendered(Format::latex, {"Above 2/λ_max, η ≤ 1", {Paragraph{{text("θ → ∞ – 1 − 2")}}}}));
  for (const std::string engine : {"pdflatex", "lualatex"}) {
    const auto made =
        run("cd " + scratch.path("") + " && " + engine + " -halt-on-error -interaction=nonstopmode page.tex");
    EXPECT_EQ(made.status, 0) << made.output.substr(0, 3000);
    EXPECT_EQ(made.output.find("Missing character"), std::string::npos);
  }
}

TEST(Latex, SetsAWorkedSolutionWithinTheMargins) {
  const Problem problem = read_problem("problems/bank/adam-beale.toml");
  const Scratch scratch;
  scratch.write("page.tex", rendered(Format::latex, worked_solution(problem, solve(problem, settings_for(problem)))));
  const auto made = run("cd " + scratch.path("") + " && pdflatex -halt-on-error -interaction=nonstopmode page.tex");
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_EQ(made.output.find("Overfull"), std::string::npos) << made.output;
}

TEST(Latex, NamesItsPdfAndItsHeadings) {
  const Scratch scratch;
  scratch.write("page.tex",
                rendered(Format::latex, {"λ_max & {η} 讲义", {Heading{2, {text("Step "), math("\\hat{m}_{2}")}}}}));
  ASSERT_EQ(run("cd " + scratch.path("") + " && lualatex -interaction=nonstopmode -halt-on-error page.tex").status, 0);
  const std::string info = run("pdfinfo " + scratch.path("page.pdf")).output;
  EXPECT_NE(info.find("λ_max & {η} 讲义"), std::string::npos) << info;
  const std::string marks = read(scratch.path("page.out"));
  EXPECT_EQ(std::count(marks.begin(), marks.end(), '\n'), 2) << marks;
  EXPECT_NE(marks.find("\\000m\\000\\137\\000h\\000a\\000t\\000[\\0002"), std::string::npos) << marks;
}

/// Into a document of one's own: no preamble, and no command that such a document has not.
TEST(Latex, AFragmentStandsInAnotherDocument) {
  const Scratch scratch;
  const Layout fragment{0, Mathematics::mathml, true};
  const std::string text = rendered(Format::latex, hostile_page(), fragment);
  for (const char* gone :
       {"\\documentclass", "\\begin{document}", "\\newcommand", "\\def\\", "\\hypersetup", "\\section{"}) {
    EXPECT_EQ(text.find(gone), std::string::npos) << gone;
  }
  scratch.write("part.tex", text);
  scratch.write("exam.tex",
                "\\documentclass{article}\\usepackage{amsmath,amssymb,array,longtable,graphicx,textcomp}"
                "\\usepackage[T1]{fontenc}\n\\begin{document}\\begin{enumerate}\\item \\input{part}\\end{enumerate}"
                "\\end{document}\n");
  const auto made = run("cd " + scratch.path("") + " && pdflatex -halt-on-error -interaction=nonstopmode exam.tex");
  EXPECT_EQ(made.status, 0) << made.output.substr(made.output.size() - std::min<std::size_t>(made.output.size(), 1500));
}

// ------------------------------------------------------------------------------------------------------------------
// pictures

/// Where nobody draws, the caption stays.
TEST(Figures, AreFilesBesideThePageOrCaptionsAlone) {
  const Document page{"", {small_figure("Adam <goes> \"far\" ![x](y)", {text("The way")})}};
  Layout layout;
  layout.illustrate = [](const picture::Picture&) { return std::string("way-1.svg"); };
  EXPECT_EQ(rendered(Format::markdown, page, layout),
            "![Adam \\<goes\\> \\\"far\\\" !\\[x\\](y)](<way-1.svg>)\n\nThe way\n");
  EXPECT_NE(rendered(Format::latex, page, layout).find("]{way-1.svg}"), std::string::npos);
  const std::string html = rendered(Format::html, page, layout);
  EXPECT_NE(html.find("<img alt=\"Adam &lt;goes&gt; &quot;far&quot; ![x](y)\" src=\"way-1.svg\"/>"), std::string::npos);
  for (const Format format : formats()) {
    const std::string told = rendered(format, page);
    EXPECT_NE(told.find("The way"), std::string::npos);
    EXPECT_EQ(told.find("far"), std::string::npos);
  }
}

// ------------------------------------------------------------------------------------------------------------------
// html

/// An XML parser's reading: the elements with their attributes, and the text of every paragraph.
nlohmann::json parsed(const std::string& html) {
  const Scratch scratch;
  const std::string page = scratch.write("page.html", html);
  const std::string script = scratch.write("read.py", R"(
import json, sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
elements = sorted({' '.join([e.tag] + sorted(e.attrib)) for e in root.iter()})
print(json.dumps({'elements': elements, 'title': root.findtext('head/title'),
                  'paragraphs': [''.join(p.itertext()) for p in root.iter('p')],
                  'heads': [e.get('scope') for e in root.iter('th')]}))
)");
  const auto made = run("/usr/bin/python3 " + script + ' ' + page);
  EXPECT_EQ(made.status, 0) << made.output;
  return nlohmann::json::parse(made.output);
}

TEST(Html, IsWellFormedAndHoldsNoElementsButItsOwn) {
  const auto page = parsed(rendered(Format::html, hostile_page()));
  const std::vector<std::string> known = {"body",
                                          "code",
                                          "div aria-label class role",
                                          "div class tabindex",
                                          "div class",
                                          "em",
                                          "figcaption",
                                          "figure",
                                          "h1",
                                          "h2",
                                          "h6",
                                          "head",
                                          "hr class",
                                          "html lang",
                                          "li",
                                          "main",
                                          "math",
                                          "math display",
                                          "meta charset",
                                          "meta content name",
                                          "mfrac",
                                          "mi",
                                          "mn",
                                          "mo",
                                          "msub",
                                          "mtable class displaystyle",
                                          "mtd class",
                                          "mtr",
                                          "p",
                                          "pre",
                                          "span",
                                          "span aria-label class role style",
                                          "strong",
                                          "style",
                                          "table",
                                          "tbody",
                                          "td",
                                          "td class",
                                          "th class scope",
                                          "th scope",
                                          "thead",
                                          "title",
                                          "tr",
                                          "ul"};
  for (const std::string element : page["elements"]) {
    EXPECT_NE(std::find(known.begin(), known.end(), element), known.end()) << element;
  }
  for (const auto& scope : page["heads"]) EXPECT_TRUE(scope == "col" || scope == "row") << scope;
  EXPECT_EQ(page["title"], hostile_texts().front());
}

TEST(Html, ShowsEveryTextAsItIs) {
  std::vector<Block> blocks;
  for (const std::string& words : hostile_texts()) blocks.emplace_back(Paragraph{{text(words)}});
  const auto page = parsed(rendered(Format::html, {"", blocks}));
  ASSERT_EQ(page["paragraphs"].size(), hostile_texts().size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::string shown = page["paragraphs"][i];
    shown.erase(std::unique(shown.begin(), shown.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
                shown.end());
    EXPECT_EQ(shown, as_read(hostile_texts()[i]));
  }
}

/// What sets formulas looks for their delimiters in runs of text, which end at an element.
TEST(Html, LeavesNoFormulaInText) {
  std::vector<Block> blocks;
  for (const std::string& words : hostile_texts()) blocks.emplace_back(Paragraph{{text(words)}});
  const Layout tex{0, Mathematics::tex};
  const std::string page = rendered(Format::html, {"T", blocks}, tex);
  for (const char* delimiter : {"\\(", "\\[", "\\b", "$$"}) {
    EXPECT_EQ(page.find(delimiter, page.find("<body>")), std::string::npos) << delimiter;
  }
  EXPECT_NE(rendered(Format::html, {"T", {Paragraph{{math("a<b")}}}}, tex)
                .find(R"(<span class="math inline">\(a&lt;b\)</span>)"),
            std::string::npos);
}

}  // namespace
}  // namespace stepmark::tests
