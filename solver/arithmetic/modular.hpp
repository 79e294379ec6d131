// Rational numbers modulo a prime. Two whose residues differ are two numbers, however close: what no precision short of
// thousands of digits could tell.
#pragma once

#include <cstdint>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// A value has a residue, or is unknown: an irrational one, one of which only the size would tell, one whose
/// denominator is a multiple of the prime. Nothing is refused as undefined. `r` may be one of the operands.
class ModularArithmetic {
 public:
  struct Value {
    std::uint64_t residue = 0;
    bool known = true;
  };
  static constexpr std::uint64_t prime = 2'147'483'647;  // 2^31 - 1: products fit 64 bits

  Value make() const { return {}; }
  void set(Value& r, const Exact& x) const;
  void copy(Value& r, const Value& a) const { r = a; }

  void negate(Value& r, const Value& a) const { r = {(prime - a.residue) % prime, a.known}; }
  void add(Value& r, const Value& a, const Value& b) const;
  void subtract(Value& r, const Value& a, const Value& b) const;
  void multiply(Value& r, const Value& a, const Value& b) const;
  void divide(Value& r, const Value& a, const Value& b) const;
  void power(Value& r, const Value& a, std::int64_t n) const;
  void power(Value& r, const Value&, const Value&) const { r.known = false; }
  void min(Value& r, const Value&, const Value&) const { r.known = false; }
  void max(Value& r, const Value&, const Value&) const { r.known = false; }
  void sqrt(Value& r, const Value&) const { r.known = false; }
  void abs(Value& r, const Value&) const { r.known = false; }
  void sign(Value& r, const Value&) const { r.known = false; }
  void sigmoid(Value& r, const Value&) const { r.known = false; }
  void tanh(Value& r, const Value&) const { r.known = false; }
  void softplus(Value& r, const Value&) const { r.known = false; }
  void exp(Value& r, const Value&) const { r.known = false; }
  void log(Value& r, const Value&) const { r.known = false; }
  void sin(Value& r, const Value&) const { r.known = false; }
  void cos(Value& r, const Value&) const { r.known = false; }
  void floor(Value& r, const Value&) const { r.known = false; }
  void pi(Value& r) const { r.known = false; }

  /// @throws Undecided, always
  int compare(const Value& a, const Value& b) const;
};

/// Proved to be two numbers?
inline bool differ(const ModularArithmetic::Value& a, const ModularArithmetic::Value& b) {
  return a.known && b.known && a.residue != b.residue;
}

}  // namespace stepmark::arithmetic
