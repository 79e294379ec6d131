// Expressions as text and as LaTeX. A formula and its working line come from the same printer: references are shown as
// names in the one, as numbers in the other.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// Text that parses back to an equal expression (==). Spaces around + and - and relations, none around * / ^.
/// Brackets only where the tree needs them.
std::string to_text(const Expression& e);

/// How tightly a piece of finished text holds together, so that the printer can bracket it where needed.
enum class Binding { relation, sum, product, unary, power, atom };

/// A finished piece that stands for a name.
struct Shown {
  std::string latex;
  Binding binding = Binding::atom;
  bool numeric = false;        ///< a number: adjacent factors need a \cdot
  bool superscripted = false;  ///< carries a superscript or an accent: bracketed before it is raised to a power
};

/// What a name is shown as; nothing means "as its own symbol".
using Show = std::function<std::optional<Shown>(const Name&)>;

/// Overrides of the naming rule: symbol -> LaTeX of the symbol without subscript.
using LatexNames = std::map<std::string, std::string, std::less<>>;

struct LatexOptions {
  const LatexNames* names = nullptr;
  Show show;  ///< may be empty
  /// The letter of the objective in grad(...) -> \nabla J(...), loss(...) -> J(...).
  std::string objective = "J";
};

/// LaTeX of an expression, valid in KaTeX (strict) and in LaTeX. Quotients are \frac, a Conditional is a cases
/// environment, abs is \lvert..\rvert, norm \lVert..\rVert, a product of symbols is juxtaposed with a thin or no space
/// and a product with a number on its right takes \cdot. Brackets grow (\left( \right)) only around tall content.
std::string to_latex(const Expression& e, const LatexOptions& options = {});

/// The finished pieces of a top-level sum, each with its sign except the first, so that a long line can be broken
/// between them; a single piece if `e` is no sum.
std::vector<std::string> to_latex_terms(const Expression& e, const LatexOptions& options = {});

/// Is it the name of a Greek letter, which the one rule below makes that letter?
bool is_greek(std::string_view name);

/// A symbol by the one rule, with an optional subscript text appended: Greek names to letters; _hat, _bar, _tilde to
/// accents; trailing digits (with or without underscore) to subscripts; any other _suffix to an upright superscript; a
/// name of several letters upright. Subscripts join with a comma: beta1 -> \beta_1; (v_hat, "t,x") -> \hat{v}_{t,x};
/// (x_1, "t") -> x_{1,t}.
std::string latex_symbol(std::string_view symbol, std::string_view subscript = {}, const LatexNames* names = nullptr);

/// A name shown as itself, index included: m[t-1] -> m_{t-1}.
Shown latex_name(const Name& name, const LatexNames* names = nullptr, std::string_view extra_subscript = {});

/// A decimal or fraction as LaTeX: "-0.05", "1.5\cdot 10^{-12}", "\frac{1}{3}".
/// @param text  as printed by Exact::to_string, to_fixed or to_figures
Shown latex_number(std::string_view text);

}  // namespace stepmark::expression
