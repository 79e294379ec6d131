#include <algorithm>

#include "problems/kind/kinds.hpp"

namespace stepmark::problems {

namespace {

/// All cells in the order in which they are worked.
std::vector<Question::Cell> cells(const Definition& definition, std::int64_t first, std::int64_t steps) {
  std::vector<Question::Cell> all;
  for (std::int64_t t = first; t < first + steps; ++t) {
    for (const Equation& equation : definition.equations) all.push_back({t, equation.quantity});
  }
  return all;
}

/// All but the last step to begin with, nothing at the end of the set.
std::vector<Question::Cell> shown_cells(const Draft& draft, const Definition& definition, const Place& place) {
  std::vector<Question::Cell> all = cells(definition, draft.steps_done + 1, draft.steps);
  const std::uint64_t most = all.size() - std::min(all.size() - 1, definition.equations.size());
  const std::uint64_t last = std::max<std::uint64_t>(place.count - 1, 1);
  const std::uint64_t shown = place.count == 1 ? most / 2 : most * (last - place.number) / last;
  all.resize(static_cast<std::size_t>(shown));
  return all;
}

void set_faded(Draft& draft, const Definition& definition, const Place& place) {
  ask_for_what_is_worked(draft, definition, place);
  draft.question.shown = shown_cells(draft, definition, place);
}

}  // namespace

KindDraft faded_draft() { return {set_faded, nullptr}; }

}  // namespace stepmark::problems
