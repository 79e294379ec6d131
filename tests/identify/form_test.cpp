#include "lib/observed/form.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "solver/arithmetic/binary.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<Form> forms(const std::string& csv, Reading reading = Reading::by_column) {
  std::vector<Form> all;
  for (const Observed& one : with_forms(parse_observed(csv, "a"), reading)) all.push_back(one.form);
  return all;
}

Form form_of_column(const std::vector<std::string>& numbers) {
  std::string csv = "t,x\n";
  for (std::size_t i = 0; i < numbers.size(); ++i) csv += std::to_string(i) + "," + numbers[i] + "\n";
  return forms(csv).front();
}

TEST(Form, OneDoubleMakesAColumnOfThem) {
  EXPECT_EQ(form_of_column({"0.3", "2", "0.8206897524707418"}), Form::binary64);
  EXPECT_EQ(form_of_column({"1.0", "0.7760074827376187", "0.5"}), Form::binary64);
  // by %.17g
  EXPECT_EQ(form_of_column({"0.29999999999999999", "2", "0.10000000000000001"}), Form::binary64);
}

TEST(Form, DecimalsStayDecimals) {
  EXPECT_EQ(form_of_column({"0.3", "0.25", "2"}), Form::decimal);
  EXPECT_EQ(form_of_column({"1/3", "0.8206897524707418"}), Form::decimal);
  EXPECT_EQ(form_of_column({"0.50", "0.8206897524707418"}), Form::decimal);
  // more digits than a double has, and all to 15
  EXPECT_EQ(form_of_column({"0.333333333333333333333", "0.8206897524707418"}), Form::decimal);
  EXPECT_EQ(form_of_column({"0.333333333333333", "0.820689752470741", "0.5"}), Form::decimal);
}

TEST(Form, FloatsAreKnownWhereItIsNoChance) {
  std::mt19937 random(3);
  int floats = 0, decimals = 0;
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<std::string> of_floats, of_decimals;
    for (int i = 0; i < 30; ++i) {
      const double x = std::ldexp(static_cast<double>(random()), -32);
      of_floats.push_back(shortest(static_cast<float>(x)));
      of_decimals.push_back(
          Exact::from_double(x).rounded(DecimalFormat::figures(8), RoundingRule::half_up).to_string());
    }
    floats += form_of_column(of_floats) == Form::binary32;
    decimals += form_of_column(of_decimals) == Form::decimal;
  }
  EXPECT_GE(floats, 190);
  EXPECT_EQ(decimals, 200);
}

TEST(Form, AProgramWritesAllOfAFile) {
  const std::string csv = "t,x,g[x]\n1,0.8206897524707418,0.3\n2,0.7760074827376187,2\n";
  EXPECT_EQ(forms(csv, Reading::by_column)[1], Form::decimal);
  EXPECT_EQ(forms(csv, Reading::whole_file)[1], Form::binary64);
  // but no column that a program would have written otherwise
  EXPECT_EQ(forms("t,x,g[x]\n1,0.8206897524707418,0.30\n", Reading::whole_file)[1], Form::decimal);
}

TEST(Form, MeansTheDouble) {
  Observed number = observed_number("0.3", {});
  EXPECT_EQ(as_meant(number).value, Exact::decimal(3, 1));
  number.form = Form::binary64;
  EXPECT_EQ(as_meant(number).value, Exact::from_double(0.3));
  EXPECT_EQ(as_meant(number).unit, Exact::from_double(0x1p-54));
  number.form = Form::binary32;
  EXPECT_EQ(as_meant(number).value, Exact::from_double(static_cast<double>(0.3F)));
  EXPECT_EQ(unit_in_last_place(Exact(10).pow(400), Form::binary64).to_double(), 0x1p971);
}

}  // namespace
}  // namespace stepmark::tests
