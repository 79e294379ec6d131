// The numbers put into an equation: the working line of a page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/breaking.hpp"
#include "reports/notation.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Why a case applies: "q_{1,x} = 34.2 > 0".
struct Reason {
  std::string name, name_of_all;  ///< of what is compared, if it has one; without its component
  std::string number, right;
  Relation relation = Relation::greater;
  bool exact = true;  ///< the number is the value itself

  /// Without the number where its digits are too few to show it.
  std::string latex(bool of_all = false) const;
  /// The same reason, whatever the component.
  bool same_for_all(const Reason& other) const {
    return name_of_all == other.name_of_all && number == other.number && right == other.right &&
           relation == other.relation && exact == other.exact;
  }
};

/// An expression with numbers in place of its names, as LaTeX.
struct Substituted {
  Pieces pieces;
  bool faithful = true;         ///< every number shown is the one that is used
  std::vector<Reason> because;  ///< for each case that applies
};

/// The right-hand side of an equation at step t, for one component (nothing for a scalar quantity):
/// - quantities and hyperparameters are shown as their numbers on the page, t as the step;
/// - grad and loss as the objective's formula at the point; norm, sum and dot written out over the components; a sum
///   over steps written out over its steps (beyond eight terms the middle is left out and dots stand for it);
/// - of a case distinction the case that applies, with the reason;
/// - of a list by steps the value of the step.
Substituted substituted(const Notation& notation, std::size_t equation, std::int64_t t,
                        std::optional<std::size_t> component, double room);

/// The loss (without component) or a component of the gradient, in the parameters' names; both must have a formula.
Pieces objective_formula(const Notation& notation, std::optional<std::size_t> gradient, double room);

/// The right-hand side as a formula at step t: names stay, the subscripts that t gives are numbers.
Pieces formula_at(const Notation& notation, std::size_t equation, std::int64_t t, double room);

}  // namespace stepmark::reports
