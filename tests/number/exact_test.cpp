#include "lib/number/exact.hpp"

#include <gmpxx.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// Reads "12.5e-3" or "-1/3" without any of the code under test.
mpq_class referee(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    mpq_class value(mpz_class(text.substr(0, slash), 10), mpz_class(text.substr(slash + 1), 10));
    value.canonicalize();
    return value;
  }
  std::string digits;
  long exponent = 0;
  bool behind = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'e' || text[i] == 'E') {
      exponent += std::stol(text.substr(i + 1));
      break;
    }
    if (text[i] == '.') {
      behind = true;
    } else if (text[i] != '+') {
      digits += text[i];
      if (behind) --exponent;
    }
  }
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(std::labs(exponent)));
  mpq_class value = mpz_class(digits, 10);
  return exponent < 0 ? mpq_class(value / power) : mpq_class(value * power);
}

mpq_class referee(const Exact& x) { return referee(x.to_string()); }

Exact exact(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) return exact(text.substr(0, slash)) / exact(text.substr(slash + 1));
  const auto value = Exact::parse(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Exact());
}

/// Numbers of all kinds: short and long decimals, with zeros at both ends, fractions, tiny and huge ones.
class Draw {
 public:
  explicit Draw(unsigned seed) : engine_(seed) {}

  std::string digits(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + below(below(3) == 0 ? 2 : 10));
    return text;
  }
  std::string decimal() {
    std::string text = below(2) ? "-" : "";
    text += digits(1 + below(below(3) == 0 ? 40 : 10));
    if (below(3)) text += "." + digits(1 + below(below(4) == 0 ? 30 : 8));
    if (below(6) == 0) text += "e" + std::to_string(below(60) - 30);
    return text;
  }
  std::string any() {
    if (below(3)) return decimal();
    return std::string(below(2) ? "-" : "") + digits(1 + below(20)) + "/" + std::to_string(1 + below(1'000'000));
  }
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

 private:
  std::mt19937 engine_;
};

TEST(Exact, ReadsLiterals) {
  const std::pair<const char*, const char*> literals[] = {
      {"12", "12"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1e-3", "0.001"},
      {"-0.050", "-0.05"},
      {"+7", "7"},
      {"-0", "0"},
      {"0.000", "0"},
      {"1E3", "1000"},
      {"007", "7"},
      {"1e20", "100000000000000000000"},
      {"1e21", "1e21"},
      {"1e-7", "0.0000001"},
      {"1.5e-12", "1.5e-12"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"0.1234567890123456789012345", "0.1234567890123456789012345"},
      {"12345678901234567890123", "1.2345678901234567890123e22"}};
  for (const auto& [text, printed] : literals) EXPECT_EQ(exact(text).to_string(), printed) << text;
}

TEST(Exact, RefusesWhatIsNoLiteral) {
  for (const char* text : {"",    "-",  ".",  "+.",  "e3",  ".e3", "1e",  "1e+", "1e1.5", "1.2.3",
                           "--1", "1 ", " 1", "0x1", "1/3", "inf", "nan", "1,5", "1_000", "1e--3"}) {
    EXPECT_FALSE(Exact::parse(text)) << text;
  }
}

TEST(Exact, BoundsLiterals) {
  EXPECT_NO_THROW(Exact::parse(std::string(100'000, '7')));
  EXPECT_THROW(Exact::parse(std::string(100'001, '7')), TooLarge);
  EXPECT_NO_THROW(Exact::parse("1e100000"));
  EXPECT_NO_THROW(Exact::parse("1e-100000"));
  EXPECT_THROW(Exact::parse("1e100001"), TooLarge);
  EXPECT_THROW(Exact::parse("1e-999999999999999999999"), TooLarge);
}

TEST(Exact, TextReadsBack) {
  Draw draw(1);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = draw.any();
    const Exact x = exact(text);
    EXPECT_EQ(referee(x), referee(text)) << text;
    EXPECT_EQ(exact(x.to_string()), x) << text;
  }
}

TEST(Exact, FourOperationsAgreeWithRationals) {
  Draw draw(2);
  for (int i = 0; i < 10000; ++i) {
    const std::string a = draw.any(), b = draw.any();
    const Exact x = exact(a), y = exact(b);
    const mpq_class p = referee(a), q = referee(b);
    ASSERT_EQ(referee(x + y), p + q) << a << " + " << b;
    ASSERT_EQ(referee(x - y), p - q) << a << " - " << b;
    ASSERT_EQ(referee(x * y), p * q) << a << " * " << b;
    if (q != 0) {
      ASSERT_EQ(referee(x / y), p / q) << a << " / " << b;
    }
    ASSERT_EQ(referee(-x), -p) << a;
    ASSERT_EQ(x.sign(), sgn(p)) << a;
    ASSERT_EQ(x.abs(), exact(a[0] == '-' ? a.substr(1) : a)) << a;
    const int order = cmp(p, q);
    ASSERT_EQ(x <=> y, order <=> 0) << a << " <=> " << b;
    ASSERT_EQ(x == y, order == 0) << a << " == " << b;
    mpz_class floor;
    mpz_fdiv_q(floor.get_mpz_t(), p.get_num_mpz_t(), p.get_den_mpz_t());
    ASSERT_EQ(referee(x.floor()), mpq_class(floor)) << a;
    ASSERT_EQ(x.is_integer(), p.get_den() == 1) << a;
  }
}

TEST(Exact, StaysADecimalAmongDecimals) {
  Draw draw(3);
  for (int i = 0; i < 1000; ++i) {
    const Exact x = exact(draw.decimal()), y = exact(draw.decimal());
    for (const Exact& result : {x + y, x - y, x * y, x.abs(), x.floor(), x.pow(3)}) EXPECT_TRUE(result.is_decimal());
  }
  EXPECT_TRUE((Exact(1) / Exact(8)).is_decimal());
  EXPECT_FALSE((Exact(1) / Exact(3)).is_decimal());
  EXPECT_FALSE((exact("1/3") + exact("1/6")).is_decimal());
  EXPECT_TRUE((exact("1/3") + exact("1/6")).has_finite_decimal());
  EXPECT_EQ((exact("1/3") + exact("1/6")).to_string(), "0.5");
  EXPECT_TRUE((exact("1/3") + exact("2/3")).is_decimal());
  EXPECT_EQ(exact("1/3") - exact("1/3"), Exact());
}

TEST(Exact, SmallDecimalsTakeNoHeap) {
  EXPECT_EQ((exact("0.9") * exact("0.4") + exact("0.1")).big(), nullptr);
  EXPECT_EQ((exact("123456789.123456789") - exact("123456789")).big(), nullptr);
  EXPECT_EQ((exact("0.3") / exact("0.75")).big(), nullptr);
  EXPECT_EQ((exact("1e30") / exact("1e29")).big(), nullptr);
  EXPECT_NE(exact("1e30").big(), nullptr);
}

TEST(Exact, EdgeOf64Bits) {
  const std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(Exact(least).to_string(), "-9223372036854775808");
  EXPECT_EQ(Exact(least).to_int64(), least);
  EXPECT_EQ((Exact(most) + 1).to_string(), "9223372036854775808");
  EXPECT_EQ((Exact(most) + 1).to_int64(), std::nullopt);
  EXPECT_EQ(-(Exact(most) + 1), Exact(least));
  EXPECT_EQ(-(Exact(most) + 1) + 1, Exact(-most));
  EXPECT_EQ((Exact(most) * most).to_string(), "8.5070591730234615847396907784232501249e37");
  EXPECT_EQ(Exact::decimal(15, -3), Exact(15000));
  EXPECT_EQ(Exact::decimal(15, 40), exact("15e-40"));
  EXPECT_EQ(Exact(least) / Exact(-1), Exact(most) + 1);
}

TEST(Exact, IntegerPowers) {
  Draw draw(4);
  for (int i = 0; i < 500; ++i) {
    const std::string text = draw.any();
    const Exact x = exact(text);
    const int n = draw.below(12);
    mpq_class expected = 1;
    for (int k = 0; k < n; ++k) expected *= referee(text);
    ASSERT_EQ(referee(x.pow(n)), expected) << text << " ^ " << n;
    if (!x.is_zero()) {
      ASSERT_EQ(referee(x.pow(-n)), 1 / expected) << text << " ^ -" << n;
    }
  }
  EXPECT_EQ(Exact().pow(0), Exact(1));
  EXPECT_EQ(Exact(-1).pow(std::numeric_limits<std::int64_t>::min()), Exact(1));
  EXPECT_EQ(exact("1.000").pow(1'000'000'000'000), Exact(1));
  EXPECT_EQ(exact("1e1000").pow(100), exact("1e100000"));
}

TEST(Exact, RefusesWhatIsTooLarge) {
  const Exact nine(9);
  EXPECT_THROW(nine.pow(387'420'489), TooLarge);
  EXPECT_THROW(nine.pow(std::numeric_limits<std::int64_t>::max()), TooLarge);
  EXPECT_THROW(nine.pow(std::numeric_limits<std::int64_t>::min()), TooLarge);
  EXPECT_THROW(exact("0.1").pow(5'000'000), TooLarge);
  EXPECT_THROW(exact("1/3").pow(5'000'000), TooLarge);
  EXPECT_THROW(exact("1e100000").pow(100), TooLarge);
  Exact x = exact("1e100000");
  EXPECT_THROW(for (int i = 0; i < 10; ++i) x = x * x, TooLarge);
}

TEST(Exact, Roots) {
  Draw draw(5);
  for (int i = 0; i < 500; ++i) {
    const Exact x = exact(draw.any());
    const int n = 1 + draw.below(6);
    ASSERT_EQ(x.abs().pow(n).root(n), x.abs()) << x.to_string() << " " << n;
    if (n % 2 == 1) {
      ASSERT_EQ(x.pow(n).root(n), x) << x.to_string() << " " << n;
    }
    ASSERT_EQ((x * x).sqrt(), x.abs());
    if (!x.is_zero()) {
      ASSERT_EQ((x * x * 2).sqrt(), std::nullopt) << x.to_string();
    }
  }
  EXPECT_EQ(exact("0.25").sqrt(), exact("0.5"));
  EXPECT_EQ(exact("2.5").sqrt(), std::nullopt);
  EXPECT_EQ(exact("1.6900").sqrt(), exact("1.3"));
  EXPECT_EQ(exact("90").sqrt(), std::nullopt);
  EXPECT_EQ(exact("4/9").sqrt(), exact("2/3"));
  EXPECT_EQ(exact("-8").root(3), Exact(-2));
  EXPECT_EQ(Exact(2).root(std::numeric_limits<std::int64_t>::max()), std::nullopt);
  EXPECT_EQ(Exact(1).root(std::numeric_limits<std::int64_t>::max()), Exact(1));
}

TEST(Exact, DecimalExponentAtPowersOfTen) {
  for (int n = -60; n <= 60; ++n) {
    const Exact power = exact("1e" + std::to_string(n));
    EXPECT_EQ(power.decimal_exponent(), n);
    EXPECT_EQ((-power).decimal_exponent(), n);
    EXPECT_EQ((power - power * exact("1e-30")).decimal_exponent(), n - 1);
    EXPECT_EQ((power * exact("3/7") * exact("7/3")).decimal_exponent(), n);
    EXPECT_EQ((power * exact("3000000000001/3000000000000")).decimal_exponent(), n);
    EXPECT_EQ((power * exact("2999999999999/3000000000000")).decimal_exponent(), n - 1);
  }
}

TEST(Exact, FixedAndFigures) {
  EXPECT_EQ(exact("1.5").to_fixed(4), "1.5000");
  EXPECT_EQ(exact("-0.05").to_fixed(2), "-0.05");
  EXPECT_EQ(exact("0").to_fixed(3), "0.000");
  EXPECT_EQ(exact("1e25").to_fixed(1), "1" + std::string(25, '0') + ".0");
  EXPECT_EQ(exact("12").to_fixed(0), "12");
  EXPECT_EQ(exact("1.5").to_figures(4), "1.500");
  EXPECT_EQ(exact("1200").to_figures(4), "1200");
  EXPECT_EQ(exact("1200").to_figures(5), "1200.0");
  EXPECT_EQ(exact("1200").to_figures(2), "1.2e3");
  EXPECT_EQ(exact("1200").to_figures(3), "1.20e3");
  EXPECT_EQ(exact("-0.000012").to_figures(3), "-0.0000120");
  EXPECT_EQ(exact("0.0000001").to_figures(1), "0.0000001");
  EXPECT_EQ(exact("0.00000001").to_figures(1), "1e-8");
  EXPECT_EQ(exact("1.5e-12").to_figures(3), "1.50e-12");
  EXPECT_EQ(exact("1/8").to_figures(3), "0.125");
  EXPECT_EQ(exact("1e30").to_figures(3), "1.00e30");
}

TEST(Exact, DoublesReadBackAndRoundOnce) {
  std::mt19937_64 engine(6);
  for (int i = 0; i < 3000; ++i) {
    double value;
    const std::uint64_t pattern =
        i % 5 == 0 ? engine() >> 12 >> (engine() % 52) : engine();  // every fifth is subnormal
    std::memcpy(&value, &pattern, sizeof value);
    if (!std::isfinite(value)) continue;
    const Exact x = Exact::from_double(value);
    ASSERT_EQ(x.to_double(), value);
    ASSERT_EQ(x.to_float(), static_cast<float>(value)) << value;  // IEEE conversion rounds once, to nearest even
    const double above = std::nextafter(value, HUGE_VAL);
    if (!std::isfinite(above)) continue;
    const Exact middle = (x + Exact::from_double(above)) / 2;
    const Exact hair = Exact(1) / Exact(3) * exact("1e-400");
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    ASSERT_EQ(middle.to_double(), bits % 2 == 0 ? value : above);
    ASSERT_EQ((middle + hair).to_double(), above);
    ASSERT_EQ((middle - hair).to_double(), value);
  }
}

TEST(Exact, TextToDoubleAgreesWithTheLibrary) {
  Draw draw(7);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = draw.decimal();
    const double value = std::strtod(text.c_str(), nullptr);
    ASSERT_EQ(exact(text).to_double(), value) << text;
    ASSERT_EQ(exact(text).to_float(), std::strtof(text.c_str(), nullptr)) << text;
  }
  EXPECT_EQ(exact("1e400").to_double(), HUGE_VAL);
  EXPECT_EQ(exact("-1e400").to_double(), -HUGE_VAL);
  EXPECT_EQ(exact("1e-400").to_double(), 0);
  EXPECT_EQ(exact("1.7976931348623158079e308").to_double(), std::numeric_limits<double>::max());
  EXPECT_EQ(exact("1.7976931348623159e308").to_double(), HUGE_VAL);
  EXPECT_EQ(exact("3.4028235677973367e38").to_float(), HUGE_VALF);
  EXPECT_EQ(exact("3.4028235677973366e38").to_float(), std::numeric_limits<float>::max());
}

}  // namespace
}  // namespace stepmark::tests
