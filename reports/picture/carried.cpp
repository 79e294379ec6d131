#include "reports/picture/carried.hpp"

#include <map>

#include "solver/mistake/roles.hpp"

namespace stepmark::picture {

namespace {

using expression::Call;
using expression::Function;
using expression::Name;

/// A name that the definition has not.
std::string new_name(const Definition& definition, const std::string& quantity) {
  std::string name = quantity + "carried";
  while (definition.find_equation(name)) name += 'x';
  return name;
}

/// The gradient is zero, whatever the point, and what has a twin is that.
std::optional<Expression> replacement(const Expression& e, const std::map<std::string, std::string>& twins,
                                      const Definition& definition) {
  if (const auto* call = e.as<Call>(); call && call->function == Function::grad) {
    return expression::product(expression::literal(Exact(0)), call->arguments.front());
  }
  const auto* name = e.as<Name>();
  const auto twin = name ? twins.find(name->symbol) : twins.end();
  if (twin == twins.end() || !name->index) return std::nullopt;
  const Equation& equation = *definition.find_equation(name->symbol);
  const bool of_this_step = name->index->base == "t" && name->index->offset == equation.offset;
  if (!of_this_step) return std::nullopt;
  return expression::name(twin->second, name->index, name->component);
}

}  // namespace

std::optional<Carried> carried(const Problem& problem) {
  Carried result{problem, {}};
  Definition& definition = result.problem.optimizer;
  if (mistake::velocities(definition).empty()) return std::nullopt;
  std::map<std::string, std::string> twins;
  for (const Equation& equation : problem.optimizer.equations) {
    Equation twin = equation;
    twin.right = rewrite(equation.right, [&](const Expression& e) { return replacement(e, twins, problem.optimizer); });
    twin.quantity = new_name(problem.optimizer, equation.quantity);
    twins[equation.quantity] = twin.quantity;
    definition.equations.push_back(std::move(twin));
  }
  check(definition);
  result.quantity = twins.at("theta");
  return result;
}

}  // namespace stepmark::picture
