// IEEE 754 arithmetic, to nearest even: what a program computes. Literals are rounded once, nothing is contracted, and
// powers and functions are correctly rounded, so that every machine gives the same bits.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

// Each to nearest even from the exact result. NaN and infinities as in C's pow, exp, log, sin and cos.
double rounded_power(double a, double b);
double rounded_power(double a, std::int64_t n);
double rounded_exp(double a);
double rounded_log(double a);
double rounded_log2(double a);
double rounded_log10(double a);
double rounded_sin(double a);
double rounded_cos(double a);
double rounded_sigmoid(double a);
double rounded_tanh(double a);
double rounded_softplus(double a);
float rounded_power(float a, float b);
float rounded_power(float a, std::int64_t n);
float rounded_exp(float a);
float rounded_log(float a);
float rounded_sin(float a);
float rounded_cos(float a);
float rounded_sigmoid(float a);
float rounded_tanh(float a);
float rounded_softplus(float a);

inline void round_once(double& r, const Exact& x) { r = x.to_double(); }
inline void round_once(float& r, const Exact& x) { r = x.to_float(); }

/// Nothing throws: what is undefined or too large is NaN or infinite in the value. NaN passes through every operation;
/// `compare` finds it equal to everything.
template <class Real>
class BinaryArithmetic {
 public:
  using Value = Real;

  Value make() const { return 0; }
  void set(Value& r, const Exact& x) const { round_once(r, x); }
  void copy(Value& r, const Value& a) const { r = a; }
  void negate(Value& r, const Value& a) const { r = -a; }
  void add(Value& r, const Value& a, const Value& b) const { r = a + b; }
  void subtract(Value& r, const Value& a, const Value& b) const { r = a - b; }
  void multiply(Value& r, const Value& a, const Value& b) const { r = a * b; }
  void divide(Value& r, const Value& a, const Value& b) const { r = a / b; }
  void power(Value& r, const Value& a, const Value& b) const { r = rounded_power(a, b); }
  void power(Value& r, const Value& a, std::int64_t n) const { r = n == 2 ? a * a : rounded_power(a, n); }
  void sqrt(Value& r, const Value& a) const { r = std::sqrt(a); }
  void abs(Value& r, const Value& a) const { r = std::fabs(a); }
  void sign(Value& r, const Value& a) const { r = a > 0 ? Real(1) : a < 0 ? Real(-1) : a * 0; }
  void min(Value& r, const Value& a, const Value& b) const { r = a < b ? a : b <= a ? b : a + b; }
  void max(Value& r, const Value& a, const Value& b) const { r = a > b ? a : b >= a ? b : a + b; }
  void exp(Value& r, const Value& a) const { r = rounded_exp(a); }
  void log(Value& r, const Value& a) const { r = rounded_log(a); }
  void sin(Value& r, const Value& a) const { r = rounded_sin(a); }
  void cos(Value& r, const Value& a) const { r = rounded_cos(a); }
  void sigmoid(Value& r, const Value& a) const { r = rounded_sigmoid(a); }
  void tanh(Value& r, const Value& a) const { r = rounded_tanh(a); }
  void softplus(Value& r, const Value& a) const { r = rounded_softplus(a); }
  void floor(Value& r, const Value& a) const { r = std::floor(a); }
  void pi(Value& r) const { r = Real(3.14159265358979323846L); }

  int compare(const Value& a, const Value& b) const { return (a > b) - (a < b); }
};

using Binary64Arithmetic = BinaryArithmetic<double>;
using Binary32Arithmetic = BinaryArithmetic<float>;

/// The shortest decimal that reads back as the same number, in the form of Exact::to_string; "0" for both zeros, "nan",
/// "inf", "-inf".
std::string shortest(double x);
std::string shortest(float x);

}  // namespace stepmark::arithmetic
