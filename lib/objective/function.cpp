// Objectives that are given by formulas: a function, its gradient, or gradients step by step.
#include "lib/objective/check.hpp"
#include "lib/objective/objective.hpp"

namespace stepmark::objective {

namespace {

class FunctionObjective : public Objective {
 public:
  FunctionObjective(Expression function, std::vector<Expression> gradient, std::vector<std::string> parameters)
      : Objective(std::move(parameters)), function_(std::move(function)), gradient_(std::move(gradient)) {}

  Kind kind() const override { return Kind::function; }
  std::optional<Expression> loss(std::int64_t) const override { return function_; }
  Expression gradient(std::size_t i, std::int64_t) const override { return gradient_.at(i); }
  std::optional<Expression> loss_formula() const override { return function_; }
  std::optional<Expression> gradient_formula(std::size_t i) const override { return gradient_.at(i); }
  bool depends_on_step() const override { return false; }

 private:
  Expression function_;
  std::vector<Expression> gradient_;
};

class GradientObjective : public Objective {
 public:
  GradientObjective(std::vector<Expression> gradient, std::vector<std::string> parameters)
      : Objective(std::move(parameters)), gradient_(std::move(gradient)) {}

  Kind kind() const override { return Kind::gradient; }
  std::optional<Expression> loss(std::int64_t) const override { return std::nullopt; }
  Expression gradient(std::size_t i, std::int64_t) const override { return gradient_.at(i); }
  std::optional<Expression> loss_formula() const override { return std::nullopt; }
  std::optional<Expression> gradient_formula(std::size_t i) const override { return gradient_.at(i); }
  bool depends_on_step() const override { return false; }

 private:
  std::vector<Expression> gradient_;
};

class GradientsObjective : public Objective {
 public:
  GradientsObjective(std::vector<std::vector<Expression>> gradients, std::vector<std::string> parameters,
                     std::int64_t first_step)
      : Objective(std::move(parameters)), gradients_(std::move(gradients)), first_step_(first_step) {}

  Kind kind() const override { return Kind::gradients; }
  std::optional<Expression> loss(std::int64_t) const override { return std::nullopt; }
  Expression gradient(std::size_t i, std::int64_t t) const override {
    STEPMARK_ASSERT(first_step_ <= t && t <= last_step());
    return gradients_[static_cast<std::size_t>(t - first_step_)].at(i);
  }
  std::optional<Expression> loss_formula() const override { return std::nullopt; }
  std::optional<Expression> gradient_formula(std::size_t) const override { return std::nullopt; }
  bool depends_on_step() const override { return true; }
  std::optional<std::int64_t> last_step() const override {
    return first_step_ + static_cast<std::int64_t>(gradients_.size()) - 1;
  }

 private:
  std::vector<std::vector<Expression>> gradients_;
  std::int64_t first_step_;
};

}  // namespace

ObjectivePtr function_objective(Expression function, std::vector<std::string> parameters, const Location& where) {
  check_objective_expression(function, parameters, where);
  std::vector<Expression> gradient;
  for (const std::string& parameter : parameters) gradient.push_back(derivative_at(function, parameter, where));
  return std::make_shared<FunctionObjective>(std::move(function), std::move(gradient), std::move(parameters));
}

ObjectivePtr gradient_objective(std::vector<Expression> gradient, std::vector<std::string> parameters,
                                const Location& where) {
  check_length(gradient.size(), parameters, "gradient", where);
  for (const Expression& component : gradient) check_objective_expression(component, parameters, where);
  return std::make_shared<GradientObjective>(std::move(gradient), std::move(parameters));
}

ObjectivePtr gradients_objective(std::vector<std::vector<Expression>> gradients, std::vector<std::string> parameters,
                                 const Location& where, std::int64_t first_step) {
  if (gradients.empty()) throw InputError(where, "no gradients", "expected one list of numbers a step");
  std::vector<std::string> names = parameters;
  names.emplace_back("t");
  for (const auto& step : gradients) {
    check_length(step.size(), parameters, "the gradient of a step", where);
    for (const Expression& component : step) check_objective_expression(component, names, where);
  }
  return std::make_shared<GradientsObjective>(std::move(gradients), std::move(parameters), first_step);
}

}  // namespace stepmark::objective
