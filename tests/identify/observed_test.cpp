#include "lib/observed/observed.hpp"

#include <gtest/gtest.h>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string refused(const std::string& text) {
  try {
    parse_observed(text, "trace.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Observed, KnowsThePrecisionOfANumber) {
  const auto check = [](const char* text, const char* unit, int figures) {
    const Observed number = observed_number(text, {});
    EXPECT_EQ(number.unit, *Exact::parse(unit)) << text;
    EXPECT_EQ(number.figures, figures) << text;
    EXPECT_EQ(number.value, *Exact::parse(text)) << text;
  };
  check("1.50", "0.01", 3);
  check("-0.0030", "0.0001", 2);
  check("12", "1", 2);
  check("1.5e-7", "1e-8", 2);
  check("2e3", "1000", 1);
  check("0", "1", 1);
  check("0.00", "0.01", 1);
}

TEST(Observed, ReadsNumbersAsPeopleTypeThem) {
  const auto check = [](const char* text, const char* value, const char* unit, int figures) {
    const Observed number = observed_number(text, {});
    EXPECT_EQ(number.value, *Exact::parse(value)) << text;
    EXPECT_EQ(number.unit, *Exact::parse(unit)) << text;
    EXPECT_EQ(number.figures, figures) << text;
  };
  check("0,050", "0.05", "0.001", 2);
  check("\u22123.0", "-3", "0.1", 2);
  check("1.60\u00D710^-3", "0.0016", "0.00001", 3);
  check("1/20", "0.05", "1e-30", 30);
  EXPECT_EQ(parse_observed("t;x\n1;0,05\n", "a")[0].value, Exact::decimal(5, 2));
}

TEST(Observed, TakesTheCharactersOfAJsonNumber) {
  const auto lines = parse_observed(
      "[{\"t\": 1, \"quantity\": \"v\", \"value\": 0.1000},\n {\"t\": 2, \"quantity\": \"v\", \"value\": "
      "2.70000000000000000000000001}]",
      "a");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "0.1000");
  EXPECT_EQ(lines[0].figures, 4);
  EXPECT_EQ(lines[1].figures, 27);
  EXPECT_EQ(lines[1].where.line, 2U);
  EXPECT_EQ(lines[1].where.column, 2U);
}

TEST(Observed, RefusesWhatIsTooLargeToBeWorkedWith) {
  EXPECT_EQ(
      refused("t,x\n1,1e999999\n"),
      "trace.csv:2:3: the value '1e999999' is too large to be worked with; expected at most 20,000 digits, and an "
      "exponent of at most 10,000");
  EXPECT_EQ(refused("t,x\n1e999999,1\n"), "trace.csv:2:1: t is '1e999999'; expected the number of a step");
  EXPECT_EQ(refused("[{\"t\": 1, \"value\": 1e999999}]").substr(0, 25), "trace.csv:1:2: the value ");
}

TEST(Observed, HandsNothingOnThatATerminalWouldObey) {
  for (const std::string text :
       {"t,quantity,component,value\n1,a\x1b[31m,b\x1b,1\n",
        "[{\"t\": 1, \"quantity\": \"a\\u001b[31m\", \"component\": \"b\\u001b\", \"value\": 1}]"}) {
    const auto lines = parse_observed(text, "a");
    EXPECT_EQ(lines[0].quantity, "a\\x1b[31m");
    EXPECT_EQ(lines[0].component, "b\\x1b");
  }
  EXPECT_EQ(observed_number("v\x1b = 0.3", {}).text, "v\\x1b = 0.3");
}

TEST(Observed, ReadsBothForms) {
  const auto lines =
      parse_observed("t,index,quantity,component,value,exact\n1,2,theta,x,0.90,true\n1,1,norm,,3,true\n", "a");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].quantity, "theta");
  EXPECT_EQ(lines[0].text, "0.90");
  EXPECT_EQ(lines[1].component, "");
  const auto wide = parse_observed("t;x;m[x]\n0;1;\n1; 0.9 ;0.4\n", "b");
  ASSERT_EQ(wide.size(), 3U);
  EXPECT_EQ(wide[0].t, 0);
  EXPECT_EQ(wide[2].quantity, "m");
  EXPECT_EQ(wide[2].component, "x");
  EXPECT_EQ(wide[2].where.line, 3U);
  const auto json = parse_observed(R"({"lines": [{"t": 1, "quantity": "v", "component": "x", "value": "0.4"}]})", "c");
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0].value, Exact::decimal(4, 1));
}

TEST(Observed, RefusesWhatItCannotRead) {
  EXPECT_EQ(refused("x,y\n1,2\n"), "trace.csv:1:1: there is no column t; expected t,quantity,component,value");
  EXPECT_EQ(refused("t,x\n1,nan\n"), "trace.csv:2:3: the value is 'nan'; expected a number like 0.25 or 1.5e-7");
  EXPECT_EQ(refused("t,x\nfirst,1\n"), "trace.csv:2:1: t is 'first'; expected the number of a step");
  EXPECT_EQ(refused("t,quantity,component,value\n1,theta\n"),
            "trace.csv:2:1: the row has no component; expected as many cells as the first row");
  EXPECT_EQ(refused("t,quantity\n1,theta\n"),
            "trace.csv:1:1: quantity and value do not come together; expected t,quantity,component,value, or t and a "
            "column for each component");
  EXPECT_EQ(refused("{\"lines\": 3}"),
            "trace.csv:1:11: there are no lines; expected { \"lines\": [...] }, a list, or CSV");
  EXPECT_EQ(refused("["), "trace.csv:1:2: this is not JSON; expected { \"lines\": [...] }, a list, or CSV");
  EXPECT_EQ(refused("[1"),
            "trace.csv:1: a line is no object; expected { \"t\", \"quantity\", \"component\", \"value\" }");
  EXPECT_EQ(refused("t,x\n"), "trace.csv:1:1: there is no number in it; expected t,quantity,component,value");
}

}  // namespace
}  // namespace stepmark::tests
