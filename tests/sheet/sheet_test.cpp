#include <gtest/gtest.h>

#include <sstream>

#include "lib/base/safe.hpp"
#include "lib/sheet/answers.hpp"
#include "lib/sheet/number.hpp"

namespace stepmark {
namespace {

std::string value(const std::string& text) {
  const auto number = read_cell_number(text);
  if (!number) return "unreadable";
  return number->value ? number->value->to_string() : "irrational";
}

TEST(CellNumber, IsReadAsPeopleTypeIt) {
  const std::vector<std::pair<const char*, const char*>> cases = {{"0.25", "0.25"},
                                                                  {".5", "0.5"},
                                                                  {"5.", "5"},
                                                                  {"\u22123", "-3"},
                                                                  {"1.6e-8", "1.6e-8"},
                                                                  {"1.6\u00D710^-8", "1.6e-8"},
                                                                  {"1.6 x 10^-8", "1.6e-8"},
                                                                  {"1.6\u00B710\u207B\u2078", "1.6e-8"},
                                                                  {"0,05", "0.05"},
                                                                  {"-0,5", "-0.5"},
                                                                  {"0,050", "0.05"},
                                                                  {"1,234", "unreadable"},
                                                                  {"1,2345", "1.2345"},
                                                                  {"1/20", "0.05"},
                                                                  {"sqrt(2)/10", "irrational"},
                                                                  {"\u221A2/10", "irrational"},
                                                                  {"sqrt(4)", "2"},
                                                                  {" \u2248 0.3 ", "0.3"},
                                                                  {"= 0.3", "0.3"},
                                                                  {"+0.5", "0.5"},
                                                                  {"\u00A00.5\u2009", "0.5"},
                                                                  {"1e400", "1e400"},
                                                                  {"NaN", "unreadable"},
                                                                  {"inf", "unreadable"},
                                                                  {"0.3 m", "unreadable"},
                                                                  {"", "unreadable"},
                                                                  {"9^9^9^9", "unreadable"},
                                                                  {"1.2.3", "unreadable"},

                                                                  {"1/4\u00D710^-3", "0.00025"},
                                                                  {"-1/4*10^-4", "-0.000025"},
                                                                  {"9.5^1*10^2", "950"},
                                                                  {"0\u00B73", "0.3"},
                                                                  {"-0\u00B725", "-0.25"},
                                                                  {"2\u00B75", "unreadable"},
                                                                  {"3\u00B710^2", "300"},
                                                                  {"1,2,3", "unreadable"},
                                                                  {"\uFF10\uFF0E\uFF12\uFF15", "0.25"},
                                                                  {"\uFF0D\uFF13", "-3"},
                                                                  {"v=0.3", "0.3"},
                                                                  {"m\u0302_1 = 0.3", "0.3"},
                                                                  {"\\hat{v}_{t+1} = 0,3", "0.3"},
                                                                  {"0.9*0 + 0.1*3 = 0.3", "0.3"},
                                                                  {"1/3 \u2248 0.3333", "0.3333"},
                                                                  {"0.25 \u2248 0.3", "0.3"},
                                                                  {"0.3 = 0.4", "unreadable"},
                                                                  {"0.3 = v", "unreadable"},
                                                                  {"0.3 =", "unreadable"},
                                                                  {"( = 0.3", "unreadable"},
                                                                  {"$0.3$", "0.3"},
                                                                  {"$v_1 = -1.6\\times 10^{-8}$", "-1.6e-8"},
                                                                  {"\\(0{,}3\\)", "0.3"},
                                                                  {"\\frac{1}{20}", "0.05"},
                                                                  {"-\\dfrac{1}{\\frac{1}{2}}", "-2"},
                                                                  {"\\frac12", "0.5"},
                                                                  {"\\frac{1", "unreadable"},
                                                                  {"\\frac", "unreadable"},
                                                                  {"\\sqrt{4}", "2"},
                                                                  {"\\sqrt{2}/10", "irrational"},
                                                                  {"\\input{0.3}", "unreadable"},
                                                                  {"10**2", "100"},
                                                                  {"3*10**-2", "0.03"},
                                                                  {"1,234.5", "1234.5"},
                                                                  {"1.234,5", "1234.5"},
                                                                  {"12 345.6", "12345.6"},
                                                                  {"0.123 456", "0.123456"},
                                                                  {"0.3 0.4", "unreadable"},
                                                                  {"1 2", "unreadable"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(value(text), expected) << text;
  EXPECT_EQ(value(std::string(1'000'000, '1')), "unreadable");
}

TEST(CellNumber, StatesItsPrecision) {
  EXPECT_EQ(*read_cell_number("0.250")->unit, Exact::decimal(1, 3));
  EXPECT_EQ(*read_cell_number("0,25")->unit, Exact::decimal(1, 2));
  EXPECT_EQ(*read_cell_number("1.6\u00D710^-8")->unit, *Exact::parse("1e-9"));
  EXPECT_FALSE(read_cell_number("1/20")->unit);
}

std::vector<RawSheet> all_sheets(const std::string& text) {
  std::istringstream in(text);
  ClassReader reader(in, "class");
  std::vector<RawSheet> sheets;
  for (RawSheet sheet; reader.next(sheet);) sheets.push_back(sheet);
  return sheets;
}

std::vector<std::string> students(const std::string& text) {
  std::istringstream in(text);
  ClassReader reader(in, "class");
  std::vector<std::string> names;
  for (RawSheet sheet; reader.next(sheet);) names.push_back(sheet.student);
  return names;
}

TEST(ClassReader, GivesEveryStudentARowWhateverTheyWrite) {
  const std::string header = "\xEF\xBB\xBFstudent;t;quantity;component;value\r\n";
  const std::string text = header + "../../etc/passwd;1;g;x;6\r\nbig;1;g;x;" + std::string(1'000'000, '7') +
                           "\r\nbytes;1;g;x;\xff\xfe\r\nnul;1;g;x;6" + std::string(1, '\0') + "7\r\nwide;1;g;x;6" +
                           std::string(100'000, ';') + "\r\nlast;1;g;x;\"6\n\"\r\n";
  std::vector<std::string> names;
  for (const RawSheet& sheet : all_sheets(text)) {
    names.push_back(sheet.student);
    EXPECT_EQ(sheet.answers.size(), 1U) << sheet.student;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"../../etc/passwd", "big", "bytes", "nul", "wide", "last"}));
}

TEST(ClassReader, GoesOnBehindALineThatIsNoJson) {
  const auto sheets = all_sheets("{\"student\":\"a\",\"answers\":[]}\nnonsense\n{\"student\":\"b\",\"answers\":[]}\n" +
                                 std::string(100'000, '[') + "\n");
  ASSERT_EQ(sheets.size(), 4U);
  EXPECT_EQ(sheets[0].error, "");
  EXPECT_NE(sheets[1].error, "");
  EXPECT_EQ(sheets[2].student, "b");
  EXPECT_NE(sheets[3].error, "");
}

TEST(ClassReader, LosesNobodyBehindAQuoteThatIsNotClosed) {
  const std::string head = "student,t,quantity,component,value\n", long_text(100'000, 'x');
  for (const std::string& rows : {std::string("a,1,v,x,\"0.4\nb,1,v,x,0.5\nc,1,v,x,\"0.6\"\n"),
                                  std::string("a,1,v,x,\"0.4\nb,1,v,x,0.5\nc,1,v,x,0.6"),
                                  "a,1,v,x,\"" + long_text + "\nb,1,v,x,0.5\nc,1,v,x,\"0.6\"\n",
                                  std::string("a,1,\"v\"x,x,0.4\nb,1,v,x,0.5\nc,1,v,x,0.6\n")}) {
    EXPECT_EQ(students(head + rows), (std::vector<std::string>{"a", "b", "c"})) << rows.substr(0, 100);
  }
  EXPECT_EQ(students(head + "\"a\nb\",1,v,x,0.4\nc,1,v,x,0.5\n"), (std::vector<std::string>{"a\nb", "c"}));
}

TEST(ClassReader, PutsAnUnquotedDecimalCommaTogether) {
  const auto sheets = all_sheets("student,t,quantity,component,value\na,1,v,x,0,3\nb,1,v,x,1,234\nc,1,v,x,0.5,,\n");
  ASSERT_EQ(sheets.size(), 3U);
  EXPECT_EQ(value(sheets[0].answers[0].value), "0.3");
  EXPECT_EQ(value(sheets[1].answers[0].value), "unreadable");
  EXPECT_EQ(value(sheets[2].answers[0].value), "0.5");
}

TEST(ClassReader, ReadsJsonLinesBehindAByteOrderMark) {
  EXPECT_EQ(students("\xEF\xBB\xBF{\"student\": \"a\", \"answers\": []}\n"), (std::vector<std::string>{"a"}));
}

TEST(Sheet, IsReadInEveryForm) {
  const std::string csv = "t,quantity,component,value\n1,m,x,0.4\n";
  const std::string json = R"({"answers": [{"t": 1, "quantity": "m", "component": "x", "value": "0.4"}]})";
  const std::string markdown = "# Title\n\n| t | quantity | component | value |\n|--:|--|--|--|\n| 1 | m | x | 0.4 |\n";
  for (const std::string& text : {csv, json, markdown}) {
    const RawSheet sheet = parse_sheet(text, "sheet");
    ASSERT_EQ(sheet.answers.size(), 1U) << text;
    EXPECT_EQ(sheet.answers[0].t + sheet.answers[0].quantity + sheet.answers[0].component + sheet.answers[0].value,
              "1mx0.4");
  }
}

TEST(Safe, KeepsStrangersTextHarmless) {
  EXPECT_EQ(safe_csv_cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(safe_csv_cell("-0.5"), "-0.5");
  EXPECT_EQ(safe_csv_cell("-0.5+cmd"), "'-0.5+cmd");
  EXPECT_EQ(safe_file_name("../../etc/passwd").find('/'), std::string::npos);
  EXPECT_NE(safe_file_name("a b"), safe_file_name("a_b"));
  EXPECT_EQ(safe_file_name("Ada"), "Ada");
  EXPECT_TRUE(safe_file_name("con").starts_with("con~"));
  EXPECT_TRUE(safe_file_name("Com1").starts_with("Com1~"));
  EXPECT_EQ(safe_file_name("Conrad"), "Conrad");
  EXPECT_EQ(one_line("a\nb\x1b[31m"),
            "a\uFFFD"
            "b\uFFFD[31m");
}

}  // namespace
}  // namespace stepmark
