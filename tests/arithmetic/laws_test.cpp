// One body, all arithmetics: what holds of every one of them, bit for bit.
#include <gtest/gtest.h>

#include "solver/arithmetic/binary.hpp"
#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/nearest.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

template <class Arithmetic>
Arithmetic made() {
  if constexpr (requires { Arithmetic(100); }) {
    return Arithmetic(100);
  } else {
    return Arithmetic();
  }
}

/// Both values hold the same number, or the same enclosure.
template <class Arithmetic>
bool same(const Arithmetic& in, const typename Arithmetic::Value& a, const typename Arithmetic::Value& b) {
  return in.compare(a, b) == 0;
}

bool same(const EnclosingArithmetic& in, const EnclosingArithmetic::Value& a, const EnclosingArithmetic::Value& b) {
  return in.is_exact(a) == in.is_exact(b) && in.lower(a) == in.lower(b) && in.upper(a) == in.upper(b);
}

template <class Arithmetic>
class Laws : public testing::Test {
 protected:
  using Value = typename Arithmetic::Value;

  Value value(const Exact& x) {
    Value r = in.make();
    in.set(r, x);
    return r;
  }
  /// An operand like those in the middle of a tape: inexact where the arithmetic has that.
  Value operand() {
    Value r = value(draw.decimal(17, 4));
    if constexpr (!std::is_same_v<Arithmetic, ExactArithmetic>) {
      if (draw.one_in(2)) in.sin(r, r);
    }
    return r;
  }
  Value copied(const Value& a) {
    Value r = in.make();
    in.copy(r, a);
    return r;
  }

  Arithmetic in = made<Arithmetic>();
  Draw draw{42};
  static constexpr int rounds = 500;
};

using All =
    testing::Types<ExactArithmetic, EnclosingArithmetic, NearestArithmetic, Binary64Arithmetic, Binary32Arithmetic>;
TYPED_TEST_SUITE(Laws, All);

TYPED_TEST(Laws, SumsAndProductsCommute) {
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand(), b = this->operand();
    auto x = this->in.make(), y = this->in.make();
    this->in.add(x, a, b), this->in.add(y, b, a);
    ASSERT_TRUE(same(this->in, x, y));
    this->in.multiply(x, a, b), this->in.multiply(y, b, a);
    ASSERT_TRUE(same(this->in, x, y));
  }
}

TYPED_TEST(Laws, SubtractingIsAddingTheNegative) {
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand(), b = this->operand();
    auto x = this->in.make(), y = this->in.make();
    this->in.subtract(x, a, b);
    this->in.negate(y, b);
    this->in.add(y, a, y);
    ASSERT_TRUE(same(this->in, x, y));
  }
}

TYPED_TEST(Laws, NegatingTwiceIsNothing) {
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand();
    auto x = this->in.make();
    this->in.negate(x, a);
    this->in.negate(x, x);
    ASSERT_TRUE(same(this->in, x, a));
  }
}

TYPED_TEST(Laws, OneAndZeroAreNeutral) {
  const auto zero = this->value(0), one = this->value(1);
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand();
    auto x = this->in.make();
    this->in.add(x, a, zero);
    ASSERT_TRUE(same(this->in, x, a));
    this->in.multiply(x, one, a);
    ASSERT_TRUE(same(this->in, x, a));
    this->in.divide(x, a, one);
    ASSERT_TRUE(same(this->in, x, a));
    this->in.power(x, a, std::int64_t{1});
    ASSERT_TRUE(same(this->in, x, a));
    this->in.power(x, a, std::int64_t{0});
    ASSERT_TRUE(same(this->in, x, one));
    this->in.multiply(x, zero, a);
    ASSERT_TRUE(same(this->in, x, zero));
  }
}

TYPED_TEST(Laws, AbsoluteValueIgnoresTheSign) {
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand();
    auto x = this->in.make(), y = this->in.make();
    this->in.abs(x, a);
    this->in.negate(y, a);
    this->in.abs(y, y);
    ASSERT_TRUE(same(this->in, x, y));
  }
}

TYPED_TEST(Laws, LeastAndLargestAreTheOperands) {
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand(), b = this->operand();
    auto low = this->in.make(), high = this->in.make();
    this->in.min(low, a, b);
    this->in.max(high, a, b);
    const bool straight = same(this->in, low, a) && same(this->in, high, b);
    const bool crossed = same(this->in, low, b) && same(this->in, high, a);
    ASSERT_TRUE(straight || crossed);
    ASSERT_LE(this->in.compare(low, high), 0);
    ASSERT_EQ(this->in.compare(a, b), straight ? this->in.compare(low, high) : -this->in.compare(low, high));
  }
}

TYPED_TEST(Laws, TheResultMayBeAnOperand) {
  using Number = typename TypeParam::Value;
  using Binary = void (TypeParam::*)(Number&, const Number&, const Number&) const;
  const Binary operations[] = {&TypeParam::add,    &TypeParam::subtract, &TypeParam::multiply,
                               &TypeParam::divide, &TypeParam::min,      &TypeParam::max};
  for (int i = 0; i < this->rounds; ++i) {
    const auto a = this->operand(), b = this->operand();
    if (same(this->in, b, this->value(0)) || same(this->in, a, this->value(0))) continue;
    for (const Binary operation : operations) {
      auto r = this->in.make(), left = this->copied(a), right = this->copied(b), both = this->copied(a);
      (this->in.*operation)(r, a, b);
      (this->in.*operation)(left, left, b);
      (this->in.*operation)(right, a, right);
      ASSERT_TRUE(same(this->in, r, left));
      ASSERT_TRUE(same(this->in, r, right));
      (this->in.*operation)(r, a, a);
      (this->in.*operation)(both, both, both);
      ASSERT_TRUE(same(this->in, r, both));
    }
    for (const std::int64_t n : {-3, -2, -1, 2, 3, 4, 7}) {
      auto r = this->in.make(), own = this->copied(a);
      this->in.power(r, a, n);
      this->in.power(own, own, n);
      ASSERT_TRUE(same(this->in, r, own)) << n;
    }
  }
}

TYPED_TEST(Laws, PowersOfTwoAreExactEverywhere) {
  for (std::int64_t n = -20; n <= 20; ++n) {
    auto x = this->in.make();
    this->in.power(x, this->value(2), n);
    EXPECT_TRUE(same(this->in, x, this->value(Exact(2).pow(n)))) << n;
    this->in.power(x, this->value(2), this->value(n));
    EXPECT_TRUE(same(this->in, x, this->value(Exact(2).pow(n)))) << n;
    this->in.power(x, this->value(-2), n);
    EXPECT_TRUE(same(this->in, x, this->value(Exact(-2).pow(n)))) << n;
  }
}

TYPED_TEST(Laws, SquaresHaveRoots) {
  for (int n = 0; n < 200; ++n) {
    auto x = this->in.make();
    this->in.sqrt(x, this->value(Exact(n) * Exact(n) / Exact(64)));
    EXPECT_TRUE(same(this->in, x, this->value(Exact(n) / Exact(8)))) << n;
  }
}

TYPED_TEST(Laws, FloorAndSign) {
  const std::pair<const char*, std::int64_t> floors[] = {{"2.5", 2}, {"-2.5", -3}, {"3", 3},
                                                         {"-3", -3}, {"0", 0},     {"-0.25", -1}};
  for (const auto& [text, floor] : floors) {
    const Exact a = *Exact::parse(text);
    auto x = this->in.make();
    this->in.floor(x, this->value(a));
    EXPECT_TRUE(same(this->in, x, this->value(floor))) << text;
    this->in.sign(x, this->value(a));
    EXPECT_TRUE(same(this->in, x, this->value(a.sign()))) << text;
  }
}

TYPED_TEST(Laws, RationalPointsOfFunctions) {
  auto x = this->in.make();
  this->in.exp(x, this->value(0));
  EXPECT_TRUE(same(this->in, x, this->value(1)));
  this->in.log(x, this->value(1));
  EXPECT_TRUE(same(this->in, x, this->value(0)));
  this->in.sin(x, this->value(0));
  EXPECT_TRUE(same(this->in, x, this->value(0)));
  this->in.cos(x, this->value(0));
  EXPECT_TRUE(same(this->in, x, this->value(1)));
}

}  // namespace
}  // namespace stepmark::tests
