#include <algorithm>
#include <array>

#include "lib/expression/print.hpp"

namespace stepmark::expression {

namespace {

/// Finished LaTeX, and what must be known of it to put it beside or inside something else.
struct Piece {
  std::string latex;
  Binding binding = Binding::atom;
  bool numeric = false;        ///< begins with a number: needs a \cdot before it
  bool superscripted = false;  ///< needs brackets before it takes a power
  bool tall = false;           ///< brackets around it must grow
  bool minus = false;          ///< begins with a minus sign
  bool put_in = false;         ///< ends with a number that stands for a name
};

Piece bracketed(Piece piece) {
  piece.latex = piece.tall ? "\\left(" + piece.latex + "\\right)" : '(' + piece.latex + ')';
  piece.binding = Binding::atom;
  piece.superscripted = piece.minus = false;
  return piece;
}

class LatexPrinter {
 public:
  explicit LatexPrinter(const LatexOptions& options) : options_(options) {}

  Piece print(const Expression& e) const {
    return std::visit([&](const auto& node) { return print(node); }, e.node().value);
  }

  /// A term of a sum behind its sign; the first one may begin with a minus of its own, and what a \sum takes in is
  /// plain at the end.
  Piece term(const Sum& sum, std::size_t i) const {
    const Expression& value = sum.terms[i].value;
    Piece piece = print(value);
    const bool ends = i + 1 == sum.terms.size() && value.as<StepSum>();
    const bool loose = (piece.binding <= Binding::sum && !ends) || (i != 0 && piece.minus);
    return loose ? bracketed(std::move(piece)) : piece;
  }

 private:
  static Piece from(Shown shown) {
    Piece piece;
    piece.tall = shown.latex.find("\\frac") != std::string::npos;
    piece.minus = shown.latex.starts_with('-');
    piece.latex = std::move(shown.latex);
    piece.binding = shown.binding;
    piece.numeric = shown.numeric;
    piece.superscripted = shown.superscripted;
    return piece;
  }

  Piece print(const Number& number) const {
    return from(latex_number(number.text.empty() ? number.value.to_string() : number.text));
  }

  Piece print(const Name& name) const {
    if (options_.show) {
      if (auto shown = options_.show(name)) {
        Piece piece = from(std::move(*shown));
        piece.put_in = piece.numeric;
        return piece;
      }
    }
    return from(latex_name(name, options_.names));
  }

  Piece print(const Negation& negation) const {
    Piece piece = print(negation.operand);
    if (piece.binding <= Binding::sum || piece.minus) piece = bracketed(std::move(piece));
    piece.latex.insert(0, 1, '-');
    piece.binding = Binding::unary;
    piece.minus = true;
    return piece;
  }

  Piece print(const Sum& sum) const {
    Piece all;
    all.binding = Binding::sum;
    for (std::size_t i = 0; i < sum.terms.size(); ++i) {
      const Piece piece = term(sum, i);
      if (i == 0) {
        all.numeric = piece.numeric;
        all.minus = piece.minus;
      } else {
        all.latex += sum.terms[i].minus ? " - " : " + ";
      }
      all.latex += piece.latex;
      all.tall = all.tall || piece.tall;
    }
    return all;
  }

  static bool is_bracketed(const Piece& piece) {
    return piece.latex.starts_with('(') || piece.latex.starts_with("\\left(");
  }

  /// The last factor is a word: "lr", not a letter with a word above it.
  static bool ends_with_word(const std::string& latex) {
    const std::size_t word = latex.rfind("\\mathrm{");
    if (word == std::string::npos || latex.find(' ', word) != std::string::npos) return false;
    return word == 0 || latex[word - 1] != '{';
  }

  /// Words would run together, and so would a fraction and what follows it.
  static bool needs_space(const Piece& left, const Piece& right) {
    return ends_with_word(left.latex) || right.latex.starts_with("\\mathrm{") || right.latex.starts_with("\\frac{") ||
           (left.tall && left.latex.ends_with('}'));
  }

  /// What stands between two factors.
  static std::string joint(const Piece& left, const Piece& right) {
    if (right.numeric) return "\\cdot ";
    if (is_bracketed(right)) return left.put_in ? "\\cdot " : "";  // 1(2 + 3) would read as a function
    if (left.numeric && left.superscripted) return "\\cdot ";
    return needs_space(left, right) ? "\\," : " ";
  }

  Piece print(const Product& product) const {
    Piece left = print(product.left);
    if (left.binding <= Binding::sum) left = bracketed(std::move(left));
    Piece right = print(product.right);
    const bool right_is_product = product.right.as<Product>() != nullptr;
    const bool number_alone =
        right.numeric && (product.right.as<Number>() || product.right.as<Name>() || product.right.as<Negation>());
    if (right.binding <= Binding::sum || right.minus || right_is_product) right = bracketed(std::move(right));
    right.numeric = right.numeric && (!is_bracketed(right) || number_alone);
    Piece both;
    both.latex = left.latex + joint(left, right) + right.latex;
    both.binding = Binding::product;
    both.numeric = left.numeric;
    both.tall = left.tall || right.tall;
    both.minus = left.minus;
    both.put_in = right.put_in;
    return both;
  }

  /// A fraction that begins with a number is one to its neighbours, or 2*(1/3) would read as two and a third.
  Piece print(const Quotient& quotient) const {
    Piece piece = print(quotient.left);
    piece.latex = "\\frac{" + piece.latex + "}{" + print(quotient.right).latex + '}';
    piece.binding = Binding::atom;
    piece.minus = false;
    piece.superscripted = piece.tall = true;
    return piece;
  }

  Piece print(const Power& power) const {
    Piece base = print(power.base);
    if (base.binding < Binding::atom || base.superscripted || base.minus) base = bracketed(std::move(base));
    base.latex += "^{" + print(power.exponent).latex + '}';
    base.superscripted = true;
    return base;
  }

  Piece fenced(std::string_view open, const Call& call, std::string_view close) const {
    Piece piece = print(call.arguments[0]);
    const bool grows = piece.tall && !open.ends_with('{');
    piece.latex =
        (grows ? "\\left" : "") + std::string(open) + piece.latex + (grows ? "\\right" : "") + std::string(close);
    piece.binding = Binding::atom;
    piece.numeric = piece.superscripted = piece.minus = false;
    return piece;
  }

  Piece arguments(const Call& call, std::size_t first = 0) const {
    Piece list = print(call.arguments[first]);
    for (std::size_t i = first + 1; i < call.arguments.size(); ++i) {
      const Piece next = print(call.arguments[i]);
      list.latex += ", " + next.latex;
      list.tall = list.tall || next.tall;
    }
    return bracketed(std::move(list));
  }

  Piece applied(const std::string& function, Piece list) const {
    list.latex.insert(0, function);
    list.numeric = false;
    list.superscripted = true;
    return list;
  }

  Piece print(const Call& call) const {
    switch (call.function) {
      case Function::sqrt: {
        Piece piece = fenced("\\sqrt{", call, "}");
        piece.superscripted = true;
        return piece;
      }
      case Function::abs:
        return fenced("\\lvert ", call, "\\rvert");
      case Function::norm:
        return fenced("\\lVert ", call, "\\rVert");
      case Function::floor:
        return fenced("\\lfloor ", call, "\\rfloor");
      case Function::sign:
        return applied("\\operatorname{sign}", arguments(call));
      case Function::sum:
        return applied("\\operatorname{sum}", arguments(call));
      case Function::dot:
        return applied("\\operatorname{dot}", arguments(call));
      case Function::softplus:
        return applied("\\operatorname{softplus}", arguments(call));
      case Function::relu:
        return applied("\\operatorname{ReLU}", arguments(call));
      case Function::sigmoid:
        return applied("\\mathop{\\sigma}", arguments(call));
      case Function::log:
        return applied("\\ln", arguments(call));
      case Function::min:
      case Function::max:
      case Function::exp:
      case Function::sin:
      case Function::cos:
      case Function::tanh:
        return applied('\\' + std::string(to_string(call.function)), arguments(call));
      case Function::grad:
        return applied("\\nabla " + options_.objective, arguments(call));
      case Function::loss:
        return applied(options_.objective, arguments(call));
      case Function::choose: {
        Piece piece = arguments(call, 1);
        piece.latex += "_{" + print(call.arguments[0]).latex + '}';
        piece.numeric = false;
        return piece;
      }
    }
    return {};
  }

  std::string condition(const Conditional& conditional) const {
    static constexpr std::array signs = {" > ", " \\ge ", " < ", " \\le ", " = ", " \\ne "};
    return print(conditional.left).latex + signs[static_cast<std::size_t>(conditional.relation)] +
           print(conditional.right).latex;
  }

  /// The rows under `conditions`, which hold for all of them. A distinction inside a case adds its condition; where it
  /// ends as the whole does, that row is left to the last one.
  void append_cases(std::string& rows, Expression e, const std::string& conditions, const Expression& last,
                    bool last_follows) const {
    for (const Conditional* next; (next = e.as<Conditional>()) != nullptr; e = next->otherwise) {
      const std::string joint = conditions.empty() ? "\\text{if } " : conditions + "\\text{ and } ";
      append_cases(rows, next->then, joint + condition(*next), last, last_follows && next->otherwise == last);
    }
    if (last_follows && e == last) return;
    rows += print(e).latex + " & " + conditions + " \\\\ ";
  }

  static Expression last_case(Expression e) {
    while (const auto* conditional = e.as<Conditional>()) e = conditional->otherwise;
    return e;
  }

  /// Distinctions inside distinctions go on in further rows.
  Piece print(const Conditional& conditional) const {
    const Expression whole = expression::conditional(conditional.relation, conditional.left, conditional.right,
                                                     conditional.then, conditional.otherwise);
    const Expression last = last_case(whole);
    Piece piece;
    piece.latex = "\\begin{cases}";
    append_cases(piece.latex, whole, {}, last, true);
    piece.latex += print(last).latex + " & \\text{otherwise}\\end{cases}";
    piece.binding = Binding::sum;
    piece.tall = true;
    return piece;
  }

  Piece print(const StepSum& sum) const {
    Piece body = print(sum.body);
    if (body.binding <= Binding::sum || body.minus) body = bracketed(std::move(body));
    body.latex = "\\sum_{" + latex_symbol(sum.variable, {}, options_.names) + '=' + print(sum.first).latex + "}^{" +
                 print(sum.last).latex + "} " + body.latex;
    body.binding = Binding::sum;
    body.tall = true;
    body.numeric = body.minus = false;
    return body;
  }

  const LatexOptions& options_;
};

}  // namespace

std::string to_latex(const Expression& e, const LatexOptions& options) { return LatexPrinter(options).print(e).latex; }

std::vector<std::string> to_latex_terms(const Expression& e, const LatexOptions& options) {
  const LatexPrinter printer(options);
  const auto* sum = e.as<Sum>();
  if (!sum) return {printer.print(e).latex};
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < sum->terms.size(); ++i) {
    const std::string sign = i == 0 ? "" : sum->terms[i].minus ? "- " : "+ ";
    terms.push_back(sign + printer.term(*sum, i).latex);
  }
  return terms;
}

}  // namespace stepmark::expression
