// Floating point of a stated precision, to nearest: to measure the others by, in time and in error. Proves nothing.
#pragma once

#include <boost/multiprecision/mpfr.hpp>
#include <cstdint>

#include "lib/number/exact.hpp"
#include "lib/number/gmp_int64.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// MPFR's operations, each to nearest; NaN and infinities as MPFR gives them. `r` may be one of the operands.
class NearestArithmetic {
 public:
  struct Value {
    boost::multiprecision::backends::mpfr_float_backend<0> number;
    std::int64_t integer = 0;  ///< the number, if it was set to a small integer; else 0

    mpfr_ptr write() {
      integer = 0;
      return number.data();
    }
    mpfr_srcptr read() const { return number.data(); }
  };

  explicit NearestArithmetic(int bits) : bits_(bits) {}
  int bits() const { return bits_; }

  Value make() const;
  void set(Value& r, const Exact& x) const;
  void copy(Value& r, const Value& a) const {
    mpfr_set(r.write(), a.read(), MPFR_RNDN);
    r.integer = a.integer;
  }
  void negate(Value& r, const Value& a) const { mpfr_neg(r.write(), a.read(), MPFR_RNDN); }
  void add(Value& r, const Value& a, const Value& b) const { mpfr_add(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void subtract(Value& r, const Value& a, const Value& b) const { mpfr_sub(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void multiply(Value& r, const Value& a, const Value& b) const {
    if (a.integer != 0) {
      number::multiply(r.write(), b.read(), a.integer, MPFR_RNDN);
    } else {
      mpfr_mul(r.write(), a.read(), b.read(), MPFR_RNDN);
    }
  }
  void divide(Value& r, const Value& a, const Value& b) const { mpfr_div(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void power(Value& r, const Value& a, const Value& b) const { mpfr_pow(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void power(Value& r, const Value& a, std::int64_t n) const {
    if (n == 2) {
      mpfr_sqr(r.write(), a.read(), MPFR_RNDN);
    } else {
      number::power(r.write(), a.read(), n, MPFR_RNDN);
    }
  }
  void sqrt(Value& r, const Value& a) const { mpfr_sqrt(r.write(), a.read(), MPFR_RNDN); }
  void abs(Value& r, const Value& a) const { mpfr_abs(r.write(), a.read(), MPFR_RNDN); }
  void sign(Value& r, const Value& a) const { mpfr_set_si(r.write(), mpfr_sgn(a.read()), MPFR_RNDN); }
  void min(Value& r, const Value& a, const Value& b) const { mpfr_min(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void max(Value& r, const Value& a, const Value& b) const { mpfr_max(r.write(), a.read(), b.read(), MPFR_RNDN); }
  void exp(Value& r, const Value& a) const { mpfr_exp(r.write(), a.read(), MPFR_RNDN); }
  void log(Value& r, const Value& a) const { mpfr_log(r.write(), a.read(), MPFR_RNDN); }
  void sin(Value& r, const Value& a) const { mpfr_sin(r.write(), a.read(), MPFR_RNDN); }
  void cos(Value& r, const Value& a) const { mpfr_cos(r.write(), a.read(), MPFR_RNDN); }
  void tanh(Value& r, const Value& a) const { mpfr_tanh(r.write(), a.read(), MPFR_RNDN); }
  // These two are no single operation of MPFR: several of them, each to nearest.
  void sigmoid(Value& r, const Value& a) const;
  void softplus(Value& r, const Value& a) const;
  void floor(Value& r, const Value& a) const { mpfr_floor(r.write(), a.read()); }
  void pi(Value& r) const { mpfr_const_pi(r.write(), MPFR_RNDN); }

  int compare(const Value& a, const Value& b) const {
    const int order = mpfr_cmp(a.read(), b.read());
    return (order > 0) - (order < 0);
  }

  /// The value of a finite number.
  Exact exact_value(const Value& a) const;

 private:
  int bits_;
};

}  // namespace stepmark::arithmetic
