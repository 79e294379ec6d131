#include "solver/arithmetic/interval.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/number/exact_gmp.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/arithmetic/thread_caches.hpp"

namespace stepmark::arithmetic {

namespace {

/// One number of MPFR, on the stack up to 2048 bits.
class Scratch {
 public:
  explicit Scratch(mpfr_prec_t bits) : on_heap_(bits > stack_bits) {
    if (on_heap_) {
      mpfr_init2(value_, bits);
    } else {
      mpfr_custom_init(limbs_.data(), bits);
      mpfr_custom_init_set(value_, MPFR_ZERO_KIND, 0, bits, limbs_.data());
    }
  }
  Scratch(const Scratch&) = delete;
  ~Scratch() {
    if (on_heap_) mpfr_clear(value_);
  }
  operator mpfr_ptr() { return value_; }

 private:
  static constexpr mpfr_prec_t stack_bits = 2048;
  bool on_heap_;
  std::array<mp_limb_t, stack_bits / GMP_NUMB_BITS> limbs_;
  mpfr_t value_;
};

bool is_finite(mpfr_srcptr x) { return !mpfr_inf_p(x) && !mpfr_nan_p(x); }

/// Where one end alone is out of range, the number may not be: only the enclosure has grown too wide.
void check(const Interval& r) {
  if (is_finite(r.left()) && is_finite(r.right())) return;
  const mpfr_srcptr nearer = is_finite(r.left()) ? r.left() : r.right();
  const bool far = !mpfr_regular_p(nearer) || mpfr_get_exp(nearer) > mpfr_get_emax() / 2;
  if (far && mpfr_sgn(r.left()) == mpfr_sgn(r.right())) throw TooLarge("a number is too large to compute");
  throw Undecided("the size of a number");
}

struct Operands {
  mpfr_srcptr x, y;
};

/// r = [function(down), function(up)], although r may hold some of the operands.
template <class Function>
void round_outward(Interval& r, const Operands& down, const Operands& up, Function&& function) {
  const mpfr_ptr left = r.left(), right = r.right();
  if (up.x != left && up.y != left) {
    function(left, down, MPFR_RNDD);
    function(right, up, MPFR_RNDU);
  } else if (down.x != right && down.y != right) {
    function(right, up, MPFR_RNDU);
    function(left, down, MPFR_RNDD);
  } else {
    Scratch kept(r.bits());
    function(kept, down, MPFR_RNDD);
    function(right, up, MPFR_RNDU);
    mpfr_set(left, kept, MPFR_RNDD);
  }
  check(r);
}

void rounded_product(mpfr_ptr r, const Operands& of, mpfr_rnd_t round) { mpfr_mul(r, of.x, of.y, round); }
void rounded_quotient(mpfr_ptr r, const Operands& of, mpfr_rnd_t round) { mpfr_div(r, of.x, of.y, round); }

void multiply_straddling(Interval& r, const Interval& a, const Interval& b) {
  const mpfr_prec_t bits = r.bits();
  Scratch low(bits), other_low(bits), high(bits), other_high(bits);
  mpfr_mul(low, a.left(), b.right(), MPFR_RNDD);
  mpfr_mul(other_low, a.right(), b.left(), MPFR_RNDD);
  mpfr_mul(high, a.left(), b.left(), MPFR_RNDU);
  mpfr_mul(other_high, a.right(), b.right(), MPFR_RNDU);
  mpfr_min(r.left(), low, other_low, MPFR_RNDD);
  mpfr_max(r.right(), high, other_high, MPFR_RNDU);
  check(r);
}

mpfr_rnd_t opposite(mpfr_rnd_t round) { return round == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD; }

void cube(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t round) {
  Scratch square(mpfr_get_prec(r));
  mpfr_sqr(square, x, mpfr_sgn(x) < 0 ? opposite(round) : round);
  mpfr_mul(r, square, x, round);
}

void round_power(Interval& r, mpfr_srcptr down, mpfr_srcptr up, std::int64_t n) {
  round_outward(r, {down, down}, {up, up}, [n](mpfr_ptr end, const Operands& of, mpfr_rnd_t round) {
    if (n == 2) {
      mpfr_sqr(end, of.x, round);
    } else if (n == 3) {
      cube(end, of.x, round);
    } else {
      number::power(end, of.x, n, round);
    }
  });
}

using Pick = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

/// The least (or largest) of the four corners x^y of a box. x^y is monotone in each of x > 0 and y, so nothing inside
/// the box goes beyond them.
void corner(mpfr_ptr r, const Interval& a, const Interval& b, Pick pick, mpfr_rnd_t round) {
  Scratch one(mpfr_get_prec(r)), best(mpfr_get_prec(r));
  mpfr_pow(best, a.left(), b.left(), round);
  for (const Operands& at : {Operands{a.left(), b.right()}, {a.right(), b.left()}, {a.right(), b.right()}}) {
    mpfr_pow(one, at.x, at.y, round);
    pick(best, best, one, round);
  }
  mpfr_set(r, best, round);
}

/// MPFR divides whether or not the quotient is in lowest terms, and a gcd would cost more than all the rest.
void enclose_quotient(Interval& r, const BigExact& x) {
  Integer room;
  const Integer& denominator = x.is_decimal() ? power_of_ten(x.scale, room) : x.denominator;
  mpq_t quotient;
  *mpq_numref(quotient) = *mpz(x.mantissa);
  *mpq_denref(quotient) = *mpz(denominator);
  mpfr_set_q(r.left(), quotient, MPFR_RNDD);
  mpfr_set_q(r.right(), quotient, MPFR_RNDU);
}

/// Sine and cosine of numbers that are wider than a period at this precision.
bool set_unit_if_wide(Interval& r, const Interval& a) {
  const auto is_wide = [&](mpfr_srcptr end) { return mpfr_regular_p(end) && mpfr_get_exp(end) > a.bits(); };
  if (!is_wide(a.left()) && !is_wide(a.right())) return false;
  enclose(r, -1, 1);
  return true;
}

/// May a number of `a` be quarters/4 + k turns of a circle, k whole? The precision leaves no doubt but in intervals
/// that end at such a place.
bool may_hold_angle(const Interval& a, int quarters) {
  const mpfr_exp_t exponent = std::max({mpfr_zero_p(a.left()) ? 0 : mpfr_get_exp(a.left()),
                                        mpfr_zero_p(a.right()) ? 0 : mpfr_get_exp(a.right()), mpfr_exp_t{0}});
  Interval turns(a.bits() + exponent + 32), turn(turns.bits());
  pi(turn);
  multiply(turn, turn, 2);
  mpfr_set(turns.left(), a.left(), MPFR_RNDD);
  mpfr_set(turns.right(), a.right(), MPFR_RNDU);
  divide(turns, turns, turn);
  mpfr_sub_d(turns.left(), turns.left(), quarters / 4.0, MPFR_RNDD);
  mpfr_sub_d(turns.right(), turns.right(), quarters / 4.0, MPFR_RNDU);
  mpfr_ceil(turns.left(), turns.left());
  mpfr_floor(turns.right(), turns.right());
  return mpfr_lessequal_p(turns.left(), turns.right());
}

/// Of sine and cosine: between the values at the ends, unless the way from one to the other leads over a top or through
/// a bottom, at so many quarters of a turn.
void wave(Interval& r, const Interval& a, int (*function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), int top, int bottom) {
  free_caches_with_thread();
  if (set_unit_if_wide(r, a)) return;
  const bool to_top = may_hold_angle(a, top), to_bottom = may_hold_angle(a, bottom);
  Scratch low(r.bits()), other_low(r.bits()), high(r.bits()), other_high(r.bits());
  function(low, a.left(), MPFR_RNDD);
  function(other_low, a.right(), MPFR_RNDD);
  function(high, a.left(), MPFR_RNDU);
  function(other_high, a.right(), MPFR_RNDU);
  mpfr_min(r.left(), low, other_low, MPFR_RNDD);
  mpfr_max(r.right(), high, other_high, MPFR_RNDU);
  if (to_top) mpfr_set_ui(r.right(), 1, MPFR_RNDU);
  if (to_bottom) mpfr_set_si(r.left(), -1, MPFR_RNDD);
}

}  // namespace

Interval::Interval(mpfr_prec_t bits) {
  mpfr_init2(left_, bits);
  mpfr_init2(right_, bits);
  mpfr_set_zero(left_, 1);
  mpfr_set_zero(right_, 1);
}

Interval::Interval(const Interval& other) : Interval(other.bits()) { copy(*this, other); }

Interval::Interval(Interval&& other) noexcept {
  *left_ = *other.left_;
  *right_ = *other.right_;
  other.left_->_mpfr_d = other.right_->_mpfr_d = nullptr;
}

Interval& Interval::operator=(const Interval& other) { return *this = Interval(other); }

Interval& Interval::operator=(Interval&& other) noexcept {
  std::swap(*left_, *other.left_);
  std::swap(*right_, *other.right_);
  return *this;
}

Interval::~Interval() {
  if (!left_->_mpfr_d) return;
  mpfr_clear(left_);
  mpfr_clear(right_);
}

void enclose(Interval& r, int least, int most) {
  mpfr_set_si(r.left(), least, MPFR_RNDD);
  mpfr_set_si(r.right(), most, MPFR_RNDU);
}

void enclose(Interval& r, const Exact& x) {
  free_caches_with_thread();
  if (!x.big() && x.small_scale() == 0) {
    set(r.left(), x.small_mantissa(), MPFR_RNDD);
    set(r.right(), x.small_mantissa(), MPFR_RNDU);
  } else {
    enclose_quotient(r, parts(x));
  }
  check(r);
}

void copy(Interval& r, const Interval& a) {
  mpfr_set(r.left(), a.left(), MPFR_RNDD);
  mpfr_set(r.right(), a.right(), MPFR_RNDU);
}

void negate(Interval& r, const Interval& a) {
  if (&r != &a) copy(r, a);
  mpfr_swap(r.left(), r.right());
  mpfr_neg(r.left(), r.left(), MPFR_RNDD);
  mpfr_neg(r.right(), r.right(), MPFR_RNDU);
}

void add(Interval& r, const Interval& a, const Interval& b) {
  mpfr_add(r.left(), a.left(), b.left(), MPFR_RNDD);
  mpfr_add(r.right(), a.right(), b.right(), MPFR_RNDU);
  check(r);
}

void subtract(Interval& r, const Interval& a, const Interval& b) {
  round_outward(r, {a.left(), b.right()}, {a.right(), b.left()},
                [](mpfr_ptr end, const Operands& of, mpfr_rnd_t round) { mpfr_sub(end, of.x, of.y, round); });
}

void multiply(Interval& r, const Interval& a, const Interval& b) {
  const mpfr_srcptr al = a.left(), ar = a.right(), bl = b.left(), br = b.right();
  if (a.straddles_zero() && b.straddles_zero()) return multiply_straddling(r, a, b);
  if (a.straddles_zero()) {
    if (mpfr_sgn(bl) >= 0) return round_outward(r, {al, br}, {ar, br}, rounded_product);
    return round_outward(r, {ar, bl}, {al, bl}, rounded_product);
  }
  const bool a_positive = mpfr_sgn(al) >= 0;
  if (b.straddles_zero()) {
    if (a_positive) return round_outward(r, {ar, bl}, {ar, br}, rounded_product);
    return round_outward(r, {al, br}, {al, bl}, rounded_product);
  }
  const bool b_positive = mpfr_sgn(bl) >= 0;
  round_outward(r, {b_positive ? al : ar, a_positive ? bl : br}, {b_positive ? ar : al, a_positive ? br : bl},
                rounded_product);
}

void multiply(Interval& r, const Interval& a, std::int64_t n) {
  const mpfr_srcptr down = n < 0 ? a.right() : a.left(), up = n < 0 ? a.left() : a.right();
  round_outward(r, {down, down}, {up, up},
                [n](mpfr_ptr end, const Operands& of, mpfr_rnd_t round) { number::multiply(end, of.x, n, round); });
}

void divide(Interval& r, const Interval& a, const Interval& b) {
  STEPMARK_ASSERT(!b.has_zero());
  const mpfr_srcptr al = a.left(), ar = a.right(), bl = b.left(), br = b.right();
  const bool positive = b.is_positive();
  if (a.straddles_zero()) {
    const mpfr_srcptr nearest = positive ? bl : br;
    return round_outward(r, {positive ? al : ar, nearest}, {positive ? ar : al, nearest}, rounded_quotient);
  }
  const bool a_positive = mpfr_sgn(al) >= 0;
  round_outward(r, {positive ? al : ar, a_positive ? br : bl}, {positive ? ar : al, a_positive ? bl : br},
                rounded_quotient);
}

void power(Interval& r, const Interval& a, std::int64_t n) {
  free_caches_with_thread();
  STEPMARK_ASSERT(n > 0 || !a.has_zero());
  const bool even = n % 2 == 0, not_positive = mpfr_sgn(a.right()) <= 0;
  const bool falls = even ? not_positive == (n > 0) : n < 0;
  if (even && n > 0 && a.straddles_zero()) {
    const mpfr_srcptr farthest = mpfr_cmpabs(a.left(), a.right()) > 0 ? a.left() : a.right();
    number::power(r.right(), farthest, n, MPFR_RNDU);
    mpfr_set_zero(r.left(), 1);
    check(r);
  } else {
    round_power(r, falls ? a.right() : a.left(), falls ? a.left() : a.right(), n);
  }
}

void power(Interval& r, const Interval& a, const Interval& b) {
  free_caches_with_thread();
  STEPMARK_ASSERT(a.is_positive() || (mpfr_sgn(a.left()) == 0 && b.is_positive()));
  Scratch left(r.bits());
  corner(left, a, b, mpfr_min, MPFR_RNDD);
  corner(r.right(), a, b, mpfr_max, MPFR_RNDU);
  mpfr_set(r.left(), left, MPFR_RNDD);
  check(r);
}

void sqrt(Interval& r, const Interval& a) {
  STEPMARK_ASSERT(mpfr_sgn(a.left()) >= 0);
  mpfr_sqrt(r.left(), a.left(), MPFR_RNDD);
  mpfr_sqrt(r.right(), a.right(), MPFR_RNDU);
}

void abs(Interval& r, const Interval& a) {
  if (mpfr_sgn(a.left()) >= 0) return copy(r, a);
  if (mpfr_sgn(a.right()) <= 0) return negate(r, a);
  mpfr_abs(r.right(), mpfr_cmpabs(a.left(), a.right()) > 0 ? a.left() : a.right(), MPFR_RNDU);
  mpfr_set_zero(r.left(), 1);
}

void min(Interval& r, const Interval& a, const Interval& b) {
  mpfr_min(r.left(), a.left(), b.left(), MPFR_RNDD);
  mpfr_min(r.right(), a.right(), b.right(), MPFR_RNDU);
}

void max(Interval& r, const Interval& a, const Interval& b) {
  mpfr_max(r.left(), a.left(), b.left(), MPFR_RNDD);
  mpfr_max(r.right(), a.right(), b.right(), MPFR_RNDU);
}

void exp(Interval& r, const Interval& a) {
  free_caches_with_thread();
  mpfr_exp(r.left(), a.left(), MPFR_RNDD);
  mpfr_exp(r.right(), a.right(), MPFR_RNDU);
  check(r);
}

void log(Interval& r, const Interval& a) {
  free_caches_with_thread();
  STEPMARK_ASSERT(a.is_positive());
  mpfr_log(r.left(), a.left(), MPFR_RNDD);
  mpfr_log(r.right(), a.right(), MPFR_RNDU);
  check(r);
}

void sin(Interval& r, const Interval& a) { wave(r, a, mpfr_sin, 1, 3); }

void cos(Interval& r, const Interval& a) { wave(r, a, mpfr_cos, 0, 2); }

namespace {

/// Of 1/(1 + e) and e/(1 + e), with e = exp(-|x|), the one that is the sigmoid; each rises or falls with e alone.
void sigmoid_end(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t round) {
  const bool positive = mpfr_sgn(x) >= 0;
  Scratch e(mpfr_get_prec(r)), one_more(mpfr_get_prec(r));
  mpfr_neg(e, x, MPFR_RNDN);
  if (!positive) mpfr_set(e, x, MPFR_RNDN);
  mpfr_exp(e, e, positive ? opposite(round) : round);
  mpfr_add_ui(one_more, e, 1, opposite(round));
  if (positive) {
    mpfr_ui_div(r, 1, one_more, round);
  } else {
    mpfr_div(r, e, one_more, round);
  }
}

/// max(x, 0) + log(1 + exp(-|x|))
void softplus_end(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t round) {
  const bool positive = mpfr_sgn(x) > 0;
  Scratch e(mpfr_get_prec(r));
  mpfr_neg(e, x, MPFR_RNDN);
  if (!positive) mpfr_set(e, x, MPFR_RNDN);
  mpfr_exp(e, e, round);
  mpfr_log1p(e, e, round);
  if (positive) {
    mpfr_add(r, x, e, round);
  } else {
    mpfr_set(r, e, round);
  }
}

/// A function that never falls, end by end.
template <class Function>
void rise(Interval& r, const Interval& a, Function&& function) {
  free_caches_with_thread();
  function(r.left(), a.left(), MPFR_RNDD);
  function(r.right(), a.right(), MPFR_RNDU);
  check(r);
}

}  // namespace

void sigmoid(Interval& r, const Interval& a) { rise(r, a, sigmoid_end); }
void tanh(Interval& r, const Interval& a) { rise(r, a, mpfr_tanh); }
void softplus(Interval& r, const Interval& a) { rise(r, a, softplus_end); }

void floor(Interval& r, const Interval& a) {
  mpfr_floor(r.left(), a.left());
  mpfr_floor(r.right(), a.right());
}

void pi(Interval& r) {
  free_caches_with_thread();
  mpfr_const_pi(r.left(), MPFR_RNDD);
  mpfr_const_pi(r.right(), MPFR_RNDU);
}

Exact to_exact(mpfr_srcptr end) {
  free_caches_with_thread();
  STEPMARK_ASSERT(is_finite(end));
  if (mpfr_zero_p(end)) return {};
  constexpr auto most = static_cast<mpfr_exp_t>(Exact::max_bits);
  if (std::abs(mpfr_get_exp(end)) > most) check_size(Exact::max_bits + 1);
  Integer mantissa, fives;
  mpfr_exp_t exponent = mpfr_get_z_2exp(mpz(mantissa), end);
  const auto twos = mpz_scan1(mpz(mantissa), 0);
  mpz_fdiv_q_2exp(mpz(mantissa), mpz(mantissa), twos);
  exponent += static_cast<mpfr_exp_t>(twos);
  if (exponent >= 0) {
    mpz_mul_2exp(mpz(mantissa), mpz(mantissa), static_cast<mp_bitcnt_t>(exponent));
    return make_decimal(std::move(mantissa), 0);
  }
  set_power(mpz(fives), 5, -exponent);
  return make_decimal(mantissa * fives, -exponent);
}

}  // namespace stepmark::arithmetic
