// Exact numbers: what a decimal literal means, and what the four operations make of it.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lib/number/rounding.hpp"
#include "lib/rooms.hpp"

namespace stepmark::number {

struct BigExact;  // GMP integers and rationals, behind this seam

/// The result would be larger than `Exact::max_bits`; such numbers are refused, never computed.
class TooLarge : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An exact rational number, immutable.
///
/// A decimal (integer times a power of ten) stays one as long as every operand is: no gcd is taken, and trailing zeros
/// are not significant (1.50 == 1.5). A quotient that is no finite decimal becomes a fraction in lowest terms; a
/// fraction that comes out a decimal again is one again only if its denominator is 1. Small decimals (|mantissa| <
/// 2^63, 0 <= scale <= 18) live in the object itself; others on the heap, shared. There is no negative zero, and no NaN
/// or infinity.
class Exact {
 public:
  /// No result has more bits than this in mantissa, numerator or denominator, nor a decimal scale beyond a third of it.
  static constexpr std::size_t max_bits = std::size_t{1} << 22;
  /// A literal may have this many digits, and a decimal exponent of at most this size.
  static constexpr int max_literal_digits = 100'000;

  Exact() = default;
  Exact(std::int64_t integer);  // NOLINT(google-explicit-constructor): an integer is exact
  /// mantissa * 10^-scale
  static Exact decimal(std::int64_t mantissa, int scale);

  /// A plain decimal literal: digits with at most one point, optional exponent ("12", ".5", "5.", "1e-3"), optional
  /// sign ("-" or "+"); nothing else. Returns nothing when the text is not of that form.
  /// @throws TooLarge past the bounds
  static std::optional<Exact> parse(std::string_view literal);

  /// The exact value of a finite double.
  static Exact from_double(double value);

  int sign() const;
  bool is_zero() const { return sign() == 0; }
  bool is_decimal() const;  ///< stored as a decimal (see above)
  bool is_integer() const;
  std::optional<std::int64_t> to_int64() const;  ///< nothing if no integer, or out of range
  std::size_t bits() const;  ///< the size: bits of mantissa, or of numerator and denominator together
  /// floor(log10(|x|)); x must not be 0. Exact also at powers of ten.
  int decimal_exponent() const;

  friend Exact operator-(const Exact& a);
  friend Exact operator+(const Exact& a, const Exact& b);  ///< @throws TooLarge, as do all below
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator/(const Exact& a, const Exact& b);  ///< b must not be 0 (asserted)
  friend bool operator==(const Exact& a, const Exact& b);
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);

  Exact abs() const;
  Exact floor() const;
  /// x^n; for n < 0, x must not be 0; 0^0 is 1. Refuses before computing when the result would exceed max_bits.
  Exact pow(std::int64_t n) const;
  /// The exact non-negative square root, if it is rational. x must be >= 0.
  std::optional<Exact> sqrt() const;
  /// The exact real root x^(1/n), n >= 1, if it is rational; for even n, x must be >= 0 (odd roots of negatives exist).
  std::optional<Exact> root(std::int64_t n) const;

  /// The nearest number of the given format under the rule; with Kind::none, x itself. For figures, 0 stays 0.
  Exact rounded(const DecimalFormat& format, RoundingRule rule) const;

  /// Minimal text: "-0.05", "12", "1/3". Decimals are plain (no exponent) when their decimal exponent lies in -7..20
  /// and "1.5e-12" otherwise. A finite decimal that is stored as a fraction is still printed as a decimal.
  std::string to_string() const;
  /// True if x = m * 10^-k for some k (also when stored as a fraction).
  bool has_finite_decimal() const;
  /// Fixed text with exactly `places` digits after the point; x must be a multiple of 10^-places (asserted).
  std::string to_fixed(int places) const;
  /// Text with exactly `figures` significant digits, x having no more of them (asserted): plain when the decimal
  /// exponent lies in -7..20 and no padding zeros before the point would be needed beyond the figures; else "1.50e-12".
  std::string to_figures(int figures) const;

  /// Correctly rounded to nearest even; overflow gives infinity.
  double to_double() const;
  float to_float() const;

  /// For the few places that speak GMP (see exact_gmp.hpp).
  const BigExact* big() const { return big_.get(); }
  std::int64_t small_mantissa() const { return mantissa_; }  ///< meaningful only when big() is null
  int small_scale() const { return scale_; }                 ///< meaningful only when big() is null
  explicit Exact(std::shared_ptr<const BigExact> big) : big_(std::move(big)) {}

 private:
  std::int64_t mantissa_ = 0;
  std::int32_t scale_ = 0;
  std::shared_ptr<const BigExact> big_;
};

/// The text of a value that has been rounded to `format`: to_fixed, to_figures, or to_string for Kind::none.
std::string to_string(const Exact& rounded, const DecimalFormat& format);

/// One unit of the last digit of `value`, stated in `format`, which states digits; 0 for the figures of zero.
Exact unit_of(const Exact& value, const DecimalFormat& format);

}  // namespace stepmark::number
