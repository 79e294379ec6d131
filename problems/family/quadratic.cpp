// Quadratic bowls, round and long, and the saddle.
#include <Eigen/Eigenvalues>
#include <compare>

#include "problems/family/names.hpp"

namespace stepmark::problems {

namespace {

using Drawn = Family::Drawn;
using Wanted = Family::Wanted;

StatedObjective started(Draw& draw, const Wanted& wanted) {
  StatedObjective objective;
  objective.names = component_names(wanted.dimension);
  for (std::size_t i = 0; i < wanted.dimension; ++i) objective.start.push_back(start_value(draw, wanted.level));
  return objective;
}

/// "2*x^2 + y^2 - 3*x": each component with a square, and the minimum shifted.
Drawn draw_quadratic(Draw& draw, const Wanted& wanted) {
  Drawn drawn{started(draw, wanted)};
  std::string& text = drawn.objective.function;
  std::vector<std::int64_t> squares;
  for (const std::string& name : drawn.objective.names) {
    squares.push_back(draw.between(1, 4));
    text += (text.empty() ? "" : " + ") + term(squares.back(), name + "^2");
  }
  for (std::size_t i = 0; i < squares.size(); ++i) {
    const std::int64_t linear = draw.between(1, 6);  // one draw a statement: their order is part of a set
    const bool rises = draw.coin();
    text += (rises ? " + " : " - ") + term(linear, drawn.objective.names[i]);
    if (!wanted.step_length) continue;
    const Exact minimum = Exact(rises ? -linear : linear) / Exact(2 * squares[i]);
    drawn.objective.start[i] = start_near(draw, wanted.level, minimum, *wanted.step_length);
  }
  return drawn;
}

/// A saddle: down along the last component, up along the others.
Drawn draw_saddle(Draw& draw, const Wanted& wanted) {
  Drawn drawn{started(draw, wanted)};
  StatedObjective& objective = drawn.objective;
  const std::int64_t unit = wanted.level == Level::easy ? 10 : 100;
  objective.start.back() = draw.signed_decimal(1, unit / 10 * 4, wanted.level == Level::easy ? 1 : 2);
  for (std::size_t i = 0; i < objective.names.size(); ++i) {
    const bool last = i + 1 == objective.names.size();
    if (!last && wanted.step_length) objective.start[i] = start_near(draw, wanted.level, 0, *wanted.step_length);
    objective.function += (i == 0 ? "" : last ? " - " : " + ") + term(draw.between(1, 3), objective.names[i] + "^2");
  }
  return drawn;
}

struct Spectrum {
  double least, most;
};

Spectrum spectrum_of(const std::vector<std::vector<Exact>>& a) {
  const auto n = static_cast<Eigen::Index>(a.size());
  Eigen::MatrixXd matrix(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      matrix(i, j) = a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)].to_double();
    }
  }
  const auto values = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix, Eigen::EigenvaluesOnly).eigenvalues();
  return {values.minCoeff(), values.maxCoeff()};
}

/// One long axis, and beyond the easy level neighbours that pull at each other.
std::vector<std::vector<Exact>> long_matrix(Draw& draw, const Wanted& wanted) {
  std::vector<std::vector<Exact>> a(wanted.dimension, std::vector<Exact>(wanted.dimension));
  const auto steep = static_cast<std::size_t>(draw.between(0, static_cast<std::int64_t>(wanted.dimension) - 1));
  for (std::size_t i = 0; i < wanted.dimension; ++i) a[i][i] = i == steep ? draw.between(20, 60) : draw.between(1, 3);
  if (wanted.level == Level::easy) return a;
  for (std::size_t i = 0; i + 1 < wanted.dimension; ++i) a[i][i + 1] = a[i + 1][i] = draw.between(-2, 2);
  return a;
}

/// A ratio of 10 counts, whichever way the last bits of the eigenvalues fall.
constexpr double least_condition = 10 - 1e-9;

/// The largest eigenvalue of A against `bound`, by the pivots of bound I - A: it is smaller if all are positive, and
/// the same if one is zero, in a row of zeros, and none negative.
std::strong_ordering order_of_largest(const std::vector<std::vector<Exact>>& a, const Exact& bound) {
  const std::size_t n = a.size();
  auto order = std::strong_ordering::less;
  std::vector<std::vector<Exact>> left(n, std::vector<Exact>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) left[i][j] = (i == j ? bound : Exact(0)) - a[i][j];
  }
  for (std::size_t k = 0; k < n; ++k) {
    const Exact pivot = left[k][k];
    if (pivot.sign() < 0) return std::strong_ordering::greater;
    if (pivot.is_zero()) order = std::strong_ordering::equal;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (left[i][k].is_zero()) continue;
      if (pivot.is_zero()) return std::strong_ordering::greater;
      const Exact factor = left[i][k] / pivot;
      for (std::size_t j = k + 1; j < n; ++j) left[i][j] = left[i][j] - factor * left[k][j];
    }
  }
  return order;
}

/// Just below or above 2/lambda_max, in thousandths: a plain gradient step then creeps, or climbs the walls. Doubles
/// nearly tell the eigenvalue; the thousandths are printed, so they are counted exactly.
void choose_rate(Draw& draw, const Spectrum& spectrum, Drawn& drawn) {
  const bool stable = draw.coin();
  const std::int64_t wanted = stable ? 1800 : 2200;
  const auto order = [&](std::int64_t thousandths) {
    return order_of_largest(drawn.objective.a, Exact(wanted) / Exact(thousandths));
  };
  auto thousandths = static_cast<std::int64_t>(static_cast<double>(wanted) / spectrum.most);
  while (order(thousandths) > 0) --thousandths;
  while (order(thousandths + 1) <= 0) ++thousandths;
  if (!stable && order(thousandths) != 0) ++thousandths;
  drawn.rate = Exact::decimal(thousandths, 3);
}

Drawn draw_ill_conditioned(Draw& draw, const Wanted& wanted) {
  Drawn drawn{started(draw, wanted)};
  StatedObjective& objective = drawn.objective;
  Spectrum spectrum{0, 0};
  do {
    objective.a = long_matrix(draw, wanted);
    spectrum = spectrum_of(objective.a);
  } while (spectrum.least < 0.1 || spectrum.most / spectrum.least < least_condition);
  objective.b.clear();
  for (std::size_t i = 0; i < wanted.dimension; ++i) objective.b.emplace_back(draw.between(-5, 5));
  choose_rate(draw, spectrum, drawn);
  return drawn;
}

}  // namespace

std::vector<Family> quadratic_families() {
  return {
      {"quadratic", "a bowl whose axes differ little: every optimizer finds the way, and the numbers stay small",
       "down a bowl", 1, 2, 10, true, false, false, draw_quadratic},
      {"ill-conditioned",
       "a long valley by A and b: a learning rate just below 2/lambda_max creeps, one above it climbs the walls; "
       "momentum eases the choice",
       "down a long valley", 2, 2, 10, false, false, false, draw_ill_conditioned},
      {"saddle",
       "a start beside a saddle point: a small gradient leads away from it, and momentum or a rate of its own "
       "for each parameter leaves it sooner",
       "beside a saddle point", 2, 2, 10, true, false, false, draw_saddle},
  };
}

}  // namespace stepmark::problems
