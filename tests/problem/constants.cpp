#include <gtest/gtest.h>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Exact read(const std::string& text) { return exact_value(parse_constant(text, {"p.toml", 2, 7})).value(); }

std::string complaint(const std::string& text) {
  try {
    read(text);
  } catch (const InputError& error) {
    return error.what();
  } catch (const std::bad_optional_access&) {
    return "not exact";
  }
  return "no complaint";
}

TEST(Constants, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(read("0.1"), Exact(1) / 10);
  EXPECT_EQ(read("1/20"), Exact(1) / 20);
  EXPECT_EQ(read("0,05"), Exact(1) / 20);
  EXPECT_EQ(read("-1,5"), Exact(-3) / 2);
  EXPECT_EQ(read("\u22120,125"), Exact(-1) / 8);
  EXPECT_EQ(read("1.5\u00D710^-3"), Exact(3) / 2000);
  EXPECT_EQ(read("2*(3 - 5)^3 + abs(-7)/sqrt(4)"), Exact(-25) / 2);
  EXPECT_EQ(read("1e-400") * read("1e400"), Exact(1));
}

TEST(Constants, AreRefusedWithTheirPlace) {
  EXPECT_EQ(complaint("1,234"),
            "p.toml:2:7: the comma in '1,234' may be a decimal comma or a thousand's; expected a decimal point");
  EXPECT_EQ(complaint("eta/2"), "p.toml:2:7: 'eta' is not a number; expected a constant such as 0.1 or \"1/20\"");
  EXPECT_EQ(complaint("norm(3)").substr(0, 11), "p.toml:2:7:");
  EXPECT_EQ(complaint("1 + *2").substr(0, 12), "p.toml:2:11:");
  EXPECT_EQ(complaint("sqrt(2)"), "not exact");
  EXPECT_EQ(complaint("pi"), "not exact");
  EXPECT_EQ(complaint("2/(3 - 3)"), "division by zero; expected a divisor that is not 0");
  EXPECT_EQ(complaint("0^-1"), "division by zero; expected a base that is not 0");
  EXPECT_EQ(complaint("sqrt(-1)"), "the root of a negative number; expected a number that is not negative");
  EXPECT_EQ(complaint("9^9^9^9"), "the value is too large; expected a number of reasonable size");
}

}  // namespace
}  // namespace stepmark::tests
