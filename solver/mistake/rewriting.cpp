#include "solver/mistake/rewriting.hpp"

#include <algorithm>
#include <numeric>

namespace stepmark::mistake {

std::optional<WrongMethod> rewritten(const Definition& definition, const std::vector<std::size_t>& positions,
                                     const Replace& replace) {
  WrongMethod way;
  way.definition = definition;
  for (const std::size_t position : positions) {
    const Expression& right = definition.equations[position].right;
    const Expression changed = rewrite(right, replace);
    if (changed.identity() != right.identity()) set_right(way, position, changed);
  }
  if (way.changed.empty()) return std::nullopt;
  return way;
}

std::optional<WrongMethod> rewritten(const Definition& definition, const Replace& replace) {
  std::vector<std::size_t> all(definition.equations.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return rewritten(definition, all, replace);
}

Ways everywhere_and_each(const Definition& definition, const Replace& replace) {
  Ways ways;
  append(ways, rewritten(definition, replace));
  if (!ways.empty() && ways.front().changed.size() > 1) append(ways, in_each(definition, replace));
  return ways;
}

Ways in_each(const Definition& definition, const Replace& replace) {
  Ways ways;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) append(ways, rewritten(definition, {i}, replace));
  return ways;
}

Ways all_and_each(const Definition& definition, const std::vector<NewRight>& rights) {
  Ways ways;
  if (rights.size() > 1) {
    WrongMethod all;
    all.definition = definition;
    for (const NewRight& one : rights) set_right(all, one.equation, one.right);
    ways.push_back(std::move(all));
  }
  for (const NewRight& one : rights) ways.push_back(with_right(definition, one.equation, one.right));
  return ways;
}

void append(Ways& ways, std::optional<WrongMethod> way) {
  if (way) ways.push_back(std::move(*way));
}

void append(Ways& ways, Ways more) { std::move(more.begin(), more.end(), std::back_inserter(ways)); }

WrongMethod with_right(const Definition& definition, std::size_t position, Expression right) {
  WrongMethod way;
  way.definition = definition;
  set_right(way, position, std::move(right));
  return way;
}

void set_right(WrongMethod& way, std::size_t position, Expression right) {
  way.definition.equations[position].right = std::move(right);
  const auto at = std::lower_bound(way.changed.begin(), way.changed.end(), position);
  if (at == way.changed.end() || *at != position) way.changed.insert(at, position);
}

void need_start(WrongMethod& way, const std::string& quantity, std::int64_t index, std::optional<Expression> value) {
  if (way.definition.find_start(quantity, index)) return;
  Start start;
  start.quantity = quantity;
  start.index = index;
  start.value = std::move(value);
  way.definition.starts.push_back(std::move(start));
}

Expression one() { return literal(Exact(1)); }

Expression reference(const std::string& quantity, std::int64_t offset) { return name(quantity, Index{"t", offset}); }

bool mentions(const Expression& e, const std::function<bool(const Name&)>& wanted) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* named = part.as<Name>();
    found = found || (named && wanted(*named));
  });
  return found;
}

bool calls(const Expression& e, Function function) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* called = part.as<Call>();
    found = found || (called && called->function == function);
  });
  return found;
}

bool is_square(const Expression& e) {
  const auto* raised = e.as<Power>();
  const auto* exponent = raised ? raised->exponent.as<Number>() : nullptr;
  return exponent && exponent->value == Exact(2);
}

Expression after_step(std::int64_t t, const Expression& then, const Expression& otherwise) {
  return conditional(Relation::greater, name("t"), literal(Exact(t)), then, otherwise);
}

Expression times(const Expression& a, const Expression& b) { return a == one() ? b : product(a, b); }

std::vector<Expression> factors(const Expression& e) {
  const auto* both = e.as<Product>();
  if (!both) return {e};
  std::vector<Expression> all = factors(both->left);
  const std::vector<Expression> right = factors(both->right);
  all.insert(all.end(), right.begin(), right.end());
  return all;
}

Expression product_of(const std::vector<Expression>& factors) {
  if (factors.empty()) return one();
  Expression result = factors.front();
  for (std::size_t i = 1; i < factors.size(); ++i) result = product(result, factors[i]);
  return result;
}

std::optional<Expression> without_factor(const Expression& e, const std::function<bool(const Expression&)>& which) {
  if (which(e)) return one();
  if (const auto* quotient_ = e.as<Quotient>()) {
    const auto left = without_factor(quotient_->left, which);
    if (!left) return std::nullopt;
    return quotient(*left, quotient_->right);
  }
  if (const auto* both = e.as<Product>()) {
    if (which(both->left)) return both->right;
    if (which(both->right)) return both->left;
    if (const auto left = without_factor(both->left, which)) return product(*left, both->right);
    if (const auto right = without_factor(both->right, which)) return product(both->left, *right);
  }
  return std::nullopt;
}

Expression sum_of(std::vector<Sum::Term> terms) {
  if (terms.front().minus) {
    terms.front() = {false, negation(terms.front().value)};
  }
  return terms.size() == 1 ? terms.front().value : sum(std::move(terms));
}

}  // namespace stepmark::mistake
