// Gradients that are given step by step: nothing but the optimizer is left to work.
#include <algorithm>

#include "problems/family/names.hpp"

namespace stepmark::problems {

namespace {

using Drawn = Family::Drawn;
using Wanted = Family::Wanted;

/// The gradients of one component, step by step.
using Column = std::vector<Exact>;

Exact size_of(Draw& draw, Level level) {
  return level == Level::easy     ? draw.decimal(1, 20, 0)
         : level == Level::medium ? draw.decimal(5, 60, 1)
                                  : draw.decimal(50, 600, 2);
}

Drawn of_columns(Draw& draw, const Wanted& wanted, Column (*column)(Draw&, const Wanted&, std::size_t)) {
  Drawn drawn;
  StatedObjective& objective = drawn.objective;
  objective.gradients.assign(static_cast<std::size_t>(wanted.steps), {});
  for (std::size_t i = 0; i < wanted.dimension; ++i) {
    const Column values = column(draw, wanted, i);
    for (std::size_t t = 0; t < values.size(); ++t) objective.gradients[t].push_back(values[t]);
    objective.start.push_back(start_value(draw, wanted.level));
  }
  return drawn;
}

/// One sign throughout, and sizes that differ.
Column steady(Draw& draw, const Wanted& wanted, std::size_t) {
  const Exact sign = draw.coin() ? 1 : -1;
  Column column;
  for (std::int64_t t = 0; t < wanted.steps; ++t) {
    Exact gradient = sign * size_of(draw, wanted.level);
    while (!column.empty() && gradient == column.back()) gradient = sign * size_of(draw, wanted.level);
    column.push_back(std::move(gradient));
  }
  return column;
}

/// The sign changes at every step.
Column alternating(Draw& draw, const Wanted& wanted, std::size_t) {
  Exact sign = draw.coin() ? 1 : -1;
  Column column;
  for (std::int64_t t = 0; t < wanted.steps; ++t) {
    column.push_back(sign * size_of(draw, wanted.level));
    sign = -sign;
  }
  return column;
}

/// The first component frequent, the others seen in the first step and not in the next; of many steps, one in five is
/// missed.
Column sparse(Draw& draw, const Wanted& wanted, std::size_t component) {
  Column column = steady(draw, wanted, component);
  const std::size_t missed = std::max<std::size_t>(1, column.size() / 5);
  for (std::size_t t = 1; component > 0 && t <= missed && t < column.size(); ++t) column[t] = 0;
  return column;
}

Drawn draw_steady(Draw& draw, const Wanted& wanted) { return of_columns(draw, wanted, steady); }
Drawn draw_alternating(Draw& draw, const Wanted& wanted) { return of_columns(draw, wanted, alternating); }
Drawn draw_sparse(Draw& draw, const Wanted& wanted) { return of_columns(draw, wanted, sparse); }

}  // namespace

std::vector<Family> gradient_families() {
  return {
      {"gradients-steady", "given gradients of one sign: velocity grows, AdaGrad's rate decays and RMSProp's does not",
       "with steady gradients", 1, 2, 10, true, true, false, draw_steady},
      {"gradients-alternating", "given gradients of changing sign: velocity damps what an uneven ravine throws about",
       "with alternating gradients", 1, 2, 10, true, true, false, draw_alternating},
      {"gradients-sparse",
       "given gradients, one parameter frequent and the others not: AdaGrad moves the infrequent ones further",
       "with a frequent and an infrequent parameter", 2, 2, 10, true, true, false, draw_sparse},
  };
}

}  // namespace stepmark::problems
