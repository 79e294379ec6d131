// What goes wrong where old and new are put together: averages, accumulators, maxima.
#include <algorithm>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

Ways in_averages(const Problem& problem, const std::function<Expression(const Average&)>& change) {
  return everywhere_and_each(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
    const auto found = average(part);
    return found ? std::optional(change(*found)) : std::nullopt;
  });
}

Expression plus(const Expression& a, const Expression& b) { return sum({{false, a}, {false, b}}); }

}  // namespace

Ways average_weights_swapped(const Problem& problem) {
  return in_averages(problem,
                     [](const Average& a) { return plus(product(a.rest, a.old), product(a.weight, a.fresh)); });
}

Ways average_weight_dropped(const Problem& problem) {
  return in_averages(problem, [](const Average& a) { return plus(product(a.weight, a.old), a.fresh); });
}

/// b*X[t-1] becomes X[t-1]: an average and a velocity alike.
Ways decay_factor_dropped(const Problem& problem) {
  Ways ways;
  for (const StateRole& state : states(problem.optimizer)) {
    append(ways,
           rewritten(problem.optimizer, {state.equation}, [&](const Expression& part) -> std::optional<Expression> {
             const auto* scaled = part.as<Product>();
             const bool meant =
                 scaled && is_hyperparameter(scaled->left, problem.optimizer) && is_previous(scaled->right, state);
             return meant ? std::optional(scaled->right) : std::nullopt;
           }));
  }
  return ways;
}

/// The weights of two averages exchanged, wherever these hyperparameters stand.
Ways betas_swapped(const Problem& problem) {
  std::vector<Expression> weights;
  for (const Equation& equation : problem.optimizer.equations) {
    const auto found = average(equation.right);
    if (found && std::find(weights.begin(), weights.end(), found->weight) == weights.end()) {
      weights.push_back(found->weight);
    }
  }
  if (weights.size() != 2) return {};
  Ways ways;
  append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
           if (part == weights[0]) return weights[1];
           if (part == weights[1]) return weights[0];
           return std::nullopt;
         }));
  return ways;
}

namespace {

/// sum(s=1..t, body) at its last term.
std::optional<Expression> last_term(const Expression& part) {
  const auto* added = part.as<StepSum>();
  if (!added) return std::nullopt;
  const auto* last = added->last.as<Name>();
  if (!last) return std::nullopt;
  return rewrite(added->body, [&](const Expression& inner) -> std::optional<Expression> {
    const auto* named = inner.as<Name>();
    if (!named || !named->index || named->index->base != added->variable) return std::nullopt;
    return name(named->symbol, Index{last->symbol, named->index->offset});
  });
}

}  // namespace

Ways accumulator_replaced(const Problem& problem) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, last_term));
  for (const StateRole& state : states(problem.optimizer)) {
    const auto parts = recursion(problem.optimizer, state);
    if (parts && is_previous(parts->old.value, state) && !parts->old.minus) {
      append(ways, with_right(problem.optimizer, state.equation, sum_of(parts->fresh)));
    }
  }
  return ways;
}

Ways gradients_added_before_squaring(const Problem& problem) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, [](const Expression& part) -> std::optional<Expression> {
           const auto* added = part.as<StepSum>();
           const auto* squared = added ? added->body.as<Power>() : nullptr;
           if (!squared) return std::nullopt;
           return power(step_sum(added->variable, added->first, added->last, squared->base), squared->exponent);
         }));
  return ways;
}

Ways maximum_forgotten(const Problem& problem) {
  Ways ways;
  for (const StateRole& state : states(problem.optimizer)) {
    append(ways,
           rewritten(problem.optimizer, {state.equation}, [&](const Expression& part) -> std::optional<Expression> {
             const auto* called = part.as<Call>();
             if (!called || called->function != Function::max || called->arguments.size() != 2) return std::nullopt;
             const auto has_old = [&](const Expression& e) {
               bool found = false;
               for_each(e, [&](const Expression& inner) { found = found || is_previous(inner, state); });
               return found;
             };
             if (!has_old(called->arguments[0])) return std::nullopt;
             return called->arguments[1];
           }));
  }
  return ways;
}

}  // namespace stepmark::mistake::ways
