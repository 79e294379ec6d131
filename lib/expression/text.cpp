#include "lib/expression/print.hpp"

namespace stepmark::expression {

namespace {

enum class Level { sum, product, unary, power, atom };

Level level(const Expression& e) {
  if (e.as<Sum>()) return Level::sum;
  if (e.as<Product>() || e.as<Quotient>()) return Level::product;
  if (e.as<Negation>()) return Level::unary;
  if (e.as<Power>()) return Level::power;
  const auto* number = e.as<Number>();
  if (number && !number->value.has_finite_decimal()) return Level::product;
  return number && number->value.sign() < 0 ? Level::unary : Level::atom;
}

class TextPrinter {
 public:
  std::string out;

  void print(const Expression& e) {
    std::visit([&](const auto& node) { print(node); }, e.node().value);
  }

 private:
  void print(const Expression& e, Level least) {
    if (level(e) >= least) return print(e);
    out += '(';
    print(e);
    out += ')';
  }

  /// After a sign or an operator: what begins with a sign is bracketed.
  void print_after_sign(const Expression& e, Level least) {
    const std::size_t begin = out.size();
    print(e, least);
    if (out[begin] != '-') return;
    out.insert(begin, 1, '(');
    out += ')';
  }

  void print(const Number& number) { out += number.text.empty() ? number.value.to_string() : number.text; }

  void print(const Name& name) {
    out += name.symbol;
    if (!name.index) return;
    out += '[' + name.index->base;
    const std::int64_t offset = name.index->offset;
    if (name.index->base.empty() || offset != 0) {
      if (!name.index->base.empty() && offset > 0) out += '+';
      out += std::to_string(offset);
    }
    out += ']';
  }

  void print(const Negation& negation) {
    out += '-';
    print(negation.operand, Level::unary);  // a chain of signs may be as deep as an expression, brackets may not
  }

  void print(const Sum& sum) {
    print(sum.terms.front().value, Level::product);
    for (std::size_t i = 1; i < sum.terms.size(); ++i) {
      out += sum.terms[i].minus ? " - " : " + ";
      print_after_sign(sum.terms[i].value, Level::product);
    }
  }

  void print(const Product& product) {
    print(product.left, Level::product);
    out += '*';
    print_after_sign(product.right, Level::unary);
  }

  void print(const Quotient& quotient) {
    print(quotient.left, Level::product);
    out += '/';
    print_after_sign(quotient.right, Level::unary);
  }

  void print(const Power& power) {
    print(power.base, Level::atom);
    out += '^';
    print(power.exponent, Level::unary);
  }

  void print(const Call& call) {
    out += to_string(call.function);
    out += '(';
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      if (i != 0) out += ", ";
      print(call.arguments[i]);
    }
    out += ')';
  }

  void print(const Conditional& conditional) {
    out += "if(";
    print(conditional.left);
    out += ' ';
    out += to_string(conditional.relation);
    out += ' ';
    print(conditional.right);
    out += ", ";
    print(conditional.then);
    out += ", ";
    print(conditional.otherwise);
    out += ')';
  }

  void print(const StepSum& sum) {
    out += "sum(" + sum.variable + '=';
    print(sum.first);
    out += "..";
    print(sum.last);
    out += ", ";
    print(sum.body);
    out += ')';
  }
};

}  // namespace

std::string to_text(const Expression& e) {
  TextPrinter printer;
  printer.print(e);
  return std::move(printer.out);
}

}  // namespace stepmark::expression
