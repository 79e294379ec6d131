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
  return with_rows(draw, wanted, "-y*log(sigmoid(w*x + b)) - (1 - y)*log(1 - sigmoid(w*x + b))", noisy_class);
}

/// The rows of every step, each drawn by `row`.
void draw_rows(Draw& draw, const Wanted& wanted, StatedObjective& objective,
               std::vector<Exact> (*row)(Draw&, std::size_t)) {
  objective.batch = wanted.level == Level::hard ? 2 : 1;
  const std::size_t rows = objective.batch * static_cast<std::size_t>(std::clamp<std::int64_t>(wanted.steps, 2, 4));
  for (std::size_t i = 0; i < rows; ++i) objective.data.rows.push_back(row(draw, wanted.dimension));
}

std::vector<Exact> input_and_target(Draw& draw, std::size_t) {
  return {draw.signed_decimal(2, 20, 1), draw.signed_decimal(1, 20, 1)};
}

/// One hidden unit without and with a bias, or two.
std::string network(const std::string& activation, std::size_t dimension, std::vector<std::string>& names) {
  if (dimension == 4) {
    names = {"w_1", "w_2", "v_1", "v_2"};
    return "(v_1*" + activation + "(w_1*x) + v_2*" + activation + "(w_2*x) - y)^2 / 2";
  }
  names = {"w", "v"};
  if (dimension == 3) names.insert(names.begin() + 1, "b");
  return "(v*" + activation + (dimension == 3 ? "(w*x + b)" : "(w*x)") + " - y)^2 / 2";
}

Drawn draw_network(Draw& draw, const Wanted& wanted, const std::string& activation) {
  Drawn drawn;
  drawn.objective.loss = network(activation, wanted.dimension, drawn.objective.names);
  for (std::size_t i = 0; i < wanted.dimension; ++i) drawn.objective.start.push_back(draw.signed_decimal(2, 15, 1));
  drawn.objective.data.columns = {"x", "y"};
  draw_rows(draw, wanted, drawn.objective, input_and_target);
  return drawn;
}

Drawn draw_tanh(Draw& draw, const Wanted& wanted) { return draw_network(draw, wanted, "tanh"); }
Drawn draw_sigmoid(Draw& draw, const Wanted& wanted) { return draw_network(draw, wanted, "sigmoid"); }
Drawn draw_relu(Draw& draw, const Wanted& wanted) { return draw_network(draw, wanted, "relu"); }

/// An input, and 1 for its class among zeros.
std::vector<Exact> input_and_class(Draw& draw, std::size_t classes) {
  std::vector<Exact> row(classes + 1);
  row.front() = draw.signed_decimal(2, 20, 1);
  row[static_cast<std::size_t>(draw.between(1, static_cast<std::int64_t>(classes)))] = 1;
  return row;
}

/// The cross entropy of a softmax over w_1*x, w_2*x, ...
Drawn draw_softmax(Draw& draw, const Wanted& wanted) {
  Drawn drawn;
  StatedObjective& objective = drawn.objective;
  std::string exponentials, right;
  objective.data.columns = {"x"};
  for (std::size_t i = 1; i <= wanted.dimension; ++i) {
    const std::string number = std::to_string(i), score = "w_" + number + "*x";
    objective.names.push_back("w_" + number);
    objective.start.push_back(draw.decimal(-15, 15, 1));
    objective.data.columns.push_back("y_" + number);
    exponentials += (i > 1 ? " + " : "") + ("exp(" + score + ")");
    right += " - y_" + number + "*" + score;
  }
  objective.loss = "log(" + exponentials + ")" + right;
  draw_rows(draw, wanted, objective, input_and_class);
  return drawn;
}

}  // namespace

std::vector<Family> data_families() {
  return {
      {"linear-regression", "a line through a small table, a mini-batch a step: the gradient changes with the batch",
       "fitting a line to a small table", 2, 2, 2, false, false, true, draw_linear},
      {"logistic-regression",
       "two classes in a small table, a mini-batch a step: the gradient is an error times an input",
       "telling two classes apart", 2, 2, 2, false, false, true, draw_logistic},
      {"softmax-regression",
       "two or three classes, a score for each: the gradient is a probability less 1 or 0, times an input",
       "telling classes apart by softmax", 2, 3, 3, false, false, true, draw_softmax},
      {"tanh-network", "a network of one or two hidden units with tanh: the chain rule through two layers",
       "training a small network with tanh", 2, 3, 4, false, false, true, draw_tanh},
      {"sigmoid-network", "a network of one or two hidden units with the sigmoid: its slope is sigma (1 - sigma)",
       "training a small network with a sigmoid", 2, 3, 4, false, false, true, draw_sigmoid},
      {"relu-network", "a network of one or two hidden units with ReLU: a unit that is off passes no gradient",
       "training a small network with ReLU", 2, 3, 4, false, false, true, draw_relu},
  };
}

}  // namespace stepmark::problems
