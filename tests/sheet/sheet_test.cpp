#include <gtest/gtest.h>

#include <sstream>

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/sheet/answers.hpp"
#include "lib/sheet/number.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
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
                                                                  {"1 2", "unreadable"},

                                                                  {"0 123", "unreadable"},
                                                                  {"0,123.5", "unreadable"},
                                                                  {"1.6\u00D710-8", "unreadable"},
                                                                  {"1.6\u00D710\u22128", "unreadable"},
                                                                  {"1.6 x 10 -8", "unreadable"},
                                                                  {"--1", "unreadable"},
                                                                  {"1/20 \u2248 0.07", "unreadable"},
                                                                  {"sqrt(2)/10 \u2248 0.17", "unreadable"},
                                                                  {"sqrt(2)/10 \u2248 0.1414", "0.1414"},
                                                                  {"0.9*0 + 0.1*3 = 0.4", "0.4"},
                                                                  {"1.6 E-8", "1.6e-8"},
                                                                  {"1.6e \u22128", "1.6e-8"},
                                                                  {"1,6 e-8", "1.6e-8"},
                                                                  {"1.6 X 10^-8", "1.6e-8"},
                                                                  {"0.123 = 123/1000", "0.123"},
                                                                  {"\u200B0.5\u200B", "0.5"},
                                                                  {"1.5.", "1.5"},
                                                                  {"1.5;", "1.5"},
                                                                  {"1,234.", "unreadable"},
                                                                  {"1\u00BD", "1.5"},
                                                                  {"-1\u00BD", "-1.5"},
                                                                  {"\u00BD", "0.5"},
                                                                  {"1 1/2", "1.5"},
                                                                  {"1 100/200", "unreadable"},
                                                                  {"1 3/2", "unreadable"},
                                                                  {"[1.5]", "1.5"},
                                                                  {"(0,123)", "0.123"},
                                                                  {"1,5/2", "0.75"},
                                                                  {"1,234/2", "unreadable"},
                                                                  {"sqrt(0,015129)", "0.123"},

                                                                  {"1e1000", "1e1000"},
                                                                  {"1e1001", "unreadable"},
                                                                  {"1e-99999", "unreadable"},
                                                                  {"1e100001", "unreadable"},
                                                                  {"0.5^1000000", "unreadable"},
                                                                  {"0.9999999^150000", "unreadable"},
                                                                  {"2^2^2^2^2^2", "unreadable"},
                                                                  {"exp(5000)", "unreadable"},
                                                                  {"0.5^10", "0.0009765625"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(value(text), expected) << text;
  EXPECT_EQ(value(std::string(1'000'000, '1')), "unreadable");
}

TEST(CellNumber, StatesItsPrecision) {
  EXPECT_EQ(*read_cell_number("0.250")->unit, Exact::decimal(1, 3));
  EXPECT_EQ(*read_cell_number("0,25")->unit, Exact::decimal(1, 2));
  EXPECT_EQ(*read_cell_number("1.6\u00D710^-8")->unit, *Exact::parse("1e-9"));
  EXPECT_FALSE(read_cell_number("1/20")->unit);
  EXPECT_EQ(*read_cell_number("(0.250)")->unit, Exact::decimal(1, 3));
  EXPECT_EQ(*read_cell_number("0.1230 = 123/1000")->unit, Exact::decimal(1, 4));
}

TEST(CellNumber, StatesLittleByTheZerosOfAWholeNumber) {
  const auto coarse = [](const char* text) { return read_cell_number(text)->coarse_unit->to_string(); };
  EXPECT_EQ(coarse("10140"), "10");
  EXPECT_EQ(coarse("-12 300"), "100");
  EXPECT_EQ(coarse("9000"), "1000");
  EXPECT_EQ(coarse("9000.0"), "0.1");
  EXPECT_EQ(coarse("0"), "1");
  EXPECT_EQ(*read_cell_number("10140")->unit, Exact(1));
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

TEST(ClassReader, TakesAClosedQuoteForOneCellHoweverLong) {
  std::string forged = "a,1,v,x,\"";
  for (int i = 0; i < 10'000; ++i) forged += "\nb,1,v,x,0.5";
  EXPECT_EQ(students("student,t,quantity,component,value\n" + forged + "\"\nc,1,v,x,0.6\n"),
            (std::vector<std::string>{"a", "c"}));
}

TEST(ClassReader, TakesNotLongForManyQuotes) {
  const std::string many(1'000'000, '"');
  std::string cells;
  for (int i = 0; i < 300'000; ++i) cells += "\"\",";
  EXPECT_THROW(students(cells + "\n"), InputError);
  EXPECT_EQ(students("student,t,quantity,value\na,1,v," + many + "\nb,1,v," + cells + "\n"),
            (std::vector<std::string>{"a", "b"}));
}

TEST(ClassReader, TellsJsonByTheFirstLineThatTells) {
  const auto sheets = all_sheets("\noops\n{\"student\":\"b\",\"answers\":[{\"t\":1,\"value\":7}]}\n");
  ASSERT_EQ(sheets.size(), 2U);
  EXPECT_NE(sheets[0].error, "");
  EXPECT_EQ(sheets[0].line, 2U);
  EXPECT_EQ(sheets[1].student, "b");
  ASSERT_EQ(sheets[1].answers.size(), 1U);
  EXPECT_EQ(sheets[1].answers[0].line, 3U);
  EXPECT_THROW(students("oops\n"), InputError);
  EXPECT_EQ(all_sheets("\n\nstudent;t;quantity;value\na;1;v;3\n")[0].answers[0].line, 4U);
}

TEST(ClassReader, LosesOneCellToWhatJsonDoesNotKnow) {
  for (const std::string value :
       {"NaN", "1e400", "\"\\ud800\"", "\"0.4\xff\"", "-Infinity", "[1, [2]]", "{\"a\": \"]\"}"}) {
    const auto sheets =
        all_sheets("{\"student\": \"a\", \"answers\": [{\"t\": 1, \"quantity\": \"m\", \"value\": " + value +
                   "}, {\"t\": 1, \"quantity\": \"v\", \"value\": 0.40}]}\n");
    ASSERT_EQ(sheets.size(), 1U);
    EXPECT_EQ(sheets[0].student + sheets[0].error, "a") << value;
    ASSERT_EQ(sheets[0].answers.size(), 2U) << value;
    EXPECT_EQ(sheets[0].answers[1].value, "0.40");
  }
}

TEST(ClassReader, KeepsTheNameOnALineThatBreaksOff) {
  const auto sheets = all_sheets("{\"student\": \"a\", \"answers\": [{\"t\": 1\n");
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].student, "a");
  EXPECT_EQ(sheets[0].error, "this is not JSON");
}

TEST(ClassReader, ReadsNoMoreOfASheetThanAnybodyWouldWrite) {
  std::string text = "student,t,quantity,value\n";
  for (int i = 0; i < 100'007; ++i) text += "a,1,v,0.5\n";
  const auto sheets = all_sheets(text);
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].answers.size(), 100'000U);
  EXPECT_EQ(sheets[0].unread, 7U);
}

TEST(Notices, AreKeptWhileTheyAreFew) {
  Notices notices;
  for (int i = 0; i < 27; ++i) notices.add(std::to_string(i));
  ASSERT_EQ(notices.texts().size(), 21U);
  EXPECT_EQ(notices.texts().back().english(), "and 7 more");
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

TEST(Sheet, IsRefusedWhereItIsAClass) {
  const auto refused = [](const std::string& text) {
    try {
      parse_sheet(text, "sheet");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("read");
  };
  EXPECT_EQ(refused("student,t,quantity,value\na,1,v,3\nb,1,v,3\n"),
            "sheet:3:1: these are answers of 'a' and of 'b'; expected one student's; a class is for stepmark mark");
  EXPECT_EQ(refused("student,t,quantity,value\na,1,v,3\na,2,v,3\n"), "read");
  EXPECT_EQ(
      refused("{\"answers\": []}\n{\"answers\": []}\n"),
      "sheet:2:1: this holds more than one document; expected one { \"answers\": [...] }; a class is for stepmark "
      "mark");
}

template <class Read>
std::string complaint(const Read& read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  return "read";
}

TEST(Sheet, IsRefusedWithAColumnWhoseMeaningNobodyKnows) {
  const std::string known =
      "; expected no others than student, t, quantity, component and value; the answers to one "
      "problem are one file";
  EXPECT_EQ(complaint([] { students("student,problem,t,quantity,value\na,1,1,v,3\n"); }),
            "class:1:9: the column 'problem' is not known" + known);
  EXPECT_EQ(complaint([] { students("\nstudent;t;quantity;value;Question\na;1;v;3;1\n"); }),
            "class:2:26: the column 'question' is not known" + known);
  EXPECT_EQ(complaint([] { students("student,t,quantity,value,t\n"); }),
            "class:1:26: the column 't' stands twice" + known);
  EXPECT_EQ(complaint([] { parse_sheet("question,t,quantity,value\n1,1,v,3\n", "sheet"); }),
            "sheet:1:1: the column 'question' is not known" + known);
  EXPECT_EQ(
      complaint([] { parse_sheet("\n| t | quantity | value | part |\n|--|--|--|--|\n| 1 | m | 3 | a |\n", "sheet"); }),
      "sheet:2:1: the column 'part' is not known" + known);
  EXPECT_NE(complaint([] {
              parse_sheet("{\"answers\": [{\"question\": 1, \"t\": 1}]}", "sheet");
            }).find("sheet:1:15: the key 'question' is not known"),
            std::string::npos);
  EXPECT_EQ(students("Student, T ,index,Quantity,value,exact,email,name,,\na,1,1,v,3,true,a@b,Ada,,\n"),
            (std::vector<std::string>{"a"}));
}

TEST(ClassReader, KnowsWhichLinesOfJsonAreNoSheets) {
  const auto sheets = all_sheets(
      "{\"student\": \"a\", \"answers\": []}\n[]\n[{\"t\": 1}]\n{\"student\": \"c\", \"note\": \"late\", \"answers\": "
      "[]}\n");
  ASSERT_EQ(sheets.size(), 4U);
  EXPECT_EQ(sheets[0].error + sheets[3].error, "");
  EXPECT_EQ(sheets[1].error, "this is no { \"student\": ..., \"answers\": [...] }");
  EXPECT_EQ(sheets[2].error, sheets[1].error);
}

TEST(ClassReader, RefusesKeysAsItRefusesColumns) {
  EXPECT_EQ(
      complaint([] {
        all_sheets("{\"student\": \"a\", \"answers\": []}\n{\"student\": \"b\", \"problem\": 2, \"answers\": []}\n");
      }),
      "class:2:18: the key 'problem' is not known; expected no others than student, t, quantity, component and "
      "value; the answers to one problem are one file");
  EXPECT_NE(complaint([] {
              all_sheets("{\"student\": \"a\", \"answers\": [{\"t\": 1, \"colour\": 2}]}\n");
            }).find("class:1:39: the key 'colour' is not known"),
            std::string::npos);
}

TEST(Sheet, ReadsJsonAsDeepAsItIsLong) {
  const std::string deep(200'000, '['), shut(200'000, ']');
  EXPECT_EQ(parse_sheet("{\"answers\": [{\"value\": \"" + deep + "\"}]}", "sheet").answers.size(), 1U);
  EXPECT_EQ(parse_sheet("{\"note\": " + deep + shut + ", \"answers\": [{\"t\": 1}]}", "sheet").answers.size(), 1U);
  EXPECT_THROW(parse_sheet("{\"note\": \"" + shut + "\", \"answers\": " + deep, "sheet"), InputError);
  EXPECT_THROW(parse_sheet(deep, "sheet"), InputError);
}

std::string cell_of_markdown(const std::string& cell) {
  const RawSheet sheet = parse_sheet("| t | quantity | value |\n|--|--|--|\n| 1 | m | " + cell + " |\n", "sheet");
  return sheet.answers.at(0).value;
}

TEST(Sheet, LosesNoSignOfAMarkdownCell) {
  for (const std::string typed : {"1*2*5", "2**3**2", "3*4*", "1\\,234", "\\(0{,}3\\)", "0.4", "`0.4"}) {
    EXPECT_EQ(cell_of_markdown(typed), typed);
  }
  for (const std::string bold : {"**0.4**", "*0.4*", "***0.4***", "`0.4`", "0\\.4"})
    EXPECT_EQ(cell_of_markdown(bold), "0.4");
}

TEST(Sheet, IsNoTableOfMoreCellsThanCanBeHeld) {
  std::string wide = "|t|quantity|value|", rule = "|-|-|-|";
  for (int i = 0; i < 2'000; ++i) {
    wide += "a|";
    rule += "-|";
  }
  std::string rows;
  for (int i = 0; i < 40'000; ++i) rows += "|\n";
  EXPECT_THROW(parse_sheet(wide + "\n" + rule + "\n" + rows, "sheet"), InputError);
}

/// The reader of tables takes a time that grows with the square of a row's cells.
TEST(Sheet, LeavesOutTheCellsThatAreTooMany) {
  const std::string table = "| t | quantity | component | value |\n|---|---|---|---|\n";
  std::string rows;
  for (int i = 0; i < 10; ++i) rows += std::string(100'000, '|') + "\n| 1 | v | x | 0." + std::to_string(i) + " |\n";
  const RawSheet sheet = parse_sheet(table + rows, "s.md");
  ASSERT_EQ(sheet.answers.size(), 20U);
  EXPECT_EQ(sheet.answers[19].value, "0.9");
  EXPECT_EQ(sheet.answers[19].line, 22U);
}

TEST(Safe, KeepsStrangersTextHarmless) {
  EXPECT_EQ(safe_csv_cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(safe_csv_cell("\uFF1DHYPERLINK(1)"), "'\uFF1DHYPERLINK(1)");
  EXPECT_EQ(safe_csv_cell("-0.5"), "-0.5");
  EXPECT_EQ(safe_csv_cell("-0.5+cmd"), "'-0.5+cmd");
  EXPECT_EQ(safe_file_name("../../etc/passwd").find('/'), std::string::npos);
  EXPECT_NE(safe_file_name("a b"), safe_file_name("a_b"));
  // Letters of any script stay; separators, controls, what turns a line or is not seen, and symbols do not.
  EXPECT_TRUE(safe_file_name("王小明").starts_with("王小明~"));
  EXPECT_TRUE(safe_file_name("Müller").starts_with("Müller~"));
  EXPECT_TRUE(safe_file_name("عمر").starts_with("عمر~"));
  EXPECT_TRUE(safe_file_name("a\u2215b\u202Ec\u200Dd\u00A0e\uFF0Ff\u3000g").starts_with("a___b___c___d__e___f___g~"));
  EXPECT_TRUE(safe_file_name("\xC3(\xFF").starts_with("___~"));
  EXPECT_TRUE(safe_file_name("\U0001F600\uE000").starts_with("_______~"));
  EXPECT_NE(safe_file_name("e\u0301"), safe_file_name("\u00E9"));  // the same name to some file systems
  std::string many;
  for (int i = 0; i < 50; ++i) many += "王";
  EXPECT_LE(safe_file_name(many).size(), 90U);
  EXPECT_TRUE(safe_file_name(many).starts_with(many.substr(0, 60) + '~'));
  EXPECT_EQ(safe_file_name("Ada"), "Ada");
  EXPECT_NE(safe_file_name("a b 4"), safe_file_name("a_b 4"));
  EXPECT_TRUE(safe_file_name("con").starts_with("con~"));
  EXPECT_TRUE(safe_file_name("Com1").starts_with("Com1~"));
  EXPECT_EQ(safe_file_name("Conrad"), "Conrad");
  EXPECT_EQ(one_line("a\nb\x1b[31m"), "a\\x0ab\\x1b[31m");
  EXPECT_EQ(one_line("a\u009B\u061Cb"), "a\\u009b\\u061cb");
}

}  // namespace
}  // namespace stepmark::tests
