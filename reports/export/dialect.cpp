#include "reports/export/dialect.hpp"

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"

namespace stepmark::exports {

namespace {

Expression one_minus(const Expression& e) { return sum({{false, literal(1)}, {true, e}}); }

/// 1 where the relation holds, else 0, by the sign of the difference.
Expression truth(Relation relation, const Expression& left, const Expression& right) {
  const auto sign = [](const Expression& a, const Expression& b) {
    return call(Function::sign, {sum({{false, a}, {true, b}})});
  };
  const auto is_greater = [&](const Expression& a, const Expression& b) {
    return call(Function::max, {sign(a, b), literal(0)});
  };
  switch (relation) {
    case Relation::greater:
      return is_greater(left, right);
    case Relation::less:
      return is_greater(right, left);
    case Relation::greater_equal:
      return one_minus(is_greater(right, left));
    case Relation::less_equal:
      return one_minus(is_greater(left, right));
    case Relation::not_equal:
      return call(Function::abs, {sign(left, right)});
    case Relation::equal:
      return one_minus(call(Function::abs, {sign(left, right)}));
  }
  return literal(0);
}

class Printer {
 public:
  explicit Printer(const Dialect& dialect) : dialect_(dialect) {}

  std::string print(const Expression& e) const {
    return std::visit([&](const auto& node) { return print(node); }, e.node().value);
  }

 private:
  std::string print(const std::string& form, const Expression& a) const { return filled_in(form, {print(a)}); }
  std::string print(const std::string& form, const Expression& a, const Expression& b) const {
    return filled_in(form, {print(a), print(b)});
  }

  std::string print(const Number& number) const {
    const std::string size = dialect_.number(plain_decimal(number.value.abs()));
    return number.value.sign() < 0 ? filled_in(dialect_.negate, {size}) : size;
  }
  std::string print(const Name& name) const { return dialect_.variable(name.symbol); }
  std::string print(const Negation& negation) const { return print(dialect_.negate, negation.operand); }
  std::string print(const Sum& sum) const {
    std::string all = print(sum.terms.front().value);
    for (std::size_t i = 1; i < sum.terms.size(); ++i) {
      const auto& [minus, term] = sum.terms[i];
      all = filled_in(minus ? dialect_.subtract : dialect_.add, {all, print(term)});
    }
    return all;
  }
  std::string print(const Product& product) const { return print(dialect_.multiply, product.left, product.right); }
  std::string print(const Quotient& quotient) const { return print(dialect_.divide, quotient.left, quotient.right); }
  std::string print(const Power& power) const { return print(dialect_.power, power.base, power.exponent); }

  std::string print(const Conditional& cases) const {
    const auto& [relation, left, right, then, otherwise] = cases;
    if (!dialect_.choose.empty()) {
      return filled_in(dialect_.choose, {print(form(relation), left, right), print(then), print(otherwise)});
    }
    const Expression is_true = truth(relation, left, right);
    return print(sum({{false, product(is_true, then)}, {false, product(one_minus(is_true), otherwise)}}));
  }

  const std::string& form(Relation relation) const {
    switch (relation) {
      case Relation::greater:
        return dialect_.greater;
      case Relation::greater_equal:
        return dialect_.greater_equal;
      case Relation::less:
        return dialect_.less;
      case Relation::less_equal:
        return dialect_.less_equal;
      case Relation::equal:
        return dialect_.equal;
      case Relation::not_equal:
        break;
    }
    return dialect_.not_equal;
  }

  /// Of any number of arguments, two at a time.
  std::string print(const Call& call) const {
    const std::string& form = this->form(call.function);
    std::string all = print(call.arguments.front());
    const bool folds = call.function == Function::min || call.function == Function::max;
    if (!folds) return filled_in(form, {all});
    for (std::size_t i = 1; i < call.arguments.size(); ++i) all = filled_in(form, {all, print(call.arguments[i])});
    return all;
  }

  const std::string& form(Function function) const {
    switch (function) {
      case Function::sqrt:
        return dialect_.sqrt;
      case Function::abs:
        return dialect_.abs;
      case Function::sign:
        return dialect_.sign;
      case Function::min:
        return dialect_.min;
      case Function::max:
        return dialect_.max;
      case Function::exp:
        return dialect_.exp;
      case Function::log:
        return dialect_.log;
      case Function::sin:
        return dialect_.sin;
      case Function::cos:
        return dialect_.cos;
      case Function::floor:
        return dialect_.floor;
      default:
        break;
    }
    STEPMARK_ASSERT(false);  // belongs to steps or to the objective, and is written out
    return dialect_.abs;
  }

  std::string print(const StepSum&) const {
    STEPMARK_ASSERT(false);  // is written out
    return "";
  }

  const Dialect& dialect_;
};

}  // namespace

std::string printed(const Expression& e, const Dialect& dialect) { return Printer(dialect).print(e); }

std::string filled_in(const std::string& form, const std::vector<std::string>& operands) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool is_place = form[i] == '%' && i + 1 < form.size() && form[i + 1] >= '1' && form[i + 1] <= '9';
    out += is_place ? operands.at(static_cast<std::size_t>(form[++i] - '1')) : std::string(1, form[i]);
  }
  return out;
}

}  // namespace stepmark::exports
