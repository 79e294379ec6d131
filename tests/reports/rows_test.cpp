// Where pages of LaTeX may break.
#include <gtest/gtest.h>

#include "reports/render.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string table(std::size_t rows) {
  Table table;
  table.columns = {{{text("step")}, Table::Align::right}, {{text("x")}, Table::Align::left}};
  for (std::size_t i = 0; i < rows; ++i) table.rows.push_back({{text("a")}, {math(std::to_string(i))}});
  return rendered(Format::latex, {"", {table}});
}

/// Which rows must not be parted from the next.
std::string kept(const std::string& tex) {
  std::string rows;
  const std::size_t begin = tex.find("\\endhead\n") + 9, end = tex.find("\\end{longtable}");
  for (std::size_t at = begin; (at = tex.find("\\\\", at)) < end; at += 2) rows += tex[at + 2] == '*' ? '*' : '.';
  return rows;
}

TEST(Rows, AreThreeTogetherAtBothEndsOfATable) {
  EXPECT_EQ(kept(table(8)), "**...***");
  EXPECT_EQ(kept(table(4)), "****");
  EXPECT_EQ(kept(table(1)), "*");
}

TEST(Rows, OfAStepStayTogether) {
  Table table;
  table.columns = {{{text("step")}, Table::Align::right}, {{text("x")}, Table::Align::left}};
  for (std::size_t i = 0; i < 12; ++i) {
    const Inlines step = i % 4 == 0 ? Inlines{text(std::to_string(i / 4 + 1))} : Inlines{};
    table.rows.push_back({step, {math("1")}});
  }
  EXPECT_EQ(kept(rendered(Format::latex, {"", {table}})), "***.***.****");
  // The lines of a working are numbered in front.
  table.columns.insert(table.columns.begin(), {{text("line")}, Table::Align::right});
  for (auto& row : table.rows) row.insert(row.begin(), {text("7")});
  EXPECT_EQ(kept(rendered(Format::latex, {"", {table}})), "***.***.****");
  // A step that fills a page may break.
  for (int i = 0; i < 40; ++i) table.rows.push_back(table.rows.back());
  EXPECT_NE(kept(rendered(Format::latex, {"", {table}})).find("....."), std::string::npos);
}

TEST(Rows, OfTheHeadStayAsTheyAre) { EXPECT_NE(table(5).find("step & x \\\\\n"), std::string::npos); }

TEST(Rows, PartsDoNotBeginAtTheFootOfAPage) {
  const Paragraph part{{strong("(b)"), text(" Carry out the steps.")}}, name{{strong("Name:"), text(" x")}};
  const std::string tex = rendered(Format::latex, {"", {part, name}});
  EXPECT_NE(tex.find("<8\\baselineskip\\newpage\\fi\n\\textbf{(b)} Carry"), std::string::npos) << tex;
  EXPECT_EQ(tex.find("\\newpage\\fi\n\\textbf{Name"), std::string::npos) << tex;
  // A penalty before it would be the place where a page ends that the table below does not fit on.
  EXPECT_EQ(tex.find("\\penalty"), std::string::npos) << tex;
}

}  // namespace
}  // namespace stepmark::tests
