#include "lib/expression/derivative.hpp"

#include "lib/base/error.hpp"
#include "lib/expression/terms.hpp"

namespace stepmark::expression {

namespace {

bool depends_on(const Expression& e, const std::string& variable) {
  bool depends = false;
  for_each(e, [&](const Expression& part) {
    const auto* found = part.as<Name>();
    depends = depends || (found && !found->index && found->symbol == variable);
  });
  return depends;
}

Expression times(const Expression& a, const Expression& b) {
  Monomial m(a);
  m.multiply(b);
  return m.written();
}

Expression plus(const Expression& a, const Expression& b, bool minus = false) {
  Terms terms(a);
  terms.add(b, minus);
  return terms.written();
}

Monomial to_the(std::int64_t exponent, const Expression& base) {
  Monomial m;
  m.multiply(base, exponent);
  return m;
}

bool is_number(const Expression& e, std::int64_t value) {
  const auto* found = e.as<Number>();
  return found && found->value == Exact(value);
}

class Differentiator {
 public:
  Differentiator(const std::string& variable, DerivativeFault fault) : variable_(variable), fault_(fault) {}

  Expression of(const Expression& e) const {
    if (!depends_on(e, variable_)) return literal(0);
    return std::visit([&](const auto& node) { return of(node, e); }, e.node().value);
  }

 private:
  Expression of(const Number&, const Expression&) const { return literal(0); }
  Expression of(const Name&, const Expression&) const { return literal(1); }
  Expression of(const Negation& node, const Expression&) const {
    const auto* total = node.operand.as<Sum>();
    if (total && has_activation(node.operand)) return of_turned(*total);
    return times(literal(-1), of(node.operand));
  }

  /// -(a + b) as -a - b
  Expression of_turned(const Sum& node) const {
    Terms terms;
    for (const Sum::Term& term : node.terms) {
      terms.add(is_kept(term.value) ? term.value : of(term.value), !term.minus);
    }
    return terms.collected();
  }

  Expression of(const Sum& node, const Expression&) const {
    Terms terms;
    for (const Sum::Term& term : node.terms) terms.add(is_kept(term.value) ? term.value : of(term.value), term.minus);
    return terms.collected();
  }

  bool is_kept(const Expression& term) const {
    if (fault_ == DerivativeFault::numbers_kept) return names_in(term).empty();
    return fault_ == DerivativeFault::others_kept && !depends_on(term, variable_);
  }

  Expression of(const Product& node, const Expression&) const {
    if (depends_on(node.left, variable_) && depends_on(node.right, variable_)) {
      if (fault_ == DerivativeFault::left_factor_only) return times(of(node.left), node.right);
      if (fault_ == DerivativeFault::right_factor_only) return times(node.left, of(node.right));
    }
    return plus(times(of(node.left), node.right), times(node.left, of(node.right)));
  }

  Expression of(const Quotient& node, const Expression&) const {
    const Expression above = of(node.left), below = of(node.right);
    if (is_number(below, 0)) return Terms(above).times(to_the(-1, node.right));
    Terms top(times(above, node.right));
    top.add(times(node.left, below), true);
    return top.times(to_the(-2, node.right));
  }

  Expression of(const Power& node, const Expression& whole) const {
    const Expression inner = of_inner(node.base);
    if (const auto exponent = constant(node.exponent)) {
      const bool left_up = fault_ == DerivativeFault::exponent_left_up;
      const bool not_lowered = fault_ == DerivativeFault::exponent_not_lowered && *exponent != Exact(1);
      Monomial m(literal(left_up ? Exact(1) : *exponent));
      m.multiply(node.base, not_lowered ? *exponent : *exponent - Exact(1));
      m.multiply(inner);
      return m.written();
    }
    if (!depends_on(node.exponent, variable_)) {
      const Expression lowered = power(node.base, plus(node.exponent, literal(1), true));
      return times(times(node.exponent, lowered), inner);
    }
    const Expression by_exponent = times(times(whole, call(Function::log, {node.base})), of(node.exponent));
    if (is_number(inner, 0)) return by_exponent;
    const Expression by_base =
        times(times(node.exponent, power(node.base, plus(node.exponent, literal(1), true))), inner);
    return plus(by_base, by_exponent);
  }

  static std::optional<Exact> constant(const Expression& e) {
    if (const auto* value = e.as<Number>()) return value->value;
    const auto* negated = e.as<Negation>();
    const auto* value = negated ? negated->operand.as<Number>() : nullptr;
    return value ? std::optional(-value->value) : std::nullopt;
  }

  Expression of_inner(const Expression& e) const {
    return fault_ == DerivativeFault::inner_lost && depends_on(e, variable_) ? literal(1) : of(e);
  }

  Expression of(const Call& node, const Expression& whole) const {
    const Expression& argument = node.arguments.front();
    switch (node.function) {
      case Function::sqrt:
        return Terms(of_inner(argument)).times(to_the(-1, times(literal(2), whole)));
      case Function::exp:
        return times(whole, of_inner(argument));
      case Function::sigmoid:
      case Function::tanh:
      case Function::softplus:
      case Function::relu:
        return of_activation(node, whole);
      case Function::log:
        if (const auto known = of_log_of_sigmoid(argument)) return *known;
        return Terms(of_inner(argument)).times(to_the(-1, argument));
      case Function::sin:
        return times(call(Function::cos, {argument}), of_inner(argument));
      case Function::cos:
        return times(times(literal(-1), call(Function::sin, {argument})), of_inner(argument));
      case Function::abs:
        return times(call(Function::sign, {argument}), of_inner(argument));
      case Function::sign:
      case Function::floor:
        return literal(0);
      case Function::min:
        return of_extreme(node, Relation::less);
      case Function::max:
        return of_extreme(node, Relation::greater);
      default:
        break;
    }
    throw InputError({}, in_quotes(to_string(node.function)) + " has no derivative here",
                     "expected an objective of +, -, *, /, ^, sqrt, exp, log, sin, cos, sigmoid, tanh, softplus, relu, "
                     "abs, min, max "
                     "and if");
  }

  /// The outer derivative of an activation function. That of relu at 0 is 0.
  Expression slope_of(const Call& node, const Expression& whole) const {
    const Expression& argument = node.arguments.front();
    switch (node.function) {
      case Function::sigmoid:
        return product(whole, sum({{false, literal(1)}, {true, whole}}));
      case Function::tanh:
        return sum({{false, literal(1)}, {true, power(whole, literal(2))}});
      case Function::softplus:
        return call(Function::sigmoid, {argument});
      default:
        return conditional(Relation::greater, argument, literal(0), literal(1), literal(0));
    }
  }

  Expression of_activation(const Call& node, const Expression& whole) const {
    if (fault_ == DerivativeFault::activation_left_out) return of(node.arguments.front());
    const bool is_kept = fault_ == DerivativeFault::activation_kept;
    return times(is_kept ? whole : slope_of(node, whole), of_inner(node.arguments.front()));
  }

  /// log(sigmoid(z)) and log(1 - sigmoid(z)), whose fractions cancel.
  std::optional<Expression> of_log_of_sigmoid(const Expression& argument) const {
    const auto is_sigmoid = [](const Expression& e) {
      const auto* called = e.as<Call>();
      return called && called->function == Function::sigmoid;
    };
    if (activation_fault()) return std::nullopt;
    if (is_sigmoid(argument)) {
      const Expression other = sum({{false, literal(1)}, {true, argument}});
      return times(other, of_inner(argument.as<Call>()->arguments.front()));
    }
    const auto* total = argument.as<Sum>();
    const bool is_rest = total && total->terms.size() == 2 && is_number(total->terms[0].value, 1) &&
                         total->terms[1].minus && is_sigmoid(total->terms[1].value);
    if (!is_rest) return std::nullopt;
    const Expression& sigmoid = total->terms[1].value;
    return times(negation(sigmoid), of_inner(sigmoid.as<Call>()->arguments.front()));
  }

  bool activation_fault() const {
    return fault_ == DerivativeFault::activation_left_out || fault_ == DerivativeFault::activation_kept;
  }

  Expression of_extreme(const Call& node, Relation relation) const {
    Expression value = node.arguments.front(), slope = of(value);
    for (std::size_t i = 1; i < node.arguments.size(); ++i) {
      const Expression& next = node.arguments[i];
      slope = conditional(relation, value, next, slope, of(next));
      value = call(node.function, {value, next});
    }
    return slope;
  }

  Expression of(const Conditional& node, const Expression&) const {
    return conditional(node.relation, node.left, node.right, of(node.then), of(node.otherwise));
  }

  Expression of(const StepSum&, const Expression&) const {
    throw InputError({}, "a sum over steps has no derivative here", "expected an objective without one");
  }

  const std::string& variable_;
  DerivativeFault fault_;
};

}  // namespace

Expression derivative(const Expression& e, const std::string& variable, DerivativeFault fault) {
  return Differentiator(variable, fault).of(e);
}

Expression derivative(const Expression& e, const std::string& variable) {
  return derivative(e, variable, DerivativeFault::none);
}

}  // namespace stepmark::expression
