// What goes wrong with the gradient: its sign, its factor, the point or the rows at which it is taken.
#include <algorithm>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

/// The objective as it is misread: another component, another step.
class MisreadObjective : public Objective {
 public:
  using Component = std::function<std::size_t(std::size_t)>;
  using Step = std::function<std::int64_t(std::int64_t)>;

  MisreadObjective(ObjectivePtr read, Component component, Step step)
      : Objective(read->parameters()),
        read_(std::move(read)),
        component_(std::move(component)),
        step_(std::move(step)) {}

  Kind kind() const override { return read_->kind(); }
  std::optional<Expression> loss(std::int64_t t) const override { return read_->loss(step_(t)); }
  Expression gradient(std::size_t i, std::int64_t t) const override { return read_->gradient(component_(i), step_(t)); }
  std::optional<Expression> loss_formula() const override { return read_->loss_formula(); }
  std::optional<Expression> gradient_formula(std::size_t i) const override {
    return read_->gradient_formula(component_(i));
  }
  bool depends_on_step() const override { return read_->depends_on_step(); }
  std::optional<std::int64_t> last_step() const override { return read_->last_step(); }
  std::vector<std::size_t> batch(std::int64_t t) const override { return read_->batch(step_(t)); }
  const DataTable* table() const override { return read_->table(); }
  ObjectivePtr on_whole_table() const override { return misread(read_->on_whole_table()); }
  ObjectivePtr reduced_otherwise() const override { return misread(read_->reduced_otherwise()); }

 private:
  ObjectivePtr misread(ObjectivePtr other) const {
    return other ? std::make_shared<MisreadObjective>(std::move(other), component_, step_) : nullptr;
  }

  ObjectivePtr read_;
  Component component_;
  Step step_;
};

std::size_t same_component(std::size_t i) { return i; }
std::int64_t same_step(std::int64_t t) { return t; }

/// The equations as they are, on another objective.
WrongMethod on_objective(const Problem& problem, std::function<ObjectivePtr(const ObjectivePtr&)> objective) {
  WrongMethod way;
  way.definition = problem.optimizer;
  way.changed = gradient_equations(problem.optimizer);
  way.objective = std::move(objective);
  return way;
}

WrongMethod at_step(const Problem& problem, std::function<std::int64_t(std::int64_t)> step) {
  return on_objective(problem, [step = std::move(step)](const ObjectivePtr& objective) -> ObjectivePtr {
    return std::make_shared<MisreadObjective>(objective, same_component, step);
  });
}

/// Every grad(p) changed, p being theta itself.
std::optional<WrongMethod> at_other_point(const Definition& definition,
                                          const std::function<Expression(const Expression& point)>& other) {
  return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
    const Expression* point = point_of(part);
    const auto* named = point ? point->as<Name>() : nullptr;
    if (!named || named->symbol != "theta" || !named->index) return std::nullopt;
    return call(Function::grad, {other(*point)});
  });
}

/// The equation of the point at which the gradient is taken, where that is no theta: theta + something.
struct LookAhead {
  std::size_t equation;
  Sum written;
};

std::optional<LookAhead> look_ahead(const Definition& definition) {
  for (const std::size_t line : gradient_equations(definition)) {
    const std::string point = gradient_point(definition.equations[line].right);
    if (point == "theta") continue;
    for (std::size_t i = 0; i < definition.equations.size(); ++i) {
      const auto* written = definition.equations[i].right.as<Sum>();
      if (definition.equations[i].quantity == point && written && written->terms.size() == 2) {
        return LookAhead{i, *written};
      }
    }
  }
  return std::nullopt;
}

/// Every grad of a point that is looked ahead to, taken elsewhere, while the line of the point stays right.
std::optional<WrongMethod> instead_of_look_ahead(const Definition& definition, const LookAhead& ahead,
                                                 const Expression& other) {
  const std::string& point = definition.equations[ahead.equation].quantity;
  return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
    const Expression* taken_at = point_of(part);
    const auto* named = taken_at ? taken_at->as<Name>() : nullptr;
    return named && named->symbol == point ? std::optional(call(Function::grad, {other})) : std::nullopt;
  });
}

}  // namespace

Ways gradient_sign(const Problem& problem) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, [](const Expression& part) -> std::optional<Expression> {
           return point_of(part) ? std::optional(negation(part)) : std::nullopt;
         }));
  return ways;
}

Ways look_ahead_omitted(const Problem& problem) {
  const auto found = look_ahead(problem.optimizer);
  if (!found) return {};
  return {with_right(problem.optimizer, found->equation, found->written.terms[0].value)};
}

Ways look_ahead_undamped(const Problem& problem) {
  const auto found = look_ahead(problem.optimizer);
  if (!found) return {};
  auto terms = found->written.terms;
  const auto* scaled = terms[1].value.as<Product>();
  if (!scaled || !is_hyperparameter(scaled->left, problem.optimizer)) return {};
  terms[1].value = scaled->right;
  return {with_right(problem.optimizer, found->equation, sum(terms))};
}

Ways look_ahead_wrong_direction(const Problem& problem) {
  const auto found = look_ahead(problem.optimizer);
  if (!found) return {};
  auto terms = found->written.terms;
  terms[1].minus = !terms[1].minus;
  return {with_right(problem.optimizer, found->equation, sum(terms))};
}

Ways update_from_look_ahead(const Problem& problem) {
  const auto found = look_ahead(problem.optimizer);
  const auto line = update(problem.optimizer);
  if (!found || !line) return {};
  const Equation& point = problem.optimizer.equations[found->equation];
  std::vector<Sum::Term> terms = line->terms;
  terms.insert(terms.begin(), {false, reference(point.quantity, point.offset)});
  return {with_right(problem.optimizer, line->equation, sum(std::move(terms)))};
}

/// Where one looks ahead, the old point is the one that one looks from.
Ways gradient_at_old_point(const Problem& problem) {
  if (const auto ahead = look_ahead(problem.optimizer)) {
    Ways ways;
    append(ways, instead_of_look_ahead(problem.optimizer, *ahead, ahead->written.terms[0].value));
    return ways;
  }
  if (problem.state) return {};
  auto way = at_other_point(problem.optimizer, [](const Expression& point) {
    const auto& named = *point.as<Name>();
    return name("theta", Index{named.index->base, named.index->offset - 1});
  });
  if (!way) return {};
  const std::int64_t first = problem.optimizer.equations[update_equation(problem.optimizer)].offset;
  need_start(*way, "theta", first - 1, std::nullopt);
  return {std::move(*way)};
}

/// A plain step first, and the gradient there.
Ways gradient_at_new_point(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  Ways ways;
  append(ways, at_other_point(problem.optimizer, [&](const Expression& point) {
           return sum({{false, point}, {true, product(*rate, call(Function::grad, {point}))}});
         }));
  return ways;
}

Ways gradient_at_start(const Problem& problem) {
  const std::int64_t first = problem.optimizer.equations[update_equation(problem.optimizer)].offset;
  Ways ways;
  const Expression start = name("theta", Index{"", first});
  if (const auto ahead = look_ahead(problem.optimizer)) {
    append(ways, instead_of_look_ahead(problem.optimizer, *ahead, start));
  } else {
    append(ways, at_other_point(problem.optimizer, [&](const Expression&) { return start; }));
  }
  return ways;
}

Ways derivative_factor(const Problem& problem) {
  Ways ways;
  for (const bool doubled : {true, false}) {
    append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
             if (!point_of(part)) return std::nullopt;
             const Expression two = literal(Exact(2));
             return doubled ? product(two, part) : quotient(part, two);
           }));
  }
  return ways;
}

Ways components_exchanged(const Problem& problem) {
  Ways ways;
  const std::size_t dimension = problem.dimension();
  for (std::size_t i = 0; i + 1 < dimension && dimension <= 4; ++i) {
    ways.push_back(on_objective(problem, [i](const ObjectivePtr& objective) -> ObjectivePtr {
      const auto exchanged = [i](std::size_t k) { return k == i ? i + 1 : k == i + 1 ? i : k; };
      return std::make_shared<MisreadObjective>(objective, exchanged, same_step);
    }));
  }
  return ways;
}

Ways wrong_batch(const Problem& problem) {
  if (problem.objective->kind() != Objective::Kind::data || !problem.objective->depends_on_step()) return {};
  return {at_step(problem, [](std::int64_t) { return std::int64_t{1}; }),
          at_step(problem, [](std::int64_t t) { return t + 1; }),
          at_step(problem, [](std::int64_t t) { return std::max<std::int64_t>(t - 1, 1); }),
          on_objective(problem, [](const ObjectivePtr& objective) { return objective->on_whole_table(); })};
}

Ways batch_not_averaged(const Problem& problem) {
  if (!problem.objective->reduced_otherwise()) return {};
  Ways ways = {on_objective(problem, [](const ObjectivePtr& objective) { return objective->reduced_otherwise(); })};
  append(ways, averaged_over_table(problem));
  return ways;
}

}  // namespace stepmark::mistake::ways
