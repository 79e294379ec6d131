// Formulas in plain text: what the printer of LaTeX writes comes to what the printer of text writes.
#include "reports/formula_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

TEST(FormulaText, SaysWhatThePrinterOfTextSays) {
  for (const char* formula : {"beta1*m[t-1] + (1 - beta1)*g[t]",
                              "theta[t] - eta/sqrt(v_hat[t] + epsilon)*m_hat[t]",
                              "v[t]/(1 - beta2^t)",
                              "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2",
                              "2*x",
                              "-x",
                              "1/2*x^2",
                              "a/(b*c)",
                              "(a + b)/c*d",
                              "max(a, b)",
                              "abs(x - 1)",
                              "exp(-x)",
                              "log(x + 1)",
                              "norm(g[t])",
                              "sum(s=1..t, g[s]^2)",
                              "x^(-1/2)",
                              "x^(a + 1)",
                              "sign(g[t])",
                              "floor(x/2)",
                              "lr*g_clip[t]",
                              "3*(x + 1)",
                              "x*(y + 1)",
                              "grad(theta[t])",
                              "(a/b)^2",
                              "rho1*s[t-1]",
                              "a - (b - c)",
                              "a - b*c"}) {
    const Expression e = parse_expression(formula, {});
    EXPECT_EQ(formula_text(to_latex(e)), to_text(e));
  }
}

/// LaTeX does not say it in the same way: cases, a bracket around what is raised to a power, a name below a name, and
/// names that a definition sets otherwise.
bool is_said_otherwise(const Definition& definition, const std::string& latex) {
  const auto has = [&](const char* part) { return latex.find(part) != std::string::npos; };
  return !definition.latex.empty() || has("cases") || has("\\bar") || has("t_{0}");
}

TEST(FormulaText, CarriesEveryEquationOfTheCatalogue) {
  int compared = 0;
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    for (const Equation& equation : definition.equations) {
      const std::string latex = to_latex(equation.right, {&definition.latex, {}, "J"});
      const std::string text = formula_text(latex);
      EXPECT_EQ(text.find_first_of("\\$&"), std::string::npos) << text;
      EXPECT_EQ(std::count(text.begin(), text.end(), '('), std::count(text.begin(), text.end(), ')')) << text;
      if (is_said_otherwise(definition, latex)) continue;
      EXPECT_EQ(text, to_text(equation.right));
      ++compared;
    }
  }
  EXPECT_GT(compared, 170);
}

TEST(FormulaText, LaysOutDisplays) {
  EXPECT_EQ(formula_rows(
                "\\begin{aligned}\nm_{1} &= 0.9\\cdot 0 + 0.1\\cdot 4 \\\\[3pt]\n&\\quad {} + 1 = 0.4\n\\end{aligned}"),
            (std::vector<std::string>{"m[1] = 0.9*0 + 0.1*4", "    + 1 = 0.4"}));
  EXPECT_EQ(formula_rows("\\begin{aligned}\nx_{1} &= 1 &\\quad y_{1} &\\approx 2\n\\end{aligned}"),
            (std::vector<std::string>{"x[1] = 1  y[1] ≈ 2"}));
  EXPECT_EQ(formula_text("\\begin{cases} 1 & \\text{if } x > 0 \\\\ -1 & \\text{otherwise}\\end{cases}"),
            "{1 if x > 0; -1 otherwise}");
  EXPECT_EQ(formula_text("\\frac{\\partial J}{\\partial x} = 2 x"), "dJ/dx = 2*x");
  EXPECT_EQ(formula_text("A = \\begin{pmatrix} 2 & 0 \\\\ 0 & -10 \\end{pmatrix}"), "A = [2 0; 0 -10]");
  EXPECT_EQ(formula_text("J(x, y) = x^{2} + 5 y^{2}"), "J(x, y) = x^2 + 5*y^2");
  EXPECT_EQ(formula_text("m_{1,x} = 4.5\\quad\\text{(given)}"), "m[1,x] = 4.5  (given)");
  EXPECT_EQ(formula_text("1.6\\cdot 10^{-8}"), "1.6*10^-8");
  EXPECT_EQ(formula_text("\\min(\\eta^{+} \\Delta_{1}, \\Delta^{\\mathrm{max}})"), "min(eta^+*Delta[1], Delta_max)");
  EXPECT_EQ(formula_text("\\beta_{1} \\theta_{1}"), "beta1*theta[1]");
}

TEST(FormulaText, EndsOnWhateverIsCutShort) {
  const std::string latex =
      "\\begin{aligned} \\sum_{s=1}^{t} \\left(\\frac{\\hat{v}_{s}}{\\sqrt{x}}\\right)^{2} &= \\text{if } \\\\[3pt] "
      "\\end{aligned}";
  for (std::size_t n = 0; n <= latex.size(); ++n) {
    EXPECT_LE(formula_text(latex.substr(0, n)).size(), 200U);
    EXPECT_LE(formula_text(latex.substr(n)).size(), 200U);
  }
}

}  // namespace
}  // namespace stepmark::tests
