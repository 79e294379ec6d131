// Exact from text and to text.
#include <algorithm>

#include "lib/base/ascii.hpp"
#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"

namespace stepmark::number {

namespace {

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

/// What follows the "e"; nothing if it is no integer. @throws TooLarge
std::optional<std::int64_t> read_exponent(std::string_view text) {
  const bool negative = take_sign(text);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) value = std::min<std::int64_t>(10 * value + (c - '0'), 1'000'000'000);
  if (value > Exact::max_literal_digits) {
    throw TooLarge("the exponent of a number is beyond " + std::to_string(Exact::max_literal_digits));
  }
  return negative ? -value : value;
}

/// Digits with at most one point: the digits alone, and how many stand behind the point.
struct Digits {
  std::string text;
  std::int64_t behind = 0;
};

std::optional<Digits> read_digits(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  Digits digits{std::string(text.substr(0, point)), 0};
  if (point < text.size()) {
    digits.text += text.substr(point + 1);
    digits.behind = static_cast<std::int64_t>(text.size() - point - 1);
  }
  if (digits.text.empty() || !std::all_of(digits.text.begin(), digits.text.end(), is_digit)) return std::nullopt;
  if (digits.text.size() > Exact::max_literal_digits) {
    throw TooLarge("a number has more than " + std::to_string(Exact::max_literal_digits) + " digits");
  }
  return digits;
}

Integer to_integer(const std::string& digits) {
  Integer value;
  mpz_set_str(mpz(value), digits.c_str(), 10);
  return value;
}

/// As numbers are on sheets: at most 18 digits, with or without a point. Nothing of any other.
std::optional<Exact> short_literal(std::string_view text, bool negative) {
  constexpr std::size_t most_digits = 18;
  std::int64_t mantissa = 0;
  std::size_t digits = 0, behind = 0;
  bool has_point = false;
  for (const char c : text) {
    if (c == '.' && !has_point) {
      has_point = true;
      continue;
    }
    if (!is_digit(c) || ++digits > most_digits) return std::nullopt;
    mantissa = 10 * mantissa + (c - '0');
    if (has_point) ++behind;
  }
  if (digits == 0) return std::nullopt;
  return Exact::decimal(negative ? -mantissa : mantissa, static_cast<int>(behind));
}

std::string unsigned_text(const Integer& x) {
  std::string text = x.str();
  if (text.starts_with('-')) text.erase(0, 1);
  return text;
}

/// |x| = d.ddd * 10^exponent, without zeros at the end.
struct Figures {
  std::string digits;
  std::int64_t exponent = 0;
};

void drop_zeros(std::string& digits) {
  digits.erase(std::max<std::size_t>(digits.find_last_not_of('0') + 1, 1));  // "0" keeps its only digit
}

Figures figures_of(const BigExact& x) {
  Figures figures{unsigned_text(x.mantissa), 0};
  figures.exponent = static_cast<std::int64_t>(figures.digits.size()) - 1 - x.scale;
  drop_zeros(figures.digits);
  return figures;
}

/// The decimal that a fraction is, where it is one.
std::optional<BigExact> as_decimal(const Exact& x) {
  BigExact big = parts(x);
  if (big.is_decimal()) return big;
  std::int64_t twos, fives;
  if (!is_two_and_five(big.denominator, twos, fives)) return std::nullopt;
  Integer room;
  big.scale = std::max(twos, fives);
  big.mantissa *= power_of_ten(big.scale, room) / big.denominator;
  big.denominator = 1;
  return big;
}

bool reads_well(std::int64_t exponent) { return -7 <= exponent && exponent <= 20; }

std::string scientific(const Figures& figures) {
  std::string text = figures.digits;
  if (text.size() > 1) text.insert(1, 1, '.');
  return text.append(1, 'e').append(std::to_string(figures.exponent));
}

std::string plain(const Figures& figures) {
  std::string digits = figures.digits;
  if (figures.exponent < 0) return digits.insert(0, static_cast<std::size_t>(-figures.exponent), '0').insert(1, 1, '.');
  const auto whole = static_cast<std::size_t>(figures.exponent) + 1;
  if (digits.size() <= whole) return digits.append(whole - digits.size(), '0');
  return digits.insert(whole, 1, '.');
}

std::string written(const Figures& figures) {
  return reads_well(figures.exponent) ? plain(figures) : scientific(figures);
}

std::string signed_text(const Exact& x, std::string magnitude) {
  if (x.sign() < 0) magnitude.insert(0, 1, '-');
  return magnitude;
}

}  // namespace

std::optional<Exact> Exact::parse(std::string_view literal) {
  const bool negative = take_sign(literal);
  if (auto value = short_literal(literal, negative)) return value;
  const std::size_t e = std::min(literal.find_first_of("eE"), literal.size());
  const auto digits = read_digits(literal.substr(0, e));
  if (!digits) return std::nullopt;
  const auto exponent = e < literal.size() ? read_exponent(literal.substr(e + 1)) : std::optional<std::int64_t>(0);
  if (!exponent) return std::nullopt;
  Integer mantissa = to_integer(digits->text);
  if (negative) mantissa = -mantissa;
  return make_decimal(std::move(mantissa), digits->behind - *exponent);
}

bool Exact::has_finite_decimal() const {
  std::int64_t twos, fives;
  return is_decimal() || is_two_and_five(big_->denominator, twos, fives);
}

std::string Exact::to_string() const {
  if (is_zero()) return "0";
  const auto decimal = as_decimal(*this);
  if (decimal) return signed_text(*this, written(figures_of(*decimal)));
  return big_->mantissa.str() + "/" + big_->denominator.str();
}

std::string Exact::to_fixed(int places) const {
  auto decimal = as_decimal(*this);
  STEPMARK_ASSERT(decimal && places >= 0);
  Integer room;
  if (decimal->scale > places) {
    const Integer& unit = power_of_ten(decimal->scale - places, room);
    STEPMARK_ASSERT(mpz_divisible_p(mpz(decimal->mantissa), mpz(unit)));
    decimal->mantissa /= unit;
  } else {
    decimal->mantissa *= power_of_ten(places - decimal->scale, room);
  }
  std::string digits = unsigned_text(decimal->mantissa);
  const auto behind = static_cast<std::size_t>(places);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind > 0) digits.insert(digits.size() - behind, 1, '.');
  return signed_text(*this, digits);
}

std::string Exact::to_figures(int figures) const {
  if (is_zero()) return "0";
  const auto decimal = as_decimal(*this);
  STEPMARK_ASSERT(decimal && figures >= 1);
  Figures all = figures_of(*decimal);
  const auto wanted = static_cast<std::size_t>(figures);
  STEPMARK_ASSERT(all.digits.size() <= wanted);
  all.digits.append(wanted - all.digits.size(), '0');
  const bool padded = all.exponent >= figures;
  return signed_text(*this, reads_well(all.exponent) && !padded ? plain(all) : scientific(all));
}

std::string to_string(const Exact& rounded, const DecimalFormat& format) {
  switch (format.kind) {
    case DecimalFormat::Kind::places:
      return rounded.to_fixed(format.digits);
    case DecimalFormat::Kind::figures:
      return rounded.to_figures(format.digits);
    case DecimalFormat::Kind::none:
      break;
  }
  return rounded.to_string();
}

}  // namespace stepmark::number
