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

/// gamma*(v[t-1] + eta*g[t]).
Ways decay_over_sum(const Problem& problem) {
  Ways ways;
  for (const LeakySum& leaky : leaky_sums(problem.optimizer)) {
    std::vector<Sum::Term> terms = leaky.fresh;
    terms.insert(terms.begin(), {leaky.old.minus, leaky.old.value.as<Product>()->right});
    ways.push_back(with_right(problem.optimizer, leaky.state.equation, product(leaky.factor, sum_of(terms))));
  }
  return ways;
}

/// v[t-1] + gamma*eta*g[t].
Ways decay_on_fresh(const Problem& problem) {
  Ways ways;
  for (const LeakySum& leaky : leaky_sums(problem.optimizer)) {
    std::vector<Sum::Term> terms = {{leaky.old.minus, leaky.old.value.as<Product>()->right}};
    for (const Sum::Term& term : leaky.fresh) terms.push_back({term.minus, product(leaky.factor, term.value)});
    ways.push_back(with_right(problem.optimizer, leaky.state.equation, sum_of(terms)));
  }
  return ways;
}

/// A velocity as an average, with the learning rate where it was, and (where it was inside) in the update.
Ways velocity_averaged(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto rate = learning_rate(problem);
  const auto line = update(definition);
  Ways ways;
  for (const LeakySum& leaky : leaky_sums(definition)) {
    if (leaky.fresh.size() != 1) continue;
    const Sum::Term& fresh = leaky.fresh.front();
    const Expression rest = sum({{false, one()}, {true, leaky.factor}});
    const auto averaged = [&](const Expression& taken) {
      return sum_of({leaky.old, {fresh.minus, product(rest, taken)}});
    };
    ways.push_back(with_right(definition, leaky.state.equation, averaged(fresh.value)));
    const auto bare =
        rate ? without_factor(fresh.value, [&](const Expression& e) { return e == *rate; }) : std::nullopt;
    const Expression now = reference(leaky.state.quantity, leaky.state.offset);
    if (!bare || !line || line->terms.size() != 1 || !(line->terms[0].value == now)) continue;
    WrongMethod way = with_right(definition, leaky.state.equation, averaged(*bare));
    set_right(way, line->equation, sum({{false, line->leading}, {line->terms[0].minus, product(*rate, now)}}));
    ways.push_back(std::move(way));
  }
  return ways;
}

/// What is carried over subtracted where it is added, in the velocity, or where the velocity is used beside the
/// gradient.
Ways carried_value_sign(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const StateRole& velocity : velocities(definition)) {
    const auto parts = recursion(definition, velocity);
    std::vector<Sum::Term> terms = parts->fresh;
    terms.push_back({!parts->old.minus, parts->old.value});
    ways.push_back(with_right(definition, velocity.equation, sum_of(terms)));
    const Expression now = reference(velocity.quantity, velocity.offset);
    for (std::size_t i = 0; i < definition.equations.size(); ++i) {
      const auto* written = definition.equations[i].right.as<Sum>();
      if (!written || i == velocity.equation || definition.equations[i].quantity == "theta") continue;
      std::vector<Sum::Term> turned = written->terms;
      for (std::size_t k = 1; k < turned.size(); ++k) {
        const auto* scaled = turned[k].value.as<Product>();
        if (!scaled || !(scaled->right == now)) continue;
        turned[k].minus = !turned[k].minus;
        ways.push_back(with_right(definition, i, sum_of(turned)));
        turned[k].minus = !turned[k].minus;
      }
    }
  }
  return ways;
}

/// eta*(gamma*v[t-1] + g[t]), where the learning rate stands at the gradient alone.
Ways rate_on_carried(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  Ways ways;
  for (const LeakySum& leaky : leaky_sums(problem.optimizer)) {
    const auto has_rate = [&](const Sum::Term& term) {
      return without_factor(term.value, [&](const Expression& e) { return e == *rate; }).has_value();
    };
    if (!std::all_of(leaky.fresh.begin(), leaky.fresh.end(), has_rate)) continue;
    std::vector<Sum::Term> terms = leaky.fresh;
    terms.insert(terms.begin(), {leaky.old.minus, product(*rate, leaky.old.value)});
    ways.push_back(with_right(problem.optimizer, leaky.state.equation, sum_of(terms)));
  }
  return ways;
}

/// A sum of squares divided by their number: where it is gathered, and where it is used.
Ways accumulator_averaged(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const Expression steps = name("t"), steps_before = sum({{false, steps}, {true, one()}});
  Ways ways;
  for (const std::size_t position : accumulators(definition)) {
    const Equation& equation = definition.equations[position];
    const StateRole state{position, equation.quantity, equation.offset};
    const auto parts = recursion(definition, state);
    const bool runs_on = parts && is_previous(parts->old.value, state) && !parts->old.minus;
    if (!runs_on && !equation.right.as<StepSum>()) continue;
    std::vector<Sum::Term> terms = {{false, product(steps_before, reference(equation.quantity, equation.offset - 1))}};
    if (runs_on) terms.insert(terms.end(), parts->fresh.begin(), parts->fresh.end());
    ways.push_back(with_right(definition, position, quotient(runs_on ? sum_of(terms) : equation.right, steps)));
    const Expression now = reference(equation.quantity, equation.offset);
    append(ways, rewritten(definition, [&](const Expression& part) {
             return part == now ? std::optional(quotient(now, steps)) : std::nullopt;
           }));
  }
  return ways;
}

namespace {

/// In the equations that gather squares, each square of a quantity replaced: in all of them, and in each by itself.
Ways in_squares(const Problem& problem, const std::function<std::optional<Expression>(const Expression&)>& change) {
  const std::vector<std::size_t> gathering = accumulators(problem.optimizer);
  const auto in = [&](const std::vector<std::size_t>& equations) {
    return rewritten(problem.optimizer, equations, [&](const Expression& part) -> std::optional<Expression> {
      const bool meant = is_square(part) && mentions_vector(part, problem.optimizer);
      return meant ? change(part) : std::nullopt;
    });
  };
  Ways ways;
  append(ways, in(gathering));
  if (ways.empty() || ways.front().changed.size() < 2) return ways;
  for (const std::size_t equation : gathering) append(ways, in({equation}));
  return ways;
}

}  // namespace

/// One number for all parameters.
Ways squares_over_parameters(const Problem& problem) {
  if (problem.dimension() < 2) return {};
  return in_squares(problem, [](const Expression& square) { return std::optional(call(Function::sum, {square})); });
}

Ways absolute_instead_of_square(const Problem& problem) {
  return in_squares(
      problem, [](const Expression& square) { return std::optional(call(Function::abs, {square.as<Power>()->base})); });
}

Ways rate_in_squares(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  return in_squares(problem, [&](const Expression& square) {
    const auto& raised = *square.as<Power>();
    return std::optional(power(product(*rate, raised.base), raised.exponent));
  });
}

/// The squares of the first moment, plain or corrected, gathered in the place of those of the gradient.
Ways squares_of_moment(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const StateRole& moment : velocities(definition)) {
    const auto gradient = taken_in(definition, moment);
    if (!gradient) continue;
    const Expression taken = reference(*gradient, moment.offset), now = reference(moment.quantity, moment.offset);
    std::vector<Expression> moments = {now};
    for (const Equation& equation : definition.equations) {
      const auto* divided = equation.right.as<Quotient>();
      if (divided && divided->left == now && is_bias_factor(divided->right)) moments.push_back(equation.right);
    }
    for (const Expression& other : moments) {
      append(ways, in_squares(problem, [&](const Expression& square) -> std::optional<Expression> {
               const auto& raised = *square.as<Power>();
               return raised.base == taken ? std::optional(power(other, raised.exponent)) : std::nullopt;
             }));
    }
  }
  return ways;
}

}  // namespace stepmark::mistake::ways
