// Enclosures contain, operation by operation: operands are drawn, a point inside each is drawn, the operation is done
// on the points exactly or at three times the precision, and the result must lie in the enclosure.
#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/arithmetic/nearest.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Enclosed = EnclosingArithmetic::Value;
using Point = NearestArithmetic::Value;

/// An enclosure and a number that it holds.
struct Operand {
  Enclosed enclosure;
  Exact point;
};

class Containment {
 public:
  Containment(int bits, std::uint64_t seed) : in(bits), fine(3 * bits + 64), draw(seed) {}

  /// Exact; or an interval of any width, zero at times in it, at an end, or nowhere near.
  Operand operand() {
    if (draw.one_in(4)) {
      Operand exact{in.make(), draw.rational(10, 2)};
      in.set(exact.enclosure, exact.point);
      return exact;
    }
    return interval(draw.rational(20, draw.one_in(10) ? 30 : 2), width());
  }

  Operand interval(const Exact& from, const Exact& wide) {
    Operand result{in.make(), from};
    Enclosed steps = in.make();
    in.set(result.enclosure, from);
    spread(steps, wide);
    in.add(result.enclosure, result.enclosure, steps);
    const Exact low = in.lower(result.enclosure), high = in.upper(result.enclosure);
    result.point = draw.one_in(5) ? low : draw.one_in(5) ? high : low + (high - low) * Exact(draw.below(1001)) / 1000;
    return result;
  }

  EnclosingArithmetic in;
  NearestArithmetic fine;
  Draw draw;

 private:
  Exact width() {
    switch (draw.below(4)) {
      case 0:
        return Exact(draw.below(4));
      case 1:
        return draw.decimal(5, 1).abs();
      default:
        return Exact(2).pow(-in.bits() + draw.below(20)) * draw.decimal(3, 1).abs();
    }
  }

  /// About [-wide, wide]; sign([-, +]) is the one enclosure that can be had at will.
  void spread(Enclosed& r, const Exact& wide) {
    Enclosed sum = in.make(), factor = in.make();
    in.pi(r);
    in.add(sum, r, r);
    in.subtract(sum, sum, r);
    in.subtract(r, sum, r);  // holds 0, and is no point
    in.sign(r, r);
    in.set(factor, wide);
    in.multiply(r, r, factor);
  }
};

std::string shown(const Containment& test, const Operand& operand) {
  return "[" + test.in.lower(operand.enclosure).to_string() + ", " + test.in.upper(operand.enclosure).to_string() +
         "] at " + operand.point.to_string();
}

/// An operation in both arithmetics. `exact` is used where it gives something.
struct Operation {
  const char* name;
  std::function<void(const EnclosingArithmetic&, Enclosed&, const Enclosed&, const Enclosed&)> enclose;
  std::function<void(const NearestArithmetic&, Point&, const Point&, const Point&)> compute;
  std::function<std::optional<Exact>(const Exact&, const Exact&)> exact = [](const Exact&, const Exact&) {
    return std::nullopt;
  };
};

#define BOTH(operation)                                                                      \
  [](const auto& in, auto& r, const auto& a, [[maybe_unused]] const auto& b) { operation; }, \
      [](const auto& in, auto& r, const auto& a, [[maybe_unused]] const auto& b) { operation; }

std::vector<Operation> operations() {
  using Maybe = std::optional<Exact>;
  std::vector<Operation> all{
      {"add", BOTH(in.add(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a + b; }},
      {"subtract", BOTH(in.subtract(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a - b; }},
      {"multiply", BOTH(in.multiply(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a * b; }},
      {"divide", BOTH(in.divide(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a / b; }},
      {"negate", BOTH(in.negate(r, a)), [](const Exact& a, const Exact&) -> Maybe { return -a; }},
      {"copy", BOTH(in.copy(r, a)), [](const Exact& a, const Exact&) -> Maybe { return a; }},
      {"abs", BOTH(in.abs(r, a)), [](const Exact& a, const Exact&) -> Maybe { return a.abs(); }},
      {"sign", BOTH(in.sign(r, a)), [](const Exact& a, const Exact&) -> Maybe { return Exact(a.sign()); }},
      {"floor", BOTH(in.floor(r, a)), [](const Exact& a, const Exact&) -> Maybe { return a.floor(); }},
      {"min", BOTH(in.min(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a < b ? a : b; }},
      {"max", BOTH(in.max(r, a, b)), [](const Exact& a, const Exact& b) -> Maybe { return a > b ? a : b; }},
      {"sqrt", BOTH(in.sqrt(r, a)), [](const Exact& a, const Exact&) -> Maybe { return a.sqrt(); }},
      {"exp", BOTH(in.exp(r, a))},
      {"log", BOTH(in.log(r, a))},
      {"sigmoid", BOTH(in.sigmoid(r, a))},
      {"tanh", BOTH(in.tanh(r, a))},
      {"softplus", BOTH(in.softplus(r, a))},
      {"sin", BOTH(in.sin(r, a))},
      {"cos", BOTH(in.cos(r, a))},
      {"power", BOTH(in.power(r, a, b))}};
  for (const std::int64_t n : {-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 12, 37}) {
    all.push_back({"power of an integer", BOTH(in.power(r, a, b)),
                   [n](const Exact& a, const Exact&) -> Maybe { return a.pow(n); }});
    all.back().compute = [n](const auto& in, auto& r, const auto& a, const auto&) { in.power(r, a, n); };
    all.back().enclose = [n](const auto& in, auto& r, const auto& a, const auto&) { in.power(r, a, n); };
  }
  return all;
}

#undef BOTH

/// The result on the points, a little above and a little below where it is not exact.
std::pair<Exact, Exact> result_on_points(Containment& test, const Operation& operation, const Operand& a,
                                         const Operand& b) {
  if (const auto exact = operation.exact(a.point, b.point)) return {*exact, *exact};
  const NearestArithmetic& fine = test.fine;
  Point x = fine.make(), y = fine.make(), r = fine.make();
  fine.set(x, a.point);
  fine.set(y, b.point);
  operation.compute(fine, r, x, y);
  const Exact value = fine.exact_value(r);
  // What the points lose on the way in is magnified by the function, far less than 2^bits times for these operands.
  const Exact slack = (value.abs() + Exact(2).pow(-fine.bits())) * Exact(2).pow(std::int64_t{-2} * test.in.bits());
  return {value - slack, value + slack};
}

/// Whether the operation has a value on the points.
bool has_value(const Containment& test, const Operation& operation, const Operand& a, const Operand& b) {
  Point x = test.fine.make(), y = test.fine.make(), r = test.fine.make();
  test.fine.set(x, a.point);
  test.fine.set(y, b.point);
  operation.compute(test.fine, r, x, y);
  return mpfr_number_p(r.read());
}

enum class Outcome { contained, escaped, no_value };

Outcome check(Containment& test, const Operation& operation, const Operand& a, const Operand& b) {
  Enclosed r = test.in.make();
  try {
    operation.enclose(test.in, r, a.enclosure, b.enclosure);
    const auto [low, high] = result_on_points(test, operation, a, b);
    const bool contained = test.in.lower(r) <= high && low <= test.in.upper(r);
    return contained ? Outcome::contained : Outcome::escaped;
  } catch (const Undefined&) {
    return has_value(test, operation, a, b) ? Outcome::escaped : Outcome::no_value;
  } catch (const std::runtime_error&) {  // Undecided, TooLarge
    return Outcome::no_value;
  }
}

class ContainmentOf : public testing::TestWithParam<int> {};

TEST_P(ContainmentOf, EveryOperation) {
  const int bits = GetParam();
  Containment test(bits, 100 + static_cast<std::uint64_t>(bits));
  for (const Operation& operation : operations()) {
    int contained = 0;
    for (int i = 0; i < 400; ++i) {
      const Operand a = test.operand(), b = test.operand();
      const Outcome outcome = check(test, operation, a, b);
      ASSERT_NE(outcome, Outcome::escaped)
          << operation.name << " at " << bits << " bits of " << shown(test, a) << " and " << shown(test, b);
      contained += outcome == Outcome::contained;
    }
    EXPECT_GT(contained, 80) << operation.name;  // else the operands were not worth drawing
  }
}

INSTANTIATE_TEST_SUITE_P(Precisions, ContainmentOf, testing::Values(24, 53, 130, 700));

/// The test above must be able to fail: here each operation is a little wrong.
TEST(ContainmentTest, CatchesBrokenOperations) {
  const auto broken = [](auto right, const Exact& factor) {
    return [right, factor](const EnclosingArithmetic& in, Enclosed& r, const Enclosed& a, const Enclosed& b) {
      Enclosed f = in.make();
      in.set(f, factor);
      right(in, r, a, b);
      in.multiply(r, r, f);
    };
  };
  const Exact hair = Exact(1) + Exact(2).pow(-100);
  for (Operation operation : operations()) {
    const std::string name = operation.name;
    if (name == "sign" || name == "floor") continue;  // mostly wide
    operation.enclose = broken(operation.enclose, hair);
    Containment test(130, 7);
    int escaped = 0;
    for (int i = 0; i < 400; ++i) {
      const Operand a = test.operand(), b = test.operand();
      escaped += check(test, operation, a, b) == Outcome::escaped;
    }
    EXPECT_GT(escaped, 0) << name;
  }
}

TEST(ContainmentTest, CatchesOneEndTakenForTheWhole) {
  Containment test(130, 8);
  Operation product = operations()[2];
  ASSERT_STREQ(product.name, "multiply");
  product.enclose = [](const EnclosingArithmetic& in, Enclosed& r, const Enclosed& a, const Enclosed& b) {
    in.set(r, in.lower(a) * in.lower(b));
  };
  int escaped = 0;
  for (int i = 0; i < 400; ++i) {
    const Operand a = test.operand(), b = test.operand();
    escaped += check(test, product, a, b) == Outcome::escaped;
  }
  EXPECT_GT(escaped, 50);
}

TEST(ContainmentTest, PiIsEnclosed) {
  const Exact below = *Exact::parse("3.14159265358979323846264338327950288419716939937510");
  const Exact above = below + *Exact::parse("1e-50");
  for (const int bits : {2, 24, 53, 130, 170}) {
    const EnclosingArithmetic in(bits);
    Enclosed r = in.make();
    in.pi(r);
    EXPECT_LE(in.lower(r), above);
    EXPECT_GE(in.upper(r), below);
    EXPECT_LE(in.upper(r) - in.lower(r), Exact(2).pow(2 - bits));
  }
}

/// Contained is not enough: an operation on exact operands must not lose more than a few units.
TEST(ContainmentTest, EnclosuresAreNarrow) {
  Containment test(130, 9);
  for (const Operation& operation : operations()) {
    for (int i = 0; i < 200; ++i) {
      Operand a{test.in.make(), test.draw.decimal(10, 1)}, b{test.in.make(), test.draw.decimal(10, 1)};
      test.in.set(a.enclosure, a.point);
      test.in.set(b.enclosure, b.point);
      Enclosed r = test.in.make();
      try {
        operation.enclose(test.in, r, a.enclosure, b.enclosure);
      } catch (const std::runtime_error&) {
        continue;
      }
      const Exact low = test.in.lower(r), high = test.in.upper(r);
      ASSERT_LE(high - low, (low.abs() + high.abs() + Exact(2).pow(-20)) * Exact(2).pow(-110))
          << operation.name << " of " << shown(test, a) << " and " << shown(test, b);
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
