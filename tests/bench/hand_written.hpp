// The loops that a person would write by hand for one optimizer and one function, to measure the tape against. Each
// keeps the full trace, and evaluates the gradient as the formula is written in a notebook, once a component.
#pragma once

#include <mpfr.h>

#include <boost/multiprecision/gmp.hpp>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::bench {

constexpr int quantities = 6;  ///< g, m, v, v_hat, m_hat, theta, two components each

/// Adam (epsilon under the root) on Beale's function from (1, 1.5) in raw MPFR, rounding to nearest.
class MpfrAdam {
 public:
  MpfrAdam(int steps, mpfr_prec_t bits);
  ~MpfrAdam();
  MpfrAdam(const MpfrAdam&) = delete;
  MpfrAdam& operator=(const MpfrAdam&) = delete;
  void run();
  double last(int component) const;

 private:
  void gradient(const mpfr_t x, const mpfr_t y, mpfr_t gx, mpfr_t gy);
  void residual(mpfr_t result, const mpfr_t constant, const mpfr_t x, const mpfr_t power);
  mpfr_t* at(int step, int quantity, int component) {
    const std::ptrdiff_t line = std::ptrdiff_t{step} * quantities + quantity;
    return &trace_[static_cast<std::size_t>(line * 2 + component)];
  }

  int steps_;
  std::vector<mpfr_t> trace_;
  std::vector<mpfr_t> scratch_;
};

/// The same in doubles; `trace` has steps * quantities * 2 places.
void double_adam(int steps, double eta, double* trace);

/// The same, each line rounded to `places` as naive code does it: with std::round on a scaled value, or through text.
enum class Naive { scaled, text };
void naive_by_hand_adam(int steps, int places, Naive how, double* trace);

/// Momentum on the quadratic x^2 + 5 y^2 in Boost's rationals; `trace` has steps * 3 * 2 places.
void rational_momentum(int steps, std::vector<boost::multiprecision::mpq_rational>& trace);

}  // namespace stepmark::bench
