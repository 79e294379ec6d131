#include "reports/bounds.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace stepmark {

namespace {

using Maybe = std::optional<Bounds>;

/// The power of ten of the last digit of "-1.50e-12".
int last_digit(std::string_view text) {
  int exponent = 0;
  if (const std::size_t e = text.find('e'); e != std::string_view::npos) {
    std::from_chars(text.data() + e + 1 + (text[e + 1] == '+'), text.data() + text.size(), exponent);
    text = text.substr(0, e);
  }
  const std::size_t point = text.find('.');
  return point == std::string_view::npos ? exponent : exponent - static_cast<int>(text.size() - point - 1);
}

std::optional<Exact> parse_printed(std::string_view text) {
  const std::size_t bar = text.find('/');
  if (bar == std::string_view::npos) return Exact::parse(text);
  const auto above = Exact::parse(text.substr(0, bar)), below = Exact::parse(text.substr(bar + 1));
  if (!above || !below || below->is_zero()) return std::nullopt;
  return *above / *below;
}

Bounds point(const Exact& value) { return {value, value}; }
Bounds negated(const Bounds& a) { return {-a.upper, -a.lower}; }
Bounds added(const Bounds& a, const Bounds& b) { return {a.lower + b.lower, a.upper + b.upper}; }

Bounds multiplied(const Bounds& a, const Bounds& b) {
  const auto ends = {a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper};
  return {std::min(ends), std::max(ends)};
}

Maybe divided(const Bounds& a, const Bounds& b) {
  if (b.lower.sign() * b.upper.sign() <= 0) return std::nullopt;
  return multiplied(a, {Exact(1) / b.upper, Exact(1) / b.lower});
}

Bounds absolute(const Bounds& a) {
  if (a.lower.sign() >= 0) return a;
  if (a.upper.sign() <= 0) return negated(a);
  return {0, std::max(-a.lower, a.upper)};
}

Maybe raised(const Bounds& base, const Bounds& exponent) {
  const auto n = exponent.exact() ? exponent.lower.to_int64() : std::nullopt;
  if (!n) return std::nullopt;
  if (*n < 0) {
    const Maybe inverse = divided(point(1), base);
    return inverse ? raised(*inverse, point(-*n)) : std::nullopt;
  }
  const Bounds b = *n % 2 == 0 ? absolute(base) : base;
  return Bounds{b.lower.pow(*n), b.upper.pow(*n)};
}

/// One end of a square root: exact where rational, else the double beside it that is surely on the outer side.
Exact root(const Exact& x, double outwards) {
  if (auto exact = x.sqrt()) return *exact;
  const double near = std::sqrt(x.to_double());
  return Exact::from_double(near * (1 + outwards * 1e-14));
}

Maybe square_root(const Bounds& a) {
  if (a.lower.sign() < 0 || !std::isfinite(a.upper.to_double()) || a.lower.to_double() == 0) {
    return a.lower.is_zero() && a.exact() ? Maybe(point(0)) : std::nullopt;
  }
  return Bounds{root(a.lower, -1), root(a.upper, 1)};
}

class Evaluator {
 public:
  explicit Evaluator(const BoundsOfName& names) : names_(names) {}

  Maybe operator()(const Expression& e) const {
    return std::visit([this](const auto& node) { return value(node); }, e.node().value);
  }

 private:
  Maybe value(const Number& number) const { return point(number.value); }

  Maybe value(const Name& name) const {
    if (name.symbol == "pi" && !name.index) {
      return Bounds{Exact::decimal(314159265358979323, 17), Exact::decimal(314159265358979324, 17)};
    }
    return names_(name);
  }

  Maybe value(const Negation& negation) const {
    const Maybe operand = (*this)(negation.operand);
    return operand ? Maybe(negated(*operand)) : std::nullopt;
  }

  Maybe value(const Sum& sum) const {
    Bounds total = point(0);
    for (const Sum::Term& term : sum.terms) {
      const Maybe next = (*this)(term.value);
      if (!next) return std::nullopt;
      total = added(total, term.minus ? negated(*next) : *next);
    }
    return total;
  }

  Maybe value(const Product& product) const {
    const Maybe left = (*this)(product.left), right = (*this)(product.right);
    return left && right ? Maybe(multiplied(*left, *right)) : std::nullopt;
  }

  Maybe value(const Quotient& quotient) const {
    const Maybe left = (*this)(quotient.left), right = (*this)(quotient.right);
    return left && right ? divided(*left, *right) : std::nullopt;
  }

  Maybe value(const Power& power) const {
    const Maybe base = (*this)(power.base), exponent = (*this)(power.exponent);
    return base && exponent ? raised(*base, *exponent) : std::nullopt;
  }

  Maybe value(const Conditional& conditional) const {
    const Maybe left = (*this)(conditional.left), right = (*this)(conditional.right);
    const auto holding = left && right ? holds(conditional.relation, *left, *right) : std::nullopt;
    if (!holding) return std::nullopt;
    return (*this)(*holding ? conditional.then : conditional.otherwise);
  }

  Maybe value(const StepSum&) const { return std::nullopt; }

  Maybe value(const Call& call) const {
    const Maybe first = call.function == Function::grad ? std::nullopt : (*this)(call.arguments.front());
    if (!first) return std::nullopt;
    switch (call.function) {
      case Function::sqrt:
        return square_root(*first);
      case Function::abs:
        return absolute(*first);
      case Function::sign:
        return Bounds{first->lower.sign(), first->upper.sign()};
      case Function::floor:
        return Bounds{first->lower.floor(), first->upper.floor()};
      case Function::min:
      case Function::max:
        return extreme(call);
      default:
        return std::nullopt;
    }
  }

  Maybe extreme(const Call& call) const {
    Maybe result = (*this)(call.arguments.front());
    const bool least = call.function == Function::min;
    for (const Expression& argument : call.arguments) {
      const Maybe next = (*this)(argument);
      if (!next || !result) return std::nullopt;
      result->lower = least ? std::min(result->lower, next->lower) : std::max(result->lower, next->lower);
      result->upper = least ? std::min(result->upper, next->upper) : std::max(result->upper, next->upper);
    }
    return result;
  }

  const BoundsOfName& names_;
};

std::optional<bool> negation_of(std::optional<bool> a) { return a ? std::optional(!*a) : std::nullopt; }

}  // namespace

std::optional<Bounds> bounds_of(const Printed& printed) {
  const std::optional<Exact> value = parse_printed(printed.text);
  if (!value) return std::nullopt;
  if (printed.exact) return point(*value);
  const Exact unit = Exact(10).pow(last_digit(printed.text));
  return Bounds{*value - unit, *value + unit};
}

std::optional<Bounds> bounds_of(const Expression& e, const BoundsOfName& names) {
  try {
    return Evaluator(names)(e);
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

std::optional<bool> holds(Relation relation, const Bounds& left, const Bounds& right) {
  switch (relation) {
    case Relation::greater:
      if (left.lower > right.upper) return true;
      return left.upper <= right.lower ? std::optional(false) : std::nullopt;
    case Relation::greater_equal:
      if (left.lower >= right.upper) return true;
      return left.upper < right.lower ? std::optional(false) : std::nullopt;
    case Relation::less:
      return holds(Relation::greater, right, left);
    case Relation::less_equal:
      return holds(Relation::greater_equal, right, left);
    case Relation::equal:
      if (left.exact() && right.exact() && left.lower == right.lower) return true;
      return left.upper < right.lower || right.upper < left.lower ? std::optional(false) : std::nullopt;
    case Relation::not_equal:
      return negation_of(holds(Relation::equal, left, right));
  }
  return std::nullopt;
}

}  // namespace stepmark
