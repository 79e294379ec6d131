#include "solver/arithmetic/modular.hpp"

#include <gtest/gtest.h>

#include "solver/arithmetic/failure.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Value = ModularArithmetic::Value;

const ModularArithmetic in;

Value residue(const Exact& x) {
  Value value;
  in.set(value, x);
  return value;
}

void expect_same(const Value& computed, const Exact& x, const std::string& what) {
  if (!computed.known) return;
  EXPECT_EQ(computed.residue, residue(x).residue) << what << " " << x.to_string();
}

TEST(Modular, AnOperationOnResiduesGivesTheResidueOfTheResult) {
  Draw draw(7);
  for (int i = 0; i < 2000; ++i) {
    const Exact x = draw.rational(70, 50), y = draw.rational(70, 50);
    const Value a = residue(x), b = residue(y);
    ASSERT_TRUE(a.known && b.known);
    Value r;
    in.add(r, a, b);
    expect_same(r, x + y, "+");
    in.subtract(r, a, b);
    expect_same(r, x - y, "-");
    in.multiply(r, a, b);
    expect_same(r, x * y, "*");
    in.negate(r, a);
    expect_same(r, -x, "-");
    in.power(r, a, 5);
    expect_same(r, x.pow(5), "^");
    if (y.is_zero()) continue;
    in.divide(r, a, b);
    expect_same(r, x / y, "/");
    in.power(r, b, -3);
    expect_same(r, y.pow(-3), "^-");
    in.multiply(r, r, a);
    expect_same(r, y.pow(-3) * x, "the result as an operand");
  }
}

TEST(Modular, TellsNumbersApartThatAreCloserThanAnyDigits) {
  const Exact near = Exact(1) - Exact::decimal(9, 1).pow(2000);
  EXPECT_TRUE(differ(residue(near), residue(Exact(1))));
  EXPECT_FALSE(differ(residue(near), residue(near)));
}

TEST(Modular, KnowsNothingOfWhatHasNoResidue) {
  const Exact prime(static_cast<std::int64_t>(ModularArithmetic::prime));
  EXPECT_FALSE(residue(Exact(1) / prime).known);
  Value r;
  in.divide(r, residue(Exact(1)), residue(prime));
  EXPECT_FALSE(r.known);
  in.power(r, residue(prime), -1);
  EXPECT_FALSE(r.known);
  in.sqrt(r, residue(Exact(2)));
  EXPECT_FALSE(r.known);
  EXPECT_FALSE(differ(r, residue(Exact(3))));
  EXPECT_THROW(in.compare(residue(Exact(1)), residue(Exact(2))), Undecided);
}

}  // namespace
}  // namespace stepmark::tests
