#include "lib/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "lib/base/error.hpp"

namespace stepmark::expression {

namespace {

/// Calls `visit` on each child, left to right.
template <class Visit>
void for_each_child(const Node& node, Visit&& visit) {
  std::visit(
      [&]<class Kind>(const Kind& value) {
        if constexpr (std::is_same_v<Kind, Negation>) {
          visit(value.operand);
        } else if constexpr (std::is_same_v<Kind, Sum>) {
          for (const Sum::Term& term : value.terms) visit(term.value);
        } else if constexpr (std::is_same_v<Kind, Product> || std::is_same_v<Kind, Quotient>) {
          visit(value.left), visit(value.right);
        } else if constexpr (std::is_same_v<Kind, Power>) {
          visit(value.base), visit(value.exponent);
        } else if constexpr (std::is_same_v<Kind, Call>) {
          for (const Expression& argument : value.arguments) visit(argument);
        } else if constexpr (std::is_same_v<Kind, Conditional>) {
          visit(value.left), visit(value.right), visit(value.then), visit(value.otherwise);
        } else if constexpr (std::is_same_v<Kind, StepSum>) {
          visit(value.first), visit(value.last), visit(value.body);
        }
      },
      node.value);
}

/// The node with each child replaced by `change` of it.
template <class Change>
Node with_children(Node node, Change&& change) {
  std::visit(
      [&]<class Kind>(Kind& value) {
        const auto replace = [&](Expression& child) { child = change(child); };
        if constexpr (std::is_same_v<Kind, Negation>) {
          replace(value.operand);
        } else if constexpr (std::is_same_v<Kind, Sum>) {
          for (Sum::Term& term : value.terms) replace(term.value);
        } else if constexpr (std::is_same_v<Kind, Product> || std::is_same_v<Kind, Quotient>) {
          replace(value.left), replace(value.right);
        } else if constexpr (std::is_same_v<Kind, Power>) {
          replace(value.base), replace(value.exponent);
        } else if constexpr (std::is_same_v<Kind, Call>) {
          for (Expression& argument : value.arguments) replace(argument);
        } else if constexpr (std::is_same_v<Kind, Conditional>) {
          replace(value.left), replace(value.right), replace(value.then), replace(value.otherwise);
        } else if constexpr (std::is_same_v<Kind, StepSum>) {
          replace(value.first), replace(value.last), replace(value.body);
        }
      },
      node.value);
  return node;
}

bool same_children(const Node& a, const Node& b) {
  std::vector<const Expression*> left, right;
  for_each_child(a, [&](const Expression& child) { left.push_back(&child); });
  for_each_child(b, [&](const Expression& child) { right.push_back(&child); });
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Expression* x, const Expression* y) { return *x == *y; });
}

/// Equal in everything but the children.
bool same_head(const Node& a, const Node& b) {
  if (a.value.index() != b.value.index()) return false;
  return std::visit(
      [&]<class Kind>(const Kind& x) {
        const Kind& y = std::get<Kind>(b.value);
        if constexpr (std::is_same_v<Kind, Number>) {
          return x.value == y.value;
        } else if constexpr (std::is_same_v<Kind, Name>) {
          return x == y;
        } else if constexpr (std::is_same_v<Kind, Sum>) {
          return std::equal(x.terms.begin(), x.terms.end(), y.terms.begin(), y.terms.end(),
                            [](const Sum::Term& p, const Sum::Term& q) { return p.minus == q.minus; });
        } else if constexpr (std::is_same_v<Kind, Call>) {
          return x.function == y.function;
        } else if constexpr (std::is_same_v<Kind, Conditional>) {
          return x.relation == y.relation;
        } else if constexpr (std::is_same_v<Kind, StepSum>) {
          return x.variable == y.variable;
        } else {
          return true;
        }
      },
      a.value);
}

}  // namespace

Expression make(Node node) {
  std::uint32_t depth = 0;
  std::uint64_t nodes = 1;
  for_each_child(node, [&](const Expression& child) {
    STEPMARK_ASSERT(child);
    depth = std::max(depth, child.depth());
    nodes += child.nodes();
  });
  if (depth >= Expression::max_depth)
    throw InputError({}, "the expression is nested too deeply", "expected at most 400 levels");
  if (nodes > Expression::max_nodes)
    throw InputError({}, "the expression is too long", "expected at most 200000 parts");
  node.depth = depth + 1;
  node.nodes = static_cast<std::uint32_t>(nodes);
  Expression result;
  result.node_ = std::make_shared<const Node>(std::move(node));
  return result;
}

std::uint32_t Expression::depth() const { return node_->depth; }
std::uint32_t Expression::nodes() const { return node_->nodes; }

bool operator==(const Expression& a, const Expression& b) {
  if (a.node_ == b.node_) return true;
  if (!a || !b || a.nodes() != b.nodes() || a.depth() != b.depth()) return false;
  return same_head(a.node(), b.node()) && same_children(a.node(), b.node());
}

Expression literal(Exact value, std::string text) { return make({Number{std::move(value), std::move(text)}}); }
Expression name(std::string symbol, std::optional<Index> index, std::optional<std::size_t> component) {
  return make({Name{std::move(symbol), std::move(index), component}});
}
Expression negation(Expression operand) { return make({Negation{std::move(operand)}}); }
Expression sum(std::vector<Sum::Term> terms) {
  STEPMARK_ASSERT(terms.size() >= 2 && !terms.front().minus);
  return make({Sum{std::move(terms)}});
}
Expression product(Expression left, Expression right) { return make({Product{std::move(left), std::move(right)}}); }
Expression quotient(Expression left, Expression right) { return make({Quotient{std::move(left), std::move(right)}}); }
Expression power(Expression base, Expression exponent) { return make({Power{std::move(base), std::move(exponent)}}); }
Expression call(Function function, std::vector<Expression> arguments) {
  STEPMARK_ASSERT(!arguments.empty());
  return make({Call{function, std::move(arguments)}});
}
Expression conditional(Relation relation, Expression left, Expression right, Expression then, Expression otherwise) {
  return make({Conditional{relation, std::move(left), std::move(right), std::move(then), std::move(otherwise)}});
}
Expression step_sum(std::string variable, Expression first, Expression last, Expression body) {
  return make({StepSum{std::move(variable), std::move(first), std::move(last), std::move(body)}});
}

std::string_view to_string(Function function) {
  static constexpr std::array<std::string_view, 20> names = {
      "sqrt", "abs", "sign", "min",  "max",  "exp",    "log",     "sin",  "cos",      "floor",
      "norm", "sum", "dot",  "grad", "loss", "choose", "sigmoid", "tanh", "softplus", "relu"};
  return names[static_cast<std::size_t>(function)];
}

std::string_view to_string(Relation relation) {
  static constexpr std::array<std::string_view, 6> signs = {">", ">=", "<", "<=", "==", "!="};
  return signs[static_cast<std::size_t>(relation)];
}

void for_each_child(const Expression& e, const std::function<void(const Expression&)>& visit) {
  for_each_child(e.node(), visit);
}

void for_each(const Expression& e, const std::function<void(const Expression&)>& visit) {
  visit(e);
  for_each_child(e.node(), [&](const Expression& child) { for_each(child, visit); });
}

Expression rewrite(const Expression& e, const std::function<std::optional<Expression>(const Expression&)>& replace) {
  if (auto replaced = replace(e)) return *replaced;
  bool changed = false;
  Node node = with_children(e.node(), [&](const Expression& child) {
    Expression result = rewrite(child, replace);
    changed = changed || result.identity() != child.identity();
    return result;
  });
  return changed ? make(std::move(node)) : e;
}

std::vector<Name> names_in(const Expression& e) {
  std::vector<Name> names;
  std::unordered_set<std::string> seen;
  for_each(e, [&](const Expression& part) {
    const auto* found = part.as<Name>();
    if (!found) return;
    const auto& index = found->index;
    if (seen.insert(found->symbol + (index ? '[' + index->base + '|' + std::to_string(index->offset) : "")).second) {
      names.push_back(*found);
    }
  });
  return names;
}

}  // namespace stepmark::expression
