#include "solver/arithmetic/enclosing.hpp"

#include <utility>

#include "lib/base/error.hpp"
#include "lib/number/gmp_int64.hpp"
#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/arithmetic/interval.hpp"

namespace stepmark::arithmetic {

EnclosingArithmetic::Value::Value() = default;
EnclosingArithmetic::Value::Value(Value&&) noexcept = default;
EnclosingArithmetic::Value& EnclosingArithmetic::Value::operator=(Value&&) noexcept = default;
EnclosingArithmetic::Value::~Value() = default;

EnclosingArithmetic::EnclosingArithmetic(int bits, Doubt doubt)
    : bits_(bits), doubt_(doubt), most_exact_bits_(8 * static_cast<std::size_t>(bits) + 4096) {
  STEPMARK_ASSERT(bits >= 2);
}

Interval& EnclosingArithmetic::room(const Value& r) const {
  if (!r.interval_) r.interval_ = std::make_unique<Interval>(bits_);
  return *r.interval_;
}

const Interval& EnclosingArithmetic::enclosure(const Value& a) const {
  Interval& interval = room(a);
  if (a.is_exact_ && !a.enclosed_) {
    enclose(interval, a.exact_.value());
    a.enclosed_ = true;
  }
  return interval;
}

/// Where an inexact result goes. The enclosures of the operands must have been asked for before.
Interval& EnclosingArithmetic::inexact(Value& r) const {
  r.is_exact_ = false;
  r.has_square_ = false;
  r.has_turns_ = false;
  return room(r);
}

void EnclosingArithmetic::keep_square(Value& r, ExactRegister square) const {
  if (r.is_exact_ || square.bits() > most_exact_bits_) return;
  r.square_ = std::move(square);
  r.has_square_ = true;
}

void EnclosingArithmetic::keep_turns(Value& r, ExactRegister turns) const {
  if (r.is_exact_ || turns.bits() > most_exact_bits_) return;
  r.turns_ = std::move(turns);
  r.has_turns_ = true;
}

namespace {

ExactRegister copied(const ExactRegister& a) {
  ExactRegister result;
  result.copy(a);
  return result;
}

ExactRegister negated(const ExactRegister& a) {
  ExactRegister result;
  result.negate(a);
  return result;
}

ExactRegister product(const ExactRegister& a, const ExactRegister& b) {
  ExactRegister result;
  result.multiply(a, b);
  return result;
}

ExactRegister quotient(const ExactRegister& a, const ExactRegister& b) {
  ExactRegister result;
  result.divide(a, b);
  return result;
}

}  // namespace

/// An exact result has been computed; it stays exact if it is not too long.
void EnclosingArithmetic::settle(Value& r) const {
  r.is_exact_ = true;
  r.enclosed_ = false;
  if (r.exact_.bits() <= most_exact_bits_) return;
  r.exact_.shorten();
  if (r.exact_.bits() <= most_exact_bits_) return;
  enclosure(r);
  r.is_exact_ = false;
}

void EnclosingArithmetic::set(Value& r, const Exact& x) const {
  r.exact_.set(x);
  r.is_exact_ = true;
  r.enclosed_ = false;
}

void EnclosingArithmetic::set_integer(Value& r, std::int64_t x) const {
  r.exact_.set_integer(x);
  r.is_exact_ = true;
  r.enclosed_ = false;
}

bool EnclosingArithmetic::is_integer(const Value& a, std::int64_t x) const {
  return a.is_exact_ && a.exact_.small_integer() == x;
}

void EnclosingArithmetic::copy(Value& r, const Value& a) const {
  if (&r == &a) return;
  if (!a.is_exact_) {
    arithmetic::copy(inexact(r), *a.interval_);
    if (a.has_square_) keep_square(r, copied(a.square_));
    if (a.has_turns_) keep_turns(r, copied(a.turns_));
    return;
  }
  r.exact_.copy(a.exact_);
  r.is_exact_ = true;
  r.enclosed_ = false;
}

void EnclosingArithmetic::negate(Value& r, const Value& a) const {
  if (!a.is_exact_) {
    const bool has_square = a.has_square_, has_turns = a.has_turns_;
    arithmetic::negate(inexact(r), *a.interval_);
    if (has_square) keep_square(r, copied(a.square_));
    if (has_turns) keep_turns(r, negated(a.turns_));
    return;
  }
  r.exact_.negate(a.exact_);
  r.is_exact_ = true;
  r.enclosed_ = false;
}

void EnclosingArithmetic::add(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ || b.is_exact_) return add_mixed(r, a, b);
  arithmetic::add(inexact(r), *a.interval_, *b.interval_);
}

void EnclosingArithmetic::add_mixed(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) {
    r.exact_.add(a.exact_, b.exact_);
    return settle(r);
  }
  if (is_integer(a, 0)) return copy(r, b);
  if (is_integer(b, 0)) return copy(r, a);
  const Interval &x = enclosure(a), &y = enclosure(b);
  arithmetic::add(inexact(r), x, y);
}

void EnclosingArithmetic::subtract(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ || b.is_exact_) return subtract_mixed(r, a, b);
  arithmetic::subtract(inexact(r), *a.interval_, *b.interval_);
}

void EnclosingArithmetic::subtract_mixed(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) {
    r.exact_.subtract(a.exact_, b.exact_);
    return settle(r);
  }
  if (is_integer(a, 0)) return negate(r, b);
  if (is_integer(b, 0)) return copy(r, a);
  const Interval &x = enclosure(a), &y = enclosure(b);
  arithmetic::subtract(inexact(r), x, y);
}

void EnclosingArithmetic::multiply(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ || b.is_exact_) return multiply_mixed(r, a, b);
  if (&a == &b) return power(r, a, 2);
  arithmetic::multiply(inexact(r), *a.interval_, *b.interval_);
}

void EnclosingArithmetic::multiply_mixed(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) {
    r.exact_.multiply(a.exact_, b.exact_);
    return settle(r);
  }
  const Value &exact = a.is_exact_ ? a : b, &other = a.is_exact_ ? b : a;
  std::optional<ExactRegister> square, turns;
  if (other.has_square_) square = product(product(exact.exact_, exact.exact_), other.square_);
  if (other.has_turns_) turns = product(exact.exact_, other.turns_);
  if (!multiply_by_integer(r, exact, other)) {
    const Interval &x = enclosure(a), &y = enclosure(b);
    arithmetic::multiply(inexact(r), x, y);
  }
  if (square) keep_square(r, std::move(*square));
  if (turns) keep_turns(r, std::move(*turns));
}

bool EnclosingArithmetic::multiply_by_integer(Value& r, const Value& a, const Value& b) const {
  const std::int64_t n = a.is_exact_ ? a.exact_.small_integer() : ExactRegister::none;
  if (n == ExactRegister::none) return false;
  if (n == 0) {
    set_integer(r, 0);
  } else if (n == 1) {
    copy(r, b);
  } else {
    arithmetic::multiply(inexact(r), *b.interval_, n);
  }
  return true;
}

void EnclosingArithmetic::divide(Value& r, const Value& a, const Value& b) const {
  if (b.is_exact_ ? b.exact_.is_zero() : b.interval_->is_zero()) throw Undefined(reason::division_by_zero);
  if (!b.is_exact_ && b.interval_->has_zero()) throw Undecided("whether a divisor is zero");
  if (a.is_exact_ && b.is_exact_) {
    r.exact_.divide(a.exact_, b.exact_);
    return settle(r);
  }
  if (is_integer(a, 0)) return set_integer(r, 0);
  if (is_integer(b, 1)) return copy(r, a);
  std::optional<ExactRegister> square, turns;
  if (a.is_exact_ && b.has_square_) square = quotient(product(a.exact_, a.exact_), b.square_);
  if (b.is_exact_ && a.has_square_) square = quotient(a.square_, product(b.exact_, b.exact_));
  if (b.is_exact_ && a.has_turns_) turns = quotient(a.turns_, b.exact_);
  const Interval &x = enclosure(a), &y = enclosure(b);
  arithmetic::divide(inexact(r), x, y);
  if (square) keep_square(r, std::move(*square));
  if (turns) keep_turns(r, std::move(*turns));
}

void EnclosingArithmetic::sqrt(Value& r, const Value& a) const {
  if (a.is_exact_) {
    if (a.exact_.sign() < 0) throw Undefined(reason::root_of_negative);
    if (const auto root = a.exact_.value().sqrt()) return set(r, *root);
  }
  const Interval& x = enclosure(a);
  if (x.is_negative()) throw Undefined(reason::root_of_negative);
  if (mpfr_sgn(x.left()) < 0) throw Undecided("the sign of a number under a square root");
  const bool was_exact = a.is_exact_;
  arithmetic::sqrt(inexact(r), x);
  if (was_exact) keep_square(r, copied(a.exact_));
}

void EnclosingArithmetic::abs(Value& r, const Value& a) const {
  if (!a.is_exact_) {
    const bool has_square = a.has_square_;
    arithmetic::abs(inexact(r), *a.interval_);
    if (has_square) keep_square(r, copied(a.square_));
    return;
  }
  if (a.exact_.sign() < 0) {
    negate(r, a);
  } else {
    copy(r, a);
  }
}

void EnclosingArithmetic::sign(Value& r, const Value& a) const {
  if (a.is_exact_) return set_integer(r, a.exact_.sign());
  const int low = mpfr_sgn(a.interval_->left()), high = mpfr_sgn(a.interval_->right());
  const int least = (low > 0) - (low < 0), most = (high > 0) - (high < 0);
  if (least == most) return set_integer(r, least);
  enclose(inexact(r), least, most);
}

void EnclosingArithmetic::min(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) return copy(r, arithmetic::compare(a.exact_, b.exact_) <= 0 ? a : b);
  const Interval &x = enclosure(a), &y = enclosure(b);
  if (mpfr_lessequal_p(x.right(), y.left())) return copy(r, a);
  if (mpfr_lessequal_p(y.right(), x.left())) return copy(r, b);
  arithmetic::min(inexact(r), x, y);
}

void EnclosingArithmetic::max(Value& r, const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) return copy(r, arithmetic::compare(a.exact_, b.exact_) >= 0 ? a : b);
  const Interval &x = enclosure(a), &y = enclosure(b);
  if (mpfr_greaterequal_p(x.left(), y.right())) return copy(r, a);
  if (mpfr_greaterequal_p(y.left(), x.right())) return copy(r, b);
  arithmetic::max(inexact(r), x, y);
}

void EnclosingArithmetic::floor(Value& r, const Value& a) const {
  if (a.is_exact_) return set(r, a.exact_.value().floor());
  Interval& result = inexact(r);
  arithmetic::floor(result, *a.interval_);
  if (!mpfr_equal_p(result.left(), result.right())) return;
  if (const auto decided = to_int64(result.left())) set(r, Exact(*decided));
}

int EnclosingArithmetic::compare(const Value& a, const Value& b) const {
  if (a.is_exact_ && b.is_exact_) return arithmetic::compare(a.exact_, b.exact_);
  if (&a == &b) return 0;
  const Interval &x = enclosure(a), &y = enclosure(b);
  if (mpfr_less_p(x.right(), y.left())) return -1;
  if (mpfr_greater_p(x.left(), y.right())) return 1;
  if (mpfr_equal_p(x.left(), y.right()) && mpfr_equal_p(x.right(), y.left())) return 0;
  throw Undecided("a comparison");
}

}  // namespace stepmark::arithmetic
