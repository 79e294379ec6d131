// Derivatives in the form that a person writes.
#pragma once

#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// The derivative with respect to the plain name `variable`, simplified as a person would: chain rule with the outer
/// derivative first ("2*(1.5 - x + x*y)*(y - 1)", "2*x*y", "3*x*y^2", "-2*x*sin(x^2)"), no 0*..., 1*..., ^1, +0, no
/// double negation, numeric factors gathered in front, a sum that begins with a minus reordered so that a plus comes
/// first if there is one. Other names are constants. abs gives sign; sign and floor give 0; min, max and Conditional
/// differentiate branch by branch. The derivative of relu at 0 is 0, as programs have it. Of a cross entropy it is
/// (sigmoid(z) - y)*x, however that was written.
/// @throws InputError for grad, loss, norm, sum, dot, choose and sums over steps, which have no place in an objective.
Expression derivative(const Expression& e, const std::string& variable);

/// What is done wrongly all through a derivative.
enum class DerivativeFault {
  none,
  inner_lost,           ///< of f(u): f'(u)
  left_factor_only,     ///< of u*v: u'*v
  right_factor_only,    ///< of u*v: u*v'
  numbers_kept,         ///< of u + 3: u' + 3
  activation_left_out,  ///< of sigmoid(u), tanh(u), softplus(u), relu(u): u'
  activation_kept,      ///< of sigmoid(u): sigmoid(u)*u'
  others_kept,          ///< of u + v: u' + v, where v does not depend on the variable
  exponent_left_up,     ///< of u^n: u^(n - 1)*u'
  exponent_not_lowered  ///< of u^n: n*u^n*u'
};
/// The derivative as it comes out with that fault. @throws as above
Expression derivative(const Expression& e, const std::string& variable, DerivativeFault fault);

}  // namespace stepmark::expression
