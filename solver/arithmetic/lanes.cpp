#include "solver/arithmetic/lanes.hpp"

#include <algorithm>
#include <numeric>
#include <type_traits>

#include "solver/arithmetic/clones.hpp"
#include "solver/arithmetic/double2.hpp"

namespace stepmark::arithmetic {

namespace {

// The loops are over plain arrays and inlined operations, so that the compiler vectorizes what the machine has.
template <class Out, class Real, class Operation>
STEPMARK_INTO_CLONES void each(Out* r, const Real* a, std::size_t n, Operation operation) {
  STEPMARK_LANES
  for (std::size_t i = 0; i < n; ++i) r[i] = operation(a[i]);
}

template <class Out, class Real, class Operation>
STEPMARK_INTO_CLONES void each(Out* r, const Real* a, const Real* b, std::size_t n, Operation operation) {
  STEPMARK_LANES
  for (std::size_t i = 0; i < n; ++i) r[i] = operation(a[i], b[i]);
}

template <class Real>
constexpr BinaryArithmetic<Real> scalar;

constexpr std::size_t block = 64;

struct Block {
  double high[block], low[block];
};

STEPMARK_INTO_CLONES void multiply_block(Block& r, const Block& a, const Block& b) {
  for (std::size_t i = 0; i < block; ++i) {
    const Double2 result = product(Double2{a.high[i], a.low[i]}, Double2{b.high[i], b.low[i]});
    r.high[i] = result.high;
    r.low[i] = result.low;
  }
}

/// `powered` (double2.hpp), a block at a time.
STEPMARK_INTO_CLONES void power_block(Block& r, Block& a, std::int64_t n) {
  while (n % 2 == 0) {
    multiply_block(a, a, a);
    n /= 2;
  }
  r = a;
  for (n /= 2; n > 0; n /= 2) {
    multiply_block(a, a, a);
    if (n % 2 == 1) multiply_block(r, r, a);
  }
}

/// As wide as the number, so that they are worked side by side.
template <class Real>
using Flag = std::conditional_t<sizeof(Real) == 8, std::int64_t, std::int32_t>;

/// One rounded power; 0 if it is right, else 1.
template <class Real>
STEPMARK_INTO_CLONES Flag<Real> round_lane(Real& r, Real a, const Double2& power, std::int64_t n) {
  return round_power(r, a, power, n) ? 0 : 1;
}

template <class Real>
STEPMARK_INTO_CLONES void round_powers(Real* r, Flag<Real>* unsure, const Real* a, std::int64_t exponent) {
  Block base, power;
  for (std::size_t i = 0; i < block; ++i) base.high[i] = a[i], base.low[i] = 0;
  power_block(power, base, exponent);
  for (std::size_t i = 0; i < block; ++i) {
    unsure[i] = round_lane(r[i], a[i], {power.high[i], power.low[i]}, exponent);
  }
}

template <class Real>
STEPMARK_INTO_CLONES void round_cubes(Real* r, Flag<Real>* unsure, const Real* a) {
  for (std::size_t i = 0; i < block; ++i) unsure[i] = round_lane(r[i], a[i], powered({a[i], 0}, 3), 3);
}

/// At most a block of powers: quickly where that is certain, and then the others.
template <class Real>
STEPMARK_CLONES("fma")
void power_lanes(Real* r, const Real* a, std::int64_t exponent, std::size_t n) {
  Real given[block], result[block];
  Flag<Real> unsure[block];
  std::fill_n(std::copy_n(a, n, given), block - n, Real(1));
  if (exponent == 3) {
    round_cubes(result, unsure, given);
  } else {
    round_powers(result, unsure, given, exponent);
  }
  std::copy_n(result, n, r);
  const auto count = std::accumulate(unsure, unsure + block, Flag<Real>(0));
  for (std::size_t i = 0; i < n && count != 0; ++i) {
    if (unsure[i] != 0) r[i] = rounded_power(given[i], exponent);
  }
}

}  // namespace

template <class Real>
void BinaryLanes<Real>::set(Real* r, const Exact& x, std::size_t n) {
  Real value;
  round_once(value, x);
  std::fill_n(r, n, value);
}

template <class Real>
void BinaryLanes<Real>::copy(Real* r, const Real* a, std::size_t n) {
  if (r != a) std::copy_n(a, n, r);
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::negate(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return -x; });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::add(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return x + y; });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::subtract(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return x - y; });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::multiply(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return x * y; });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::divide(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return x / y; });
}

template <class Real>
void BinaryLanes<Real>::power(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return rounded_power(x, y); });
}

template <class Real>
void BinaryLanes<Real>::power(Real* r, const Real* a, std::int64_t exponent, std::size_t n) {
  if (exponent == 2) return multiply(r, a, a, n);
  const bool quick = 3 <= exponent && exponent <= quick_exponent;
  for (std::size_t done = 0; done < n; done += block) {
    const std::size_t count = std::min(block, n - done);
    if (quick) {
      power_lanes(r + done, a + done, exponent, count);
    } else {
      each(r + done, a + done, count, [exponent](Real x) { return rounded_power(x, exponent); });
    }
  }
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::sqrt(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return std::sqrt(x); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::abs(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return std::fabs(x); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::sign(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) {
    scalar<Real>.sign(x, x);
    return x;
  });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::min(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) {
    scalar<Real>.min(x, x, y);
    return x;
  });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::max(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) {
    scalar<Real>.max(x, x, y);
    return x;
  });
}

template <class Real>
void BinaryLanes<Real>::exp(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_exp(x); });
}

template <class Real>
void BinaryLanes<Real>::log(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_log(x); });
}

template <class Real>
void BinaryLanes<Real>::sin(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_sin(x); });
}

template <class Real>
void BinaryLanes<Real>::cos(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_cos(x); });
}

template <class Real>
void BinaryLanes<Real>::sigmoid(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_sigmoid(x); });
}

template <class Real>
void BinaryLanes<Real>::tanh(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_tanh(x); });
}

template <class Real>
void BinaryLanes<Real>::softplus(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_softplus(x); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::floor(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return std::floor(x); });
}

template <class Real>
void BinaryLanes<Real>::pi(Real* r, std::size_t n) {
  Real value;
  scalar<Real>.pi(value);
  std::fill_n(r, n, value);
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::greater(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(x > y); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::less(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(x < y); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::equal(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(!(x < y) && !(x > y)); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::negate_mask(Mask* r, const Mask* a, std::size_t n) {
  each(r, a, n, [](Mask x) { return static_cast<Mask>(x ^ 1); });
}

template <class Real>
STEPMARK_CLONES("avx2")
void BinaryLanes<Real>::select(Real* r, const Mask* condition, const Real* a, const Real* b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) r[i] = condition[i] ? a[i] : b[i];
}

template class BinaryLanes<double>;
template class BinaryLanes<float>;

}  // namespace stepmark::arithmetic
