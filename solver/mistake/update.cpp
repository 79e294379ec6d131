// What goes wrong in the last line, and with the velocity and the learning rate that enter it.
#include <algorithm>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

WrongMethod with_update(const Definition& definition, const Update& before, std::vector<Sum::Term> terms) {
  terms.insert(terms.begin(), {false, before.leading});
  return with_right(definition, before.equation, sum(std::move(terms)));
}

/// Every term of the update but the leading one changed.
Ways in_update(const Problem& problem, const std::function<Sum::Term(const Sum::Term&)>& change) {
  const auto found = update(problem.optimizer);
  if (!found) return {};
  std::vector<Sum::Term> terms;
  for (const Sum::Term& term : found->terms) terms.push_back(change(term));
  return {with_update(problem.optimizer, *found, terms)};
}

/// In every line but its own, what stands for the velocity of this step is replaced.
std::optional<WrongMethod> instead_of(const Definition& definition, const StateRole& velocity,
                                      const Expression& replacement) {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    if (i != velocity.equation) others.push_back(i);
  }
  const Expression now = reference(velocity.quantity, velocity.offset);
  return rewritten(definition, others,
                   [&](const Expression& part) { return part == now ? std::optional(replacement) : std::nullopt; });
}

/// What is made of the velocity alone (m_hat), as later lines refer to it.
std::vector<Expression> corrections_of(const Definition& definition, const StateRole& velocity) {
  const Expression now = reference(velocity.quantity, velocity.offset);
  std::vector<Expression> found;
  for (const Equation& equation : definition.equations) {
    bool reads_it = false, reads_others = false;
    for_each(equation.right, [&](const Expression& part) {
      const auto* named = part.as<Name>();
      if (named && named->index) (part == now ? reads_it : reads_others) = true;
    });
    if (reads_it && !reads_others) found.push_back(reference(equation.quantity, equation.offset));
  }
  return found;
}

}  // namespace

Ways update_sign(const Problem& problem) {
  return in_update(problem, [](const Sum::Term& term) { return Sum::Term{!term.minus, term.value}; });
}

Ways learning_rate_twice(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  return in_update(problem, [&](const Sum::Term& term) { return Sum::Term{term.minus, product(*rate, term.value)}; });
}

Ways learning_rate_omitted(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  const auto is_rate = [&](const Expression& e) { return e == *rate; };
  Ways ways;
  append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
           if (is_rate(part)) return one();
           const auto* scaled = part.as<Product>();
           return scaled && is_rate(scaled->left) ? std::optional(scaled->right) : std::nullopt;
         }));
  return ways;
}

/// Inside the velocity instead of outside, or the other way round.
Ways learning_rate_misplaced(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto rate = learning_rate(problem);
  const auto line = update(definition);
  if (!rate || !line) return {};
  const auto is_rate = [&](const Expression& e) { return e == *rate; };
  Ways ways;
  for (const StateRole& velocity : velocities(definition)) {
    const auto parts = recursion(definition, velocity);
    const Expression& right = definition.equations[velocity.equation].right;
    const Expression now = reference(velocity.quantity, velocity.offset);
    const Expression fresh = parts->fresh.front().value;
    const auto with_fresh = [&](const Expression& other) {
      return rewrite(right, [&](const Expression& part) {
        return part.identity() == fresh.identity() ? std::optional(other) : std::nullopt;
      });
    };
    const bool alone = line->terms.size() == 1;
    if (const auto outside = without_factor(fresh, is_rate); outside && alone && line->terms[0].value == now) {
      WrongMethod way = with_update(definition, *line, {{line->terms[0].minus, product(*rate, now)}});
      set_right(way, velocity.equation, with_fresh(*outside));
      ways.push_back(std::move(way));
    }
    if (alone && line->terms[0].value == product(*rate, now)) {
      WrongMethod way = with_update(definition, *line, {{line->terms[0].minus, now}});
      set_right(way, velocity.equation, with_fresh(product(*rate, fresh)));
      ways.push_back(std::move(way));
    }
  }
  return ways;
}

Ways velocity_forgotten(const Problem& problem) {
  Ways ways;
  for (const StateRole& velocity : velocities(problem.optimizer)) {
    const auto parts = recursion(problem.optimizer, velocity);
    append(ways, instead_of(problem.optimizer, velocity, sum_of(parts->fresh)));
  }
  return ways;
}

Ways gradient_instead_of_velocity(const Problem& problem) {
  Ways ways;
  for (const StateRole& velocity : velocities(problem.optimizer)) {
    const auto gradient = taken_in(problem.optimizer, velocity);
    if (!gradient) continue;
    const Expression taken = reference(*gradient, velocity.offset);
    append(ways, instead_of(problem.optimizer, velocity, taken));
    for (const Expression& corrected : corrections_of(problem.optimizer, velocity)) {
      append(ways, rewritten(problem.optimizer, {update_equation(problem.optimizer)}, [&](const Expression& part) {
               return part == corrected ? std::optional(taken) : std::nullopt;
             }));
    }
  }
  return ways;
}

/// A step whose length is worked out and never multiplied by the gradient or moment.
Ways gradient_factor_omitted(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto line = update(definition);
  if (!line) return {};
  const auto is_direction = [&](const Expression& e) {
    const auto* named = e.as<Name>();
    const Equation* equation = named && named->index ? definition.find_equation(named->symbol) : nullptr;
    return equation && equation->shape == Shape::vector && named->symbol != "theta";
  };
  Ways ways;
  for (std::size_t i = 0; i < line->terms.size(); ++i) {
    if (is_direction(line->terms[i].value)) continue;
    const auto rest = without_factor(line->terms[i].value, is_direction);
    if (!rest) continue;
    auto terms = line->terms;
    terms[i].value = *rest;
    ways.push_back(with_update(definition, *line, std::move(terms)));
  }
  return ways;
}

/// From the start in every step; a term that makes the parameters smaller is of the present point, or of the start too.
Ways update_from_start(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto line = update(definition);
  const auto* leading = line ? line->leading.as<Name>() : nullptr;
  if (!leading) return {};
  const std::int64_t offset = definition.equations[line->equation].offset;
  const Expression before = reference("theta", offset - 1), start = name("theta", Index{"", offset});
  Ways ways;
  if (line->leading == before) {
    Update from_start = *line;
    from_start.leading = start;
    ways.push_back(with_update(definition, from_start, line->terms));
  }
  // theta may have a line of its own in which it becomes smaller before the step.
  std::vector<std::size_t> lines = {line->equation};
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    if (definition.equations[i].quantity == leading->symbol && i != line->equation) lines.push_back(i);
  }
  append(ways, rewritten(definition, lines,
                         [&](const Expression& part) { return part == before ? std::optional(start) : std::nullopt; }));
  return ways;
}

}  // namespace stepmark::mistake::ways
