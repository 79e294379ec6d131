// What goes wrong with what is carried from one step to the next.
#include <algorithm>
#include <numeric>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

Ways state_reset(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto value_at_start = [&](const StateRole& state) -> std::optional<Expression> {
    const Start* start = definition.find_start(state.quantity, state.offset);
    return start ? start->value : std::nullopt;
  };
  const auto reset = [&](const std::vector<StateRole>& chosen) {
    std::vector<std::size_t> positions;
    for (const StateRole& state : chosen) positions.push_back(state.equation);
    return rewritten(definition, positions, [&](const Expression& part) -> std::optional<Expression> {
      for (const StateRole& state : chosen) {
        if (is_previous(part, state)) return value_at_start(state);
      }
      return std::nullopt;
    });
  };
  const auto all = states(definition);
  Ways ways;
  append(ways, reset(all));
  if (all.size() < 2) return ways;
  for (const StateRole& state : all) append(ways, reset({state}));
  return ways;
}

Ways stale_state(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const StateRole& state : states(definition)) {
    std::vector<std::size_t> later(definition.equations.size() - state.equation - 1);
    std::iota(later.begin(), later.end(), state.equation + 1);
    const Expression now = reference(state.quantity, state.offset);
    append(ways, rewritten(definition, later, [&](const Expression& part) {
             return part == now ? std::optional(reference(state.quantity, state.offset - 1)) : std::nullopt;
           }));
  }
  return ways;
}

Ways corrected_moment_fed_back(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  if (problem.state) return {};  // the state says nothing of a corrected moment
  Ways ways;
  for (const StateRole& state : states(definition)) {
    for (const Equation& corrected : definition.equations) {
      const auto* divided = corrected.right.as<Quotient>();
      const Expression now = reference(state.quantity, state.offset);
      if (!divided || !is_bias_factor(divided->right) || !(divided->left == now)) continue;
      auto way = rewritten(definition, {state.equation}, [&](const Expression& part) {
        return is_previous(part, state) ? std::optional(reference(corrected.quantity, corrected.offset - 1))
                                        : std::nullopt;
      });
      const Start* start = definition.find_start(state.quantity, state.offset);
      if (way && start && start->value) {
        need_start(*way, corrected.quantity, corrected.offset, start->value);
        append(ways, std::move(way));
      }
    }
  }
  if (ways.size() == 2 && ways[0].changed != ways[1].changed) {
    WrongMethod both = ways[0];
    for (const std::size_t i : ways[1].changed) set_right(both, i, ways[1].definition.equations[i].right);
    for (const Start& start : ways[1].definition.starts) need_start(both, start.quantity, start.index, start.value);
    ways.push_back(std::move(both));
  }
  return ways;
}

/// v_0 = g_1: in averages, all at once and each; in a velocity, before it decays or in its place.
Ways state_started_at_gradient(const Problem& problem) {
  if (problem.state) return {};
  const Definition& definition = problem.optimizer;
  const auto begun = [&](const StateRole& state, const Expression& first) {
    return NewRight{state.equation, after_step(1, definition.equations[state.equation].right, first)};
  };
  const auto from = [&](const StateRole& state, const Expression& before) {
    return begun(state, rewrite(definition.equations[state.equation].right, [&](const Expression& part) {
                   return is_previous(part, state) ? std::optional(before) : std::nullopt;
                 }));
  };
  std::vector<NewRight> averages;
  for (const StateRole& state : states(definition)) {
    const auto found = average(definition.equations[state.equation].right);
    if (found && is_previous(found->old, state)) averages.push_back(from(state, found->fresh));
  }
  Ways ways = all_and_each(definition, averages);
  for (const LeakySum& leaky : leaky_sums(definition)) {
    if (leaky.fresh.size() != 1) continue;
    append(ways, all_and_each(definition, {from(leaky.state, sum_of(leaky.fresh))}));
    const auto gradient = taken_in(definition, leaky.state);
    if (!gradient) continue;
    const Expression taken = reference(*gradient, leaky.state.offset);
    append(ways, all_and_each(definition, {from(leaky.state, taken)}));
    append(ways, all_and_each(definition, {begun(leaky.state, taken)}));
  }
  return ways;
}

/// The velocity of step 1 is not carried into step 2. In two steps that is `state_reset`.
Ways first_velocity_forgotten(const Problem& problem) {
  if (problem.state || problem.steps < 3) return {};
  Ways ways;
  for (const StateRole& velocity : velocities(problem.optimizer)) {
    const Expression& right = problem.optimizer.equations[velocity.equation].right;
    const auto parts = recursion(problem.optimizer, velocity);
    ways.push_back(with_right(problem.optimizer, velocity.equation, after_step(2, right, sum_of(parts->fresh))));
  }
  return ways;
}

/// The gradient of the step before, but in its own line; in the first step there is none.
Ways stale_gradient(const Problem& problem) {
  if (problem.state) return {};
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const std::size_t line : gradient_equations(definition)) {
    const Equation& gradient = definition.equations[line];
    const Expression now = reference(gradient.quantity, gradient.offset);
    const Expression old = after_step(1, reference(gradient.quantity, gradient.offset - 1), now);
    const auto replaced = [&](const std::vector<std::size_t>& positions) {
      auto way = rewritten(definition, positions,
                           [&](const Expression& part) { return part == now ? std::optional(old) : std::nullopt; });
      if (way) need_start(*way, gradient.quantity, gradient.offset, literal(Exact(0)));
      return way;
    };
    std::vector<std::size_t> later(definition.equations.size() - line - 1);
    std::iota(later.begin(), later.end(), line + 1);
    append(ways, replaced(later));
    const std::size_t last = update_equation(definition);
    if (!ways.empty() && ways.back().changed.size() > 1) append(ways, replaced({last}));
  }
  return ways;
}

}  // namespace stepmark::mistake::ways
