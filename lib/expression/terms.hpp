// Products and sums collected as a person collects them: 2*x*3*x is 6*x^2, and x/sqrt(x)^4 is 1/x.
#pragma once

#include <optional>
#include <vector>

#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

/// Whether sigmoid, tanh, softplus or relu stands in it, or a share of exponentials: exp(a)/(exp(a) + exp(b)).
bool has_activation(const Expression& e);

/// numerator/denominator times powers of factors, in the order in which they came. Equal bases are one factor, a root
/// being the power 1/2; no exponent is zero. A factor that cancels is gone, with the
/// condition that it is not zero.
class Monomial {
 public:
  struct Factor {
    Expression base;
    Exact exponent;
    friend bool operator==(const Factor&, const Factor&) = default;
  };

  Monomial() = default;
  explicit Monomial(const Expression& e) { multiply(e); }

  void multiply(const Expression& e, const Exact& exponent = 1);
  void multiply(const Monomial& other);
  void divide(const Monomial& other);
  void negate() { numerator_ = -numerator_; }
  /// Adds a multiple of the same factors: 2*x and 3*x are 5*x.
  void add(const Monomial& other);

  bool is_zero() const { return numerator_.is_zero(); }
  bool is_negative() const { return numerator_.sign() * denominator_.sign() < 0; }
  /// The same factors, in whatever order.
  bool like(const Monomial& other) const;
  const std::vector<Factor>& factors() const { return factors_; }
  /// The exponent of a base; 0 if it is no factor.
  Exact exponent_of(const Expression& base) const;

  /// -2*x*(x + y)/3: the sign at the first factor, the number in lowest terms, names before brackets; but behind an
  /// activation function, as the chain rule has them: sigmoid(z)*(1 - sigmoid(z))*x.
  Expression written() const;
  /// The same without its sign.
  Expression written_unsigned() const;

 private:
  void multiply_base(const Expression& base, const Exact& exponent);
  void multiply_number(const Exact& value, std::int64_t exponent);
  void reduce();
  std::optional<Expression> written_by_case() const;

  Exact numerator_ = 1, denominator_ = 1;
  std::vector<Factor> factors_;
};

/// Terms of a sum; like terms are one, and none is zero.
class Terms {
 public:
  Terms() = default;
  explicit Terms(const Expression& e) { add(e); }

  /// Adds e, term by term where it is a sum.
  void add(const Expression& e, bool minus = false);
  /// Their sum times a factor, as one fraction without what cancels.
  Expression times(Monomial outer) const;
  /// Where an activation function takes part, as a person collects them: sigmoid(z)*x - y*x is (sigmoid(z) - y)*x, and
  /// y*(1 - sigmoid(z)) - (1 - y)*sigmoid(z) is y - sigmoid(z). Else as written().
  Expression collected() const;
  /// 0, or the sum with a positive term first where there is one.
  Expression written() const;

 private:
  void add(Monomial term);
  std::optional<Terms> multiplied_out() const;
  void take_out(const Monomial& factor, Monomial& outer);

  std::vector<Monomial> terms_;
};

}  // namespace stepmark::expression
