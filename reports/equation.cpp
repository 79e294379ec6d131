#include "reports/equation.hpp"

#include "lib/expression/print.hpp"

namespace stepmark::reports {

Inline equation_formula(const Equation& equation, const Definition& definition) {
  const Name left{equation.quantity, Index{"t", equation.offset}};
  LatexOptions options;
  options.names = &definition.latex;
  return math(latex_name(left, options.names).latex + " = " + to_latex(equation.right, options), to_text(equation));
}

}  // namespace stepmark::reports
