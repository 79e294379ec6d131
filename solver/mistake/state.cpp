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
  return ways;
}

}  // namespace stepmark::mistake::ways
