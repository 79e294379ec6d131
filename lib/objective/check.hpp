// What may stand in an objective's expressions.
#pragma once

#include <string>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::objective {

/// Every name is one of `names` or pi and has no subscript, and nothing refers to the objective or to other steps.
/// @throws InputError at `where` with the nearest right name.
void check_objective_expression(const Expression& e, const std::vector<std::string>& names, const Location& where);

/// @throws InputError at `where` unless `count` entries agree with the parameters; `what` names the list: "gradient".
void check_length(std::size_t count, const std::vector<std::string>& parameters, const std::string& what,
                  const Location& where);

/// The derivative, with errors placed at `where`.
Expression derivative_at(const Expression& e, const std::string& variable, const Location& where);

}  // namespace stepmark::objective
