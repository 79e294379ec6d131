#include "solver/arithmetic/enclosing.hpp"

#include <gtest/gtest.h>

#include "solver/arithmetic/failure.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Exact exact(const std::string& text) { return *Exact::parse(text); }

class Enclosing : public testing::Test {
 protected:
  using Value = EnclosingArithmetic::Value;

  Value value(const Exact& x) const {
    Value made = in.make();
    in.set(made, x);
    return made;
  }
  /// Exactly `x` as a number, but not known to be.
  Value blurred(const Exact& x) const {
    Value pi = in.make(), sum = in.make();
    in.pi(pi);
    in.add(sum, pi, value(x));
    in.subtract(sum, sum, pi);
    return sum;
  }
  template <class Failure, class Operation>
  static std::string message(Operation&& operation) {
    try {
      operation();
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "no failure";
  }

  EnclosingArithmetic in{200};
  Value r = in.make();
};

TEST_F(Enclosing, StaysExactWhileItCan) {
  in.divide(r, value(1), value(3));
  EXPECT_TRUE(in.is_exact(r));
  EXPECT_EQ(in.exact_value(r), Exact(1) / Exact(3));
  in.sqrt(r, value(exact("1.69")));
  EXPECT_EQ(in.exact_value(r), exact("1.3"));
  in.power(r, value(exact("0.001")), value(Exact(2) / Exact(3)));
  EXPECT_EQ(in.exact_value(r), exact("0.01"));
  in.sqrt(r, value(2));
  EXPECT_FALSE(in.is_exact(r));
  in.multiply(r, value(0), r);
  EXPECT_TRUE(in.is_exact(r));
}

TEST_F(Enclosing, GivesUpExactnessWhenItGetsTooLong) {
  Value x = value(exact("1.23456789"));
  int squarings = 0;
  for (; in.is_exact(x); ++squarings) in.multiply(x, x, x);
  EXPECT_GT(squarings, 6);
  EXPECT_LT(squarings, 12);
  in.power(x, value(exact("1.1")), std::int64_t{1'000'000});
  EXPECT_FALSE(in.is_exact(x));
  in.power(x, value(-1), std::int64_t{1'000'000'001});
  EXPECT_EQ(in.exact_value(x), Exact(-1));
}

TEST_F(Enclosing, ZerosAtTheEndDoNotCountAsLength) {
  Value x = value(exact("0.5"));
  for (int i = 0; i < 5000; ++i) {
    in.multiply(x, x, value(exact("0.5")));
    in.multiply(x, x, value(2));
  }
  ASSERT_TRUE(in.is_exact(x));
  EXPECT_EQ(in.exact_value(x), exact("0.5"));
}

TEST_F(Enclosing, UndefinedIsNotUndecided) {
  const Value zero = blurred(0), one = value(1), minus = blurred(-1), plus = blurred(1);
  EXPECT_EQ(message<Undefined>([&] { in.divide(r, one, value(0)); }), "division by zero");
  EXPECT_NE(message<Undecided>([&] { in.divide(r, one, zero); }), "no failure");
  EXPECT_NE(message<Undecided>([&] { in.divide(r, value(0), zero); }), "no failure");
  EXPECT_EQ(message<Undefined>([&] { in.sqrt(r, value(-2)); }), "square root of a negative number");
  EXPECT_EQ(message<Undefined>([&] { in.sqrt(r, minus); }), "square root of a negative number");
  EXPECT_NE(message<Undecided>([&] { in.sqrt(r, zero); }), "no failure");
  EXPECT_EQ(message<Undefined>([&] { in.log(r, value(0)); }), "logarithm of a number that is not positive");
  EXPECT_EQ(message<Undefined>([&] { in.log(r, minus); }), "logarithm of a number that is not positive");
  EXPECT_NE(message<Undecided>([&] { in.log(r, zero); }), "no failure");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, value(0), std::int64_t{-2}); }), "zero to a negative power");
  EXPECT_NE(message<Undecided>([&] { in.power(r, zero, std::int64_t{-2}); }), "no failure");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, value(0), value(exact("-0.3"))); }), "zero to a negative power");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, value(0), minus); }), "zero to a negative power");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, value(-2), value(exact("0.3"))); }),
            "negative number to a fractional power");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, minus, value(exact("0.5"))); }), "square root of a negative number");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, minus, blurred(exact("0.3"))); }),
            "negative number to a fractional power");
  EXPECT_NE(message<Undecided>([&] { in.power(r, minus, plus); }), "no failure");
  EXPECT_NE(message<Undecided>([&] { in.power(r, zero, value(exact("0.3"))); }), "no failure");
  EXPECT_NE(message<Undecided>([&] { in.power(r, value(0), zero); }), "no failure");
}

TEST_F(Enclosing, ActivationsAreExactAtZeroAlone) {
  in.sigmoid(r, value(0));
  ASSERT_TRUE(in.is_exact(r));
  EXPECT_EQ(in.exact_value(r), exact("0.5"));
  in.tanh(r, value(0));
  ASSERT_TRUE(in.is_exact(r));
  EXPECT_EQ(in.exact_value(r), exact("0"));
  in.softplus(r, value(0));
  EXPECT_FALSE(in.is_exact(r));
  in.sigmoid(r, value(exact("1e-300")));
  EXPECT_FALSE(in.is_exact(r));
}

TEST_F(Enclosing, ActivationsSaturateWithoutOverflow) {
  in.sigmoid(r, value(exact("1e30")));
  EXPECT_LE(in.upper(r), Exact(1));
  EXPECT_GE(in.lower(r), exact("0.999999"));
  in.softplus(r, value(exact("1e30")));
  EXPECT_GE(in.upper(r), exact("1e30"));
  in.tanh(r, value(exact("-1e30")));
  EXPECT_GE(in.lower(r), Exact(-1));
}

TEST_F(Enclosing, WhatLeavesTheRangeIsTooLarge) {
  Value x = value(exact("1e100000"));
  EXPECT_THROW(
      {
        in.exp(x, x);
        in.exp(x, x);
      },
      TooLarge);
  in.exp(x, value(exact("1e8")));
  EXPECT_THROW(in.upper(x), TooLarge);
  EXPECT_THROW(in.round(x, DecimalFormat::places(3), RoundingRule::half_up), TooLarge);
  EXPECT_THROW(in.power(x, value(-2), value(exact("1e30"))), TooLarge);
}

TEST_F(Enclosing, AnEnclosureOutOfRangeIsADoubt) {
  Value huge = in.make(), wide = in.make();
  in.exp(huge, value(exact("1e8")));
  in.multiply(wide, huge, blurred(0));  // around zero, and far to both sides
  EXPECT_THROW(in.upper(wide), Undecided);
  EXPECT_FALSE(in.round(wide, DecimalFormat::places(3), RoundingRule::half_up));
  EXPECT_FALSE(in.round(wide, DecimalFormat::figures(3), RoundingRule::half_up));
  const auto square_often = [&] {
    for (int i = 0; i < 64; ++i) in.power(wide, wide, 2);
  };
  EXPECT_THROW(square_often(), Undecided);
}

TEST_F(Enclosing, Compares) {
  EXPECT_EQ(in.compare(value(1), blurred(2)), -1);
  EXPECT_EQ(in.compare(blurred(2), value(1)), 1);
  EXPECT_EQ(in.compare(value(exact("0.50")), value(exact("0.5"))), 0);
  EXPECT_THROW(in.compare(blurred(1), blurred(1)), Undecided);
  EXPECT_THROW(in.compare(blurred(1), value(1)), Undecided);
  const Value same = blurred(1);
  EXPECT_EQ(in.compare(same, same), 0);
}

TEST_F(Enclosing, StepFunctionsAtAStep) {
  in.floor(r, blurred(3));
  EXPECT_EQ(in.lower(r), Exact(2));
  EXPECT_EQ(in.upper(r), Exact(3));
  in.floor(r, blurred(exact("3.5")));
  EXPECT_EQ(in.exact_value(r), Exact(3));
  in.sign(r, blurred(0));
  EXPECT_EQ(in.lower(r), Exact(-1));
  EXPECT_EQ(in.upper(r), Exact(1));
  in.sign(r, blurred(-1));
  EXPECT_EQ(in.exact_value(r), Exact(-1));
  in.max(r, value(2), blurred(1));
  EXPECT_EQ(in.exact_value(r), Exact(2));
}

TEST_F(Enclosing, EvenPowersAreTight) {
  Value wide = in.make();
  in.floor(wide, blurred(0));  // [-1, 0]
  in.power(r, wide, std::int64_t{2});
  EXPECT_EQ(in.lower(r), Exact(0));
  EXPECT_EQ(in.upper(r), Exact(1));
  in.sign(wide, blurred(0));  // [-1, 1]
  in.multiply(wide, wide, value(3));
  in.power(r, wide, std::int64_t{4});
  EXPECT_EQ(in.lower(r), Exact(0));
  EXPECT_EQ(in.upper(r), Exact(81));
  in.multiply(r, wide, wide);
  EXPECT_EQ(in.lower(r), Exact(0));
  EXPECT_EQ(in.upper(r), Exact(9));
  in.power(r, wide, std::int64_t{3});
  EXPECT_EQ(in.lower(r), Exact(-27));
  EXPECT_EQ(in.upper(r), Exact(27));
}

TEST_F(Enclosing, SinesOfHugeNumbersAreAtOnceBetweenMinusOneAndOne) {
  in.exp(r, value(exact("1e8")));
  in.sin(r, r);
  EXPECT_EQ(in.lower(r), Exact(-1));
  EXPECT_EQ(in.upper(r), Exact(1));
}

TEST_F(Enclosing, RoundsOnlyWhatIsDecided) {
  const auto places = [&](const Value& x, int n, RoundingRule rule) {
    return in.round(x, DecimalFormat::places(n), rule);
  };
  const auto text = [&](const auto& rounded) {
    return rounded ? rounded->value.to_string() + (rounded->exact ? " =" : " ~") : "?";
  };
  EXPECT_EQ(text(places(value(exact("0.125")), 2, RoundingRule::half_up)), "0.13 ~");
  EXPECT_EQ(text(places(value(exact("0.125")), 2, RoundingRule::half_even)), "0.12 ~");
  EXPECT_EQ(text(places(value(exact("0.125")), 3, RoundingRule::half_up)), "0.125 =");
  EXPECT_EQ(text(places(blurred(exact("0.125")), 2, RoundingRule::half_up)), "?");  // a tie
  EXPECT_EQ(text(places(blurred(exact("0.125")), 3, RoundingRule::half_up)), "?");  // perhaps exact
  EXPECT_EQ(text(places(blurred(exact("0.125")), 1, RoundingRule::half_up)), "0.1 ~");
  EXPECT_EQ(text(places(blurred(exact("0.125")), 2, RoundingRule::up)), "0.13 ~");
  EXPECT_EQ(text(places(blurred(exact("0.12")), 2, RoundingRule::up)), "?");
  EXPECT_EQ(text(places(blurred(exact("-0.004")), 2, RoundingRule::half_up)), "0 ~");
  EXPECT_EQ(text(places(blurred(0), 2, RoundingRule::half_up)), "?");
  EXPECT_EQ(text(in.round(blurred(exact("9.9996")), DecimalFormat::figures(4), RoundingRule::half_up)), "10 ~");
  EXPECT_EQ(text(in.round(blurred(10), DecimalFormat::figures(4), RoundingRule::half_up)), "?");
  EXPECT_EQ(text(in.round(blurred(2), DecimalFormat{}, RoundingRule::half_up)), "?");
  EXPECT_EQ(text(in.round(value(2), DecimalFormat{}, RoundingRule::half_up)), "2 =");
  in.exp(r, value(exact("-1e8")));
  EXPECT_EQ(text(places(r, 4, RoundingRule::half_up)), "0 ~");
  EXPECT_EQ(text(places(r, 4, RoundingRule::up)), "0.0001 ~");
  in.negate(r, r);
  EXPECT_EQ(text(places(r, 4, RoundingRule::floor)), "-0.0001 ~");
}

TEST_F(Enclosing, AtTheLastWhatMayBeExactIsRoundedAndATieStaysOpen) {
  const EnclosingArithmetic last(in.bits(), EnclosingArithmetic::Doubt::call_rounded);
  const Value x = blurred(exact("0.125"));
  const auto rounded = last.round(x, DecimalFormat::places(3), RoundingRule::half_up);
  ASSERT_TRUE(rounded);
  EXPECT_EQ(rounded->value, exact("0.125"));
  EXPECT_FALSE(rounded->exact);
  EXPECT_FALSE(last.round(x, DecimalFormat::places(2), RoundingRule::half_up));
  EXPECT_FALSE(last.round(x, DecimalFormat::places(3), RoundingRule::up));
}

TEST_F(Enclosing, RoundingAgreesWithMorePrecision) {
  Draw draw(9);
  const EnclosingArithmetic fine(2000);
  for (int i = 0; i < 500; ++i) {
    const Exact x = draw.rational(12, 6).abs() + exact("0.01");
    auto coarse = in.make(), sharp = fine.make();
    in.set(coarse, x), in.log(coarse, coarse);
    fine.set(sharp, x), fine.log(sharp, sharp);
    for (int digits = 1; digits < 50; digits += 7) {
      const auto format = draw.one_in(2) ? DecimalFormat::places(digits) : DecimalFormat::figures(digits);
      const auto rule = static_cast<RoundingRule>(draw.below(7));
      const auto one = in.round(coarse, format, rule), other = fine.round(sharp, format, rule);
      ASSERT_TRUE(one && other) << x.to_string();
      ASSERT_EQ(one->value, other->value);
      ASSERT_EQ(one->exact, other->exact);
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
