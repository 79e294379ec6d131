#include "tests/bench/hand_written.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/rooms.hpp"

namespace stepmark::bench {

namespace {

enum Scratch {
  s_x,
  s_y,
  s_a,
  s_b,
  s_c,
  s_d,
  s_p,
  s_eta,
  s_beta1,
  s_beta2,
  s_eps,
  s_1,
  s_c1,
  s_c2,
  s_c3,
  scratch_count
};
enum Quantity { q_g, q_m, q_v, q_v_hat, q_m_hat, q_theta };
constexpr auto nearest = MPFR_RNDN;

}  // namespace

MpfrAdam::MpfrAdam(int steps, mpfr_prec_t bits)
    : steps_(steps), trace_(static_cast<std::size_t>(steps * quantities * 2)), scratch_(scratch_count) {
  for (auto& value : trace_) mpfr_init2(value, bits);
  for (auto& value : scratch_) mpfr_init2(value, bits);
  const auto set = [&](Scratch which, const char* text) { mpfr_set_str(scratch_[which], text, 10, nearest); };
  set(s_eta, "0.1"), set(s_beta1, "0.9"), set(s_beta2, "0.999"), set(s_eps, "1e-8"), set(s_1, "1");
  set(s_c1, "1.5"), set(s_c2, "2.25"), set(s_c3, "2.625");
}

MpfrAdam::~MpfrAdam() {
  for (auto& value : trace_) mpfr_clear(value);
  for (auto& value : scratch_) mpfr_clear(value);
}

double MpfrAdam::last(int component) const {
  return mpfr_get_d(trace_[trace_.size() - 2 + static_cast<std::size_t>(component)], nearest);
}

/// constant - x + x*power
void MpfrAdam::residual(mpfr_t result, const mpfr_t constant, const mpfr_t x, const mpfr_t power) {
  mpfr_sub(result, constant, x, nearest);
  mpfr_mul(scratch_[s_p], x, power, nearest);
  mpfr_add(result, result, scratch_[s_p], nearest);
}

void MpfrAdam::gradient(const mpfr_t x, const mpfr_t y, mpfr_t gx, mpfr_t gy) {
  auto& a = scratch_[s_a];
  auto& b = scratch_[s_b];
  auto& y2 = scratch_[s_c];
  auto& p = scratch_[s_p];
  const auto term_x = [&](const mpfr_t constant, unsigned long power) {
    mpfr_pow_ui(y2, y, power, nearest);
    residual(a, constant, x, y2);
    mpfr_mul_ui(a, a, 2, nearest);
    mpfr_pow_ui(y2, y, power, nearest);
    mpfr_sub_ui(b, y2, 1, nearest);
    mpfr_mul(a, a, b, nearest);
  };
  residual(a, scratch_[s_c1], x, y);
  mpfr_mul_ui(a, a, 2, nearest);
  mpfr_sub_ui(b, y, 1, nearest);
  mpfr_mul(gx, a, b, nearest);
  term_x(scratch_[s_c2], 2);
  mpfr_add(gx, gx, a, nearest);
  term_x(scratch_[s_c3], 3);
  mpfr_add(gx, gx, a, nearest);

  residual(a, scratch_[s_c1], x, y);
  mpfr_mul_ui(a, a, 2, nearest);
  mpfr_mul(gy, a, x, nearest);
  mpfr_pow_ui(y2, y, 2, nearest);
  residual(a, scratch_[s_c2], x, y2);
  mpfr_mul_ui(a, a, 2, nearest);
  mpfr_mul_ui(p, x, 2, nearest);
  mpfr_mul(p, p, y, nearest);
  mpfr_mul(a, a, p, nearest);
  mpfr_add(gy, gy, a, nearest);
  mpfr_pow_ui(y2, y, 3, nearest);
  residual(a, scratch_[s_c3], x, y2);
  mpfr_mul_ui(a, a, 2, nearest);
  mpfr_mul_ui(p, x, 3, nearest);
  mpfr_pow_ui(y2, y, 2, nearest);
  mpfr_mul(p, p, y2, nearest);
  mpfr_mul(a, a, p, nearest);
  mpfr_add(gy, gy, a, nearest);
}

void MpfrAdam::run() {
  auto& a = scratch_[s_a];
  auto& b = scratch_[s_b];
  auto& correct1 = scratch_[s_c];
  auto& correct2 = scratch_[s_d];
  mpfr_set_d(scratch_[s_x], 1, nearest);
  mpfr_set_d(scratch_[s_y], 1.5, nearest);
  for (int step = 0; step < steps_; ++step) {
    const mpfr_t* theta[2] = {step ? at(step - 1, q_theta, 0) : &scratch_[s_x],
                              step ? at(step - 1, q_theta, 1) : &scratch_[s_y]};
    gradient(*theta[0], *theta[1], *at(step, q_g, 0), *at(step, q_g, 1));
    const auto t = static_cast<unsigned long>(step) + 1;
    mpfr_pow_ui(correct2, scratch_[s_beta2], t, nearest);
    mpfr_ui_sub(correct2, 1, correct2, nearest);
    mpfr_pow_ui(correct1, scratch_[s_beta1], t, nearest);
    mpfr_ui_sub(correct1, 1, correct1, nearest);
    for (int i = 0; i < 2; ++i) {
      auto& g = *at(step, q_g, i);
      auto& m = *at(step, q_m, i);
      auto& v = *at(step, q_v, i);
      mpfr_ui_sub(a, 1, scratch_[s_beta1], nearest);
      mpfr_mul(m, a, g, nearest);
      if (step) {
        mpfr_mul(b, scratch_[s_beta1], *at(step - 1, q_m, i), nearest);
        mpfr_add(m, b, m, nearest);
      }
      mpfr_ui_sub(a, 1, scratch_[s_beta2], nearest);
      mpfr_sqr(b, g, nearest);
      mpfr_mul(v, a, b, nearest);
      if (step) {
        mpfr_mul(b, scratch_[s_beta2], *at(step - 1, q_v, i), nearest);
        mpfr_add(v, b, v, nearest);
      }
      mpfr_div(*at(step, q_v_hat, i), v, correct2, nearest);
      mpfr_div(*at(step, q_m_hat, i), m, correct1, nearest);
      mpfr_add(a, *at(step, q_v_hat, i), scratch_[s_eps], nearest);
      mpfr_sqrt(a, a, nearest);
      mpfr_div(a, scratch_[s_eta], a, nearest);
      mpfr_mul(a, a, *at(step, q_m_hat, i), nearest);
      mpfr_sub(*at(step, q_theta, i), *theta[i], a, nearest);
    }
  }
}

namespace {

void beale_gradient(double x, double y, double* g) {
  g[0] = 2 * (1.5 - x + x * y) * (y - 1) + 2 * (2.25 - x + x * (y * y)) * (y * y - 1) +
         2 * (2.625 - x + x * (y * y * y)) * (y * y * y - 1);
  g[1] = 2 * (1.5 - x + x * y) * x + 2 * (2.25 - x + x * (y * y)) * (2 * x * y) +
         2 * (2.625 - x + x * (y * y * y)) * (3 * x * (y * y));
}

/// One loop for all three: `written` is what a person does to a number on writing it down.
template <class Written>
void adam(int steps, double eta, double* trace, Written&& written) {
  constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double theta[2] = {1, 1.5}, m[2] = {0, 0}, v[2] = {0, 0};
  for (int t = 1; t <= steps; ++t, trace += std::ptrdiff_t{quantities} * 2) {
    double g[2];
    beale_gradient(theta[0], theta[1], g);
    const double correct1 = 1 - std::pow(beta1, t), correct2 = 1 - std::pow(beta2, t);
    for (int i = 0; i < 2; ++i) {
      trace[2 * q_g + i] = g[i] = written(g[i]);
      trace[2 * q_m + i] = m[i] = written(beta1 * m[i] + (1 - beta1) * g[i]);
      trace[2 * q_v + i] = v[i] = written(beta2 * v[i] + (1 - beta2) * (g[i] * g[i]));
      const double v_hat = trace[2 * q_v_hat + i] = written(v[i] / correct2);
      const double m_hat = trace[2 * q_m_hat + i] = written(m[i] / correct1);
      trace[2 * q_theta + i] = theta[i] = written(theta[i] - eta / std::sqrt(v_hat + epsilon) * m_hat);
    }
  }
}

double through_text(double x, int places) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", places, x);
  return std::strtod(text, nullptr);
}

}  // namespace

void double_adam(int steps, double eta, double* trace) {
  adam(steps, eta, trace, [](double x) { return x; });
}

void naive_by_hand_adam(int steps, int places, Naive how, double* trace) {
  const double scale = std::pow(10.0, places);
  if (how == Naive::scaled) {
    adam(steps, 0.1, trace, [scale](double x) { return std::round(x * scale) / scale; });
  } else {
    adam(steps, 0.1, trace, [places](double x) { return through_text(x, places); });
  }
}

void rational_momentum(int steps, std::vector<boost::multiprecision::mpq_rational>& trace) {
  using boost::multiprecision::mpq_rational;
  const mpq_rational eta(1, 100), gamma(9, 10), coefficient[2] = {2, 10};
  mpq_rational theta[2] = {3, 1}, v[2] = {0, 0};
  for (int step = 0; step < steps; ++step) {
    for (std::size_t i = 0; i < 2; ++i) {
      mpq_rational* const line = &trace[(static_cast<std::size_t>(step) * 2 + i) * 3];
      line[0] = coefficient[i] * theta[i];
      line[1] = v[i] = gamma * v[i] + eta * line[0];
      line[2] = theta[i] = theta[i] - v[i];
    }
  }
}

}  // namespace stepmark::bench
