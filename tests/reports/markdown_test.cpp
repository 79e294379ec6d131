#include "reports/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "reports/latex_width.hpp"
#include "reports/render.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using stepmark::support::run;
using stepmark::support::scan_markdown;
using stepmark::support::Scratch;

std::string rendered(std::vector<Block> blocks) {
  const std::string all = to_markdown({"T", std::move(blocks)});
  EXPECT_TRUE(all.starts_with("# T\n\n"));
  return all.substr(5);
}

std::string paragraph(Inlines content) { return rendered({Paragraph{std::move(content)}}); }

TEST(Markdown, Blocks) {
  EXPECT_EQ(rendered({Heading{3, {text("Step 1")}}}), "### Step 1\n");
  EXPECT_EQ(paragraph({text("so "), math("x"), text(", "), strong("b"), text(" and "), emphasis("e")}),
            "so $x$, **b** and *e*\n");
  EXPECT_EQ(rendered({MathBlock{"a\n= b"}}), "$$\na\n= b\n$$\n");
  EXPECT_EQ(rendered({List{{{text("a")}, {text("b")}}}}), "- a\n- b\n");
}

TEST(Markdown, TableWithAlignment) {
  Table table;
  table.columns = {
      {{math("t")}, Table::Align::right}, {{text("who|what")}, Table::Align::left}, {{}, Table::Align::centre}};
  table.rows = {{{math("1")}, {text("a")}, {text("x|y")}}};
  EXPECT_EQ(rendered({table}), "| $t$ | who\\|what |  |\n|----:|------------|:-----:|\n| $1$ | a | x\\|y |\n");
}

TEST(Markdown, FormulasKeepTheirDistance) {
  EXPECT_EQ(paragraph({math("x"), text("1")}), "$x$ 1\n");
  EXPECT_EQ(paragraph({text("a"), math("x"), math("y"), text("s")}), "a $x$ $y$ s\n");
}

Document question_sheet() {
  Table table;
  table.columns = {{{math("t")}, Table::Align::right}, {{math("x")}}, {{math("y")}}, {{math("z")}}, {{math("w")}}};
  for (int t = 1; t <= 3; ++t) {
    table.rows.push_back({{math(std::to_string(t))}});
    for (int i = 0; i < 4; ++i) table.rows.back().push_back({blank(cell_blank)});
  }
  return {"Questions", {field(text("Name:")), table, RuledRoom{4}, PageBreak{}, Paragraph{{text("Overleaf")}}}};
}

TEST(QuestionSheet, BreaksThePageEverywhere) {
  const Scratch scratch;
  EXPECT_EQ(to_markdown(question_sheet()).find("{="), std::string::npos) << "raw blocks are code to a reader";
  Layout for_docx;
  for_docx.equations_apart = true;
  scratch.write("page.md", rendered(Format::markdown, question_sheet(), for_docx));
  const auto output = [&](const std::string& to, const std::string& then) {
    const auto made =
        run("cd " + scratch.path("") + " && pandoc --mathml --fail-if-warnings -o page." + to + " page.md && " + then);
    EXPECT_EQ(made.status, 0) << made.output;
    return made.output;
  };
  EXPECT_NE(output("html", "cat page.html").find("page-break-after: always"), std::string::npos);
  EXPECT_NE(output("docx", "unzip -p page.docx word/document.xml").find("<w:br w:type=\"page\""), std::string::npos);
}

TEST(QuestionSheet, LeavesRoomToWriteWithinTheMargins) {
  const Scratch scratch;
  scratch.write("page.md", to_markdown(question_sheet()));
  const auto made =
      run("cd " + scratch.path("") + " && pandoc -s -o page.tex page.md && pdflatex -interaction=nonstopmode page.tex");
  EXPECT_EQ(made.status, 0);
  EXPECT_EQ(made.output.find("Overfull"), std::string::npos) << made.output;
  EXPECT_TRUE(stepmark::support::katex_complaints(scan_markdown(to_markdown(question_sheet())).formulas).empty());
}

/// pandoc's reading of a document, as a list of [type, content] of its blocks.
nlohmann::json pandoc_blocks(const std::string& markdown, const std::string& format) {
  const Scratch scratch;
  const auto result = run("pandoc -f " + format + " -t json " + scratch.write("page.md", markdown));
  EXPECT_EQ(result.status, 0) << result.output;
  return nlohmann::json::parse(result.output)["blocks"];
}

/// The text of a run of inlines, as long as it is nothing but text; else what else there is.
std::string plain_text(const nlohmann::json& inlines) {
  std::string text;
  for (const auto& piece : inlines) {
    const std::string type = piece["t"];
    if (type == "Str") {
      // pandoc keeps "Dr. A." on a line.
      text += std::regex_replace(piece["c"].get<std::string>(), std::regex("\u00A0"), " ");
    } else if (type == "Space" || type == "SoftBreak") {
      text += ' ';
    } else if (type != "RawInline" || piece["c"][1] != "<!-- -->") {  // parts an address
      return "not plain: " + piece.dump();
    }
  }
  return text;
}

const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> texts = {"*strong* _weak_ **x** __y__",
                                                 "<b>bold</b> <!-- gone --> &amp; &#35;",
                                                 "$x$ and $$y$$",
                                                 "a | b | c",
                                                 "back\\slash \\n \\",
                                                 "# heading",
                                                 "## two ##",
                                                 "> quote",
                                                 "- item",
                                                 "+ item",
                                                 "* item",
                                                 "1. one",
                                                 "12) twelve",
                                                 "iv. four",
                                                 "a) letter",
                                                 "(a) bracketed",
                                                 "(@) example",
                                                 "= = =",
                                                 "---",
                                                 "===",
                                                 "***",
                                                 "~~~",
                                                 "```",
                                                 "`code`",
                                                 "[link](http://x.org)",
                                                 "![image](x.png)",
                                                 "[^1]: note",
                                                 "[^1]",
                                                 "^sup^ ~sub~ ~~out~~",
                                                 "@cite and @doe99",
                                                 "{.class} {#id}",
                                                 "% title",
                                                 ": definition",
                                                 "| line block",
                                                 "::: div",
                                                 "H_{2}O x_1_2",
                                                 "http://example.org",
                                                 "www.example.org",
                                                 "ada@example.org",
                                                 "mailto:ada@example.org",
                                                 "\"quotes\" 'single' -- dash --- ... dots",
                                                 "<script>alert(1)</script>",
                                                 "a\tb",
                                                 "x^2",
                                                 "$5 and 10$",
                                                 "#",
                                                 "-",
                                                 "+",
                                                 "1.",
                                                 "!",
                                                 "\\(x\\) \\[y\\]",
                                                 "\\begin{equation}x\\end{equation}",
                                                 "a.b.",
                                                 "i.",
                                                 "Dr. A. Smith",
                                                 "x\xCB\x86y \xCE\xB8"};
  return texts;
}

TEST(Markdown, PlainTextStaysPlainText) {
  for (const std::string format : {"markdown", "gfm+tex_math_dollars", "commonmark_x"}) {
    std::vector<Block> blocks;
    for (const std::string& nasty : nasty_texts()) blocks.emplace_back(Paragraph{{text(nasty)}});
    for (const std::string& nasty : nasty_texts()) blocks.emplace_back(Heading{2, {text(nasty)}});
    const auto read = pandoc_blocks(to_markdown({"*T*", blocks}), format);
    const std::size_t n = nasty_texts().size();
    ASSERT_EQ(read.size(), 1 + 2 * n) << format;
    for (std::size_t i = 0; i < n; ++i) {
      std::string expected = nasty_texts()[i];
      if (expected == "a\tb") expected = "a b";
      EXPECT_EQ(read[1 + i]["t"], "Para") << format << expected;
      EXPECT_EQ(plain_text(read[1 + i]["c"]), expected) << format;
      EXPECT_EQ(read[1 + n + i]["t"], "Header") << format << expected;
      EXPECT_EQ(plain_text(read[1 + n + i]["c"][2]), expected) << format;
    }
  }
}

/// As GitHub shows it.
std::string github_html(const std::string& markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(cmark_parser_new(CMARK_OPT_UNSAFE),
                                                                           &cmark_parser_free);
  for (const char* extension : {"table", "autolink"})
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(extension));
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> tree(cmark_parser_finish(parser.get()),
                                                                     &cmark_node_free);
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_render_html(tree.get(), CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser.get())), &std::free);
  return html.get();
}

TEST(Markdown, PlainTextIsNoLinkOnGitHub) {
  for (const std::string address :
       {"www.example.org", "see (www.example.org)", "WWW.example.org", "http://example.org", "ftp://example.org",
        "ada@example.org", "a.b+c-d_@x-y.example.org", "mailto:ada@example.org", "xmpp:ada@example.org/a", "a@b@c.de",
        "a@_b.de", "https://ada@example.org"}) {
    Table table;
    table.columns.resize(1);
    table.rows.push_back({{text(address)}});
    const std::string html = github_html(to_markdown({address, {Paragraph{{text(address)}}, table}}));
    EXPECT_EQ(html.find("<a "), std::string::npos) << html;
  }
  EXPECT_EQ(to_markdown({"T", {Paragraph{{text("from 0.5 @ 3.5 and www and a.b")}}}}),
            "# T\n\nfrom 0.5 \\@ 3.5 and www and a.b\n");
}

TEST(Markdown, RandomTextStaysPlainText) {
  std::mt19937 random(20290401);
  const std::string letters = "ab1.)(*_#$|\\<>[]{}~^-+=:!`@&%\"; ";
  std::vector<std::string> texts;
  std::vector<Block> blocks;
  for (int i = 0; i < 1500; ++i) {
    std::string made(1, letters[random() % (letters.size() - 1)]);
    for (auto n = random() % 14; n > 0; --n) {
      const char next = letters[random() % letters.size()];
      if (next != ' ' || made.back() != ' ') made += next;
    }
    if (made.back() == ' ') made += 'z';
    texts.push_back(made);
    blocks.emplace_back(Paragraph{{text(made)}});
  }
  for (const std::string format : {"markdown", "gfm+tex_math_dollars"}) {
    const auto read = pandoc_blocks(to_markdown({"T", blocks}), format);
    ASSERT_EQ(read.size(), 1 + texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(plain_text(read[i + 1]["c"]), texts[i]) << format;
  }
}

TEST(Markdown, CellsStayInTheirColumns) {
  Table table;
  table.columns.resize(2);
  for (const std::string& nasty : nasty_texts()) table.rows.push_back({{text(nasty)}, {math("x")}});
  for (const std::string format : {"markdown", "gfm+tex_math_dollars", "commonmark_x"}) {
    const auto read = pandoc_blocks(to_markdown({"T", {table}}), format);
    ASSERT_EQ(read.size(), 2U);
    const auto& rows = read[1]["c"][4][0][3];
    ASSERT_EQ(rows.size(), nasty_texts().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string expected = nasty_texts()[i] == "a\tb" ? "a b" : nasty_texts()[i];
      EXPECT_EQ(rows[i][1][0][4][0]["t"], "Plain") << format << expected;
      EXPECT_EQ(plain_text(rows[i][1][0][4][0]["c"]), expected) << format;
    }
  }
}

TEST(Markdown, NumbersInCellsAndColonsInLinesStandAsTheyAre) {
  Table table;
  table.columns = {{{text("%")}, Table::Align::left}};
  table.rows = {{{text("0.3")}}, {{text("-0.3")}}};
  const std::string written = rendered({table, Paragraph{{math("x"), text(": Expected 0.3.")}}});
  EXPECT_EQ(written.find('\\'), std::string::npos) << written;
}

TEST(Scanner, FindsBreaches) {
  const auto breaches = [](const std::string& markdown) { return scan_markdown(markdown).breaches.size(); };
  EXPECT_EQ(breaches("so $x$, and\n\n$$\n\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}\n$$\n"), 0U);
  EXPECT_EQ(breaches("$ x$"), 1U);
  EXPECT_EQ(breaches("$x $"), 1U);
  EXPECT_EQ(breaches("$x$1"), 1U);
  EXPECT_EQ(breaches("a$x$"), 1U);
  EXPECT_EQ(breaches("$x"), 1U);
  EXPECT_EQ(breaches("| $|x|$ |"), 1U);
  EXPECT_EQ(breaches("text\n$$\nx\n$$\n"), 1U);
  EXPECT_EQ(breaches("$$\nx\n$$\ntext"), 1U);
  EXPECT_EQ(breaches("$$\n- x\n$$\n"), 1U);
  EXPECT_EQ(breaches("$$\nx \\\\ y\n$$\n"), 1U);
  EXPECT_EQ(breaches("$$\nx\n\\\\ y\n$$\n"), 2U);
  EXPECT_EQ(breaches("$$\nx\n"), 1U);
  EXPECT_EQ(breaches("$a<b$"), 1U);
  EXPECT_EQ(breaches("$\\{x\\}$"), 1U);
}

TEST(Katex, RefusesWhatIsWrong) {
  EXPECT_EQ(
      stepmark::support::katex_complaints({{"\\frac{1}{2}", false}, {"\\frac{1}", false}, {"\\foo", true}}).size(), 2U);
}

TEST(LatexWidth, GrowsWithWhatIsPrinted) {
  EXPECT_NEAR(latex_width("12345"), 25, 0.01);
  EXPECT_NEAR(latex_width("\\frac{12345}{1}"), 27.4, 0.01);
  EXPECT_DOUBLE_EQ(latex_width("m_{1,x}"), latex_width("{m}_{1,x}"));
  EXPECT_LT(latex_width("x_{1}^{2}"), latex_width("x_{1}2"));
  EXPECT_NEAR(latex_width("a + b"), 11 + 12.2, 0.01);
  EXPECT_NEAR(latex_width("-2"), 7.8 + 5, 0.01);
  EXPECT_GT(latex_width("\\begin{cases} 1 + 1 + 1 & x \\\\ 2 & y \\end{cases}"), latex_width("1 + 1 + 1"));
  EXPECT_LT(latex_width("\\begin{cases} 1 + 1 + 1 & x \\\\ 2 & y \\end{cases}"), latex_width("1 + 1 + 1 + 2 + 1 + 1"));
}

}  // namespace
}  // namespace stepmark::tests
