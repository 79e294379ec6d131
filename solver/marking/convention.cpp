#include "solver/marking/convention.hpp"

#include <algorithm>
#include <set>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"

namespace stepmark {

namespace {

/// One hyperparameter of each may be called otherwise: gamma and mu.
void take_value_of_other_name(Definition& convention, const Problem& problem) {
  std::vector<Hyperparameter*> left;
  for (Hyperparameter& hyper : convention.hyperparameters) {
    if (!problem.optimizer.find_hyperparameter(hyper.name)) left.push_back(&hyper);
  }
  std::vector<const Hyperparameter*> unused;
  for (const Hyperparameter& hyper : problem.base.hyperparameters) {  // not those of modifiers
    const Hyperparameter* given = problem.optimizer.find_hyperparameter(hyper.name);
    if (given && !convention.find_hyperparameter(hyper.name)) unused.push_back(given);
  }
  if (left.size() == 1 && unused.size() == 1) left.front()->value = unused.front()->value;
}

/// What is carried from step to step, and all that it is worked out from, parameters aside.
std::set<std::string> what_makes_state(const Definition& definition) {
  std::vector<std::string> open = carried_quantities(definition);
  std::set<std::string> known(open.begin(), open.end());
  while (!open.empty()) {
    const Equation* equation = definition.find_equation(open.back());
    open.pop_back();
    for (const Name& name : names_in(equation->right)) {
      const bool quantity = name.symbol != "theta" && definition.find_equation(name.symbol);
      if (quantity && known.insert(name.symbol).second) open.push_back(name.symbol);
    }
  }
  return known;
}

/// The right-hand side with every subscript counted from what its quantity is called behind the step, since theta[t+1]
/// of one book is theta[t] of another.
Expression from_behind_the_step(const Definition& definition, const std::string& quantity) {
  return rewrite(definition.find_equation(quantity)->right, [&](const Expression& e) -> std::optional<Expression> {
    const Name* found = e.as<Name>();
    const Equation* named = found && found->index ? definition.find_equation(found->symbol) : nullptr;
    if (!named || found->index->base.empty()) return std::nullopt;
    return name(found->symbol, Index{found->index->base, found->index->offset - named->offset});
  });
}

bool has_same_state(const Definition& a, const Definition& b) {
  const std::set<std::string> quantities = what_makes_state(a);
  return quantities == what_makes_state(b) &&
         std::all_of(quantities.begin(), quantities.end(), [&](const std::string& quantity) {
           return from_behind_the_step(a, quantity) == from_behind_the_step(b, quantity);
         });
}

}  // namespace

std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem) {
  std::vector<std::pair<std::string, Problem>> others;
  for (const std::string& name : conventions_of(problem.base)) {
    if (name == problem.base.name) continue;
    Definition convention = catalogue_definition(name);
    take_value_of_other_name(convention, problem);
    try {
      Problem other = with_optimizer(problem, std::move(convention));
      if (!problem.state || has_same_state(problem.optimizer, other.optimizer)) {
        others.emplace_back(name, std::move(other));
      }
    } catch (const InputError&) {
      continue;  // a modifier has nothing to act on in it
    }
  }
  return others;
}

}  // namespace stepmark
