#include "solver/arithmetic/nearest.hpp"

#include "lib/number/exact_gmp.hpp"
#include "solver/arithmetic/interval.hpp"

namespace stepmark::arithmetic {

NearestArithmetic::Value NearestArithmetic::make() const {
  Value value;
  mpfr_set_prec(value.number.data(), bits_);
  mpfr_set_zero(value.number.data(), 1);
  return value;
}

void NearestArithmetic::set(Value& r, const Exact& x) const {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  const Rational value = to_rational(x);
  mpfr_set_q(r.write(), value.backend().data(), MPFR_RNDN);
  const auto integer = x.to_int64();
  if (integer && -bound < *integer && *integer < bound) r.integer = *integer;
}

void NearestArithmetic::sigmoid(Value& r, const Value& a) const {
  const mpfr_ptr x = r.write();
  mpfr_neg(x, a.read(), MPFR_RNDN);
  mpfr_exp(x, x, MPFR_RNDN);
  mpfr_add_ui(x, x, 1, MPFR_RNDN);
  mpfr_ui_div(x, 1, x, MPFR_RNDN);
}

void NearestArithmetic::softplus(Value& r, const Value& a) const {
  Value size = make(), part = make();
  abs(size, a);
  negate(size, size);
  exp(size, size);
  mpfr_log1p(size.write(), size.read(), MPFR_RNDN);
  max(part, a, part);
  add(r, part, size);
}

Exact NearestArithmetic::exact_value(const Value& a) const { return to_exact(a.read()); }

}  // namespace stepmark::arithmetic
