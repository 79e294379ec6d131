#include "lib/base/csv.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Table = std::vector<std::vector<std::string>>;

Table read(const std::string& text, CsvLimits limits = {}) {
  std::istringstream in(text);
  CsvReader reader(in, "a.csv", limits);
  CsvReader::Row row;
  Table table;
  while (reader.next(row)) {
    auto& cells = table.emplace_back();
    for (const auto& cell : row) cells.push_back(cell.text);
  }
  return table;
}

std::string complaint(const std::string& text, CsvLimits limits = {}) {
  try {
    read(text, limits);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(Csv, ReadsRowsWithAnyLineEnd) {
  const Table expected = {{"a", "b"}, {"1", "2"}};
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    EXPECT_EQ(read("a,b" + end + "1,2"), expected);
    EXPECT_EQ(read("a,b" + end + "1,2" + end), expected);
    EXPECT_EQ(read("a,b" + end + end + "1,2" + end + end), expected);
  }
}

TEST(Csv, TakesSemicolonsWhereTheHeaderHasMoreOfThem) {
  EXPECT_EQ(read("x;y\n0,5;1"), (Table{{"x", "y"}, {"0,5", "1"}}));
  EXPECT_EQ(read("\r\n\nx;y\n0,5;1"), (Table{{"x", "y"}, {"0,5", "1"}}));
  EXPECT_EQ(read("\"x;y;z\",b\n1,2"), (Table{{"x;y;z", "b"}, {"1", "2"}}));
}

TEST(Csv, TakesTabsWhereASpreadsheetWasCopied) {
  EXPECT_EQ(read("a\tb,c\td\n1\t2,5\t3\n"), (Table{{"a", "b,c", "d"}, {"1", "2,5", "3"}}));
  EXPECT_NE(complaint("a\tb\tc\n\"1\"2\t3\n").find("expected a tab or the end of the line"), std::string::npos);
}

TEST(Csv, ReadsQuotes) { EXPECT_EQ(read("\"a\"\"b\",\"c,d\"\n\"e\nf\",\"\""), (Table{{"a\"b", "c,d"}, {"e\nf", ""}})); }

TEST(Csv, KeepsEmptyCellsAndSpaces) { EXPECT_EQ(read("a,,b\n, x ,\n"), (Table{{"a", "", "b"}, {"", " x ", ""}})); }

TEST(Csv, PassesOverAByteOrderMark) { EXPECT_EQ(read("\xEF\xBB\xBFx,y\n"), (Table{{"x", "y"}})); }

TEST(Csv, KnowsThePlaceOfEachCell) {
  std::istringstream in("\xEF\xBB\xBFθ,b\r\n\"1\n2\",3\n4,5");
  CsvReader reader(in, "a.csv");
  CsvReader::Row row;
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row[1].column, 3U);
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row[0].line, 2U);
  EXPECT_EQ(row[1].line, 3U);
  EXPECT_EQ(row[1].column, 4U);
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(reader.at(row[1]).line, 4U);
  EXPECT_FALSE(reader.next(row));
  EXPECT_TRUE(row.empty());
}

TEST(Csv, ComplainsWithThePlace) {
  EXPECT_EQ(complaint("a,b\n1,\"2"), "a.csv:2:3: the quote is not closed; expected '\"' before the end");
  EXPECT_EQ(complaint("a,b\n\"1\"2,3"), "a.csv:2:4: text behind a closing quote; expected ',' or the end of the line");
  EXPECT_EQ(complaint("a,b\n1,\xFF"), "a.csv:2:3: the cell is not UTF-8; expected UTF-8 text");
  EXPECT_EQ(complaint(std::string("a,b\n1,\0", 7)), "a.csv:2:3: the cell holds a NUL byte; expected UTF-8 text");
  EXPECT_EQ(complaint("a,b\n123,4", {2, 10}), "a.csv:2:1: the cell '12' is too long; expected at most 2 bytes");
  EXPECT_EQ(complaint("a,b\n1,2,3", {10, 2}), "a.csv:2:5: too many columns; expected at most 2");
}

TEST(Csv, GoesOnAfterABadLine) {
  std::istringstream in("a,b\n\"1\"x,2\n3,4\n");
  CsvReader reader(in, "a.csv");
  CsvReader::Row row;
  reader.next(row);
  EXPECT_THROW(reader.next(row), InputError);
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row[0].text, "3");
}

TEST(Csv, KeepsTheRowsOfStrangersWhateverTheirQuotes) {
  constexpr CsvLimits lenient{10, 100, true};
  EXPECT_EQ(read("a,b\n\"x,\ny\",1\n", lenient), (Table{{"a", "b"}, {"x,\ny", "1"}}));
  EXPECT_EQ(read("a,b\n\"" + std::string(100'000, 'x') + "\",1\n", lenient),
            (Table{{"a", "b"}, {std::string(11, 'x'), "1"}}));
  EXPECT_EQ(read("a,b\n\"x,1\ny,\"2\n", lenient), (Table{{"a", "b"}, {"\"x", "1"}, {"y", "\"2"}}));
  EXPECT_EQ(read("a,b\n\"x\"z,1\n", lenient), (Table{{"a", "b"}, {"\"x\"z", "1"}}));
}

TEST(Csv, ReadsBackWhatIsWritten) {
  std::mt19937 random(5);
  const std::string letters = "a\",;\n\r 1\xC3\xA9";
  for (int round = 0; round < 500; ++round) {
    Table table(1 + random() % 4, std::vector<std::string>(1 + random() % 4));
    std::string text = "h,h\n";
    for (auto& row : table) {
      for (auto& cell : row) {
        for (std::size_t i = random() % 6; i > 0; --i) {
          const std::size_t letter = random() % 9;
          cell += letter == 8 ? letters.substr(8) : letters.substr(letter, 1);
        }
        std::string doubled;
        for (const char c : cell) doubled += c == '"' ? "\"\"" : std::string(1, c);
        text += (&cell == &row[0] ? "\"" : ",\"") + doubled + '"';
      }
      text += '\n';
    }
    Table back = read(text);
    back.erase(back.begin());
    ASSERT_EQ(back, table) << text;
  }
}

}  // namespace
}  // namespace stepmark::tests
