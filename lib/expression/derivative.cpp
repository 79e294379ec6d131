#include "lib/expression/derivative.hpp"

#include <algorithm>
#include <utility>

#include "lib/base/error.hpp"

namespace stepmark {

namespace {

bool depends_on(const Expression& e, const std::string& variable) {
  bool depends = false;
  for_each(e, [&](const Expression& part) {
    const auto* found = part.as<Name>();
    depends = depends || (found && !found->index && found->symbol == variable);
  });
  return depends;
}

/// numerator/denominator times the factors, in the order in which they came.
struct Monomial {
  Exact numerator = 1, denominator = 1;
  std::vector<Expression> factors;

  bool is_zero() const { return numerator.is_zero(); }
};

/// A name to a positive power: x is x^1.
struct NamePower {
  Expression name;
  std::int64_t exponent;
};

std::optional<NamePower> name_power(const Expression& e) {
  if (e.as<Name>()) return NamePower{e, 1};
  const auto* raised = e.as<Power>();
  const auto* exponent = raised && raised->base.as<Name>() ? raised->exponent.as<Number>() : nullptr;
  const auto value = exponent ? exponent->value.to_int64() : std::nullopt;
  if (!value || *value < 1 || *value > 1000) return std::nullopt;
  return NamePower{raised->base, *value};
}

/// x*x^2 is written x^3.
void add_factor(std::vector<Expression>& factors, const Expression& e) {
  const auto added = name_power(e);
  const auto same = std::find_if(factors.begin(), factors.end(), [&](const Expression& factor) {
    const auto present = name_power(factor);
    return added && present && present->name == added->name;
  });
  if (same == factors.end()) {
    factors.push_back(e);
  } else {
    *same = power(added->name, number(name_power(*same)->exponent + added->exponent));
  }
}

void multiply(Monomial& all, const Expression& e) {
  if (const auto* number = e.as<Number>()) {
    all.numerator = all.numerator * number->value;
  } else if (const auto* negated = e.as<Negation>()) {
    all.numerator = -all.numerator;
    multiply(all, negated->operand);
  } else if (const auto* product = e.as<Product>()) {
    multiply(all, product->left);
    multiply(all, product->right);
  } else if (const auto* quotient = e.as<Quotient>();
             quotient && quotient->right.as<Number>() && !quotient->right.as<Number>()->value.is_zero()) {
    multiply(all, quotient->left);
    all.denominator = all.denominator * quotient->right.as<Number>()->value;
  } else {
    add_factor(all.factors, e);
  }
}

Monomial monomial(const Expression& e) {
  Monomial result;
  multiply(result, e);
  return result;
}

/// x, x^2: what a person writes before the brackets.
bool is_plain(const Expression& e) {
  if (e.as<Name>()) return true;
  const auto* raised = e.as<Power>();
  return raised && raised->base.as<Name>();
}

/// Integers in lowest terms; a decimal over a number that divides it is that quotient.
void reduce(Monomial& m) {
  const Exact quotient = m.numerator / m.denominator;
  if (quotient.is_decimal() && (quotient.is_integer() || !m.denominator.is_integer())) {
    m.numerator = quotient;
    m.denominator = 1;
    return;
  }
  const auto top = m.numerator.abs().to_int64(), bottom = m.denominator.abs().to_int64();
  if (!top || !bottom) return;
  const Exact sign(std::int64_t{m.numerator.sign()} * m.denominator.sign());
  std::int64_t a = *top, b = *bottom;
  while (b != 0) a = std::exchange(b, a % b);
  m.numerator = sign * Exact(*top / a);
  m.denominator = *bottom / a;
}

/// The product without its sign.
Expression unsigned_product(Monomial m) {
  std::stable_partition(m.factors.begin(), m.factors.end(), is_plain);
  const Exact size = m.numerator.abs();
  std::vector<Expression> factors;
  if (m.factors.empty() || size != Exact(1)) factors.push_back(number(size));
  factors.insert(factors.end(), m.factors.begin(), m.factors.end());
  Expression result = factors.front();
  for (std::size_t i = 1; i < factors.size(); ++i) result = product(result, factors[i]);
  return m.denominator == Exact(1) ? result : quotient(result, number(m.denominator));
}

/// -2*x*y rather than -(2*x*y): the sign belongs to the first factor.
Expression negated_first(const Expression& e) {
  if (const auto* p = e.as<Product>()) return product(negated_first(p->left), p->right);
  if (const auto* q = e.as<Quotient>()) return quotient(negated_first(q->left), q->right);
  return negation(e);
}

Expression built(Monomial m) {
  if (m.is_zero()) return number(0);
  reduce(m);
  const bool minus = m.numerator.sign() < 0;
  const Expression size = unsigned_product(std::move(m));
  return minus ? negated_first(size) : size;
}

Expression times(const Expression& a, const Expression& b) {
  Monomial m = monomial(a);
  multiply(m, b);
  return built(std::move(m));
}

void add_terms(std::vector<Monomial>& terms, const Expression& e, bool minus) {
  if (const auto* total = e.as<Sum>()) {
    for (const Sum::Term& term : total->terms) add_terms(terms, term.value, minus != term.minus);
    return;
  }
  Monomial m = monomial(e);
  if (minus) m.numerator = -m.numerator;
  if (m.is_zero()) return;
  const auto same =
      std::find_if(terms.begin(), terms.end(), [&](const Monomial& other) { return other.factors == m.factors; });
  if (same == terms.end()) {
    terms.push_back(std::move(m));
  } else {
    same->numerator = same->numerator * m.denominator + m.numerator * same->denominator;
    same->denominator = same->denominator * m.denominator;
  }
}

Expression total(std::vector<Monomial> terms) {
  std::erase_if(terms, [](const Monomial& m) { return m.is_zero(); });
  if (terms.empty()) return number(0);
  if (terms.size() == 1) return built(std::move(terms.front()));
  const auto positive = std::find_if(terms.begin(), terms.end(),
                                     [](const Monomial& m) { return m.numerator.sign() * m.denominator.sign() > 0; });
  if (positive != terms.end()) std::rotate(terms.begin(), positive, positive + 1);
  std::vector<Sum::Term> parts;
  for (Monomial& m : terms) {
    reduce(m);
    const bool minus = m.numerator.sign() < 0;
    const Expression size = unsigned_product(m);
    parts.push_back(parts.empty() && minus ? Sum::Term{false, negated_first(size)} : Sum::Term{minus, size});
  }
  return sum(std::move(parts));
}

Expression plus(const Expression& a, const Expression& b, bool minus = false) {
  std::vector<Monomial> terms;
  add_terms(terms, a, false);
  add_terms(terms, b, minus);
  return total(std::move(terms));
}

bool is_number(const Expression& e, std::int64_t value) {
  const auto* found = e.as<Number>();
  return found && found->value == Exact(value);
}

Expression raised(const Expression& base, const Exact& exponent) {
  if (exponent == Exact(1)) return base;
  if (exponent.is_zero()) return number(1);
  return power(base, exponent.sign() < 0 ? negation(number(-exponent)) : number(exponent));
}

class Differentiator {
 public:
  explicit Differentiator(const std::string& variable) : variable_(variable) {}

  Expression of(const Expression& e) const {
    if (!depends_on(e, variable_)) return number(0);
    return std::visit([&](const auto& node) { return of(node, e); }, e.node().value);
  }

 private:
  Expression of(const Number&, const Expression&) const { return number(0); }
  Expression of(const Name&, const Expression&) const { return number(1); }
  Expression of(const Negation& node, const Expression&) const { return times(number(-1), of(node.operand)); }

  Expression of(const Sum& node, const Expression&) const {
    std::vector<Monomial> terms;
    for (const Sum::Term& term : node.terms) add_terms(terms, of(term.value), term.minus);
    return total(std::move(terms));
  }

  Expression of(const Product& node, const Expression&) const {
    return plus(times(of(node.left), node.right), times(node.left, of(node.right)));
  }

  Expression of(const Quotient& node, const Expression&) const {
    const Expression inner = of(node.left), outer = of(node.right);
    if (is_number(outer, 0))
      return node.right.as<Number>() ? times(quotient(inner, node.right), number(1)) : quotient(inner, node.right);
    const Expression top = plus(times(inner, node.right), times(node.left, outer), true);
    return times(quotient(of_sign(top), power(node.right, number(2))), number(leading_sign(top)));
  }

  /// A numerator that begins with a minus gives it to the fraction.
  static Exact leading_sign(const Expression& e) { return e.as<Sum>() || monomial(e).numerator.sign() >= 0 ? 1 : -1; }
  static Expression of_sign(const Expression& e) { return times(number(leading_sign(e)), e); }

  Expression of(const Power& node, const Expression& whole) const {
    const Expression inner = of(node.base);
    if (const auto exponent = constant(node.exponent)) {
      return times(times(number(*exponent), raised(node.base, *exponent - Exact(1))), inner);
    }
    if (!depends_on(node.exponent, variable_)) {
      const Expression lowered = power(node.base, plus(node.exponent, number(1), true));
      return times(times(node.exponent, lowered), inner);
    }
    const Expression by_exponent = times(times(whole, call(Function::log, {node.base})), of(node.exponent));
    if (is_number(inner, 0)) return by_exponent;
    const Expression by_base =
        times(times(node.exponent, power(node.base, plus(node.exponent, number(1), true))), inner);
    return plus(by_base, by_exponent);
  }

  static std::optional<Exact> constant(const Expression& e) {
    if (const auto* value = e.as<Number>()) return value->value;
    const auto* negated = e.as<Negation>();
    const auto* value = negated ? negated->operand.as<Number>() : nullptr;
    return value ? std::optional(-value->value) : std::nullopt;
  }

  Expression of(const Call& node, const Expression& whole) const {
    const Expression& argument = node.arguments.front();
    switch (node.function) {
      case Function::sqrt:
        return quotient_by(of(argument), times(number(2), whole));
      case Function::exp:
        return times(whole, of(argument));
      case Function::log:
        return quotient_by(of(argument), argument);
      case Function::sin:
        return times(call(Function::cos, {argument}), of(argument));
      case Function::cos:
        return times(times(number(-1), call(Function::sin, {argument})), of(argument));
      case Function::abs:
        return times(call(Function::sign, {argument}), of(argument));
      case Function::sign:
      case Function::floor:
        return number(0);
      case Function::min:
        return of_extreme(node, Relation::less);
      case Function::max:
        return of_extreme(node, Relation::greater);
      default:
        break;
    }
    throw InputError({}, quoted(to_string(node.function)) + " has no derivative here",
                     "expected an objective of +, -, *, /, ^, sqrt, exp, log, sin, cos, abs, min, max and if");
  }

  /// A sign or a common factor of two stands before or in the fraction, not below it.
  static Expression quotient_by(const Expression& top, const Expression& bottom) {
    Monomial m = monomial(top), below = monomial(bottom);
    m.denominator = m.denominator * below.numerator;
    reduce(m);
    const Exact sign = m.numerator.sign() < 0 ? -1 : 1;
    below.numerator = m.denominator;
    m.denominator = 1;
    m.numerator = m.numerator.abs();
    return times(number(sign), quotient(built(m), built(below)));
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
};

Expression simplified_sum(const Sum& node) {
  std::vector<Sum::Term> terms;
  for (const Sum::Term& term : node.terms) {
    const Expression value = simplified(term.value);
    if (!is_number(value, 0)) terms.push_back({term.minus, value});
  }
  if (terms.empty()) return number(0);
  if (terms.front().minus) terms.front() = {false, simplified(negation(terms.front().value))};
  return terms.size() == 1 ? terms.front().value : sum(std::move(terms));
}

Expression simplified_product(const Expression& left, const Expression& right) {
  if (is_number(left, 0) || is_number(right, 0)) return number(0);
  if (is_number(left, 1)) return right;
  if (is_number(right, 1)) return left;
  return product(left, right);
}

}  // namespace

Expression derivative(const Expression& e, const std::string& variable) { return Differentiator(variable).of(e); }

Expression simplified(const Expression& e) {
  return rewrite(e, [](const Expression& part) -> std::optional<Expression> {
    if (const auto* total = part.as<Sum>()) return simplified_sum(*total);
    if (const auto* p = part.as<Product>()) return simplified_product(simplified(p->left), simplified(p->right));
    if (const auto* q = part.as<Quotient>()) {
      const Expression left = simplified(q->left), right = simplified(q->right);
      return is_number(right, 1) ? left : quotient(left, right);
    }
    if (const auto* p = part.as<Power>()) {
      const Expression base = simplified(p->base), exponent = simplified(p->exponent);
      if (is_number(exponent, 1)) return base;
      return is_number(exponent, 0) ? number(1) : power(base, exponent);
    }
    if (const auto* n = part.as<Negation>()) {
      const Expression operand = simplified(n->operand);
      if (const auto* twice = operand.as<Negation>()) return twice->operand;
      return is_number(operand, 0) ? operand : negation(operand);
    }
    return std::nullopt;
  });
}

}  // namespace stepmark
