#include "reports/filling.hpp"

#include <algorithm>

#include "solver/tape/constant.hpp"

namespace stepmark::reports {

namespace {

/// Of a sum that is not written out in full, so many and the last are.
constexpr std::size_t first_terms = 3;

Scope at_component(Scope scope, std::size_t i) {
  scope.component = i;
  return scope;
}

std::optional<std::int64_t> integer_of(const Expression& e, const Scope& scope) {
  return constant_value(
      e, [&](const Name& name) { return name.index ? std::nullopt : scope.integer(std::string_view(name.symbol)); });
}

}  // namespace

std::optional<std::int64_t> Scope::integer(std::string_view name) const {
  for (const auto& [variable, value] : bound) {
    if (variable == name) return value;
  }
  return name == "t" ? std::optional(t) : std::nullopt;
}

std::optional<std::int64_t> Scope::integer(const Index& index) const {
  if (index.base.empty()) return index.offset;
  const auto base = integer(std::string_view(index.base));
  return base ? std::optional(*base + index.offset) : std::nullopt;
}

Expression Filling::fill(const Expression& e, const Scope& scope) {
  return rewrite(e, [&](const Expression& part) { return replaced(part, scope); });
}

std::optional<std::size_t> Filling::component_of(std::string_view quantity, const Scope& scope) const {
  const Equation* equation = problem_.optimizer.find_equation(quantity);
  return equation && equation->shape == Shape::vector ? scope.component : std::nullopt;
}

std::optional<Expression> Filling::replaced(const Expression& e, const Scope& scope) {
  if (const auto* name = e.as<Name>()) return value(*name, scope);
  if (const auto* call = e.as<Call>()) return filled(*call, scope);
  if (const auto* cases = e.as<Conditional>()) return taken(*cases, scope);
  if (const auto* sum = e.as<StepSum>()) return filled(*sum, scope);
  return std::nullopt;
}

// ------------------------------------------------------------------------------------------------------------
// functions

std::optional<Expression> Filling::filled(const Call& call, const Scope& scope) {
  switch (call.function) {
    case Function::grad:
      return filled_gradient(call, scope);
    case Function::loss:
      return filled_loss(call, scope);
    case Function::norm:
      return filled_norm(call.arguments[0], scope);
    case Function::sum:
      return over_components(scope, [&](const Scope& at) { return fill(call.arguments[0], at); });
    case Function::dot:
      return over_components(
          scope, [&](const Scope& at) { return product(fill(call.arguments[0], at), fill(call.arguments[1], at)); });
    case Function::choose:
      return chosen(call, scope);
    default:
      return std::nullopt;
  }
}

std::optional<Expression> Filling::filled_gradient(const Call& call, const Scope& scope) {
  if (!scope.component) return std::nullopt;
  return at_point(problem_.objective->gradient(*scope.component, scope.t), call.arguments[0], scope);
}

std::optional<Expression> Filling::filled_loss(const Call& call, const Scope& scope) {
  const std::optional<Expression> loss = problem_.objective->loss(scope.t);
  return loss ? std::optional(at_point(*loss, call.arguments[0], scope)) : std::nullopt;
}

/// A formula in the parameters' names, with the components of `point` put in for them.
Expression Filling::at_point(const Expression& formula, const Expression& point, const Scope& scope) {
  const std::vector<std::string>& parameters = problem_.objective->parameters();
  return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
    if (const auto* cases = part.as<Conditional>()) passed(*cases);
    const auto* name = part.as<Name>();
    if (!name) return std::nullopt;
    if (name->symbol == "t") return value(*name, {scope.t, {}, {}});
    const auto found = std::find(parameters.begin(), parameters.end(), name->symbol);
    if (found == parameters.end()) return std::nullopt;
    return fill(point, at_component(scope, static_cast<std::size_t>(found - parameters.begin())));
  });
}

Expression Filling::filled_norm(const Expression& vector, const Scope& scope) {
  if (problem_.objective->dimension() == 1) return call(Function::abs, {fill(vector, at_component(scope, 0))});
  return call(Function::sqrt,
              {over_components(scope, [&](const Scope& at) { return power(fill(vector, at), literal(2)); })});
}

Expression Filling::over_components(const Scope& scope, const std::function<Expression(const Scope&)>& term) {
  return written_out(problem_.objective->dimension(), [&](std::size_t i) { return term(at_component(scope, i)); });
}

Expression Filling::written_out(std::size_t count, const std::function<Expression(std::size_t)>& term) {
  if (count == 0) return literal(0);
  if (count == 1) return term(0);
  std::vector<Sum::Term> terms;
  const bool all = count <= most_terms_;
  for (std::size_t i = 0; i < (all ? count : first_terms); ++i) terms.push_back({false, term(i)});
  if (!all) {
    for (std::size_t i = first_terms; i + 1 < count; ++i) left_out([&] { term(i); });
    terms.push_back({false, dots()});
    terms.push_back({false, term(count - 1)});
  }
  return sum(std::move(terms));
}

// ----------------------------------------------------------------------------------------------------------------
// steps

std::optional<Expression> Filling::chosen(const Call& call, const Scope& scope) {
  const auto position = integer_of(call.arguments[0], scope);
  if (!position || *position < 1) return std::nullopt;
  const auto last = static_cast<std::int64_t>(call.arguments.size()) - 1;
  return fill(call.arguments[static_cast<std::size_t>(std::min(*position, last))], scope);
}

std::optional<Expression> Filling::filled(const StepSum& steps, const Scope& scope) {
  const auto first = integer_of(steps.first, scope), last = integer_of(steps.last, scope);
  if (!first || !last) return std::nullopt;
  const std::size_t count = *last < *first ? 0 : static_cast<std::size_t>(*last - *first) + 1;
  return written_out(count, [&](std::size_t i) {
    Scope at = scope;
    at.bound.insert(at.bound.begin(), {steps.variable, *first + static_cast<std::int64_t>(i)});
    return fill(steps.body, at);
  });
}

}  // namespace stepmark::reports
