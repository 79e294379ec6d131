#include "reports/breaking.hpp"

#include <gtest/gtest.h>

#include <random>

#include "lib/expression/parse.hpp"
#include "reports/latex_width.hpp"
#include "tests/reports/latex_value.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using stepmark::support::latex_value;

/// Sums, products and quotients of small decimals, as they stand in working lines.
class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  Expression make(int depth) {
    if (depth == 0) return literal(Exact::decimal(static_cast<std::int64_t>(random_() % 9000) + 1000, 3));
    switch (random_() % 5) {
      case 0:
        return product(make(depth - 1), make(depth - 1));
      case 1:
        return quotient(make(depth - 1), literal(static_cast<std::int64_t>(random_() % 8) + 2));
      case 2:
        return negation(make(depth - 1));
      default:
        return sum({{false, make(depth - 1)}, {random_() % 2 == 0, make(depth - 1)}, {true, make(depth - 1)}});
    }
  }

 private:
  std::mt19937 random_;
};

bool begins_with_sign(const std::string& piece) {
  return piece.starts_with("+ ") || piece.starts_with("- ") || piece.starts_with("\\cdot ");
}

TEST(Breaking, PiecesTogetherHaveTheSameValue) {
  std::size_t several = 0;
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    const Expression e = Maker(seed).make(1 + static_cast<int>(seed % 4));
    const std::string whole = to_latex(e);
    const Pieces pieces = broken(e, {}, 40.0 + seed % 160);
    const auto expected = latex_value(whole), actual = latex_value(joined(pieces));
    ASSERT_TRUE(expected && actual) << whole << "\n" << joined(pieces);
    const double tolerance = 1e-12 * (1 + std::abs(static_cast<double>(*expected)));
    EXPECT_NEAR(static_cast<double>(*actual), static_cast<double>(*expected), tolerance) << whole << "\n"
                                                                                         << joined(pieces);
    for (std::size_t i = 1; i < pieces.size(); ++i) EXPECT_TRUE(begins_with_sign(pieces[i])) << pieces[i];
    several += pieces.size() > 1;
  }
  EXPECT_GT(several, 500U);
}

TEST(Breaking, WhatFitsStaysWhole) {
  const Expression e = Maker(7).make(3);
  EXPECT_EQ(broken(e, {}, latex_width(to_latex(e))), Pieces{to_latex(e)});
}

/// Derivatives hold a bracket several times over; the one that is opened is a factor.
TEST(Breaking, OpensTheFactorAndNotItsTwinInAFunction) {
  const Expression bracket = parse_expression("a + b + c + d + k");
  const Expression e = product(call(Function::exp, {power(bracket, literal(2))}), bracket);
  const Pieces expected{"\\exp((a + b + c + d + k)^{2}) \\bigl(a", "+ b", "+ c", "+ d", "+ k\\bigr)"};
  EXPECT_EQ(broken(e, {}, 150), expected);
}

}  // namespace
}  // namespace stepmark::tests
