// 64-bit numbers in calls of GMP and MPFR, which take and give `long`: that has 32 bits on some machines, and cuts them
// there without a word. All such calls go through here, and give the same on every machine, limbs of 32 bits included.
#pragma once

#include <gmp.h>
#include <mpfr.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "lib/rooms.hpp"

namespace stepmark::number {

/// A 64-bit number as an integer of GMP to be read, without an allocation.
class GmpInt64 {
 public:
  explicit GmpInt64(std::int64_t x) {
    auto left = static_cast<std::uint64_t>(x);
    if (x < 0) left = -left;
    for (mp_limb_t& limb : limbs_) {
      limb = static_cast<mp_limb_t>(left);
      left = limbs == 1 ? 0 : left >> (GMP_NUMB_BITS % 64);
    }
    mpz_roinit_n(value_, limbs_.data(), x < 0 ? -limbs : limbs);
  }
  GmpInt64(const GmpInt64&) = delete;  // it points into itself
  operator mpz_srcptr() const { return value_; }

 private:
  static constexpr mp_size_t limbs = 64 / GMP_NUMB_BITS;
  static_assert(64 % GMP_NUMB_BITS == 0);
  std::array<mp_limb_t, limbs> limbs_;
  mpz_t value_;
};

/// x, if it has 64 bits.
inline std::optional<std::int64_t> to_int64(mpz_srcptr x) {
  constexpr std::size_t limbs = 64 / GMP_NUMB_BITS;
  if (mpz_size(x) > limbs) return std::nullopt;
  std::uint64_t magnitude = 0;
  for (std::size_t i = 0; i < limbs; ++i) {
    magnitude |= std::uint64_t{mpz_getlimbn(x, static_cast<mp_size_t>(i))} << (i * GMP_NUMB_BITS);
  }
  const bool negative = mpz_sgn(x) < 0;
  if (magnitude > std::uint64_t{INT64_MAX} + negative) return std::nullopt;
  return static_cast<std::int64_t>(negative ? -magnitude : magnitude);
}

/// base^n. n is bounded, by the size of the result, long before it has 32 bits.
inline void set_power(mpz_ptr r, unsigned base, std::int64_t n) {
  mpz_ui_pow_ui(r, base, static_cast<unsigned long>(n));
}

/// Rounded as mpfr_set_si rounds, and so on; `Long` is another type than long in tests alone.
template <class Long = long>
int set(mpfr_ptr r, std::int64_t x, mpfr_rnd_t round) {
  if (std::in_range<Long>(x)) return mpfr_set_si(r, static_cast<Long>(x), round);
  return mpfr_set_z(r, GmpInt64(x), round);
}

template <class Long = long>
int multiply(mpfr_ptr r, mpfr_srcptr x, std::int64_t n, mpfr_rnd_t round) {
  if (std::in_range<Long>(n)) return mpfr_mul_si(r, x, static_cast<Long>(n), round);
  return mpfr_mul_z(r, x, GmpInt64(n), round);
}

template <class Long = long>
int power(mpfr_ptr r, mpfr_srcptr x, std::int64_t n, mpfr_rnd_t round) {
  if (std::in_range<Long>(n)) return mpfr_pow_si(r, x, static_cast<Long>(n), round);
  return mpfr_pow_z(r, x, GmpInt64(n), round);
}

/// x, if it is an integer of 64 bits.
inline std::optional<std::int64_t> to_int64(mpfr_srcptr x) {
  if (!mpfr_integer_p(x) || (mpfr_regular_p(x) && mpfr_get_exp(x) > 64)) return std::nullopt;
  mpz_t integer;
  mpz_init(integer);
  mpfr_get_z(integer, x, MPFR_RNDZ);
  const auto value = to_int64(integer);
  mpz_clear(integer);
  return value;
}

}  // namespace stepmark::number
