#include "lib/number/gmp_int64.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// The ends of 64, 32 and 31 bits and their neighbours, powers of two, and others.
std::vector<std::int64_t> numbers() {
  std::vector<std::int64_t> all = {0, INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1};
  for (int bit = 0; bit < 63; ++bit) {
    for (const std::int64_t off : {-1, 0, 1}) {
      all.push_back((std::int64_t{1} << bit) + off);
      all.push_back(-(std::int64_t{1} << bit) + off);
    }
  }
  std::mt19937_64 engine(1);
  for (int i = 0; i < 100; ++i) all.push_back(static_cast<std::int64_t>(engine() >> (engine() % 64)));
  return all;
}

std::string text_of(mpz_srcptr x) {
  char text[128];
  return mpz_get_str(text, 10, x);
}

struct Integer {
  explicit Integer(const std::string& text) { mpz_init_set_str(value, text.c_str(), 10); }
  Integer(const Integer&) = delete;
  ~Integer() { mpz_clear(value); }
  mpz_t value;
};

struct Float {
  explicit Float(mpfr_prec_t bits = 200) { mpfr_init2(value, bits); }
  Float(const Float&) = delete;
  ~Float() { mpfr_clear(value); }
  mpz_srcptr integer() {
    mpfr_get_z(whole.value, value, MPFR_RNDZ);
    return whole.value;
  }
  mpfr_t value;
  Integer whole{"0"};
};

TEST(GmpInt64, IsTheNumber) {
  for (const std::int64_t x : numbers()) EXPECT_EQ(text_of(GmpInt64(x)), std::to_string(x));
}

TEST(GmpInt64, ComesBack) {
  for (const std::int64_t x : numbers()) {
    EXPECT_EQ(to_int64(Integer(std::to_string(x)).value), x);
    Float real;
    mpfr_set_str(real.value, std::to_string(x).c_str(), 10, MPFR_RNDN);
    EXPECT_EQ(to_int64(real.value), x);
  }
}

TEST(GmpInt64, TellsWhatHasMoreBits) {
  for (const char* text :
       {"9223372036854775808", "-9223372036854775809", "18446744073709551616", "-18446744073709551616",
        "18446744073709551615", "340282366920938463463374607431768211456"}) {
    EXPECT_EQ(to_int64(Integer(text).value), std::nullopt) << text;
    Float real;
    mpfr_set_str(real.value, text, 10, MPFR_RNDN);
    EXPECT_EQ(to_int64(real.value), std::nullopt) << text;
  }
  for (const char* text : {"0.5", "-1.5", "1e300000", "inf", "-inf", "nan"}) {
    Float real;
    mpfr_set_str(real.value, text, 10, MPFR_RNDN);
    EXPECT_EQ(to_int64(real.value), std::nullopt) << text;
  }
}

/// With `long` as it is here, and as it is where it has 32 bits.
template <class Long>
class Width : public testing::Test {};
using Widths = testing::Types<long, std::int32_t>;
TYPED_TEST_SUITE(Width, Widths);

TYPED_TEST(Width, SetsAndMultiplies) {
  Float r, three;
  mpfr_set_ui(three.value, 3, MPFR_RNDN);
  for (const std::int64_t x : numbers()) {
    EXPECT_EQ(set<TypeParam>(r.value, x, MPFR_RNDN), 0);
    EXPECT_EQ(text_of(r.integer()), std::to_string(x));
    EXPECT_EQ(multiply<TypeParam>(r.value, three.value, x, MPFR_RNDN), 0);
    mpz_t thrice;
    mpz_init(thrice);
    mpz_mul_ui(thrice, GmpInt64(x), 3);
    EXPECT_EQ(text_of(r.integer()), text_of(thrice));
    mpz_clear(thrice);
  }
}

TYPED_TEST(Width, RoundsAsAsked) {
  Float down(20), up(20), sum(200), one(20);
  mpfr_set_ui(one.value, 1, MPFR_RNDN);
  for (const std::int64_t x : numbers()) {
    set<TypeParam>(down.value, x, MPFR_RNDD);
    set<TypeParam>(up.value, x, MPFR_RNDU);
    EXPECT_LE(mpfr_cmp_z(down.value, GmpInt64(x)), 0);
    EXPECT_GE(mpfr_cmp_z(up.value, GmpInt64(x)), 0);
    multiply<TypeParam>(sum.value, one.value, x, MPFR_RNDN);
    multiply<TypeParam>(down.value, one.value, x, MPFR_RNDD);
    EXPECT_LE(mpfr_cmp(down.value, sum.value), 0);
  }
}

/// (1 + 2^-40)^n against exp(n log(1 + 2^-40)), which knows no integers.
TYPED_TEST(Width, TakesPowers) {
  Float base(64), r(64), logarithm(300), expected(300);
  mpfr_set_ui_2exp(base.value, 1, -40, MPFR_RNDN);
  mpfr_add_ui(base.value, base.value, 1, MPFR_RNDN);
  for (const std::int64_t n : numbers()) {
    if (n > (std::int64_t{1} << 50) || n < -(std::int64_t{1} << 50)) continue;
    power<TypeParam>(r.value, base.value, n, MPFR_RNDN);
    mpfr_log(logarithm.value, base.value, MPFR_RNDN);
    mpfr_mul_z(logarithm.value, logarithm.value, GmpInt64(n), MPFR_RNDN);
    mpfr_exp(expected.value, logarithm.value, MPFR_RNDN);
    mpfr_prec_round(expected.value, 64, MPFR_RNDN);
    EXPECT_EQ(mpfr_cmp(r.value, expected.value), 0) << n;
    mpfr_set_prec(expected.value, 300);
  }
}

}  // namespace
}  // namespace stepmark::tests
