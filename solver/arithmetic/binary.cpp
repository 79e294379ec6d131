#include "solver/arithmetic/binary.hpp"

#include <fmt/core.h>
#include <mpfr.h>

#include <limits>

#include "lib/base/error.hpp"
#include "lib/number/gmp_int64.hpp"
#include "solver/arithmetic/clones.hpp"
#include "solver/arithmetic/double2.hpp"
#include "solver/arithmetic/interval.hpp"
#include "solver/arithmetic/thread_caches.hpp"

namespace stepmark::arithmetic {

namespace {

/// A number of MPFR on the stack, rounded to odd: cut off, and then the last bit set if anything was lost. Rounding
/// that once more, to fewer bits, gives what rounding the exact value would have given, subnormal or not.
class Odd {
 public:
  explicit Odd(double x) : Odd() { mpfr_set_d(value_, x, MPFR_RNDN); }
  Odd() {
    free_caches_with_thread();
    mpfr_custom_init(limbs_, bits);
    mpfr_custom_init_set(value_, MPFR_NAN_KIND, 0, bits, limbs_);
  }
  Odd(const Odd&) = delete;

  /// `ternary` is what the function that computed the value towards zero returned.
  void keep_odd(int ternary) {
    const bool even = mpfr_min_prec(value_) < bits;
    if (ternary == 0 || !even || mpfr_inf_p(value_)) return;
    if (ternary < 0) {
      mpfr_nextabove(value_);
    } else {
      mpfr_nextbelow(value_);
    }
  }
  operator mpfr_ptr() { return value_; }
  void to_nearest(double& r) const { r = mpfr_get_d(value_, MPFR_RNDN); }
  void to_nearest(float& r) const { r = mpfr_get_flt(value_, MPFR_RNDN); }

 private:
  static constexpr mpfr_prec_t bits = 128;
  mp_limb_t limbs_[bits / GMP_NUMB_BITS];
  mpfr_t value_;
};

void round_once(double& r, mpfr_srcptr x) { r = mpfr_get_d(x, MPFR_RNDN); }
void round_once(float& r, mpfr_srcptr x) { r = mpfr_get_flt(x, MPFR_RNDN); }

template <class Real, class Function>
Real apply(Function function, Real a) {
  Odd result, argument(a);
  result.keep_odd(function(result, argument, MPFR_RNDZ));
  Real r;
  result.to_nearest(r);
  return r;
}

/// Of a function that has no exact values but where an enclosure finds them, by Ziv's strategy: more bits until both
/// ends round to one number.
template <class Real>
Real enclosed(void (*function)(Interval&, const Interval&), Real a) {
  for (mpfr_prec_t bits = 96;; bits *= 2) {
    Interval x(bits);
    mpfr_set_d(x.left(), a, MPFR_RNDD);
    mpfr_set_d(x.right(), a, MPFR_RNDU);
    function(x, x);
    Real low, high;
    round_once(low, x.left());
    round_once(high, x.right());
    if (low == high) return low;
  }
}

template <class Real>
Real sure_power(Real a, Real b) {
  Odd result, base(a), exponent(b);
  result.keep_odd(mpfr_pow(result, base, exponent, MPFR_RNDZ));
  Real r;
  result.to_nearest(r);
  return r;
}

template <class Real>
Real sure_power(Real a, std::int64_t n) {
  Odd result, base(a);
  result.keep_odd(number::power(result, base, n, MPFR_RNDZ));
  Real r;
  result.to_nearest(r);
  return r;
}

template <class Real>
Real sigmoid_of(Real a) {
  if (!std::isfinite(a)) return std::isnan(a) ? a : Real(a > 0);
  return enclosed(sigmoid, a);
}

template <class Real>
Real softplus_of(Real a) {
  if (!std::isfinite(a)) return a < 0 ? Real(0) : a;
  return enclosed(softplus, a);
}

template <class Real>
STEPMARK_INTO_CLONES Real integer_power(Real a, std::int64_t n) {
  if (n == 0) return 1;
  if (n == 1) return a;
  if (n == 2) return a * a;
  Real r;
  const bool sure = 3 <= n && n <= quick_exponent && round_power(r, a, powered({a, 0}, n), n);
  return sure ? r : sure_power(a, n);
}

template <class Real>
Real power_by_real(Real a, Real b) {
  const bool integer = b == std::floor(b) && std::fabs(b) <= Real(quick_exponent);
  return integer ? rounded_power(a, static_cast<std::int64_t>(b)) : sure_power(a, b);
}

template <class Real>
std::string shortest_text(Real x) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  const auto value = Exact::parse(fmt::format("{}", x));  // std::to_chars is not in every library yet
  STEPMARK_ASSERT(value);
  return value->to_string();
}

}  // namespace

// Fused multiply-add is used without a call where the machine has it; the result is the same everywhere.
STEPMARK_CLONES("fma") double rounded_power(double a, std::int64_t n) { return integer_power(a, n); }
STEPMARK_CLONES("fma") float rounded_power(float a, std::int64_t n) { return integer_power(a, n); }

double rounded_power(double a, double b) { return power_by_real(a, b); }
float rounded_power(float a, float b) { return power_by_real(a, b); }

double rounded_sigmoid(double a) { return sigmoid_of(a); }
double rounded_tanh(double a) { return apply(mpfr_tanh, a); }
double rounded_softplus(double a) { return softplus_of(a); }
float rounded_sigmoid(float a) { return sigmoid_of(a); }
float rounded_tanh(float a) { return apply(mpfr_tanh, a); }
float rounded_softplus(float a) { return softplus_of(a); }
double rounded_exp(double a) { return apply(mpfr_exp, a); }
double rounded_log(double a) { return apply(mpfr_log, a); }
double rounded_log2(double a) { return apply(mpfr_log2, a); }
double rounded_log10(double a) { return apply(mpfr_log10, a); }
double rounded_sin(double a) { return apply(mpfr_sin, a); }
double rounded_cos(double a) { return apply(mpfr_cos, a); }
float rounded_exp(float a) { return apply(mpfr_exp, a); }
float rounded_log(float a) { return apply(mpfr_log, a); }
float rounded_sin(float a) { return apply(mpfr_sin, a); }
float rounded_cos(float a) { return apply(mpfr_cos, a); }

std::string shortest(double x) { return shortest_text(x); }
std::string shortest(float x) { return shortest_text(x); }

}  // namespace stepmark::arithmetic
