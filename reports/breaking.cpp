#include "reports/breaking.hpp"

#include "reports/latex_width.hpp"

namespace stepmark::reports {

namespace {

/// Stands in a formula for the bracket that is printed in pieces.
constexpr char hole_symbol[] = "#hole";
constexpr char hole_latex = '\x01';

/// What follows a bracket stays on its row unless it is wider than this.
constexpr double most_after_bracket = 100;

/// Opening a bracket narrower than this share of the row would not help; the product is broken between its factors.
constexpr double least_bracket = 0.4;

class Breaker {
 public:
  Breaker(const LatexOptions& options, double room) : options_(options), room_(room) {}

  Pieces pieces(const Expression& e) const {
    std::string whole = to_latex(e, options_);
    return latex_width(whole) <= room_ ? Pieces{std::move(whole)} : opened(e, std::move(whole));
  }

 private:
  Pieces opened(const Expression& e, std::string whole) const {
    if (e.as<Sum>()) return terms(e);
    if (const auto* quotient = e.as<Quotient>(); quotient && quotient->left.as<Sum>()) {
      return around(product(expression::quotient(literal(1), quotient->right), hole()), quotient->left);
    }
    if (const auto* root = e.as<Call>(); root && root->function == Function::sqrt && root->arguments[0].as<Sum>()) {
      // A root's line cannot be broken, the bracket of a power can.
      const Expression& sum = root->arguments[0];
      return around(power(hole(), expression::quotient(literal(1), literal(2))), sum);
    }
    const auto* product = e.as<Product>();
    if (!product) return {std::move(whole)};
    const Expression bracket = widest_factor(e);
    if (bracket && latex_width(to_latex(bracket, options_)) > least_bracket * room_) {
      return around(*without(e, bracket), bracket);
    }
    return factors(*product);
  }

  Pieces factors(const Product& product) const {
    Pieces all = pieces(product.left);
    const std::string latex = to_latex(expression::product(hole(), product.right), options_with_hole());
    all.push_back(as_factor(latex.substr(latex.find(hole_latex) + 1)));
    return all;
  }

  /// What stands after a factor, with a sign of its own for the front of a row.
  static std::string as_factor(std::string_view latex) {
    for (const std::string_view sign : {" ", "\\,", "\\cdot", " "}) {
      if (latex.starts_with(sign)) latex.remove_prefix(sign.size());
    }
    return "\\cdot " + std::string(latex);
  }

  Pieces terms(const Expression& e) const {
    const auto& terms = e.as<Sum>()->terms;
    const Pieces printed = to_latex_terms(e, options_);
    Pieces all;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      for (std::string& piece : term(terms[i].value, printed[i], i > 0 ? 2 : 0)) all.push_back(std::move(piece));
    }
    return all;
  }

  /// A term as it was printed, of which the first `sign` bytes are its sign; opened if it is too wide and stands there
  /// without brackets of its own.
  Pieces term(const Expression& value, const std::string& printed, std::size_t sign) const {
    if (latex_width(printed) <= room_ || printed.substr(sign) != to_latex(value, options_)) return {printed};
    Pieces inner = pieces(value);
    inner.front().insert(0, printed, 0, sign);
    return inner;
  }

  /// The widest sum among the factors of a product; empty if there is none.
  Expression widest_factor(const Expression& e) const {
    if (e.as<Sum>()) return e;
    const auto* product = e.as<Product>();
    if (!product) return {};
    const Expression left = widest_factor(product->left), right = widest_factor(product->right);
    if (!left || !right) return left ? left : right;
    return latex_width(to_latex(left, options_)) >= latex_width(to_latex(right, options_)) ? left : right;
  }

  static Expression hole() { return name(hole_symbol); }

  /// A product with one of its factors left open; nothing if it is none. Its twins elsewhere stay.
  static std::optional<Expression> without(const Expression& e, const Expression& factor) {
    if (e.identity() == factor.identity()) return hole();
    const auto* product = e.as<Product>();
    if (!product) return std::nullopt;
    if (const auto left = without(product->left, factor)) return expression::product(*left, product->right);
    const auto right = without(product->right, factor);
    return right ? std::optional(expression::product(product->left, *right)) : std::nullopt;
  }

  /// What holds a bracket, with the bracket in pieces.
  Pieces around(const Expression& holding, const Expression& bracket) const {
    const std::string latex = to_latex(holding, options_with_hole());
    const std::size_t at = latex.find(hole_latex);
    Pieces inner = terms(bracket);
    inner.front().insert(0, latex.substr(0, at) + "\\bigl(");
    inner.back() += "\\bigr)";
    append_rest(inner, latex.substr(at + 1));
    return inner;
  }

  static void append_rest(Pieces& inner, const std::string& rest) {
    if (latex_width(rest) <= most_after_bracket) {
      inner.back() += rest;
    } else {
      inner.push_back(as_factor(rest));
    }
  }

  LatexOptions options_with_hole() const {
    LatexOptions options = options_;
    options.show = [show = options_.show](const Name& name) -> std::optional<Shown> {
      if (name.symbol == hole_symbol) return Shown{std::string(1, hole_latex), Binding::atom, false, false};
      return show ? show(name) : std::nullopt;
    };
    return options;
  }

  const LatexOptions& options_;
  double room_;
};

}  // namespace

Pieces broken(const Expression& e, const LatexOptions& options, double room) {
  return Breaker(options, room).pieces(e);
}

std::string joined(const Pieces& pieces) {
  std::string latex;
  for (const std::string& piece : pieces) {
    if (!latex.empty()) latex += ' ';
    latex += piece;
  }
  return latex;
}

}  // namespace stepmark::reports
