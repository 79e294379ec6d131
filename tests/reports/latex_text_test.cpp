// Every command that a stranger's name may be set by, as TeX, KaTeX and pandoc take it.
#include "lib/expression/latex_text.hpp"

#include <gtest/gtest.h>

#include "lib/expression/print.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<std::string> uses_of_all_commands() {
  std::vector<std::string> uses;
  for (const std::string& name : latex_letters()) {
    uses.push_back("x^\\" + name);
    uses.push_back("\\hat\\" + name);
  }
  for (const std::string& name : latex_signs()) uses.push_back("x\\" + name + " y_{\\" + name + "}");
  for (const std::string& name : latex_styles()) uses.push_back("\\" + name + "{x} + \\" + name + " x");
  for (const std::string& name : latex_words()) uses.push_back("\\" + name + "{step size}");
  for (const std::string use : {"\\frac12", "x''", "x'_2", "x_2'", "E[g^2]", "\\theta^*", "(a + b)/c = d"}) {
    uses.push_back(use);
  }
  return uses;
}

std::vector<support::Formula> formulas() {
  std::vector<support::Formula> all;
  for (const std::string& use : uses_of_all_commands()) {
    const LatexNames names = {{"m", checked_latex(use, {})}};
    all.push_back({latex_symbol("m", {}, &names), false});
    all.push_back({latex_symbol("m", "t-1", &names) + "^{2}", true});
  }
  return all;
}

TEST(LatexText, KatexSetsAllOfIt) {
  for (const std::string& complaint : support::katex_complaints(formulas())) ADD_FAILURE() << complaint;
}

TEST(LatexText, TexAndPandocSetAllOfIt) {
  const support::Scratch scratch;
  std::string page;
  for (const support::Formula& formula : formulas()) page += "$" + formula.latex + "$\n\n";
  scratch.write("page.md", page);
  for (const std::string to : {"html --mathml", "docx", "pdf", "pdf --pdf-engine=lualatex"}) {
    const std::string form = to.substr(0, to.find(' '));
    const auto made = support::run("cd " + scratch.path("") + " && pandoc --fail-if-warnings " +
                                   (to == form ? "" : to.substr(form.size())) + " -o page." + form + " page.md");
    EXPECT_EQ(made.status, 0) << to << made.output.substr(0, 2000);
  }
}

}  // namespace
}  // namespace stepmark::tests
