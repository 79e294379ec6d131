// The expression kernel: small immutable trees that keep the form in which they were written. Nothing folds, reorders
// or simplifies while a tree is built; terms.hpp does that for derivatives.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/number/exact.hpp"
#include "lib/rooms.hpp"

namespace stepmark::expression {

struct Node;

/// A shared, immutable tree; copies are cheap. Never empty, except when default-constructed (which only assigns later).
class Expression {
 public:
  /// No tree is deeper or has more nodes than this; a builder throws InputError (no place set) instead.
  static constexpr std::uint32_t max_depth = 400;
  static constexpr std::uint32_t max_nodes = 200'000;

  Expression() = default;
  const Node& node() const { return *node_; }
  /// The alternative of the node, or null: `if (const auto* sum = e.as<Sum>())`.
  template <class Kind>
  const Kind* as() const;

  std::uint32_t depth() const;
  std::uint32_t nodes() const;
  explicit operator bool() const { return node_ != nullptr; }
  /// Same object: a fast sufficient test for equality, and a key for memo tables.
  const Node* identity() const { return node_.get(); }
  /// Equal form: same shape, names and numbers (by value: 1.50 equals 1.5).
  friend bool operator==(const Expression& a, const Expression& b);

 private:
  friend Expression make(Node node);
  std::shared_ptr<const Node> node_;
};

/// A subscript: "t", "t-1", "t+1", "s", or a fixed number (then `base` is empty).
struct Index {
  std::string base;
  std::int64_t offset = 0;
  bool operator==(const Index&) const = default;
};

/// A non-negative literal; `text` is what was written ("0.10", "1e-8") and may be empty (then Exact::to_string is
/// shown). Values that are put in may be negative: printers bracket those where needed.
struct Number {
  Exact value;
  std::string text;
};

/// A quantity (with subscript), a hyperparameter, the step counter `t`, `pi`, or a parameter of an objective.
struct Name {
  std::string symbol;
  std::optional<Index> index;
  /// Of a quantity: this component of it, whichever is being worked. Never written, and not printed.
  std::optional<std::size_t> component = std::nullopt;
  bool operator==(const Name&) const = default;
};

struct Negation {
  Expression operand;
};

/// a + b - c as written, flat; a bracketed sum inside it is a term of its own. At least two terms, the first never
/// `minus` (a leading minus sign is a Negation).
struct Sum {
  struct Term {
    bool minus;
    Expression value;
  };
  std::vector<Term> terms;
};

struct Product {
  Expression left, right;
};
struct Quotient {
  Expression left, right;
};
struct Power {
  Expression base, exponent;
};

/// grad and loss evaluate the objective at a point; norm, sum and dot reduce over the parameter vector; choose(t, a, b,
/// c) is its (t+1)-th argument, the t-th of the list (a schedule that is written out). sigmoid(x) is 1/(1 + exp(-x)),
/// softplus(x) is log(1 + exp(x)), relu(x) is max(x, 0).
enum class Function {
  sqrt,
  abs,
  sign,
  min,
  max,
  exp,
  log,
  sin,
  cos,
  floor,
  norm,
  sum,
  dot,
  grad,
  loss,
  choose,
  sigmoid,
  tanh,
  softplus,
  relu
};

struct Call {
  Function function;
  std::vector<Expression> arguments;
};

enum class Relation { greater, greater_equal, less, less_equal, equal, not_equal };

/// if(left > right, then, otherwise), component by component.
struct Conditional {
  Relation relation;
  Expression left, right, then, otherwise;
};

/// sum(s=first..last, body)
struct StepSum {
  std::string variable;
  Expression first, last, body;
};

struct Node {
  std::variant<Number, Name, Negation, Sum, Product, Quotient, Power, Call, Conditional, StepSum> value;
  std::uint32_t depth = 1, nodes = 1;
};

template <class Kind>
const Kind* Expression::as() const {
  return node_ ? std::get_if<Kind>(&node_->value) : nullptr;
}

// Builders. None of them simplifies.
Expression literal(Exact value, std::string text = {});
Expression name(std::string symbol, std::optional<Index> index = {}, std::optional<std::size_t> component = {});
Expression negation(Expression operand);
/// Asserts two terms or more, the first without minus.
Expression sum(std::vector<Sum::Term> terms);
Expression product(Expression left, Expression right);
Expression quotient(Expression left, Expression right);
Expression power(Expression base, Expression exponent);
Expression call(Function function, std::vector<Expression> arguments);
Expression conditional(Relation relation, Expression left, Expression right, Expression then, Expression otherwise);
Expression step_sum(std::string variable, Expression first, Expression last, Expression body);

std::string_view to_string(Function);
std::string_view to_string(Relation);  ///< ">", ">=", "<", "<=", "==", "!="

/// Calls `visit` on each child, left to right.
void for_each_child(const Expression& e, const std::function<void(const Expression&)>& visit);

/// Calls `visit` on every node, parents before children, left to right.
void for_each(const Expression& e, const std::function<void(const Expression&)>& visit);

/// The same tree with every node for which `replace` gives a value replaced by it, from the root down (what was put in
/// is not searched again); untouched subtrees are shared, and an untouched tree is returned itself.
Expression rewrite(const Expression& e, const std::function<std::optional<Expression>(const Expression&)>& replace);

/// Names in order of first appearance, without duplicates (a different subscript is a different name).
std::vector<Name> names_in(const Expression& e);

}  // namespace stepmark::expression
