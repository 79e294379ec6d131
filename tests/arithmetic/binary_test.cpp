#include "solver/arithmetic/binary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <vector>

#include "solver/arithmetic/lanes.hpp"
#include "solver/arithmetic/nearest.hpp"
#include "tests/arithmetic/draw.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool identical(double a, double b) {
  return std::isnan(a) ? std::isnan(b) : std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
bool identical(float a, float b) {
  return std::isnan(a) ? std::isnan(b) : std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

double rounded(const Exact& x, double) { return x.to_double(); }
float rounded(const Exact& x, float) { return x.to_float(); }

/// Against the power in full, rounded once.
template <class Real>
void expect_exact_power(Real a, std::int64_t n) {
  const Exact power = Exact::from_double(a).pow(n);
  EXPECT_TRUE(identical(rounded_power(a, n), rounded(power, a))) << a << " ^ " << n;
  EXPECT_TRUE(identical(rounded_power(a, static_cast<Real>(n)), rounded(power, a))) << a << " ^ " << n << ".0";
}

TEST(Binary, IntegerPowersAreCorrectlyRounded) {
  Draw draw(1);
  for (int i = 0; i < 4000; ++i) {
    const double a = draw.near_one() * (draw.one_in(2) ? -1 : 1);
    const int n = draw.one_in(5) ? draw.below(400) - 200 : draw.below(12) - 2;
    expect_exact_power(a, n);
    expect_exact_power(static_cast<float>(a), n);
  }
}

// An odd integer whose power has one bit more than a double holds: the tie is exact, and only exact arithmetic tells.
TEST(Binary, TiesOfPowersGoToEven) {
  for (int a = 208'065; a < 262'143; a += 346) expect_exact_power(static_cast<double>(a | 1), 3);
  for (int a = 1553; a < 1782; a += 2) expect_exact_power(static_cast<double>(a), 5);
  for (int a = 257; a < 319; a += 2) expect_exact_power(static_cast<float>(a | 1), 3);
  for (int a = 257; a < 319; a += 2) expect_exact_power(static_cast<float>(-a), 3);
}

TEST(Binary, PowersAtTheEndsOfTheRange) {
  Draw draw(2);
  for (int i = 0; i < 300; ++i) {
    const double a = std::ldexp(1 + draw.near_one() / 8, -358 + draw.below(3));  // a^3 about 2^-1074
    expect_exact_power(a, 3);
    expect_exact_power(1 / a, 3);
    const auto b = static_cast<float>(std::ldexp(1 + draw.near_one() / 8, -50 + draw.below(3)));
    expect_exact_power(b, 3);
    expect_exact_power(1 / b, 3);
  }
  for (int n = 1070; n <= 1080; ++n) {
    expect_exact_power(2.0, -n);
    expect_exact_power(0.5, n);
    expect_exact_power(-0.5, n);
  }
  for (int n = 1020; n <= 1030; ++n) expect_exact_power(2.0, n);
  expect_exact_power(std::numeric_limits<double>::max(), 3);
  expect_exact_power(5e-324, 3);
}

TEST(Binary, PowersOfWhatIsNoNumber) {
  EXPECT_EQ(rounded_power(0.0, std::int64_t{0}), 1);
  EXPECT_EQ(rounded_power(nan, std::int64_t{0}), 1);
  EXPECT_EQ(rounded_power(0.0, std::int64_t{-1}), infinity);
  EXPECT_EQ(rounded_power(-0.0, std::int64_t{-1}), -infinity);
  EXPECT_EQ(rounded_power(-infinity, std::int64_t{3}), -infinity);
  EXPECT_TRUE(std::isnan(rounded_power(nan, std::int64_t{3})));
  EXPECT_TRUE(std::isnan(rounded_power(-8.0, 1.0 / 3)));
  EXPECT_EQ(rounded_power(0.0, -0.5), infinity);
  EXPECT_EQ(rounded_power(4.0, 0.5), 2);
}

using Function = void (NearestArithmetic::*)(NearestArithmetic::Value&, const NearestArithmetic::Value&) const;

struct Rounding {
  Function precise;
  double (*in_double)(double);
  float (*in_float)(float);
};

constexpr Rounding functions[] = {{&NearestArithmetic::exp, rounded_exp, rounded_exp},
                                  {&NearestArithmetic::log, rounded_log, rounded_log},
                                  {&NearestArithmetic::sin, rounded_sin, rounded_sin},
                                  {&NearestArithmetic::cos, rounded_cos, rounded_cos},
                                  {&NearestArithmetic::sigmoid, rounded_sigmoid, rounded_sigmoid},
                                  {&NearestArithmetic::tanh, rounded_tanh, rounded_tanh},
                                  {&NearestArithmetic::softplus, rounded_softplus, rounded_softplus}};

/// Against far more digits than the hardest case needs, rounded once.
TEST(Binary, FunctionsAreCorrectlyRounded) {
  const NearestArithmetic precise(1500);
  auto x = precise.make(), y = precise.make();
  Draw draw(3);
  for (int i = 0; i < 800; ++i) {
    const double a = std::ldexp(draw.near_one() + 0.01, draw.one_in(4) ? draw.below(100) - 60 : draw.below(8) - 3);
    for (const Rounding& function : functions) {
      if (&function == &functions[0] && a > 700) continue;
      precise.set(x, Exact::from_double(a));
      (precise.*function.precise)(y, x);
      ASSERT_TRUE(identical(function.in_double(a), precise.exact_value(y).to_double())) << a;
      const auto single = static_cast<float>(a);
      precise.set(x, Exact::from_double(single));
      (precise.*function.precise)(y, x);
      ASSERT_TRUE(identical(function.in_float(single), precise.exact_value(y).to_float())) << single;
    }
  }
}

TEST(Binary, RealPowersAreCorrectlyRounded) {
  const NearestArithmetic precise(1500);
  auto x = precise.make(), y = precise.make(), r = precise.make();
  Draw draw(4);
  for (int i = 0; i < 800; ++i) {
    const double a = draw.near_one() + 0.01, b = draw.one_in(5) ? 0.25 * draw.below(20) : 40 * (draw.near_one() - 0.5);
    precise.set(x, Exact::from_double(a));
    precise.set(y, Exact::from_double(b));
    precise.power(r, x, y);
    ASSERT_TRUE(identical(rounded_power(a, b), precise.exact_value(r).to_double())) << a << " ^ " << b;
  }
}

TEST(Binary, ActivationsAtTheEndsOfTheRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(rounded_sigmoid(0.0), 0.5);
  EXPECT_EQ(rounded_sigmoid(infinity), 1);
  EXPECT_EQ(rounded_sigmoid(-infinity), 0);
  EXPECT_EQ(rounded_sigmoid(1e300), 1);
  EXPECT_EQ(rounded_sigmoid(-745.0), 5e-324);
  EXPECT_TRUE(std::isnan(rounded_sigmoid(nan)));
  EXPECT_EQ(rounded_tanh(infinity), 1);
  EXPECT_EQ(rounded_tanh(-1e300), -1);
  EXPECT_EQ(rounded_softplus(infinity), infinity);
  EXPECT_EQ(rounded_softplus(-infinity), 0);
  EXPECT_EQ(rounded_softplus(1e300), 1e300);
  EXPECT_EQ(rounded_softplus(-1e300), 0);
  EXPECT_TRUE(std::isnan(rounded_softplus(nan)));
}

TEST(Binary, FunctionsAtTheEndsOfTheRange) {
  EXPECT_EQ(rounded_exp(710.0), infinity);
  EXPECT_EQ(rounded_exp(-746.0), 0);
  EXPECT_EQ(rounded_exp(-745.0), 5e-324);
  EXPECT_EQ(rounded_exp(-infinity), 0);
  EXPECT_EQ(rounded_log(0.0), -infinity);
  EXPECT_TRUE(std::isnan(rounded_log(-1.0)));
  EXPECT_TRUE(std::isnan(rounded_sin(infinity)));
  EXPECT_EQ(rounded_exp(89.0F), std::numeric_limits<float>::infinity());
  EXPECT_EQ(rounded_exp(-103.5F), 1e-45F);
}

TEST(Binary, NaNPassesThrough) {
  const Binary64Arithmetic in;
  const std::pair<double, double> pairs[] = {{nan, 1}, {1, nan}, {nan, nan}};
  for (const auto& [a, b] : pairs) {
    double r = 0;
    in.min(r, a, b);
    EXPECT_TRUE(std::isnan(r));
    in.max(r, a, b);
    EXPECT_TRUE(std::isnan(r));
    EXPECT_EQ(in.compare(a, b), 0);
  }
  double r = 0;
  in.sign(r, nan);
  EXPECT_TRUE(std::isnan(r));
}

TEST(Binary, LiteralsAreRoundedOnceAndNothingIsContracted) {
  const Binary64Arithmetic in;
  double a, b, r;
  in.set(a, *Exact::parse("0.1"));
  EXPECT_EQ(a, 0.1);
  in.set(b, *Exact::parse("1.00000000000000011102230246251565404236316680908203126"));  // just above a tie
  EXPECT_EQ(b, 1 + 0x1p-52);
  in.multiply(r, a, a);
  in.subtract(r, r, 0.01);
  EXPECT_EQ(r, 0.1 * 0.1 - 0.01);
  EXPECT_NE(r, std::fma(0.1, 0.1, -0.01));
  in.pi(r);
  EXPECT_EQ(r, 3.141592653589793);
  float f;
  Binary32Arithmetic().pi(f);
  EXPECT_EQ(f, 3.1415927F);
}

TEST(Shortest, WritesAsExactDoes) {
  const std::pair<double, const char*> doubles[] = {{0.1, "0.1"},
                                                    {-0.0, "0"},
                                                    {0, "0"},
                                                    {1, "1"},
                                                    {-2.5, "-2.5"},
                                                    {100, "100"},
                                                    {1e20, "100000000000000000000"},
                                                    {1e21, "1e21"},
                                                    {1e-7, "0.0000001"},
                                                    {1.5e-12, "1.5e-12"},
                                                    {5e-324, "5e-324"},
                                                    {1.0 / 3, "0.3333333333333333"},
                                                    {0.1 + 0.2, "0.30000000000000004"},
                                                    {1.7976931348623157e308, "1.7976931348623157e308"},
                                                    {nan, "nan"},
                                                    {infinity, "inf"},
                                                    {-infinity, "-inf"}};
  for (const auto& [x, text] : doubles) EXPECT_EQ(shortest(x), text);
  EXPECT_EQ(shortest(0.1F), "0.1");
  EXPECT_EQ(shortest(16777216.0F), "16777216");
  EXPECT_EQ(shortest(1e-45F), "1e-45");
}

TEST(Shortest, ReadsBackAndNothingShorterDoes) {
  Draw draw(5);
  for (int i = 0; i < 3000; ++i) {
    const auto x = std::bit_cast<double>(draw.bits());
    if (!std::isfinite(x) || x == 0) continue;
    const std::string text = shortest(x);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), x) << text;
    const Exact value = *Exact::parse(text);
    char fewer[64];
    int digits = 1;
    while (value.rounded(DecimalFormat::figures(digits), RoundingRule::down) != value) ++digits;
    if (digits == 1) continue;
    std::snprintf(fewer, sizeof fewer, "%.*e", digits - 2, x);
    ASSERT_NE(std::strtod(fewer, nullptr), x) << text;
    const auto single = static_cast<float>(x);
    ASSERT_TRUE(!std::isfinite(single) || std::strtof(shortest(single).c_str(), nullptr) == single);
  }
}

template <class Real>
std::vector<Real> lane_operands(std::uint64_t seed, std::size_t n) {
  Draw draw(seed);
  std::vector<Real> values;
  const Real special[] = {0,
                          Real(-0.0),
                          1,
                          -1,
                          std::numeric_limits<Real>::infinity(),
                          -std::numeric_limits<Real>::infinity(),
                          std::numeric_limits<Real>::quiet_NaN(),
                          std::numeric_limits<Real>::denorm_min(),
                          std::numeric_limits<Real>::max()};
  for (std::size_t i = 0; i < n; ++i) {
    const double scaled =
        std::ldexp(draw.near_one(), draw.one_in(4) ? draw.below(600) - 300 : 0) * (draw.one_in(2) ? -1 : 1);
    values.push_back(draw.one_in(10) ? special[draw.below(9)] : static_cast<Real>(std::clamp(scaled, -1e38, 1e38)));
  }
  return values;
}

template <class Real, auto operation>
Real once(Real a, Real b) {
  Real r;
  (BinaryArithmetic<Real>().*operation)(r, a, b);
  return r;
}

template <class Real, auto operation>
Real once(Real a) {
  Real r;
  (BinaryArithmetic<Real>().*operation)(r, a);
  return r;
}

template <class Real>
class Lanes : public testing::Test {};
using Reals = testing::Types<double, float>;
TYPED_TEST_SUITE(Lanes, Reals);

TYPED_TEST(Lanes, AreTheScalarOperationsBitForBit) {
  using Real = TypeParam;
  using Scalar = BinaryArithmetic<Real>;
  using Many = BinaryLanes<Real>;
  using Binary = std::pair<void (*)(Real*, const Real*, const Real*, std::size_t), Real (*)(Real, Real)>;
  using Unary = std::pair<void (*)(Real*, const Real*, std::size_t), Real (*)(Real)>;
  const Binary binary[] = {{Many::add, once<Real, &Scalar::add>},
                           {Many::subtract, once<Real, &Scalar::subtract>},
                           {Many::multiply, once<Real, &Scalar::multiply>},
                           {Many::divide, once<Real, &Scalar::divide>},
                           {Many::min, once<Real, &Scalar::min>},
                           {Many::max, once<Real, &Scalar::max>},
                           {Many::power, rounded_power}};
  const Unary unary[] = {{Many::negate, once<Real, &Scalar::negate>},
                         {Many::abs, once<Real, &Scalar::abs>},
                         {Many::sign, once<Real, &Scalar::sign>},
                         {Many::sqrt, once<Real, &Scalar::sqrt>},
                         {Many::floor, once<Real, &Scalar::floor>},
                         {Many::copy, once<Real, &Scalar::copy>},
                         {Many::exp, rounded_exp},
                         {Many::log, rounded_log},
                         {Many::sin, rounded_sin},
                         {Many::cos, rounded_cos},
                         {Many::sigmoid, rounded_sigmoid},
                         {Many::tanh, rounded_tanh},
                         {Many::softplus, rounded_softplus}};
  for (const std::size_t n : {1U, 7U, 64U, 203U}) {
    const auto a = lane_operands<Real>(n, n), b = lane_operands<Real>(n + 1, n);
    std::vector<Real> r(n), own(n);
    const auto expect = [&](auto&& scalar) {
      for (std::size_t i = 0; i < n; ++i) {
        Real expected;
        scalar(expected, i);
        EXPECT_TRUE(identical(r[i], expected)) << a[i] << ", " << b[i] << ": " << r[i] << " and not " << expected;
        EXPECT_TRUE(identical(own[i], expected)) << "in place";
      }
    };
    for (const auto& [lanes, scalar] : binary) {
      lanes(r.data(), a.data(), b.data(), n);
      own = a;
      lanes(own.data(), own.data(), b.data(), n);
      expect([&, scalar = scalar](Real& x, std::size_t i) { x = scalar(a[i], b[i]); });
    }
    for (const auto& [lanes, scalar] : unary) {
      lanes(r.data(), a.data(), n);
      own = a;
      lanes(own.data(), own.data(), n);
      expect([&, scalar = scalar](Real& x, std::size_t i) { x = scalar(a[i]); });
    }
    for (const std::int64_t exponent : {-3, 0, 1, 2, 3, 4, 6, 7, 100, 70000}) {
      Many::power(r.data(), a.data(), exponent, n);
      own = a;
      Many::power(own.data(), own.data(), exponent, n);
      expect([&](Real& x, std::size_t i) { Scalar().power(x, a[i], exponent); });
    }
  }
}

TYPED_TEST(Lanes, ConditionsChoose) {
  using Real = TypeParam;
  using Many = BinaryLanes<Real>;
  const std::size_t n = 203;
  const auto a = lane_operands<Real>(5, n), b = lane_operands<Real>(6, n);
  std::vector<std::uint8_t> greater(n), less(n), equal(n), either(n);
  Many::greater(greater.data(), a.data(), b.data(), n);
  Many::less(less.data(), a.data(), b.data(), n);
  Many::equal(equal.data(), a.data(), b.data(), n);
  Many::negate_mask(either.data(), equal.data(), n);
  std::vector<Real> r(n);
  Many::select(r.data(), greater.data(), a.data(), b.data(), n);
  for (std::size_t i = 0; i < n; ++i) {
    const int order = BinaryArithmetic<Real>().compare(a[i], b[i]);
    EXPECT_EQ(greater[i], order > 0);
    EXPECT_EQ(less[i], order < 0);
    EXPECT_EQ(equal[i], order == 0);
    EXPECT_EQ(either[i], order != 0);
    EXPECT_TRUE(identical(r[i], order > 0 ? a[i] : b[i]));
  }
}

}  // namespace
}  // namespace stepmark::tests
