#include "lib/number/exact.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"

namespace stepmark {

namespace {

constexpr int small_scale_limit = 18;
__extension__ using Wide = __int128;

constexpr std::array<std::int64_t, small_scale_limit + 1> small_powers = [] {
  std::array<std::int64_t, small_scale_limit + 1> table{1};
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
  return table;
}();

std::int64_t small_power(std::int64_t n) { return small_powers[static_cast<std::size_t>(n)]; }

const mpz_t& raw(const Integer& x) { return x.backend().data(); }
mpz_t& raw(Integer& x) { return x.backend().data(); }

std::size_t bits_of(const Integer& x) { return mpz_sgn(raw(x)) == 0 ? 0 : mpz_sizeinbase(raw(x), 2); }
bool fits_small(const Integer& x) { return bits_of(x) <= 63; }
std::int64_t narrow(const Integer& x) { return x.convert_to<std::int64_t>(); }

void check_size(std::size_t bits) {
  if (bits > Exact::max_bits) throw TooLarge("the number has more than a million digits");
}

void check_scale(std::int64_t scale) {
  if (scale > static_cast<std::int64_t>(Exact::max_bits / 3))
    throw TooLarge("the number has more than a million decimal places");
}

/// Zeros at the end are dropped only as far as that may make the number small.
void strip_some_zeros(Integer& mantissa, std::int64_t& scale) {
  for (int i = 0; i < 64 && scale > 0 && mpz_divisible_ui_p(raw(mantissa), 10); ++i, --scale) {
    mpz_divexact_ui(raw(mantissa), raw(mantissa), 10);
  }
}

bool both_small(const Exact& a, const Exact& b) { return !a.big() && !b.big(); }

Wide aligned(const Exact& x, int scale) {
  return static_cast<Wide>(x.small_mantissa()) * small_power(scale - x.small_scale());
}

bool fits(Wide x) {
  constexpr Wide bound = std::numeric_limits<std::int64_t>::max();
  return -bound <= x && x <= bound;
}

/// 10^a and 10^b times x and y so that both stand over the same power of ten.
void align(BigExact& x, BigExact& y) {
  if (x.scale < y.scale) {
    x.numerator *= power_of_ten(y.scale - x.scale);
    x.scale = y.scale;
  } else if (y.scale < x.scale) {
    y.numerator *= power_of_ten(x.scale - y.scale);
    y.scale = x.scale;
  }
}

/// A decimal as a plain quotient, for arithmetic with fractions.
BigExact as_fraction(BigExact x) {
  if (x.scale == 0) return x;
  return {std::move(x.numerator), power_of_ten(x.scale), 0};
}

Exact add_big(const Exact& a, const Exact& b, bool subtract) {
  BigExact x = parts(a), y = parts(b);
  if (subtract) y.numerator = -y.numerator;
  if (x.is_fraction() || y.is_fraction()) {
    x = as_fraction(std::move(x));
    y = as_fraction(std::move(y));
    return make_fraction(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
  }
  align(x, y);
  return make_decimal(x.numerator + y.numerator, x.scale);
}

Exact add(const Exact& a, const Exact& b, bool subtract) {
  if (both_small(a, b)) {
    const int scale = std::max(a.small_scale(), b.small_scale());
    const Wide right = aligned(b, scale);
    const Wide total = aligned(a, scale) + (subtract ? -right : right);
    if (fits(total)) return Exact::decimal(static_cast<std::int64_t>(total), scale);
  }
  return add_big(a, b, subtract);
}

bool divides_some_power_of_ten(Integer denominator, std::int64_t& twos, std::int64_t& fives) {
  twos = static_cast<std::int64_t>(mpz_scan1(raw(denominator), 0));
  denominator >>= static_cast<unsigned long>(twos);
  Integer five = 5;
  fives = static_cast<std::int64_t>(mpz_remove(raw(denominator), raw(denominator), raw(five)));
  return denominator == 1;
}

/// The same value over a power of ten, if there is one.
std::optional<BigExact> as_decimal(const Exact& x) {
  BigExact value = parts(x);
  if (!value.is_fraction()) return value;
  std::int64_t twos, fives;
  if (!divides_some_power_of_ten(value.denominator, twos, fives)) return std::nullopt;
  const std::int64_t scale = std::max(twos, fives);
  return BigExact{value.numerator * power_of_ten(scale) / value.denominator, 1, scale};
}

std::int64_t digit_count(const Integer& x) {
  const auto guess = static_cast<std::int64_t>(mpz_sizeinbase(raw(x), 10));
  return mpz_cmpabs(raw(x), raw(power_of_ten(guess - 1))) < 0 ? guess - 1 : guess;
}

std::string digits_of(const Integer& x) {
  std::string text = x.str();
  return text[0] == '-' ? text.substr(1) : text;
}

/// Digits with the point `after` places behind the first digit: "123" and 0 give 1.23.
std::string scientific(const std::string& digits, std::int64_t exponent) {
  std::string text = digits.substr(0, 1);
  if (digits.size() > 1) text += '.' + digits.substr(1);
  return text + 'e' + std::to_string(exponent);
}

std::string plain(std::string digits, std::int64_t exponent) {
  if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  return digits.size() == whole ? digits : digits.substr(0, whole) + '.' + digits.substr(whole);
}

bool reads_well_plain(std::int64_t exponent) { return -7 <= exponent && exponent <= 20; }

Exact round_quotient(const Integer& numerator, const Integer& denominator, std::int64_t places, RoundingRule rule) {
  Integer quotient, remainder;
  mpz_tdiv_qr(raw(quotient), raw(remainder), raw(numerator), raw(denominator));
  if (remainder == 0) return make_decimal(std::move(quotient), places);
  const bool negative = numerator < 0;
  const Integer twice = abs(remainder) * 2;
  const int half = twice.compare(denominator);
  bool away = half > 0;
  switch (rule) {
    case RoundingRule::half_up:
      away = half >= 0;
      break;
    case RoundingRule::half_even:
      away = half > 0 || (half == 0 && mpz_odd_p(raw(quotient)));
      break;
    case RoundingRule::half_down:
      break;
    case RoundingRule::up:
      away = true;
      break;
    case RoundingRule::down:
      away = false;
      break;
    case RoundingRule::ceiling:
      away = !negative;
      break;
    case RoundingRule::floor:
      away = negative;
      break;
  }
  if (away) quotient += negative ? -1 : 1;
  return make_decimal(std::move(quotient), places);
}

struct Scan {
  std::string digits;
  std::int64_t scale = 0;
  bool negative = false;
};

bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// The exponent behind an "e"; nothing when it is none. @throws TooLarge
std::optional<std::int64_t> scan_exponent(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) value = std::min<std::int64_t>(value * 10 + (c - '0'), 1'000'000'000);
  if (value > Exact::max_literal_digits) throw TooLarge("the exponent of the number is beyond 100000");
  return negative ? -value : value;
}

std::optional<Scan> scan(std::string_view text) {
  Scan result;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    result.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::size_t i = 0;
  bool point = false;
  for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
    if (text[i] == '.') {
      point = true;
    } else {
      result.digits += text[i];
      result.scale += point ? 1 : 0;
    }
  }
  if (result.digits.empty()) return std::nullopt;
  if (result.digits.size() > Exact::max_literal_digits) throw TooLarge("the number has more than 100000 digits");
  if (i == text.size()) return result;
  if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
  const auto exponent = scan_exponent(text.substr(i + 1));
  if (!exponent) return std::nullopt;
  result.scale -= *exponent;
  return result;
}

/// Enough digits to decide how any double or float rounds; a digit more stands for whatever was cut off.
std::string digits_to_convert(const Exact& x) {
  if (!x.big()) return x.to_string();
  if (x.is_decimal() && x.bits() < 4000) return x.to_string();
  constexpr int enough = 800;
  const Exact cut = x.rounded(DecimalFormat::figures(enough), RoundingRule::down);
  if (cut == x) return cut.to_string();
  const std::string text = cut.to_figures(enough);
  const std::size_t e = text.find('e');
  return e == std::string::npos ? text + '1' : text.substr(0, e) + '1' + text.substr(e);
}

}  // namespace

Integer power_of_ten(std::int64_t n) {
  STEPMARK_ASSERT(n >= 0);
  check_scale(n);
  Integer result;
  mpz_ui_pow_ui(raw(result), 10, static_cast<unsigned long>(n));
  return result;
}

BigExact parts(const Exact& x) {
  return x.big() ? *x.big() : BigExact{Integer(x.small_mantissa()), 1, x.small_scale()};
}

Exact make_decimal(Integer mantissa, std::int64_t scale) {
  if (mantissa == 0) return {};
  if (scale < 0) {
    mantissa *= power_of_ten(-scale);
    scale = 0;
  }
  if (!fits_small(mantissa) || scale > small_scale_limit) strip_some_zeros(mantissa, scale);
  if (fits_small(mantissa) && scale <= small_scale_limit)
    return Exact::decimal(narrow(mantissa), static_cast<int>(scale));
  check_size(bits_of(mantissa));
  check_scale(scale);
  return Exact(std::make_shared<const BigExact>(BigExact{std::move(mantissa), 1, scale}));
}

Exact make_fraction(const Integer& numerator, const Integer& denominator) {
  STEPMARK_ASSERT(denominator != 0);
  check_size(bits_of(numerator) + bits_of(denominator));
  const Integer common = gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
  BigExact value{numerator / common, denominator / common, 0};
  if (!value.is_fraction()) return make_decimal(std::move(value.numerator), 0);
  return Exact(std::make_shared<const BigExact>(std::move(value)));
}

Rational to_rational(const Exact& x) {
  const BigExact value = as_fraction(parts(x));
  return Rational(value.numerator, value.denominator);
}

Exact::Exact(std::int64_t integer) : mantissa_(integer) {
  if (integer == std::numeric_limits<std::int64_t>::min()) *this = make_decimal(Integer(integer), 0);
}

Exact Exact::decimal(std::int64_t mantissa, int scale) {
  const bool small = 0 <= scale && scale <= small_scale_limit && mantissa != std::numeric_limits<std::int64_t>::min();
  if (!small) return make_decimal(Integer(mantissa), scale);
  Exact result(mantissa);
  result.scale_ = mantissa == 0 ? 0 : scale;
  return result;
}

std::optional<Exact> Exact::parse(std::string_view literal) {
  const auto scanned = scan(literal);
  if (!scanned) return std::nullopt;
  const std::size_t first = std::min(scanned->digits.find_first_not_of('0'), scanned->digits.size() - 1);
  const Integer mantissa(scanned->digits.substr(first));  // a leading zero would mean octal
  return make_decimal(scanned->negative ? Integer(-mantissa) : mantissa, scanned->scale);
}

Exact Exact::from_double(double value) {
  STEPMARK_ASSERT(std::isfinite(value));
  int exponent;
  const double fraction = std::frexp(value, &exponent);
  Integer mantissa(static_cast<std::int64_t>(std::ldexp(fraction, 53)));
  exponent -= 53;
  if (exponent >= 0) return make_decimal(mantissa << static_cast<unsigned>(exponent), 0);
  Integer fives;
  mpz_ui_pow_ui(raw(fives), 5, static_cast<unsigned long>(-exponent));
  return make_decimal(mantissa * fives, -exponent);
}

int Exact::sign() const { return big_ ? mpz_sgn(raw(big_->numerator)) : (mantissa_ > 0) - (mantissa_ < 0); }

bool Exact::is_decimal() const { return !big_ || !big_->is_fraction(); }

bool Exact::is_integer() const {
  if (!big_) return mantissa_ % small_power(scale_) == 0;
  return !big_->is_fraction() && mpz_divisible_p(raw(big_->numerator), raw(power_of_ten(big_->scale)));
}

std::optional<std::int64_t> Exact::to_int64() const {
  if (!is_integer()) return std::nullopt;
  if (!big_) return mantissa_ / small_power(scale_);
  const Integer value = big_->numerator / power_of_ten(big_->scale);
  if (!fits_small(value)) return std::nullopt;
  return narrow(value);
}

std::size_t Exact::bits() const {
  if (big_) return bits_of(big_->numerator) + (big_->is_fraction() ? bits_of(big_->denominator) : 0);
  return static_cast<std::size_t>(64 - __builtin_clzll(static_cast<unsigned long long>(std::llabs(mantissa_)) | 1));
}

int Exact::decimal_exponent() const {
  STEPMARK_ASSERT(!is_zero());
  const BigExact value = parts(*this);
  if (!value.is_fraction()) return static_cast<int>(digit_count(value.numerator) - 1 - value.scale);
  // The quotient of an a-digit and a b-digit number has a - b or a - b + 1 digits before the point.
  const std::int64_t guess = digit_count(value.numerator) - digit_count(value.denominator);
  const Integer left = boost::multiprecision::abs(value.numerator) * (guess < 0 ? power_of_ten(-guess) : Integer(1));
  const Integer right = value.denominator * (guess > 0 ? power_of_ten(guess) : Integer(1));
  return static_cast<int>(left < right ? guess - 1 : guess);
}

Exact operator-(const Exact& a) {
  if (!a.big()) return Exact::decimal(-a.small_mantissa(), a.small_scale());
  BigExact value = *a.big();
  value.numerator = -value.numerator;
  return Exact(std::make_shared<const BigExact>(std::move(value)));
}

Exact operator+(const Exact& a, const Exact& b) { return add(a, b, false); }
Exact operator-(const Exact& a, const Exact& b) { return add(a, b, true); }

Exact operator*(const Exact& a, const Exact& b) {
  if (both_small(a, b)) {
    const Wide product = static_cast<Wide>(a.small_mantissa()) * b.small_mantissa();
    const int scale = a.small_scale() + b.small_scale();
    if (fits(product) && scale <= small_scale_limit) return Exact::decimal(static_cast<std::int64_t>(product), scale);
  }
  const BigExact x = parts(a), y = parts(b);
  check_size(bits_of(x.numerator) + bits_of(y.numerator));
  if (!x.is_fraction() && !y.is_fraction()) return make_decimal(x.numerator * y.numerator, x.scale + y.scale);
  const BigExact p = as_fraction(x), q = as_fraction(y);
  return make_fraction(p.numerator * q.numerator, p.denominator * q.denominator);
}

Exact operator/(const Exact& a, const Exact& b) {
  STEPMARK_ASSERT(!b.is_zero());
  const BigExact x = as_fraction(parts(a)), y = as_fraction(parts(b));
  Integer numerator = x.numerator * y.denominator, denominator = x.denominator * y.numerator;
  check_size(bits_of(numerator) + bits_of(denominator));
  const Integer common = gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
  numerator /= common;
  denominator /= common;
  std::int64_t twos, fives;
  const bool decimal = a.is_decimal() && b.is_decimal() && divides_some_power_of_ten(denominator, twos, fives);
  if (!decimal) return make_fraction(numerator, denominator);
  const std::int64_t scale = std::max(twos, fives);
  return make_decimal(numerator * power_of_ten(scale) / denominator, scale);
}

bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == 0; }

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  if (both_small(a, b)) {
    const int scale = std::max(a.small_scale(), b.small_scale());
    return aligned(a, scale) <=> aligned(b, scale);
  }
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  BigExact x = parts(a), y = parts(b);
  if (x.is_fraction() || y.is_fraction()) {
    x = as_fraction(std::move(x));
    y = as_fraction(std::move(y));
    return Integer(x.numerator * y.denominator).compare(Integer(y.numerator * x.denominator)) <=> 0;
  }
  align(x, y);
  return x.numerator.compare(y.numerator) <=> 0;
}

Exact Exact::abs() const { return sign() < 0 ? -*this : *this; }

Exact Exact::floor() const {
  if (is_integer()) return *this;
  const BigExact value = as_fraction(parts(*this));
  Integer quotient;
  mpz_fdiv_q(raw(quotient), raw(value.numerator), raw(value.denominator));
  return make_decimal(std::move(quotient), 0);
}

Exact Exact::pow(std::int64_t n) const {
  if (n == 0) return 1;
  if (is_zero() || *this == Exact(1)) return *this;
  if (*this == Exact(-1)) return n % 2 == 0 ? Exact(1) : *this;
  if (n < 0) return Exact(1) / pow(-n);
  const BigExact value = parts(*this);
  const auto size = static_cast<double>(std::max(bits_of(value.numerator), bits_of(value.denominator)) - 1);
  if (size * static_cast<double>(n) > max_bits ||
      static_cast<double>(value.scale) * static_cast<double>(n) > max_bits) {
    throw TooLarge("the power has more than a million digits");
  }
  const auto raised = [n](const Integer& x) {
    Integer result;
    mpz_pow_ui(raw(result), raw(x), static_cast<unsigned long>(n));
    return result;
  };
  if (value.is_fraction()) return make_fraction(raised(value.numerator), raised(value.denominator));
  return make_decimal(raised(value.numerator), value.scale * n);
}

std::optional<Exact> Exact::sqrt() const { return root(2); }

std::optional<Exact> Exact::root(std::int64_t n) const {
  STEPMARK_ASSERT(n >= 1 && (n % 2 == 1 || sign() >= 0));
  if (is_zero() || n == 1 || abs() == Exact(1)) return *this;
  if (n > 10'000) return std::nullopt;
  BigExact value = parts(*this);
  if (const std::int64_t rest = value.scale % n; rest != 0) {
    value.numerator *= power_of_ten(n - rest);
    value.scale += n - rest;
  }
  Integer top, bottom;
  const bool whole = mpz_root(raw(top), raw(value.numerator), static_cast<unsigned long>(n)) != 0 &&
                     mpz_root(raw(bottom), raw(value.denominator), static_cast<unsigned long>(n)) != 0;
  if (!whole) return std::nullopt;
  return value.is_fraction() ? make_fraction(top, bottom) : make_decimal(std::move(top), value.scale / n);
}

Exact Exact::rounded(const DecimalFormat& format, RoundingRule rule) const {
  if (format.kind == DecimalFormat::Kind::none || is_zero()) return *this;
  const bool figures = format.kind == DecimalFormat::Kind::figures;
  const std::int64_t places = figures ? format.digits - 1 - decimal_exponent() : format.digits;
  BigExact value = parts(*this);
  if (!value.is_fraction() && value.scale <= places) return *this;
  const std::int64_t shift = places - value.scale;
  if (shift >= 0) return round_quotient(value.numerator * power_of_ten(shift), value.denominator, places, rule);
  return round_quotient(value.numerator, value.denominator * power_of_ten(-shift), places, rule);
}

std::string Exact::to_string() const {
  if (is_zero()) return "0";
  const std::string minus = sign() < 0 ? "-" : "";
  const auto decimal = as_decimal(*this);
  if (!decimal) return minus + digits_of(big_->numerator) + '/' + digits_of(big_->denominator);
  std::string digits = digits_of(decimal->numerator);
  const std::int64_t exponent = static_cast<std::int64_t>(digits.size()) - 1 - decimal->scale;
  digits.erase(digits.find_last_not_of('0') + 1);
  return minus + (reads_well_plain(exponent) ? plain(digits, exponent) : scientific(digits, exponent));
}

bool Exact::has_finite_decimal() const { return as_decimal(*this).has_value(); }

std::string Exact::to_fixed(int places) const {
  const auto value = as_decimal(*this);
  STEPMARK_ASSERT(value && rounded(DecimalFormat::places(places), RoundingRule::down) == *this);
  const std::int64_t shift = places - value->scale;
  const Integer mantissa =
      shift >= 0 ? value->numerator * power_of_ten(shift) : value->numerator / power_of_ten(-shift);
  std::string digits = digits_of(mantissa);
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
  return (sign() < 0 ? "-" : "") + digits;
}

std::string Exact::to_figures(int figures) const {
  if (is_zero()) return "0";
  const auto value = as_decimal(*this);
  STEPMARK_ASSERT(value);
  std::string digits = digits_of(value->numerator);
  const std::int64_t exponent = static_cast<std::int64_t>(digits.size()) - 1 - value->scale;
  digits.erase(digits.find_last_not_of('0') + 1);
  STEPMARK_ASSERT(digits.size() <= static_cast<std::size_t>(figures));
  digits.append(static_cast<std::size_t>(figures) - digits.size(), '0');
  const bool is_plain = reads_well_plain(exponent) && exponent < figures;
  return (sign() < 0 ? "-" : "") + (is_plain ? plain(digits, exponent) : scientific(digits, exponent));
}

double Exact::to_double() const { return std::strtod(digits_to_convert(*this).c_str(), nullptr); }
float Exact::to_float() const { return std::strtof(digits_to_convert(*this).c_str(), nullptr); }

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

}  // namespace stepmark
