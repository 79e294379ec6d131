#include "solver/arithmetic/lanes.hpp"

#include <algorithm>
#include <type_traits>

namespace stepmark {

namespace {

// The loops are over plain arrays and inlined operations, so that the compiler vectorizes what the machine has.
template <class Out, class Real, class Operation>
void each(Out* r, const Real* a, std::size_t n, Operation operation) {
  for (std::size_t i = 0; i < n; ++i) r[i] = operation(a[i]);
}

template <class Out, class Real, class Operation>
void each(Out* r, const Real* a, const Real* b, std::size_t n, Operation operation) {
  for (std::size_t i = 0; i < n; ++i) r[i] = operation(a[i], b[i]);
}

template <class Real>
constexpr BinaryArithmetic<Real> scalar;

// The loops that carry a trace, once more for wider registers where the machine has them; the results are the same
// bits. Sanitizers run before the choice between the two can be made.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define STEPMARK_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define STEPMARK_WIDE
#endif

STEPMARK_WIDE void wide_add(double* r, const double* a, const double* b, std::size_t n) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < n; ++i) r[i] = a[i] + b[i];
}

STEPMARK_WIDE void wide_subtract(double* r, const double* a, const double* b, std::size_t n) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < n; ++i) r[i] = a[i] - b[i];
}

STEPMARK_WIDE void wide_multiply(double* r, const double* a, const double* b, std::size_t n) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < n; ++i) r[i] = a[i] * b[i];
}

STEPMARK_WIDE void wide_divide(double* r, const double* a, const double* b, std::size_t n) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < n; ++i) r[i] = a[i] / b[i];
}

/// False if one of the cubes is not sure.
STEPMARK_WIDE bool wide_cube(double* __restrict r, const double* __restrict a, std::size_t n) {
  std::int64_t unsure = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Cube quick = quick_cube(a[i]);
    r[i] = quick.value;
    unsure += quick.sure ? 0 : 1;
  }
  return unsure == 0;
}

template <class Real>
constexpr bool is_double = std::is_same_v<Real, double>;

template <class Real>
void cube(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return rounded_power(x, std::int64_t{3}); });
}

/// All the quick cubes first, and then the few that were not sure.
void cube(double* r, const double* a, std::size_t n) {
  constexpr std::size_t width = 64;
  for (; n != 0;) {
    const std::size_t count = std::min(n, width);
    double value[width];
    const bool sure = wide_cube(value, a, count);
    for (std::size_t i = 0; i < count; ++i) r[i] = sure ? value[i] : rounded_power(a[i], std::int64_t{3});
    r += count, a += count, n -= count;
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
void BinaryLanes<Real>::negate(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return -x; });
}

template <class Real>
void BinaryLanes<Real>::add(Real* r, const Real* a, const Real* b, std::size_t n) {
  if constexpr (is_double<Real>) return wide_add(r, a, b, n);
  each(r, a, b, n, [](Real x, Real y) { return x + y; });
}

template <class Real>
void BinaryLanes<Real>::subtract(Real* r, const Real* a, const Real* b, std::size_t n) {
  if constexpr (is_double<Real>) return wide_subtract(r, a, b, n);
  each(r, a, b, n, [](Real x, Real y) { return x - y; });
}

template <class Real>
void BinaryLanes<Real>::multiply(Real* r, const Real* a, const Real* b, std::size_t n) {
  if constexpr (is_double<Real>) return wide_multiply(r, a, b, n);
  each(r, a, b, n, [](Real x, Real y) { return x * y; });
}

template <class Real>
void BinaryLanes<Real>::divide(Real* r, const Real* a, const Real* b, std::size_t n) {
  if constexpr (is_double<Real>) return wide_divide(r, a, b, n);
  each(r, a, b, n, [](Real x, Real y) { return x / y; });
}

template <class Real>
void BinaryLanes<Real>::power(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return rounded_power(x, y); });
}

template <class Real>
void BinaryLanes<Real>::power(Real* r, const Real* a, std::int64_t exponent, std::size_t n) {
  if (exponent == 2) {
    multiply(r, a, a, n);
  } else if (exponent == 3) {
    cube(r, a, n);
  } else {
    each(r, a, n, [exponent](Real x) { return rounded_power(x, exponent); });
  }
}

template <class Real>
void BinaryLanes<Real>::sqrt(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return std::sqrt(x); });
}

template <class Real>
void BinaryLanes<Real>::abs(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) { return std::fabs(x); });
}

template <class Real>
void BinaryLanes<Real>::sign(Real* r, const Real* a, std::size_t n) {
  each(r, a, n, [](Real x) {
    scalar<Real>.sign(x, x);
    return x;
  });
}

template <class Real>
void BinaryLanes<Real>::min(Real* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) {
    scalar<Real>.min(x, x, y);
    return x;
  });
}

template <class Real>
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
void BinaryLanes<Real>::greater(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(x > y); });
}

template <class Real>
void BinaryLanes<Real>::less(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(x < y); });
}

template <class Real>
void BinaryLanes<Real>::equal(Mask* r, const Real* a, const Real* b, std::size_t n) {
  each(r, a, b, n, [](Real x, Real y) { return static_cast<Mask>(!(x < y) && !(x > y)); });
}

template <class Real>
void BinaryLanes<Real>::negate_mask(Mask* r, const Mask* a, std::size_t n) {
  each(r, a, n, [](Mask x) { return static_cast<Mask>(x ^ 1); });
}

template <class Real>
void BinaryLanes<Real>::select(Real* r, const Mask* condition, const Real* a, const Real* b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) r[i] = condition[i] ? a[i] : b[i];
}

template class BinaryLanes<double>;
template class BinaryLanes<float>;

}  // namespace stepmark
