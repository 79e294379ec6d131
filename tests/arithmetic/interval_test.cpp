// Intervals of sine, cosine and the monotone functions: every point inside an operand has its value inside the result,
// and the result is no wider than it has to be.
#include "solver/arithmetic/interval.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Enclose = void (*)(Interval&, const Interval&);
using Point = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

constexpr mpfr_prec_t fine = 400;

/// A number of MPFR that is precise enough to be the truth here.
struct Number {
  Number() { mpfr_init2(value, fine); }
  explicit Number(double x) : Number() { mpfr_set_d(value, x, MPFR_RNDN); }
  Number(const Number&) = delete;
  ~Number() { mpfr_clear(value); }
  mpfr_t value;
};

void set_ends(Interval& r, const Number& left, const Number& right) {
  mpfr_set(r.left(), left.value, MPFR_RNDD);
  mpfr_set(r.right(), right.value, MPFR_RNDU);
}

bool holds(const Interval& r, const Number& x) {
  return mpfr_lessequal_p(r.left(), x.value) && mpfr_lessequal_p(x.value, r.right());
}

class Random {
 public:
  double uniform(double least, double most) { return std::uniform_real_distribution<>(least, most)(engine_); }
  /// Of any size between 2^-60 and 2^20, of either sign.
  double number() { return (uniform(0, 1) < 0.5 ? -1 : 1) * std::exp2(uniform(-60, 20)); }

 private:
  std::mt19937_64 engine_{20261129};
};

/// Every value at a point of an interval lies inside what `enclose` gives; so do the true extremes, which are searched
/// on a grid.
void expect_containment(Enclose enclose, Point point, Random& random, bool positive) {
  for (int round = 0; round < 400; ++round) {
    const mpfr_prec_t bits = 20 + static_cast<mpfr_prec_t>(random.uniform(0, 180));
    double middle = random.number();
    if (positive) middle = std::fabs(middle);
    const double width = std::min(std::exp2(random.uniform(-80, 4)), positive ? middle / 2 : 1e9);
    const Number left(middle - width / 2), right(middle + width / 2);
    Interval a(bits), r(bits);
    set_ends(a, left, right);
    enclose(r, a);
    for (int i = 0; i <= 16; ++i) {
      Number x, value;
      mpfr_sub(x.value, right.value, left.value, MPFR_RNDN);
      mpfr_mul_d(x.value, x.value, i / 16.0, MPFR_RNDN);
      mpfr_add(x.value, x.value, left.value, MPFR_RNDN);
      point(value.value, x.value, MPFR_RNDN);
      EXPECT_TRUE(holds(r, value)) << middle << " ± " << width / 2 << " at " << i << ", " << bits << " bits";
    }
  }
}

TEST(Interval, HoldsEveryValue) {
  Random random;
  expect_containment(sin, mpfr_sin, random, false);
  expect_containment(cos, mpfr_cos, random, false);
  expect_containment(log, mpfr_log, random, true);
  expect_containment(
      abs, [](mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t round) { return mpfr_abs(r, x, round); }, random, false);
  expect_containment(
      floor, [](mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_floor(r, x); }, random, false);
}

TEST(Interval, WorksInPlace) {
  Random random;
  for (const Enclose enclose : {Enclose(sin), Enclose(cos), Enclose(exp), Enclose(abs), Enclose(negate)}) {
    for (int round = 0; round < 50; ++round) {
      const double middle = random.uniform(-9, 9), width = random.uniform(0, 3);
      Interval a(53), r(53);
      set_ends(a, Number(middle - width), Number(middle + width));
      enclose(r, a);
      enclose(a, a);
      EXPECT_TRUE(mpfr_equal_p(a.left(), r.left()) && mpfr_equal_p(a.right(), r.right())) << middle << ' ' << width;
    }
  }
}

double width_of(const Interval& r) {
  Number width;
  mpfr_sub(width.value, r.right(), r.left(), MPFR_RNDU);
  return mpfr_get_d(width.value, MPFR_RNDU);
}

/// No slope of theirs is steeper than 1: at most as wide as the operand and a few units in the last place, and never
/// beyond 1.
TEST(Interval, SineAndCosineAreNoWiderThanTheirOperand) {
  Random random;
  for (const Enclose enclose : {Enclose(sin), Enclose(cos)}) {
    for (int round = 0; round < 2000; ++round) {
      const double middle = random.uniform(-50, 50), width = std::exp2(random.uniform(-40, 2));
      Interval a(60), r(60);
      set_ends(a, Number(middle), Number(middle + width));
      enclose(r, a);
      EXPECT_LE(width_of(r), width_of(a) + 0x1p-57) << middle << ' ' << width;
      EXPECT_LE(mpfr_cmp_si(r.right(), 1), 0);
      EXPECT_GE(mpfr_cmp_si(r.left(), -1), 0);
    }
  }
}

/// pi/2 and its like, a hair to each side: inside, the top is reached, and it is not where the hair lies beside it.
TEST(Interval, KnowsATopFromItsNeighbour) {
  Number top;
  mpfr_const_pi(top.value, MPFR_RNDN);
  mpfr_div_ui(top.value, top.value, 2, MPFR_RNDN);
  for (const double turns : {0.0, 1.0, -3.0, 1000.0}) {
    Number at, left, right, further;
    mpfr_mul_d(at.value, top.value, 1 + 4 * turns, MPFR_RNDN);
    mpfr_sub_d(left.value, at.value, 1e-4, MPFR_RNDN);
    mpfr_add_d(right.value, at.value, 1e-5, MPFR_RNDN);
    mpfr_add_d(further.value, at.value, 1e-4, MPFR_RNDN);
    Interval over(100), beside(100), r(100);
    set_ends(over, left, further);
    set_ends(beside, right, further);
    sin(r, over);
    EXPECT_EQ(mpfr_cmp_ui(r.right(), 1), 0) << turns;
    sin(r, beside);
    EXPECT_LT(mpfr_cmp_d(r.right(), 1 - 4e-11), 0) << turns;
    EXPECT_GT(mpfr_cmp_d(r.right(), 1 - 6e-11), 0) << turns;
  }
}

TEST(Interval, IsCopiedAndMoved) {
  Interval a(80);
  enclose(a, -2, 3);
  Interval b(a), c(20);
  Interval d(std::move(a));
  c = b;
  b = std::move(d);
  EXPECT_EQ(mpfr_cmp_si(b.left(), -2) | mpfr_cmp_si(b.right(), 3), 0);
  EXPECT_EQ(mpfr_cmp_si(c.left(), -2) | mpfr_cmp_si(c.right(), 3), 0);
  EXPECT_EQ(c.bits(), 80);
}

}  // namespace
}  // namespace stepmark::tests
