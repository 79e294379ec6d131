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

Ways bias_betas_swapped(const Problem& problem) {
  std::vector<Expression> bases;
  for (const Expression& factor : bias_factors(problem.optimizer)) {
    const Expression base = factor.as<Sum>()->terms[1].value.as<Power>()->base;
    if (std::find(bases.begin(), bases.end(), base) == bases.end()) bases.push_back(base);
  }
  if (bases.size() != 2) return {};
  Ways ways;
  append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
           if (!is_bias_factor(part)) return std::nullopt;
           const auto& raised = *part.as<Sum>()->terms[1].value.as<Power>();
           const Expression& other = raised.base == bases[0] ? bases[1] : bases[0];
           return sum({{false, one()}, {true, power(other, raised.exponent)}});
         }));
  return ways;
}

}  // namespace stepmark::mistake::ways
