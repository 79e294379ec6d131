#include "lib/problem/toml.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string complaint(const std::string& text) {
  try {
    read_toml(text, "p.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

/// Where the complaint is, as "LINE:COLUMN".
std::string place(const std::string& text) {
  try {
    read_toml(text, "p.toml");
  } catch (const InputError& error) {
    EXPECT_EQ(error.where().file, "p.toml");
    return std::to_string(error.where().line) + ':' + std::to_string(error.where().column);
  }
  return "none";
}

const TomlValue& only(const TomlDocument& document) { return document.root.entries.at(0).value; }

TEST(Toml, KeepsTheCharactersOfNumbers) {
  const std::string pi =
      "3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679821480865"
      "1328230664709384460955058223172535940812848111745028410270193852110555964462294895493038196";
  for (const std::string& number :
       std::vector<std::string>{"0", "7", "-7", "+12", "0.1", "1e-400", "-1.5E+30", "123456789012345678901234567890",
                                "1_000.000_1", pi, "inf", "-inf", "nan", "0x1F", "0b11"}) {
    for (const std::string before : {"x = ", "x=", "x = [ ", "x = { y = "}) {
      const std::string after = before.ends_with("[ ") ? "]" : before.ends_with("y = ") ? "}" : " # 1";
      const TomlDocument document = read_toml("# 22\n\"33\" = '44'\n55 = \"66\"\n" + before + number + after, "p.toml");
      const TomlValue* value = &document.root.entries.at(2).value;
      if (value->kind == TomlValue::Kind::array) value = &value->items.at(0);
      if (value->kind == TomlValue::Kind::table) value = &value->entries.at(0).value;
      EXPECT_EQ(value->kind, TomlValue::Kind::number);
      EXPECT_EQ(value->text, number);
      EXPECT_EQ(value->line, 4U);
      EXPECT_EQ(value->column, before.size() + 1);
      EXPECT_EQ(document.root.entries.at(0).key, "33");
      EXPECT_EQ(document.root.entries.at(1).key, "55");
    }
  }
}

TEST(Toml, LeavesNumbersInStringsAlone) {
  const std::vector<std::pair<std::string, std::string>> strings = {{R"("1.50 # \" 22")", "1.50 # \" 22"},
                                                                    {R"('22 \')", R"(22 \)"},
                                                                    {"\"\"\"\n22\n\"33\" 44\"\"\"", "22\n\"33\" 44"},
                                                                    {"'''22\n'33''44'''", "22\n'33''44"},
                                                                    {R"("""33\"""")", "33\""},
                                                                    {R"("""33""""")", "33\"\""}};
  for (const auto& [written, content] : strings) {
    const TomlDocument document = read_toml("x = " + written + " # 55\ny = 66", "p.toml");
    EXPECT_EQ(only(document).kind, TomlValue::Kind::string);
    EXPECT_EQ(only(document).text, content);
    EXPECT_EQ(document.root.entries.at(1).value.text, "66");
  }
}

TEST(Toml, KeepsTheOrderOfKeys) {
  for (const std::string text :
       {"start = { z = 1, a = 2, m = 3 }", "[start]\nz = 1\na = 2\nm = 3", "start.z = 1\nstart.a = 2\nstart.m = 3"}) {
    const TomlDocument document = read_toml(text, "p.toml");
    std::string keys;
    for (const TomlEntry& entry : only(document).entries) keys += entry.key;
    EXPECT_EQ(keys, "zam");
  }
}

TEST(Toml, KnowsThePlacesOfValuesAndOfTheirText) {
  const TomlDocument document = read_toml(
      "\xEF\xBB\xBF"
      "a = 'é' # é\n[b]\nc = [1, 'é', \"x\",\n  true]\nd = '''\nabc'''\ne = \"\"\"abc\"\"\"",
      "p.toml");
  const TomlEntry& b = document.root.entries.at(1);
  EXPECT_EQ(b.value.line, 2U);
  const TomlEntry& c = b.value.entries.at(0);
  EXPECT_EQ(c.line, 3U);
  EXPECT_EQ(c.column, 1U);
  EXPECT_EQ(c.value.items.at(2).column, 14U);
  EXPECT_EQ(c.value.items.at(2).text_column, 15U);
  EXPECT_EQ(c.value.items.at(3).line, 4U);
  EXPECT_EQ(c.value.items.at(3).column, 3U);
  EXPECT_EQ(c.value.items.at(3).text, "true");
  const TomlValue& d = b.value.entries.at(1).value;
  EXPECT_EQ(d.line, 5U);
  EXPECT_EQ(d.text_line, 6U);
  EXPECT_EQ(d.text_column, 1U);
  const TomlValue& e = b.value.entries.at(2).value;
  EXPECT_EQ(e.text_line, 7U);
  EXPECT_EQ(e.text_column, 8U);
}

TEST(Toml, ComplainsAtThePlace) {
  EXPECT_EQ(place("a = 1\nb = 1/20"), "2:6");
  EXPECT_EQ(place("a = 1\nb = 0,05"), "2:6");
  EXPECT_EQ(place("a = 1\na = 2"), "2:5");
  EXPECT_EQ(place("a = [1, 2\nb = 3"), "2:1");
  EXPECT_EQ(place("a = \"abc\nb = 3"), "1:9");
  EXPECT_EQ(place("a = 01"), "1:7");
  EXPECT_EQ(place("a = .5"), "1:5");
  EXPECT_EQ(place("a = 5."), "1:7");
  EXPECT_EQ(place("a"), "1:2");
  EXPECT_EQ(place("x = \"\xC3(\""), "1:6");
  EXPECT_EQ(complaint(""), "p.toml: is empty; expected text");
  EXPECT_NE(complaint("eta = 1/20").find("expressions stand in quotes"), std::string::npos);
}

TEST(Toml, AnswersRubbishQuickly) {
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t million = 1'000'000;
  std::string dotted = "a", repeated;
  for (std::size_t i = 0; i < million; ++i) dotted += ".a";
  while (repeated.size() < million) repeated += "{a=";
  const auto many = [](std::string_view piece, std::size_t count) {
    std::string text;
    while (count-- > 0) text += piece;
    return text;
  };
  EXPECT_EQ(complaint("x = " + std::string(16 * million, '[')).substr(0, 11), "p.toml:1:26");
  EXPECT_NE(complaint("x = " + repeated), "no complaint");
  EXPECT_NE(complaint("x = " + many("{a.b.c=", million)), "no complaint");
  EXPECT_EQ(complaint(dotted + " = 1"), "p.toml:1:32: the key has too many parts; expected at most 16");
  EXPECT_NE(complaint('[' + dotted + ']'), "no complaint");
  EXPECT_NE(complaint("x = [" + many("0,", 2 * million) + "]").find("too many values"), std::string::npos);
  EXPECT_NE(complaint("x = \"" + std::string(16 * million, 'a')), "no complaint");
  EXPECT_EQ(complaint("x = [" + many("'a',", million / 2) + "]"), "no complaint");
  EXPECT_EQ(complaint("x = " + std::string(16 * million, '1')), "no complaint");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

/// Whatever is done to a file, the answer is a tree or a complaint.
TEST(Toml, SurvivesDamage) {
  const std::string whole =
      "title = \"a # b\"\n[h]\neta = 0.1 # c\n[o]\nA = [[2, 0], [0, 10]]\nstart = { x = 1, y = -1.5e3 }\ns = "
      "'''\n1'''\n";
  std::mt19937 random(11);
  const std::string letters = "[]{}\"'=.,#\n\\0e-+ t";
  int read = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text = whole;
    for (std::size_t i = 1 + random() % 3; i > 0; --i)
      text[random() % text.size()] = letters[random() % letters.size()];
    read += complaint(text) == "no complaint" ? 1 : 0;
  }
  EXPECT_GT(read, 100);
  EXPECT_LT(read, 4900);
}

}  // namespace
}  // namespace stepmark::tests
