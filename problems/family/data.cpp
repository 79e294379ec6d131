// Regression on a small table with mini-batches.
#include <algorithm>

#include "problems/family/names.hpp"

namespace stepmark::problems {

namespace {

using Drawn = Family::Drawn;
using Wanted = Family::Wanted;

/// Rows for every step, two a batch; at level easy one.
Drawn with_rows(Draw& draw, const Wanted& wanted, const std::string& loss, Exact (*label)(Draw&, std::int64_t)) {
  Drawn drawn;
  StatedObjective& objective = drawn.objective;
  objective.loss = loss;
  objective.names = {"w", "b"};
  objective.start = {draw.decimal(-10, 10, 1), draw.decimal(-10, 10, 1)};
  objective.batch = wanted.level == Level::easy ? 1 : 2;
  objective.data.columns = {"x", "y"};
  const std::size_t rows = objective.batch * static_cast<std::size_t>(std::clamp<std::int64_t>(wanted.steps, 2, 4));
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int64_t x = draw.between(-4, 4);
    objective.data.rows.push_back({x, label(draw, x)});
  }
  return drawn;
}

/// About 2x + 1.
Exact noisy_line(Draw& draw, std::int64_t x) { return 2 * x + draw.between(-1, 3); }

/// The likelier, the larger x.
Exact noisy_class(Draw& draw, std::int64_t x) { return draw.between(-4, 4) < x ? 1 : 0; }

Drawn draw_linear(Draw& draw, const Wanted& wanted) {
  return with_rows(draw, wanted, "(w*x + b - y)^2 / 2", noisy_line);
}

Drawn draw_logistic(Draw& draw, const Wanted& wanted) {
  return with_rows(draw, wanted, "log(1 + exp(w*x + b)) - y*(w*x + b)", noisy_class);
}

}  // namespace

std::vector<Family> data_families() {
  return {
      {"linear-regression", "a line through a small table, a mini-batch a step: the gradient changes with the batch",
       "fitting a line to a small table", 2, 2, 2, false, false, true, draw_linear},
      {"logistic-regression",
       "two classes in a small table, a mini-batch a step: the gradient is an error times an input",
       "telling two classes apart", 2, 2, 2, false, false, true, draw_logistic},
  };
}

}  // namespace stepmark::problems
