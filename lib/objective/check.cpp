#include "lib/objective/check.hpp"

#include <algorithm>

#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/expression/derivative.hpp"

namespace stepmark::objective {

namespace {

void check_name(const Name& name, const std::vector<std::string>& names, const Location& where) {
  if (name.index) {
    throw InputError(where, "the objective refers to " + in_quotes(name.symbol) + " with a subscript",
                     "expected names without subscript");
  }
  if (name.symbol == "pi" || std::find(names.begin(), names.end(), name.symbol) != names.end()) return;
  throw InputError(where, "the objective has no parameter " + in_quotes(name.symbol), suggest(name.symbol, names));
}

}  // namespace

void check_objective_expression(const Expression& e, const std::vector<std::string>& names, const Location& where) {
  for_each(e, [&](const Expression& part) {
    if (const auto* name = part.as<Name>()) check_name(*name, names, where);
    if (belongs_to_steps(part)) {
      const auto* call = part.as<Call>();
      throw InputError(
          where, (call ? std::string(to_string(call->function)) : "a sum over steps") + " has no place in an objective",
          "expected an expression of " + listed(names, 8));
    }
  });
}

void check_length(std::size_t count, const std::vector<std::string>& parameters, const std::string& what,
                  const Location& where) {
  if (count == parameters.size()) return;
  throw InputError(where, what + " has " + std::to_string(count) + (count == 1 ? " entry" : " entries"),
                   "expected " + std::to_string(parameters.size()) + ", one for each of " + listed(parameters, 8));
}

Expression derivative_at(const Expression& e, const std::string& variable, const Location& where) try {
  return derivative(e, variable);
} catch (const InputError& error) {
  throw error.at(where);
}

}  // namespace stepmark::objective
