#include "lib/number/rounding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/base/error.hpp"
#include "lib/number/exact.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

constexpr RoundingRule all_rules[] = {RoundingRule::half_up, RoundingRule::half_even, RoundingRule::half_down,
                                      RoundingRule::up,      RoundingRule::down,      RoundingRule::ceiling,
                                      RoundingRule::floor};

/// A digit string plus one in its last place; may grow by a digit.
std::string plus_one(std::string digits) {
  std::size_t i = digits.size();
  while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
  if (i == 0) return "1" + digits;
  ++digits[i - 1];
  return digits;
}

bool all_zeros(const std::string& text) { return text.find_first_not_of('0') == std::string::npos; }

/// Rounding on the written characters, as a person does it: `whole.part` is cut behind `places` digits.
std::string round_text(bool negative, const std::string& whole, const std::string& part, std::size_t places,
                       RoundingRule rule) {
  std::string kept = whole + part.substr(0, places);
  const std::string cut = part.substr(places);
  const bool tie = !cut.empty() && cut[0] == '5' && all_zeros(cut.substr(1));
  const bool more = !cut.empty() && cut[0] >= '5' && !tie;
  bool away = false;
  if (rule == RoundingRule::half_up) away = more || tie;
  if (rule == RoundingRule::half_down) away = more;
  if (rule == RoundingRule::half_even) away = more || (tie && (kept.back() - '0') % 2 == 1);
  if (rule == RoundingRule::up) away = !all_zeros(cut);
  if (rule == RoundingRule::ceiling) away = !negative && !all_zeros(cut);
  if (rule == RoundingRule::floor) away = negative && !all_zeros(cut);
  if (away) kept = plus_one(kept);
  std::string text = kept.substr(0, kept.size() - places);
  if (places > 0) text += "." + kept.substr(kept.size() - places);
  text.erase(0, std::min(text.find_first_not_of('0'),
                         text.find('.') == std::string::npos ? text.size() - 1 : text.find('.') - 1));
  return negative && !all_zeros(kept) ? "-" + text : text;
}

std::string digits(std::mt19937& engine, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "0123456789590559"[engine() % 16];
  return text;
}

TEST(Rounding, PlacesAgreeWithRoundingOnPaper) {
  std::mt19937 engine(1);
  for (int i = 0; i < 4000; ++i) {
    const bool negative = engine() % 2, tie = engine() % 3 == 0;
    const std::size_t places = engine() % 9, behind = places + engine() % (i % 5 == 0 ? 40 : 8);
    const std::string whole = digits(engine, 1 + engine() % (i % 7 == 0 ? 30 : 6));
    std::string part = digits(engine, behind);
    if (tie) part = part.substr(0, places) + "5" + std::string(engine() % 4, '0');
    const Exact x = *Exact::parse((negative ? "-" : "") + whole + "." + part);
    for (const RoundingRule rule : all_rules) {
      const Exact rounded = x.rounded(DecimalFormat::places(static_cast<int>(places)), rule);
      ASSERT_EQ(rounded.to_fixed(static_cast<int>(places)), round_text(negative, whole, part, places, rule))
          << x.to_string() << " to " << places << " places, " << to_string(rule);
    }
  }
}

TEST(Rounding, FiguresArePlacesOfTheMantissa) {
  std::mt19937 engine(2);
  for (int i = 0; i < 3000; ++i) {
    const bool negative = engine() % 2;
    const auto figures = static_cast<int>(1 + engine() % 8);
    const std::string lead(1, static_cast<char>('1' + engine() % 9));
    std::string part = digits(engine, static_cast<std::size_t>(figures) + engine() % 20);
    if (engine() % 3 == 0) part = part.substr(0, static_cast<std::size_t>(figures) - 1) + "5";
    const int exponent = static_cast<int>(engine() % 80) - 40;
    const std::string sign = negative ? "-" : "", shift = "e" + std::to_string(exponent);
    const Exact x = *Exact::parse(sign + lead + "." + part + shift);
    for (const RoundingRule rule : all_rules) {
      const std::string expected = round_text(negative, lead, part, static_cast<std::size_t>(figures - 1), rule);
      ASSERT_EQ(x.rounded(DecimalFormat::figures(figures), rule), *Exact::parse(expected + shift))
          << x.to_string() << " to " << figures << " figures, " << to_string(rule);
    }
  }
}

/// What each rule says of the rounded value, without computing it.
bool obeys(RoundingRule rule, const Exact& rounded, const Exact& x, const Exact& unit) {
  const Exact error = rounded - x, twice = error.abs() * 2;
  const bool tie = twice == unit, nearest = twice <= unit;
  switch (rule) {
    case RoundingRule::half_up:
      return nearest && (!tie || error.sign() == x.sign());
    case RoundingRule::half_down:
      return nearest && (!tie || error.sign() == -x.sign());
    case RoundingRule::half_even:
      return nearest && (!tie || (rounded / unit / 2).is_integer());
    case RoundingRule::up:
      return error.sign() * x.sign() >= 0;
    case RoundingRule::down:
      return error.sign() * x.sign() <= 0;
    case RoundingRule::ceiling:
      return error.sign() >= 0;
    case RoundingRule::floor:
      return error.sign() <= 0;
  }
  return false;
}

TEST(Rounding, FractionsLandOnTheRightNeighbour) {
  std::mt19937 engine(3);
  for (int i = 0; i < 3000; ++i) {
    const auto top = static_cast<std::int64_t>(engine()) - 2'000'000'000;
    const Exact x = Exact(top) / Exact(1 + static_cast<std::int64_t>(engine() % 3000));
    const auto places = static_cast<int>(engine() % 25);
    const Exact unit = Exact(10).pow(-places);
    for (const RoundingRule rule : all_rules) {
      const Exact rounded = x.rounded(DecimalFormat::places(places), rule);
      ASSERT_TRUE((rounded / unit).is_integer());
      ASSERT_LT((rounded - x).abs(), unit);
      ASSERT_TRUE(obeys(rule, rounded, x, unit)) << x.to_string() << " " << places << " " << to_string(rule);
    }
  }
}

TEST(Rounding, SmallNumbersAndZero) {
  const DecimalFormat two = DecimalFormat::places(2);
  EXPECT_EQ(Exact::parse("0.004")->rounded(two, RoundingRule::half_up).to_fixed(2), "0.00");
  EXPECT_EQ(Exact::parse("-0.004")->rounded(two, RoundingRule::half_up).to_fixed(2), "0.00");
  EXPECT_EQ(Exact::parse("-0.005")->rounded(two, RoundingRule::half_up).to_fixed(2), "-0.01");
  EXPECT_EQ(Exact::parse("-0.005")->rounded(two, RoundingRule::half_even).to_fixed(2), "0.00");
  EXPECT_EQ(Exact::parse("1e-300")->rounded(two, RoundingRule::up).to_fixed(2), "0.01");
  EXPECT_EQ(Exact::parse("-1e-300")->rounded(two, RoundingRule::ceiling).to_fixed(2), "0.00");
  EXPECT_EQ(Exact().rounded(two, RoundingRule::up), Exact());
  EXPECT_EQ(Exact().rounded(DecimalFormat::figures(3), RoundingRule::up), Exact());
  EXPECT_EQ(Exact::parse("9.996")->rounded(DecimalFormat::figures(3), RoundingRule::half_up).to_figures(3), "10.0");
  EXPECT_EQ(to_string(*Exact::parse("2.5"), DecimalFormat{}), "2.5");
  EXPECT_EQ((Exact(1) / Exact(3)).rounded(DecimalFormat{}, RoundingRule::up), Exact(1) / Exact(3));
}

TEST(Rounding, FormatsReadBack) {
  for (const char* text : {"none", "0 places", "1 place", "4 places", "1 figure", "6 figures", "10000 places"}) {
    EXPECT_EQ(to_string(parse_format(text)), text);
  }
  for (const char* text : {"", "4", "four places", "4 place s", "-1 places", "0 figures", "10001 places",
                           "99999999999 places", "4  places", " 4 places", "None", "4 plates"}) {
    EXPECT_THROW(parse_format(text), InputError) << text;
  }
}

TEST(Rounding, RulesReadBack) {
  for (const RoundingRule rule : all_rules) {
    std::string text = to_string(rule);
    EXPECT_EQ(parse_rule(text), rule);
    std::replace(text.begin(), text.end(), ' ', '-');
    EXPECT_EQ(parse_rule(text), rule);
  }
  try {
    parse_rule("half-evn");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("half even"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("half-evn"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace stepmark::tests
