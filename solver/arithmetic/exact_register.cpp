#include "solver/arithmetic/exact_register.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"

namespace stepmark::arithmetic {

struct ExactRegister::Large {
  Integer mantissa, room;
  Exact fraction;
};

/// The mantissa of a decimal register as GMP wants it, without a copy.
struct ExactRegister::View {
  explicit View(const ExactRegister& x)
      : small(x.mantissa_), integer(x.kind_ == Kind::decimal ? mpz(x.large_->mantissa) : mpz_srcptr(small)) {}

  GmpInt64 small;
  mpz_srcptr integer;
};

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t most_limbs = Exact::max_bits / GMP_NUMB_BITS;

constexpr auto powers = [] {
  std::array<std::int64_t, 19> table{1};
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = 10 * table[i - 1];
  return table;
}();

bool scale_up(std::int64_t& mantissa, std::int64_t places) {
  if (places >= static_cast<std::int64_t>(powers.size())) return mantissa == 0;
  return !__builtin_mul_overflow(mantissa, powers[static_cast<std::size_t>(places)], &mantissa);
}

void times_power(Integer& r, mpz_srcptr a, std::int64_t places) {
  if (places < static_cast<std::int64_t>(powers.size())) {
    mpz_mul(mpz(r), a, GmpInt64(powers[static_cast<std::size_t>(places)]));
  } else {
    Integer room;
    mpz_mul(mpz(r), a, mpz(power_of_ten(places, room)));
  }
}

}  // namespace

ExactRegister::ExactRegister() = default;
ExactRegister::ExactRegister(ExactRegister&&) noexcept = default;
ExactRegister& ExactRegister::operator=(ExactRegister&&) noexcept = default;
ExactRegister::~ExactRegister() = default;

ExactRegister::Large& ExactRegister::large() {
  if (!large_) large_ = std::make_unique<Large>();
  return *large_;
}

void ExactRegister::set_small(std::int64_t mantissa, std::int64_t scale) {
  kind_ = Kind::small;
  mantissa_ = mantissa;
  scale_ = mantissa == 0 ? 0 : scale;
}

void ExactRegister::set_integer(std::int64_t x) {
  STEPMARK_ASSERT(x >= -largest);
  set_small(x, 0);
}

void ExactRegister::set(const Exact& x) {
  if (!x.big()) {
    set_small(x.small_mantissa(), x.small_scale());
  } else if (x.is_decimal()) {
    large().mantissa = x.big()->mantissa;
    finish_decimal(x.big()->scale);
    return;
  } else {
    kind_ = Kind::fraction;
    large().fraction = x;
  }
  shorten();
}

void ExactRegister::copy(const ExactRegister& a) {
  if (&a == this) return;
  kind_ = a.kind_;
  mantissa_ = a.mantissa_;
  scale_ = a.scale_;
  if (kind_ == Kind::decimal) large().mantissa = a.large_->mantissa;
  if (kind_ == Kind::fraction) large().fraction = a.large_->fraction;
}

Exact ExactRegister::value() const {
  switch (kind_) {
    case Kind::fraction:
      return large_->fraction;
    case Kind::decimal:
      return make_decimal(large_->mantissa, scale_);
    case Kind::small:
      break;
  }
  if (is_small()) return Exact::decimal(mantissa_, static_cast<int>(scale_));
  return make_decimal(Integer(mantissa_), scale_);
}

/// The large mantissa is the result; it moves back into the register itself if it fits.
void ExactRegister::finish_decimal(std::int64_t scale) {
  const mpz_t& mantissa = mpz(large_->mantissa);
  if (const auto small = to_int64(mantissa); small && *small >= -largest) return set_small(*small, scale);
  if (mpz_size(mantissa) > most_limbs) check_size(bits_of(large_->mantissa));
  check_scale(scale);
  kind_ = Kind::decimal;
  scale_ = scale;
}

void ExactRegister::negate(const ExactRegister& a) {
  copy(a);
  mantissa_ = -mantissa_;
  if (kind_ == Kind::decimal) mpz_neg(mpz(large_->mantissa), mpz(large_->mantissa));
  if (kind_ == Kind::fraction) large_->fraction = -large_->fraction;
}

bool ExactRegister::set_sum(std::int64_t a, std::int64_t a_scale, std::int64_t b, std::int64_t b_scale) {
  const bool aligned = a_scale < b_scale ? scale_up(a, b_scale - a_scale) : scale_up(b, a_scale - b_scale);
  std::int64_t sum;
  if (!aligned || __builtin_add_overflow(a, b, &sum) || sum < -largest) return false;
  set_small(sum, std::max(a_scale, b_scale));
  return true;
}

void ExactRegister::add(const ExactRegister& a, const ExactRegister& b) {
  const bool small = a.kind_ == Kind::small && b.kind_ == Kind::small;
  if (!small || !set_sum(a.mantissa_, a.scale_, b.mantissa_, b.scale_)) add_large(a, b, false);
}

void ExactRegister::subtract(const ExactRegister& a, const ExactRegister& b) {
  const bool small = a.kind_ == Kind::small && b.kind_ == Kind::small;
  if (!small || !set_sum(a.mantissa_, a.scale_, -b.mantissa_, b.scale_)) add_large(a, b, true);
}

void ExactRegister::add_large(const ExactRegister& a, const ExactRegister& b, bool subtract) {
  if (a.kind_ == Kind::fraction || b.kind_ == Kind::fraction) {
    return set(subtract ? a.value() - b.value() : a.value() + b.value());
  }
  const std::int64_t a_scale = a.scale_, b_scale = b.scale_;
  Large& own = large();
  const View x(a), y(b);
  mpz_srcptr left = x.integer, right = y.integer;
  if (a_scale < b_scale) {
    times_power(own.room, left, b_scale - a_scale);
    left = mpz(own.room);
  } else if (b_scale < a_scale) {
    times_power(own.room, right, a_scale - b_scale);
    right = mpz(own.room);
  }
  (subtract ? mpz_sub : mpz_add)(mpz(own.mantissa), left, right);
  finish_decimal(std::max(a_scale, b_scale));
}

void ExactRegister::multiply(const ExactRegister& a, const ExactRegister& b) {
  std::int64_t product;
  const bool small = a.kind_ == Kind::small && b.kind_ == Kind::small &&
                     !__builtin_mul_overflow(a.mantissa_, b.mantissa_, &product) && product >= -largest;
  if (!small) return multiply_large(a, b);
  const std::int64_t scale = a.scale_ + b.scale_;
  if (product != 0) check_scale(scale);
  set_small(product, scale);
}

void ExactRegister::multiply_large(const ExactRegister& a, const ExactRegister& b) {
  if (a.kind_ == Kind::fraction || b.kind_ == Kind::fraction) return set(a.value() * b.value());
  const std::int64_t scale = a.scale_ + b.scale_;
  Large& own = large();
  const View x(a), y(b);
  const std::size_t limbs = mpz_size(x.integer) + mpz_size(y.integer);
  if (limbs > most_limbs + 2) check_size(Exact::max_bits + 1);
  mpz_mul(mpz(own.mantissa), x.integer, y.integer);
  finish_decimal(scale);
}

void ExactRegister::divide(const ExactRegister& a, const ExactRegister& b) {
  STEPMARK_ASSERT(!b.is_zero());
  const bool small = a.kind_ == Kind::small && b.kind_ == Kind::small;
  if (small && a.scale_ >= b.scale_ && a.mantissa_ % b.mantissa_ == 0) {
    return set_small(a.mantissa_ / b.mantissa_, a.scale_ - b.scale_);
  }
  set(a.value() / b.value());
}

int ExactRegister::sign() const {
  switch (kind_) {
    case Kind::fraction:
      return large_->fraction.sign();
    case Kind::decimal:
      return mpz_sgn(mpz(large_->mantissa));
    case Kind::small:
      break;
  }
  return (mantissa_ > 0) - (mantissa_ < 0);
}

std::int64_t ExactRegister::small_integer() const {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  const bool small = kind_ == Kind::small && scale_ == 0 && -bound < mantissa_ && mantissa_ < bound;
  return small ? mantissa_ : none;
}

std::size_t ExactRegister::bits() const {
  if (is_small()) return 0;
  if (kind_ == Kind::fraction) return large_->fraction.bits();
  const auto scale = static_cast<std::size_t>(scale_) * 10 / 3;
  return kind_ == Kind::small ? scale : std::max(scale, bits_of(large_->mantissa));
}

void ExactRegister::shorten() {
  if (kind_ == Kind::decimal) {
    const Exact shortest = value();  // zeros are dropped on the way
    if (!shortest.big()) return set_small(shortest.small_mantissa(), shortest.small_scale());
    large_->mantissa = shortest.big()->mantissa;
    scale_ = shortest.big()->scale;
  } else if (kind_ == Kind::small) {
    for (; scale_ > 0 && mantissa_ % 10 == 0; --scale_) mantissa_ /= 10;
  }
}

int compare(const ExactRegister& a, const ExactRegister& b) {
  using Kind = ExactRegister::Kind;
  if (a.kind_ == Kind::small && b.kind_ == Kind::small && a.scale_ == b.scale_) {
    return (a.mantissa_ > b.mantissa_) - (a.mantissa_ < b.mantissa_);
  }
  const int signs = a.sign() - b.sign();
  if (signs != 0) return signs > 0 ? 1 : -1;
  const auto order = a.value() <=> b.value();
  return (order > 0) - (order < 0);
}

}  // namespace stepmark::arithmetic
