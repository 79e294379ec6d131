// What a tape asks of an arithmetic.
#pragma once

#include <concepts>
#include <cstdint>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// Every operation writes its result into `r`, which may be one of the operands. Where there is none, it throws what
/// solver/arithmetic/failure.hpp lists, or has a value that says so (NaN, "unknown"). `compare` is below, at or above
/// 0.
template <class A>
concept Arithmetic = requires(const A in, typename A::Value& r, const typename A::Value& a, const Exact& x,
                              std::int64_t n) {
  { in.make() } -> std::same_as<typename A::Value>;
  in.set(r, x);
  in.copy(r, a);
  in.negate(r, a);
  in.add(r, a, a);
  in.subtract(r, a, a);
  in.multiply(r, a, a);
  in.divide(r, a, a);
  in.power(r, a, a);
  in.power(r, a, n);
  in.sqrt(r, a);
  in.abs(r, a);
  in.sign(r, a);
  in.min(r, a, a);
  in.max(r, a, a);
  in.exp(r, a);
  in.log(r, a);
  in.sin(r, a);
  in.cos(r, a);
  in.floor(r, a);
  in.sigmoid(r, a);
  in.tanh(r, a);
  in.softplus(r, a);
  in.pi(r);
  { in.compare(a, a) > 0 } -> std::convertible_to<bool>;
};

}  // namespace stepmark::arithmetic
