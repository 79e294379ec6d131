// Quadratic bowls, round and long, and the saddle.
#include <Eigen/Eigenvalues>
#include <cmath>

#include "problems/family/names.hpp"

namespace stepmark {

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
  for (const std::string& name : drawn.objective.names) {
    text += (text.empty() ? "" : " + ") + term(draw.between(1, 4), name + "^2");
  }
  for (const std::string& name : drawn.objective.names) {
    const std::string linear = term(draw.between(1, 6), name);  // one draw a statement: their order is part of a set
    text += (draw.coin() ? " + " : " - ") + linear;
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

constexpr double least_condition = 10;

/// Just below or above 2/lambda_max, in thousandths: a plain gradient step then creeps, or climbs the walls.
void choose_rate(Draw& draw, const Spectrum& spectrum, Drawn& drawn) {
  const bool stable = draw.coin();
  const double thousandths = (stable ? 1800 : 2200) / spectrum.most;
  drawn.rate = Exact::decimal(static_cast<std::int64_t>(stable ? std::floor(thousandths) : std::ceil(thousandths)), 3);
  drawn.remark = stable ? "learning rate below 2/λ_max" : "learning rate above 2/λ_max";
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

}  // namespace stepmark
