// Where pages of LaTeX may break.
#include "reports/typeset/rows.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using typeset::with_rows_together;

std::string table(int rows) {
  std::string tex = "\\begin{longtable}[]{@{}rl@{}}\n\\toprule\nstep & x \\\\\n\\midrule\n\\endhead\n";
  for (int i = 0; i < rows; ++i) tex += "a & \\(" + std::to_string(i) + "\\) \\\\\n";
  return tex + "\\bottomrule\n\\end{longtable}\n";
}

/// Which rows must not be parted from the next.
std::string kept(const std::string& tex) {
  std::string rows;
  const std::size_t begin = tex.find("\\endhead\n") + 9, end = tex.find("\\bottomrule");
  for (std::size_t at = begin; (at = tex.find("\\\\", at)) < end; at += 2) rows += tex[at + 2] == '*' ? '*' : '.';
  return rows;
}

TEST(Rows, AreThreeTogetherAtBothEndsOfATable) {
  EXPECT_EQ(kept(with_rows_together(table(8))), "**...***");
  EXPECT_EQ(kept(with_rows_together(table(4))), "****");
  EXPECT_EQ(kept(with_rows_together(table(1))), "*");
}

TEST(Rows, OfTheHeadStayAsTheyAre) {
  EXPECT_NE(with_rows_together(table(5)).find("step & x \\\\\n"), std::string::npos);
}

TEST(Rows, PartsDoNotBeginAtTheFootOfAPage) {
  const std::string tex = "\\begin{document}\nWords.\n\n\\textbf{(b)} Carry out\nthe steps.\n\n\\textbf{Name:} x\n";
  const std::string kept = with_rows_together(tex);
  EXPECT_NE(kept.find("\\stepmarkroom{8\\baselineskip}\n\\textbf{(b)} Carry"), std::string::npos) << kept;
  EXPECT_EQ(kept.find("\\stepmarkroom{8\\baselineskip}\n\\textbf{Name"), std::string::npos) << kept;
  EXPECT_NE(kept.find("\\newcommand{\\stepmarkroom}"), std::string::npos);
}

}  // namespace
}  // namespace stepmark::tests
