// Powers and roots of Exact.
#include <algorithm>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"

namespace stepmark::number {

namespace {

/// x in its shortest form: a decimal without zeros at the end.
BigExact shortest_parts(const Exact& x) {
  BigExact big = parts(x);
  if (x.big()) return big;
  while (big.scale > 0 && mpz_divisible_ui_p(mpz(big.mantissa), 10)) {
    mpz_divexact_ui(mpz(big.mantissa), mpz(big.mantissa), 10);
    --big.scale;
  }
  return big;
}

bool is_unit(const Integer& x) { return mpz_cmpabs_ui(mpz(x), 1) == 0; }

/// |x| >= 2^(bits-1), so |x|^n >= 2^((bits-1)n).
void check_power(const Integer& x, std::uint64_t n) {
  if (x == 0 || is_unit(x)) return;
  if (n > Exact::max_bits) check_size(Exact::max_bits + 1);
  check_size(std::uint64_t{bits_of(x) - 1} * n);
}

Integer integer_power(const Integer& x, std::uint64_t n) {
  check_power(x, n);
  if (x == 0) return n == 0 ? 1 : 0;
  if (is_unit(x)) return x < 0 && n % 2 == 1 ? -1 : 1;
  Integer power;
  mpz_pow_ui(mpz(power), mpz(x), static_cast<unsigned long>(n));
  return power;
}

Exact positive_power(const Exact& x, std::uint64_t n) {
  const BigExact big = shortest_parts(x);
  if (big.scale > 0) check_scale(n > Exact::max_bits ? std::int64_t{Exact::max_bits} : big.scale * std::int64_t(n));
  check_power(big.denominator, n);
  Integer top = integer_power(big.mantissa, n);
  if (big.is_decimal()) return make_decimal(std::move(top), big.scale * static_cast<std::int64_t>(n));
  return make_fraction(Rational(top, integer_power(big.denominator, n)));
}

std::optional<Integer> integer_root(const Integer& x, std::uint64_t n) {
  if (x == 0 || is_unit(x)) return x;
  if (n >= bits_of(x)) return std::nullopt;
  Integer root;
  if (!mpz_root(mpz(root), mpz(x), static_cast<unsigned long>(n))) return std::nullopt;
  return root;
}

}  // namespace

Exact Exact::pow(std::int64_t n) const {
  if (n == 1) return *this;
  if (n == 2) return *this * *this;
  if (n >= 0) return positive_power(*this, static_cast<std::uint64_t>(n));
  STEPMARK_ASSERT(!is_zero());
  return Exact(1) / positive_power(*this, -static_cast<std::uint64_t>(n));
}

std::optional<Exact> Exact::sqrt() const { return root(2); }

// A decimal m * 10^-s without zeros at the end has a rational n-th root only if n divides s: the root is a decimal a *
// 10^-k, and a^n has no zeros at the end either.
std::optional<Exact> Exact::root(std::int64_t n) const {
  STEPMARK_ASSERT(n >= 1 && (n % 2 == 1 || sign() >= 0));
  const BigExact big = shortest_parts(*this);
  if (big.scale % n != 0) return std::nullopt;
  const auto top = integer_root(big.mantissa, static_cast<std::uint64_t>(n));
  if (!top) return std::nullopt;
  if (big.is_decimal()) return make_decimal(*top, big.scale / n);
  const auto bottom = integer_root(big.denominator, static_cast<std::uint64_t>(n));
  if (!bottom) return std::nullopt;
  return make_fraction(Rational(*top, *bottom));
}

}  // namespace stepmark::number
