// Formulas as MathML, against what KaTeX makes of the same LaTeX.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "lib/expression/latex_text.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/problem.hpp"
#include "reports/catalogue.hpp"
#include "reports/handout.hpp"
#include "reports/mathml/formula.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Scratch;
using Formulas = std::set<std::pair<std::string, bool>>;

/// One line for each that is not the same, and how many were compared.
std::string compared(const Formulas& formulas) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [latex, displayed] : formulas) {
    list.push_back({latex, displayed, mathml::formula(latex, displayed)});
  }
  const Scratch scratch;
  const std::string file = scratch.write("formulas.json", list.dump());
  return support::run("{ node tests/reports/mathml_check.js " + file + " | cut -c1-400; }").output;
}

void expect_same(const Formulas& formulas) {
  EXPECT_EQ(compared(formulas), "compared " + std::to_string(formulas.size()) + '\n');
}

void take(Formulas& formulas, const Document& page) {
  for (const support::Formula& formula : support::scan_markdown(rendered(Format::markdown, page)).formulas) {
    formulas.emplace(formula.latex, formula.displayed);
  }
}

TEST(Mathml, OfEveryPageIsWhatKatexMakes) {
  Formulas formulas;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const Problem problem = read_problem(entry.path());
    take(formulas, worked_solution(problem, solve(problem, settings_for(problem))));
    for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
      take(formulas, {"", HandoutWriter().blocks(kind, WorkedQuestion(problem), 1)});
    }
  }
  for (const std::string& name : catalogue_names()) take(formulas, definition_page(find_definition(name)));
  EXPECT_GT(formulas.size(), 3000U);
  expect_same(formulas);
}

TEST(Mathml, OfWhatStrangersMayWriteIsWhatKatexMakes) {
  Formulas formulas;
  for (const std::string& name : expression::latex_letters()) {
    for (const std::string form : {"\\N", "x_\\N", "\\hat{\\N}"}) {
      formulas.emplace(std::string(form).replace(form.find("N"), 1, name), false);
    }
  }
  for (const std::string& name : expression::latex_signs()) formulas.emplace("a \\" + name + " b", false);
  for (const std::string& name : expression::latex_styles()) {
    for (const std::string argument : {"{aBx}", "{x}", "{\\alpha}", "{x_1}", "{Q7}"}) {
      formulas.emplace('\\' + name + argument, false);
    }
  }
  for (const std::string& name : expression::latex_words()) formulas.emplace("a \\" + name + "{ so far, x-1}", false);
  for (const char* latex :
       {"x'", "x''_1", "\\frac12", "E[g^2]", "\\left(\\frac{a}{b}\\right)^2", "\\max_{i} x", "a-(-b)",
        "\\sum_{s=1}^{t} g_s^2", "\\begin{cases} a & x > 0 \\\\ b & \\text{else} \\end{cases}",
        "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", "\\operatorname{sign}(x)", "0{,}4", "\\ln 2"}) {
    formulas.emplace(latex, true);
  }
  expect_same(formulas);
}

/// So that the comparison is one.
TEST(Mathml, ThatIsWrongIsFound) {
  EXPECT_EQ(compared({{"\\sqrt{x}", false}}), "compared 1\n");
  const Scratch scratch;
  const std::string file = scratch.write("formulas.json", R"([["\\sqrt{x}", false, "<math><mi>x</mi></math>"]])");
  EXPECT_NE(support::run("node tests/reports/mathml_check.js " + file).output, "compared 1\n");
}

TEST(Mathml, TellsASignFromAnOperation) {
  EXPECT_EQ(mathml::formula("a - b", false), "<math><mi>a</mi><mo>\u2212</mo><mi>b</mi></math>");
  EXPECT_EQ(mathml::formula("-b", false), "<math><mo form=\"prefix\">\u2212</mo><mi>b</mi></math>");
  EXPECT_NE(mathml::formula("x = -b", false).find("<mo form=\"prefix\">\u2212</mo>"), std::string::npos);
  EXPECT_EQ(mathml::formula("{} - b", false).find("prefix"), std::string::npos) << "a sum that goes on";
}

TEST(Mathml, AlignsNamesToTheRight) {
  const std::string table = mathml::formula("\\begin{aligned}\nm &= 1 \\\\[3pt]\n&= 2\n\\end{aligned}", true);
  EXPECT_EQ(table,
            "<math display=\"block\"><mtable class=\"aligned\" displaystyle=\"true\">"
            "<mtr><mtd class=\"right\"><mi>m</mi></mtd><mtd class=\"left\"><mo>=</mo><mn>1</mn></mtd></mtr>"
            "<mtr><mtd class=\"right\"></mtd><mtd class=\"left\"><mo>=</mo><mn>2</mn></mtd></mtr></mtable></math>");
}

TEST(Mathml, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(mathml::formula("a < b", false), "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>");
  EXPECT_EQ(mathml::formula("\\text{<b>&}", false), "<math><mtext>&lt;b&gt;&amp;</mtext></math>");
}

/// Whatever it is, it ends, and is closed.
TEST(Mathml, OfBrokenLatexIsClosed) {
  for (const char* latex : {"\\", "{", "}", "\\frac{a", "x^", "_", "\\left(", "\\begin{aligned}", "\\sqrt", "\\\\", "&",
                            "'", "\\begin{", "{{{\\", "\\text{", "a\\right)", "[", "\\hat"}) {
    const std::string made = mathml::formula(latex, true);
    const Scratch scratch;
    const auto read =
        support::run("/usr/bin/python3 -c 'import sys, xml.etree.ElementTree as t; t.parse(sys.argv[1])' " +
                     scratch.write("f.xml", made));
    EXPECT_EQ(read.status, 0) << latex << made << read.output;
  }
}

}  // namespace
}  // namespace stepmark::tests
