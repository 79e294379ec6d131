// Numbers as people write them, and the exact values of expressions without names.
#pragma once

#include <optional>
#include <string_view>

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// Reads a constant: whatever parse_expression reads that has no name but pi, and a decimal comma where it cannot be a
/// thousand's ("0,05", "1,5"; but "1,234" is refused).
/// @throws InputError at `where`, which is the place of the first character.
Expression parse_constant(std::string_view text, const Location& where);

/// True of grad, loss, norm, sum, dot, choose and of sums over steps: what only the equations of an optimizer may use.
/// Looks at the node alone, not at its parts.
bool belongs_to_steps(const Expression& e);

/// @throws InputError at `where` if `e` has a name other than pi, or a function of steps or of the objective.
void check_constant(const Expression& e, const Location& where);

/// The exact value of numbers joined by + - * / ^ (whole exponents), of rational square roots, and of abs; nothing for
/// anything else.
/// @throws InputError (no place set) on a division by zero, the root of a negative number, and results too large.
std::optional<Exact> exact_value(const Expression& e);

}  // namespace stepmark::expression
