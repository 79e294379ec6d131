#include "lib/expression/latex_text.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string error_of(const std::string& latex) {
  try {
    checked_latex(latex, {"f", 5, 10});
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(LatexText, TakesUsualNotation) {
  for (const std::string latex : {"m",
                                  "\\Delta\\theta",
                                  "\\rho_{\\infty}",
                                  "\\eta^{+}",
                                  "E[g^2]",
                                  "E[\\Delta\\theta^2]",
                                  "\\theta^{\\mathrm{e}}",
                                  "\\hat m",
                                  "\\hat{\\mathbf{m}}",
                                  "\\mathcal{L}",
                                  "\\boldsymbol{\\theta}",
                                  "m'",
                                  "m''",
                                  "m'_t",
                                  "m_t'",
                                  "m_{t}^{2}",
                                  "\\theta^\\prime",
                                  "x_1",
                                  "\\dot x",
                                  "\\ddot{x}",
                                  "\\vec v",
                                  "\\nabla_\\theta J",
                                  "\\partial",
                                  "\\ell_2",
                                  "\\frac{1}{2}m",
                                  "\\frac12",
                                  "\\sqrt{v}",
                                  "\\lvert g \\rvert",
                                  "\\text{step size}",
                                  "\\operatorname{RMS}_g",
                                  "(m + n)/2",
                                  "{m}",
                                  "\\mathbb E",
                                  "\\theta^-",
                                  "\\overline{m}",
                                  "\\widetilde{m}_{t-1}",
                                  "\\theta^{(t+1)}"}) {
    EXPECT_EQ(error_of(latex), "no error") << latex;
  }
}

TEST(LatexText, RefusesTheRestAtItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"\\input{/etc/passwd}", "f:5:10: '\\input' "},
      {"m\\input{/etc/passwd}", "f:5:11: '\\input' "},
      {"\\def\\x{\\x}\\x", "f:5:10: '\\def' "},
      {"\\text{\\input{x}}", "f:5:16: '\\' in words"},
      {"\\hat{\\write18{ls}}", "f:5:15: '\\write' "},
      {"\\csname input\\endcsname", "f:5:10: '\\csname' "},
      {"\\href{javascript:alert(1)}{m}", "f:5:10: '\\href' "},
      {"\\url{x}", "f:5:10: '\\url' "},
      {"\\includegraphics{x}", "f:5:10: '\\includegraphics' "},
      {"\\begin{verbatim}", "f:5:10: '\\begin' "},
      {"\\mathrm{m}\\\\x", "f:5:20: '\\\\' "},
      {"\\", "f:5:10: '\\' "},
      {"a\\$", "f:5:11: '\\$' "},
      {"m}$$ <script>alert(1)</script> $${m", "f:5:11: '}' closes nothing"},
      {"a$b", "f:5:11: '$' "},
      {"a%b", "f:5:11: '%' "},
      {"a#1", "f:5:11: '#' "},
      {"a&b", "f:5:11: '&' "},
      {"a~b", "f:5:11: '~' "},
      {"a<b", "f:5:11: '<' "},
      {"a|b", "f:5:11: '|' "},
      {"a`b", "f:5:11: '`' "},
      {"a\u03B8", "f:5:11: '\u03B8' "},
      {"a\tb", "f:5:11: '\\x09' "},
      {"^^5cinput", "f:5:10: it begins with '^'"},
      {"a^^5cinput{x}", "f:5:12: superscript has no argument"},
      {"{m", "f:5:10: '{' is not closed"},
      {"\\text{m", "f:5:15: '{' is not closed"},
      {"m_a_b", "f:5:13: a second subscript"},
      {"m^a^b", "f:5:13: a second superscript"},
      {"m^a'", "f:5:13: a prime behind a superscript"},
      {"m^", "f:5:12: superscript has no argument"},
      {"m^\\hat{x}", "f:5:12: superscript has no argument"},
      {"\\hat", "f:5:14: \\hat has no argument"},
      {"\\frac{1}", "f:5:18: \\frac has no argument"},
      {"", "f:5:10: the text is empty"},
      {" m", "f:5:10: a blank at the beginning"},
      {"m ", "f:5:10: a blank at the beginning or the end"},
      {"- m", "f:5:10: it begins with '-'"},
      {"1. m", "f:5:10: it begins with '1'"},
      {"[a](x)", "f:5:13: a bracket directly behind ']'"},
  };
  for (const auto& [latex, expected] : cases)
    EXPECT_EQ(error_of(latex).substr(0, std::string(expected).size()), expected) << latex;
  EXPECT_NE(error_of(std::string(201, 'm')).find("longer than 200"), std::string::npos);
  EXPECT_NE(error_of(std::string(9, '{') + std::string(9, '}')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(error_of("\\input{x}").find("expected letters, digits"), std::string::npos);
}

TEST(LatexText, AStarIsNoEmphasis) { EXPECT_EQ(checked_latex("\\theta^*", {}), "\\theta^{\\ast}"); }

}  // namespace
}  // namespace stepmark::tests
