// Powers and functions of the enclosing arithmetic.
#include <cstdlib>
#include <memory>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"
#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/arithmetic/interval.hpp"
#include "solver/arithmetic/thread_caches.hpp"

namespace stepmark::arithmetic {

namespace {

/// Whether [left, right] holds an integer.
bool has_integer(const Interval& x) {
  Interval whole(x.bits());
  floor(whole, x);
  return mpfr_equal_p(whole.left(), x.left()) || mpfr_less_p(whole.left(), whole.right());
}

[[noreturn]] void fail_negative_base(bool exponent_may_be_integer, bool exponent_is_exact) {
  if (!exponent_may_be_integer) throw Undefined(reason::negative_to_fraction);
  if (exponent_is_exact) throw TooLarge("an exponent is too large");
  throw Undecided("whether the exponent of a negative number is an integer");
}

}  // namespace

void EnclosingArithmetic::power(Value& r, const Value& a, std::int64_t n) const {
  if (a.is_exact_) return exact_power(r, a, n);
  if (n == 0) return set_integer(r, 1);
  if (n == 1) return copy(r, a);
  if (n % 2 == 0 && a.has_square_) {
    Value square;
    square.exact_.copy(a.square_);
    return exact_power(r, square, n / 2);
  }
  if (n < 0 && a.interval_->is_zero()) throw Undefined(reason::zero_to_negative);
  if (n < 0 && a.interval_->has_zero()) throw Undecided("whether the base of a negative power is zero");
  arithmetic::power(inexact(r), *a.interval_, n);
}

void EnclosingArithmetic::exact_power(Value& r, const Value& a, std::int64_t n) const {
  if (n == 2) {
    r.exact_.multiply(a.exact_, a.exact_);
    return settle(r);
  }
  if (a.exact_.is_zero() && n < 0) throw Undefined(reason::zero_to_negative);
  const Exact x = a.exact_.value();
  const bool unit = x.is_zero() || x.abs() == Exact(1);
  const auto times = static_cast<double>(std::abs(static_cast<double>(n)));
  if (unit || static_cast<double>(x.bits()) * times <= 2 * static_cast<double>(most_exact_bits_)) {
    r.exact_.set(x.pow(n));
    return settle(r);
  }
  const Interval& base = enclosure(a);
  arithmetic::power(inexact(r), base, n);
}

void EnclosingArithmetic::power(Value& r, const Value& a, const Value& b) const {
  if (b.is_exact_) {
    const Exact exponent = b.exact_.value();
    const auto integer = exponent.to_int64();
    if (integer) return power(r, a, *integer);
    if (exponent == Exact::decimal(5, 1) && !(a.is_exact_ && a.exact_.sign() < 0)) return sqrt(r, a);
  }
  if (a.is_exact_ && b.is_exact_ && rational_power(r, a, b)) return;
  real_power(r, a, b);
}

bool EnclosingArithmetic::rational_power(Value& r, const Value& a, const Value& b) const {
  const Exact base = a.exact_.value(), exponent = b.exact_.value();
  const bool simple = exponent.bits() <= 64;  // else the power is too long to be kept exact
  if (!simple && !base.is_zero() && base.abs() != Exact(1)) return false;
  const bool long_result =
      static_cast<double>(base.bits()) * std::abs(exponent.to_double()) > 2.0 * static_cast<double>(most_exact_bits_);
  if (long_result && base.sign() > 0) return false;
  const auto result = arithmetic::rational_power(base, exponent);
  if (!result) return false;
  r.exact_.set(*result);
  settle(r);
  return true;
}

/// The exponent is no integer as far as is known, or the base is not exact.
void EnclosingArithmetic::real_power(Value& r, const Value& a, const Value& b) const {
  const Interval &base = enclosure(a), &exponent = enclosure(b);
  if (is_integer(a, 1)) return set_integer(r, 1);
  if (base.is_negative())
    fail_negative_base(b.is_exact_ ? b.exact_.value().is_integer() : has_integer(exponent), b.is_exact_);
  if (mpfr_sgn(base.left()) < 0) throw Undecided("the sign of the base of a power");
  const bool may_be_zero = mpfr_zero_p(base.left());
  if (may_be_zero && !exponent.is_positive()) {
    if (base.is_zero() && exponent.is_negative()) throw Undefined(reason::zero_to_negative);
    throw Undecided("whether the base of a power is zero");
  }
  if (is_integer(a, 0)) return set_integer(r, 0);
  arithmetic::power(inexact(r), base, exponent);
}

void EnclosingArithmetic::exp(Value& r, const Value& a) const {
  if (is_integer(a, 0)) return set_integer(r, 1);
  const Interval& x = enclosure(a);
  arithmetic::exp(inexact(r), x);
}

// By the theorem of Lindemann and Weierstrass none of these has a rational value at a rational number but 0.
void EnclosingArithmetic::sigmoid(Value& r, const Value& a) const {
  if (is_integer(a, 0)) return set(r, Exact::decimal(5, 1));
  const Interval& x = enclosure(a);
  arithmetic::sigmoid(inexact(r), x);
}

void EnclosingArithmetic::tanh(Value& r, const Value& a) const {
  if (is_integer(a, 0)) return set_integer(r, 0);
  const Interval& x = enclosure(a);
  arithmetic::tanh(inexact(r), x);
}

void EnclosingArithmetic::softplus(Value& r, const Value& a) const {
  const Interval& x = enclosure(a);
  arithmetic::softplus(inexact(r), x);
}

void EnclosingArithmetic::log(Value& r, const Value& a) const {
  if (is_integer(a, 1)) return set_integer(r, 0);
  if (a.is_exact_ && a.exact_.sign() <= 0) throw Undefined(reason::log_of_nonpositive);
  const Interval& x = enclosure(a);
  if (mpfr_sgn(x.right()) <= 0) throw Undefined(reason::log_of_nonpositive);
  if (!x.is_positive()) throw Undecided("the sign of the argument of a logarithm");
  arithmetic::log(inexact(r), x);
}

/// cos(turns * pi + twelfths_before * pi/6), where that is rational. By Niven's theorem no other rational multiple of
/// pi has a rational cosine than those with a cosine of 0, 1/2 or 1, up to the sign.
bool EnclosingArithmetic::rational_cosine(Value& r, const Value& a, std::int64_t twelfths_before) const {
  if (a.is_exact_ || !a.has_turns_) return false;
  const Exact twelfths = a.turns_.value() * Exact(6) + Exact(twelfths_before);
  if (!twelfths.is_integer()) return false;
  const Exact around = twelfths - Exact(12) * (twelfths / Exact(12)).floor();
  switch (around.to_int64().value_or(1)) {
    case 0:
      set_integer(r, 1);
      return true;
    case 2:
    case 10:
      set(r, Exact::decimal(5, 1));
      return true;
    case 3:
    case 9:
      set_integer(r, 0);
      return true;
    case 4:
    case 8:
      set(r, Exact::decimal(-5, 1));
      return true;
    case 6:
      set_integer(r, -1);
      return true;
    default:
      return false;
  }
}

void EnclosingArithmetic::sin(Value& r, const Value& a) const {
  if (is_integer(a, 0)) return set_integer(r, 0);
  if (rational_cosine(r, a, -3)) return;
  const Interval& x = enclosure(a);
  arithmetic::sin(inexact(r), x);
}

void EnclosingArithmetic::cos(Value& r, const Value& a) const {
  if (is_integer(a, 0)) return set_integer(r, 1);
  if (rational_cosine(r, a, 0)) return;
  const Interval& x = enclosure(a);
  arithmetic::cos(inexact(r), x);
}

void EnclosingArithmetic::pi(Value& r) const {
  arithmetic::pi(inexact(r));
  ExactRegister once;
  once.set_integer(1);
  keep_turns(r, std::move(once));
}

Exact EnclosingArithmetic::exact_value(const Value& a) const {
  STEPMARK_ASSERT(a.is_exact_);
  return a.exact_.value();
}

namespace {

/// 0 for an end that can be an Exact; 1 beyond the largest of them, -1 beyond the smallest.
int out_of_range(mpfr_srcptr end) {
  constexpr auto most = static_cast<mpfr_exp_t>(Exact::max_bits / 2);
  if (!mpfr_regular_p(end) || std::abs(mpfr_get_exp(end)) <= most) return 0;
  return mpfr_get_exp(end) > 0 ? 1 : -1;
}

/// Is one end out of range and not the other? Then the number itself may well be in it.
bool is_too_wide(const Interval& x) {
  const int left = out_of_range(x.left()), right = out_of_range(x.right());
  return left != right || (left != 0 && mpfr_sgn(x.left()) != mpfr_sgn(x.right()));
}

}  // namespace

Exact EnclosingArithmetic::lower(const Value& a) const {
  if (a.is_exact_) return a.exact_.value();
  if (is_too_wide(*a.interval_)) throw Undecided("the size of a number");
  return to_exact(a.interval_->left());
}

Exact EnclosingArithmetic::upper(const Value& a) const {
  if (a.is_exact_) return a.exact_.value();
  if (is_too_wide(*a.interval_)) throw Undecided("the size of a number");
  return to_exact(a.interval_->right());
}

namespace {

/// An end to be rounded to places. What is far below the last of them rounds as something not quite so small.
Exact end_for_places(mpfr_srcptr end, int places) {
  const mpfr_exp_t least = -4 * static_cast<mpfr_exp_t>(places) - 64;
  if (!mpfr_regular_p(end) || mpfr_get_exp(end) >= least) return to_exact(end);
  return Exact(mpfr_sgn(end)) / Exact(2).pow(-least);
}

/// An end to be rounded to figures. A very large or small one has thousands of digits, of which some more than are
/// wanted, cut off outward, will do.
Exact end_for_figures(mpfr_srcptr end, int figures, mpfr_rnd_t outward) {
  constexpr mpfr_exp_t small = 1024;
  if (!mpfr_regular_p(end) || std::abs(mpfr_get_exp(end)) < small) return to_exact(end);
  free_caches_with_thread();
  const auto digits = static_cast<std::size_t>(figures) + 20;
  mpfr_exp_t exponent = 0;
  const std::unique_ptr<char, void (*)(char*)> text(mpfr_get_str(nullptr, &exponent, 10, digits, end, outward),
                                                    mpfr_free_str);
  return make_decimal(Integer(text.get()), static_cast<std::int64_t>(digits) - exponent);
}

Exact end_to_round(mpfr_srcptr end, const DecimalFormat& format, mpfr_rnd_t outward) {
  const bool places = format.kind == DecimalFormat::Kind::places;
  return places ? end_for_places(end, format.digits) : end_for_figures(end, format.digits, outward);
}

}  // namespace

std::optional<EnclosingArithmetic::Rounded> EnclosingArithmetic::round(const Value& a, const DecimalFormat& format,
                                                                       RoundingRule rule) const {
  if (a.is_exact_) {
    const Exact value = a.exact_.value(), rounded = value.rounded(format, rule);
    const bool exact = rounded == value;
    const bool tie =
        !exact && value.rounded(format, RoundingRule::half_up) != value.rounded(format, RoundingRule::half_down);
    return Rounded{rounded, exact, tie};
  }
  if (format.kind == DecimalFormat::Kind::none || is_too_wide(*a.interval_)) return std::nullopt;
  const Exact low = end_to_round(a.interval_->left(), format, MPFR_RNDD);
  const Exact high = end_to_round(a.interval_->right(), format, MPFR_RNDU);
  const Exact rounded = low.rounded(format, rule);
  const bool may_be_exact = low <= rounded && rounded <= high;
  if (rounded != high.rounded(format, rule) || (may_be_exact && doubt_ == Doubt::refuse)) return std::nullopt;
  return Rounded{rounded, false};
}

}  // namespace stepmark::arithmetic
