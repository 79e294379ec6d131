#include <algorithm>
#include <map>
#include <set>

#include "lib/base/text.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "solver/identify/identify.hpp"

namespace stepmark::identify {

Problem problem_of(const std::vector<Observed>& trace, const std::string& file) {
  const Location where{file, 1, 1};
  std::vector<std::string> components;
  std::set<std::string> known;
  std::map<std::pair<std::int64_t, std::string>, Exact> gradients;
  std::map<std::string, Exact> start;
  std::int64_t last = 0;
  for (const Observed& observed : trace) {
    if (observed.quantity == "theta" && known.insert(observed.component).second) {
      components.push_back(observed.component);
    }
    if (observed.quantity == "theta" && observed.t == 0) start[observed.component] = observed.value;
    if (observed.quantity == "g") gradients[{observed.t, observed.component}] = observed.value;
    if (observed.quantity == "theta") last = std::max(last, observed.t);
  }
  if (components.size() > Problem::max_dimension) {
    throw InputError(where, "theta has " + std::to_string(components.size()) + " components",
                     "expected at most " + std::to_string(Problem::max_dimension));
  }
  const auto stated = [](const Exact& x) { return x.sign() < 0 ? negation(literal(-x)) : literal(x); };
  Problem problem;
  problem.file = file;
  problem.base = problem.optimizer = plainest_definition();
  for (const std::string& component : components) {
    const auto found = start.find(component);
    if (found == start.end()) {
      throw InputError(where, "theta at t = 0 is not there for " + in_quotes(component),
                       "expected it, or the problem beside the trace");
    }
    problem.start.push_back(stated(found->second));
  }
  std::vector<std::vector<Expression>> steps;
  for (std::int64_t t = 1; t <= last; ++t) {
    steps.emplace_back();
    for (const std::string& component : components) {
      const auto found = gradients.find({t, component});
      if (found == gradients.end()) {
        throw InputError(where, "the gradient g at t = " + std::to_string(t) + " is not there",
                         "expected it for every component and step, or the problem beside the trace");
      }
      steps.back().push_back(stated(found->second));
    }
  }
  if (steps.empty()) throw InputError(where, "no number of theta behind the start is there", "expected theta at t = 1");
  problem.objective = gradients_objective(std::move(steps), components, where);
  problem.steps = last;
  return problem;
}

}  // namespace stepmark::identify
