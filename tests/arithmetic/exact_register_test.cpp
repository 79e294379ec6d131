#include "solver/arithmetic/exact_register.hpp"

#include <gtest/gtest.h>

#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

ExactRegister held(const Exact& x) {
  ExactRegister r;
  r.set(x);
  return r;
}

TEST(ExactRegister, HoldsWhatItIsSetTo) {
  Draw draw(1);
  ExactRegister r, copy;
  for (int i = 0; i < 2000; ++i) {
    const Exact x = draw.rational(60, 40);
    r.set(x);
    ASSERT_EQ(r.value(), x);
    ASSERT_EQ(r.sign(), x.sign());
    copy.copy(r);
    ASSERT_EQ(copy.value(), x);
    r.negate(r);
    ASSERT_EQ(r.value(), -x);
    ASSERT_EQ(copy.value(), x);
  }
}

/// One operation, with the result in a register of its own, in the left, in the right, and in both at once.
template <class Operation>
void in_every_place(const Exact& x, const Exact& y, const Exact& expected, Operation&& operation) {
  ExactRegister a = held(x), b = held(y), r = held(7);
  operation(r, a, b);
  ASSERT_EQ(r.value(), expected) << x.to_string() << ", " << y.to_string();
  operation(a, a, b);
  ASSERT_EQ(a.value(), expected) << x.to_string() << ", " << y.to_string();
  a.set(x);
  operation(b, a, b);
  ASSERT_EQ(b.value(), expected) << x.to_string() << ", " << y.to_string();
}

TEST(ExactRegister, OperationsAgreeWithExactWhereverTheResultGoes) {
  Draw draw(2);
  const auto add = [](auto& r, auto& a, auto& b) { r.add(a, b); };
  const auto subtract = [](auto& r, auto& a, auto& b) { r.subtract(a, b); };
  const auto multiply = [](auto& r, auto& a, auto& b) { r.multiply(a, b); };
  const auto divide = [](auto& r, auto& a, auto& b) { r.divide(a, b); };
  for (int i = 0; i < 3000; ++i) {
    const int digits = i % 3 == 0 ? 60 : 12;
    const Exact x = draw.rational(digits, 20), y = draw.rational(digits, 20);
    in_every_place(x, y, x + y, add);
    in_every_place(x, y, x - y, subtract);
    in_every_place(x, y, x * y, multiply);
    if (!y.is_zero()) in_every_place(x, y, x / y, divide);
    ASSERT_EQ(compare(held(x), held(y)), x < y ? -1 : x > y ? 1 : 0);
    ExactRegister a = held(x);
    a.multiply(a, a);
    ASSERT_EQ(a.value(), x * x);
    a.subtract(a, a);
    ASSERT_TRUE(a.is_zero());
  }
}

TEST(ExactRegister, LongChainsStayRight) {
  Draw draw(3);
  for (int chain = 0; chain < 50; ++chain) {
    Exact x = draw.decimal(20, 3), v = draw.decimal(20, 3);
    ExactRegister rx = held(x), rv = held(v), t;
    for (int i = 0; i < 40; ++i) {
      const Exact c = draw.decimal(6, 1);
      t.multiply(held(c), rx);
      rv.add(rv, t);
      v = v + c * x;
      if (v.bits() > 600) v = Exact(1), rv.set(v);
      rx.subtract(rx, rv);
      x = x - v;
      if (i % 7 == 0) rx.shorten();
      ASSERT_EQ(rx.value(), x);
      ASSERT_EQ(rv.value(), v);
    }
  }
}

TEST(ExactRegister, ComesBackFromTheHeap) {
  ExactRegister r = held(*Exact::parse("1e30"));
  EXPECT_GT(r.bits(), 0U);
  r.subtract(r, held(*Exact::parse("999999999999999999999999999999")));
  EXPECT_EQ(r.bits(), 0U);
  EXPECT_EQ(r.small_integer(), 1);
  EXPECT_EQ(held(*Exact::parse("0.5")).small_integer(), ExactRegister::none);
  EXPECT_EQ(held(*Exact::parse("2.000")).small_integer(), 2);
}

TEST(ExactRegister, RefusesWhatIsTooLarge) {
  ExactRegister r = held(*Exact::parse("1e-100000"));
  EXPECT_THROW(for (int i = 0; i < 30; ++i) r.multiply(r, r), TooLarge);
  r.set(*Exact::parse("1" + std::string(50'000, '3')));
  EXPECT_THROW(for (int i = 0; i < 30; ++i) r.multiply(r, r), TooLarge);
}

class ExactFailures : public testing::Test {
 protected:
  ExactArithmetic in;
  ExactRegister r;

  template <class Failure, class Operation>
  std::string message(Operation&& operation) {
    try {
      operation();
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "no failure";
  }
};

TEST_F(ExactFailures, AreNamed) {
  const auto two = held(2), zero = held(0), minus = held(-8), half = held(Exact::decimal(5, 1));
  EXPECT_EQ(message<Undefined>([&] { in.divide(r, two, zero); }), "division by zero");
  EXPECT_EQ(message<Undefined>([&] { in.sqrt(r, minus); }), "square root of a negative number");
  EXPECT_EQ(message<Undefined>([&] { in.log(r, zero); }), "logarithm of a number that is not positive");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, zero, std::int64_t{-1}); }), "zero to a negative power");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, zero, minus); }), "zero to a negative power");
  EXPECT_EQ(message<Undefined>([&] { in.power(r, minus, half); }), "negative number to a fractional power");
  EXPECT_EQ(message<Irrational>([&] { in.sqrt(r, two); }), "the square root of 2");
  EXPECT_EQ(message<Irrational>([&] { in.exp(r, two); }), "exp(2)");
  EXPECT_EQ(message<Irrational>([&] { in.log(r, two); }), "log(2)");
  EXPECT_EQ(message<Irrational>([&] { in.sigmoid(r, two); }), "sigmoid(2)");
  EXPECT_EQ(message<Irrational>([&] { in.tanh(r, two); }), "tanh(2)");
  EXPECT_EQ(message<Irrational>([&] { in.softplus(r, zero); }), "softplus(0)");
  EXPECT_EQ(message<Irrational>([&] { in.pi(r); }), "pi");
  EXPECT_NE(message<Irrational>([&] { in.power(r, two, half); }), "no failure");
}

TEST_F(ExactFailures, AreNoneWhereTheResultIsRational) {
  in.power(r, held(Exact(4) / Exact(9)), held(Exact::decimal(15, 1)));
  EXPECT_EQ(r.value(), Exact(8) / Exact(27));
  in.power(r, held(8), held(Exact(-2) / Exact(3)));
  EXPECT_EQ(r.value(), Exact::decimal(25, 2));
  in.power(r, held(-8), held(3));
  EXPECT_EQ(r.value(), Exact(-512));
  in.power(r, held(0), held(0));
  EXPECT_EQ(r.value(), Exact(1));
  in.exp(r, held(0));
  EXPECT_EQ(r.value(), Exact(1));
  in.log(r, held(1));
  EXPECT_EQ(r.value(), Exact(0));
  in.sigmoid(r, held(0));
  EXPECT_EQ(r.value(), Exact::decimal(5, 1));
  in.tanh(r, held(0));
  EXPECT_EQ(r.value(), Exact(0));
}

}  // namespace
}  // namespace stepmark::tests
