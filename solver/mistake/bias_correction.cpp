// What goes wrong with 1 - beta^t.
#include <algorithm>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

/// The different bias factors, in order of appearance.
std::vector<Expression> bias_factors(const Definition& definition) {
  std::vector<Expression> found;
  for (const Equation& equation : definition.equations) {
    for_each(equation.right, [&](const Expression& part) {
      if (is_bias_factor(part) && std::find(found.begin(), found.end(), part) == found.end()) found.push_back(part);
    });
  }
  return found;
}

using Change = std::function<std::optional<Expression>(const Expression& part, const Expression& factor)>;

/// In every factor at once, and in each by itself.
Ways in_factors(const Definition& definition, const Change& change) {
  const std::vector<Expression> all = bias_factors(definition);
  const auto at = [&](const std::vector<Expression>& chosen) {
    return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
      for (const Expression& factor : chosen) {
        if (auto changed = change(part, factor)) return changed;
      }
      return std::nullopt;
    });
  };
  Ways ways;
  append(ways, at(all));
  if (all.size() < 2) return ways;
  for (const Expression& factor : all) append(ways, at({factor}));
  return ways;
}

/// The factor with another exponent.
Change with_exponent(std::function<Expression(const Expression& exponent)> other) {
  return [other = std::move(other)](const Expression& part, const Expression& factor) -> std::optional<Expression> {
    if (!(part == factor)) return std::nullopt;
    const Expression& raised = factor.as<Sum>()->terms[1].value;
    const auto& written = *raised.as<Power>();
    return sum({{false, one()}, {true, power(written.base, other(written.exponent))}});
  };
}

/// An equation that does nothing but correct: m_hat[t] = m[t]/(1 - beta1^t).
const Quotient* correction(const Equation& equation) {
  const auto* divided = equation.right.as<Quotient>();
  return divided && divided->left.as<Name>() && is_bias_factor(divided->right) ? divided : nullptr;
}

/// The moment in the place of the corrected one that was worked out, wherever it is used: of all, and of each by
/// itself.
Ways corrected_in_vain(const Definition& definition) {
  std::vector<std::size_t> corrected;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    if (correction(definition.equations[i])) corrected.push_back(i);
  }
  const auto without = [&](const std::vector<std::size_t>& chosen) {
    return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
      const auto* named = part.as<Name>();
      for (const std::size_t i : chosen) {
        const Equation& equation = definition.equations[i];
        const bool is_it = named && named->symbol == equation.quantity && named->index && named->index->base == "t" &&
                           named->index->offset == equation.offset;
        if (is_it) return correction(equation)->left;
      }
      return std::nullopt;
    });
  };
  Ways ways;
  append(ways, without(corrected));
  if (corrected.size() < 2) return ways;
  for (const std::size_t i : corrected) append(ways, without({i}));
  return ways;
}

}  // namespace

Ways bias_correction_omitted(const Problem& problem) {
  Ways ways =
      in_factors(problem.optimizer, [](const Expression& part, const Expression& factor) -> std::optional<Expression> {
        const auto* divided = part.as<Quotient>();
        if (divided && divided->right == factor) return divided->left;
        if (part == factor) return one();
        return std::nullopt;
      });
  append(ways, corrected_in_vain(problem.optimizer));
  return ways;
}

Ways bias_correction_multiplied(const Problem& problem) {
  return in_factors(problem.optimizer,
                    [](const Expression& part, const Expression& factor) -> std::optional<Expression> {
                      const auto* divided = part.as<Quotient>();
                      if (divided && divided->right == factor) return product(divided->left, factor);
                      return std::nullopt;
                    });
}

Ways bias_exponent_frozen(const Problem& problem) {
  return in_factors(problem.optimizer, with_exponent([](const Expression&) { return one(); }));
}

Ways bias_exponent_off_by_one(const Problem& problem) {
  Ways ways;
  for (const bool less : {false, true}) {
    append(ways, in_factors(problem.optimizer, with_exponent([less](const Expression& exponent) {
                              return sum({{false, exponent}, {less, one()}});
                            })));
  }
  return ways;
}

namespace {

/// The b of 1 - b^t.
const Expression& base_of(const Expression& factor) { return factor.as<Sum>()->terms[1].value.as<Power>()->base; }

std::vector<Expression> bias_bases(const Definition& definition) {
  std::vector<Expression> bases;
  for (const Expression& factor : bias_factors(definition)) {
    if (std::find(bases.begin(), bases.end(), base_of(factor)) == bases.end()) bases.push_back(base_of(factor));
  }
  return bases;
}

/// Every factor with another base, by what it has.
std::optional<WrongMethod> with_bases(const Definition& definition,
                                      const std::function<Expression(const Expression& base)>& other) {
  return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
    if (!is_bias_factor(part) || other(base_of(part)) == base_of(part)) return std::nullopt;
    const auto& raised = *part.as<Sum>()->terms[1].value.as<Power>();
    return sum({{false, one()}, {true, power(other(raised.base), raised.exponent)}});
  });
}

}  // namespace

Ways bias_betas_swapped(const Problem& problem) {
  const std::vector<Expression> bases = bias_bases(problem.optimizer);
  if (bases.size() != 2) return {};
  Ways ways;
  append(ways,
         with_bases(problem.optimizer, [&](const Expression& base) { return base == bases[0] ? bases[1] : bases[0]; }));
  return ways;
}

/// One beta in both corrections.
Ways bias_betas_equal(const Problem& problem) {
  const std::vector<Expression> bases = bias_bases(problem.optimizer);
  if (bases.size() != 2) return {};
  Ways ways;
  for (const Expression& one_base : bases) {
    append(ways, with_bases(problem.optimizer, [&](const Expression&) { return one_base; }));
  }
  return ways;
}

/// (1 - beta)^t.
Ways bias_power_of_bracket(const Problem& problem) {
  return in_factors(problem.optimizer,
                    [](const Expression& part, const Expression& factor) -> std::optional<Expression> {
                      if (!(part == factor)) return std::nullopt;
                      const auto& raised = *factor.as<Sum>()->terms[1].value.as<Power>();
                      return power(sum({{false, one()}, {true, raised.base}}), raised.exponent);
                    });
}

/// An average that is used as it is, divided by 1 - b^t.
Ways bias_correction_added(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  if (!bias_factors(definition).empty()) return {};
  struct Correction {
    Expression plain, corrected;
    std::size_t equation;
  };
  std::vector<Correction> all;
  for (const StateRole& state : states(definition)) {
    const auto found = average(definition.equations[state.equation].right);
    if (!found || !is_previous(found->old, state)) continue;
    const Expression now = reference(state.quantity, state.offset);
    const Expression factor = sum({{false, one()}, {true, power(found->weight, name("t"))}});
    all.push_back({now, quotient(now, factor), state.equation});
  }
  const auto at = [&](const std::vector<Correction>& chosen) {
    return rewritten(definition, [&](const Expression& part) -> std::optional<Expression> {
      for (const Correction& one_of : chosen) {
        if (part == one_of.plain) return one_of.corrected;
      }
      return std::nullopt;
    });
  };
  Ways ways;
  append(ways, at(all));
  for (std::size_t i = 0; i < all.size() && all.size() > 1; ++i) append(ways, at({all[i]}));
  return ways;
}

/// m_hat made of v and v_hat of m; both, and each.
Ways moments_swapped(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  std::vector<std::size_t> corrected;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    if (correction(definition.equations[i])) corrected.push_back(i);
  }
  if (corrected.size() != 2) return {};
  const Quotient& first = *correction(definition.equations[corrected[0]]);
  const Quotient& second = *correction(definition.equations[corrected[1]]);
  if (first.left == second.left) return {};
  return all_and_each(definition, {{corrected[0], quotient(second.left, first.right)},
                                   {corrected[1], quotient(first.left, second.right)}});
}

namespace {

/// An average whose bias is corrected somewhere, by 1 - b^t with the b of the average.
struct CorrectedAverage {
  StateRole state;
  Average average;
  Expression factor;
};

std::vector<CorrectedAverage> corrected_averages(const Definition& definition) {
  const std::vector<Expression> factors = bias_factors(definition);
  std::vector<CorrectedAverage> all;
  for (const StateRole& state : states(definition)) {
    const auto found = average(definition.equations[state.equation].right);
    if (!found || !is_previous(found->old, state)) continue;
    const Expression factor = sum({{false, one()}, {true, power(found->weight, name("t"))}});
    if (std::find(factors.begin(), factors.end(), factor) != factors.end()) all.push_back({state, *found, factor});
  }
  return all;
}

}  // namespace

/// What enters an average is corrected before it does: in every average and in each by itself, with the factor of that
/// average; and one gradient, corrected for the first moment, enters them all.
Ways gradient_corrected(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const std::vector<CorrectedAverage> all = corrected_averages(definition);
  std::vector<NewRight> apart, together;
  for (const CorrectedAverage& one_of : all) {
    const auto& [old, fresh, weight, rest] = one_of.average;
    apart.push_back({one_of.state.equation,
                     sum({{false, product(weight, old)}, {false, product(rest, quotient(fresh, one_of.factor))}})});
  }
  Ways ways = all_and_each(definition, apart);
  const auto first = std::find_if(
      all.begin(), all.end(), [&](const CorrectedAverage& one_of) { return is_velocity(definition, one_of.state); });
  const auto gradient = first != all.end() ? taken_in(definition, first->state) : std::nullopt;
  if (!gradient) return ways;
  const Expression taken = reference(*gradient, first->state.offset);
  for (const CorrectedAverage& one_of : all) {
    const Expression& right = definition.equations[one_of.state.equation].right;
    together.push_back({one_of.state.equation, rewrite(right, [&](const Expression& part) {
                          return part == taken ? std::optional(quotient(taken, first->factor)) : std::nullopt;
                        })});
  }
  if (together.size() > 1) ways.push_back(all_and_each(definition, together).front());
  return ways;
}

}  // namespace stepmark::mistake::ways
