// An optimizer as its equations: what a slide or a paper writes, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/expression/print.hpp"
#include "lib/rooms.hpp"

namespace stepmark::optimizer {

/// A quantity is one number, or one number for each component of the parameter vector.
enum class Shape { scalar, vector };

/// quantity[t + offset] = right, with offset 0 or 1.
struct Equation {
  std::string quantity;
  int offset = 0;
  Expression right;
  Shape shape = Shape::vector;
  Location where;
  bool given_data = false;  ///< a schedule's values: carried exact, never rounded while working; only shown rounded
};

/// quantity[index] = value before the first step (t = 1); `given` means that the problem gives it.
struct Start {
  std::string quantity;
  std::int64_t index = 0;
  std::optional<Expression> value;  ///< nothing: given
  Location where;
};

struct Hyperparameter {
  std::string name;
  Expression value;  ///< the default; a scalar expression of numbers and earlier hyperparameters
  Location where;
};

/// What a program calls to run a definition: "torch.optim.Adam(lr=eta, betas=(beta1, beta2), eps=epsilon)" of
/// "pytorch", where the names to the right of = are hyperparameters.
struct FrameworkCall {
  std::string framework, call;
  std::string remark;  ///< a version, or a condition; may be empty
};

/// Conventions of one optimizer are the same method written down differently: the place of epsilon, the sign of the
/// velocity, the learning rate inside or outside it, the index of the first step, an algebraic rearrangement. What
/// leaves a step or a factor out, or adds one, is a variant and a method of its own: to excuse it would excuse a
/// mistake.
///
/// A checked definition:
/// - every name in a right-hand side is a hyperparameter, `t`, `pi`, a bound summation variable, or a quantity whose
///   subscript is available at that line: the value of this step if its equation stands earlier, or an earlier one for
///   which a start value exists;
/// - no name is defined twice; no name is a function, `t` or `pi`; every equation's shape is known and agrees with its
///   uses;
/// - the last quantity that the objective's point depends on, `theta`, exists, is a vector, and has a start value that
///   is given.
struct Definition {
  std::string name;        ///< "adam-slides"
  std::string title;       ///< "Adam, epsilon under the root"
  std::string source;      ///< the citation; may be empty in a user's file
  std::string optimizer;   ///< the optimizer of which this is one convention, "adam"; its own name when none is stated
  std::string convention;  ///< how this one differs, "epsilon under the root"; may be empty
  /// It leaves a step out, or has one more: another method of the same family, and no convention of it.
  bool variant = false;
  bool usual = false;  ///< the catalogue's one that is taken where none is named
  std::vector<Hyperparameter> hyperparameters;
  std::vector<Start> starts;
  std::vector<Equation> equations;
  LatexNames latex;  ///< overrides of the naming rule
  std::vector<FrameworkCall> calls;

  const Equation* find_equation(std::string_view quantity) const;
  const Hyperparameter* find_hyperparameter(std::string_view name) const;
  /// The start value that stands for quantity[index], or null.
  const Start* find_start(std::string_view quantity, std::int64_t index) const;
};

/// Checks what `Definition` promises and fills in the shapes. The reader calls it; so does whatever rewrites a
/// definition.
/// @throws InputError at the line at fault, with the nearest right name.
void check(Definition& definition);

/// The quantities that the next step needs from the last one, parameters aside: what [state] gives.
std::vector<std::string> carried_quantities(const Definition& definition);

/// Does a step need the parameters of two steps before (theta[t-2] of theta[t]) as well as those of the last?
bool needs_previous(const Definition& definition);

/// Reads the notation of DESIGN.md:
///
///     optimizer NAME "TITLE"
///     source    "CITATION"                      optional; several lines are joined
///     convention OPTIMIZER "HOW IT DIFFERS"     optional; the same method, written in another way
///     variant OPTIMIZER "HOW IT DIFFERS"        instead of it; a step more or less than the method has
///     framework NAME "CALL" "REMARK"            optional, several allowed; the remark may be left out
///     usual                                     in one entry of the catalogue
///     hyper     eta = 0.1, beta1 = 0.9          several lines allowed
///     start     theta[1] given, m[0] = 0
///     latex     theta_e "\theta^{\mathrm{e}}"   optional
///     name[t] = expression                      one equation a line
///
/// A line that ends inside a bracket or with an operator goes on in the next one.
///
/// `#` begins a comment. Several definitions may stand in one text.
/// @throws InputError with file, line and column.
std::vector<Definition> read_definitions(std::string_view text, const std::string& file);

/// "m[t] = beta1*m[t-1] + (1 - beta1)*g[t]"
std::string to_text(const Equation& equation);

/// The text that reads back as an equal definition: what `stepmark optimizers NAME` prints.
std::string to_text(const Definition& definition);

}  // namespace stepmark::optimizer
