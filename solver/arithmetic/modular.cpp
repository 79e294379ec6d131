#include "solver/arithmetic/modular.hpp"

#include "lib/number/exact_gmp.hpp"
#include "solver/arithmetic/failure.hpp"

namespace stepmark::arithmetic {

namespace {

constexpr std::uint64_t prime = ModularArithmetic::prime;

std::uint64_t power_of(std::uint64_t base, std::uint64_t n) {
  std::uint64_t result = 1;
  for (; n != 0; n >>= 1, base = base * base % prime) {
    if (n & 1) result = result * base % prime;
  }
  return result;
}

/// Fermat: a^(p-1) = 1.
std::uint64_t inverse(std::uint64_t a) { return power_of(a, prime - 2); }

std::uint64_t residue_of(const Integer& x) { return mpz_fdiv_ui(mpz(x), static_cast<unsigned long>(prime)); }

}  // namespace

void ModularArithmetic::set(Value& r, const Exact& x) const {
  static const std::uint64_t tenth = inverse(10);
  const BigExact number = parts(x);
  const std::uint64_t shifted =
      residue_of(number.mantissa) * power_of(tenth, static_cast<std::uint64_t>(number.scale)) % prime;
  r = {shifted, true};
  if (number.is_decimal()) return;
  const std::uint64_t below = residue_of(number.denominator);
  r = {shifted * inverse(below) % prime, below != 0};
}

void ModularArithmetic::add(Value& r, const Value& a, const Value& b) const {
  r = {(a.residue + b.residue) % prime, a.known && b.known};
}

void ModularArithmetic::subtract(Value& r, const Value& a, const Value& b) const {
  r = {(a.residue + prime - b.residue) % prime, a.known && b.known};
}

void ModularArithmetic::multiply(Value& r, const Value& a, const Value& b) const {
  r = {a.residue * b.residue % prime, a.known && b.known};
}

void ModularArithmetic::divide(Value& r, const Value& a, const Value& b) const {
  r = {a.residue * inverse(b.residue) % prime, a.known && b.known && b.residue != 0};
}

void ModularArithmetic::power(Value& r, const Value& a, std::int64_t n) const {
  const bool inverts = n < 0;
  const std::uint64_t size = inverts ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  const std::uint64_t raised = power_of(a.residue, size);
  r = {inverts ? inverse(raised) : raised, a.known && (!inverts || raised != 0)};
}

int ModularArithmetic::compare(const Value&, const Value&) const { throw Undecided("a comparison"); }

}  // namespace stepmark::arithmetic
