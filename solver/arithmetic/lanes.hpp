// IEEE arithmetic over many problems side by side: one call, one operation, an array of numbers.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "solver/arithmetic/binary.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// Element by element the operations of BinaryArithmetic<Real>, bit for bit. `r` may be one of the operands, but must
/// not overlap them otherwise.
template <class Real>
class BinaryLanes {
 public:
  /// One byte a lane: 1 where a condition holds, else 0.
  using Mask = std::uint8_t;

  static void set(Real* r, const Exact& x, std::size_t n);
  static void copy(Real* r, const Real* a, std::size_t n);
  static void negate(Real* r, const Real* a, std::size_t n);
  static void add(Real* r, const Real* a, const Real* b, std::size_t n);
  static void subtract(Real* r, const Real* a, const Real* b, std::size_t n);
  static void multiply(Real* r, const Real* a, const Real* b, std::size_t n);
  static void divide(Real* r, const Real* a, const Real* b, std::size_t n);
  static void power(Real* r, const Real* a, const Real* b, std::size_t n);
  static void power(Real* r, const Real* a, std::int64_t exponent, std::size_t n);
  static void sqrt(Real* r, const Real* a, std::size_t n);
  static void abs(Real* r, const Real* a, std::size_t n);
  static void sign(Real* r, const Real* a, std::size_t n);
  static void min(Real* r, const Real* a, const Real* b, std::size_t n);
  static void max(Real* r, const Real* a, const Real* b, std::size_t n);
  static void exp(Real* r, const Real* a, std::size_t n);
  static void log(Real* r, const Real* a, std::size_t n);
  static void sin(Real* r, const Real* a, std::size_t n);
  static void cos(Real* r, const Real* a, std::size_t n);
  static void floor(Real* r, const Real* a, std::size_t n);
  static void sigmoid(Real* r, const Real* a, std::size_t n);
  static void tanh(Real* r, const Real* a, std::size_t n);
  static void softplus(Real* r, const Real* a, std::size_t n);
  static void pi(Real* r, std::size_t n);

  // As the comparisons of BinaryArithmetic do, these find NaN equal to everything.
  static void greater(Mask* r, const Real* a, const Real* b, std::size_t n);
  static void less(Mask* r, const Real* a, const Real* b, std::size_t n);
  static void negate_mask(Mask* r, const Mask* a, std::size_t n);
  static void equal(Mask* r, const Real* a, const Real* b, std::size_t n);
  /// r = condition ? a : b
  static void select(Real* r, const Mask* condition, const Real* a, const Real* b, std::size_t n);
};

using Binary64Lanes = BinaryLanes<double>;
using Binary32Lanes = BinaryLanes<float>;

}  // namespace stepmark::arithmetic
