// What goes wrong with squares, roots, signs and the small number that keeps a denominator from being zero.
#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

/// The operand of a call of `function`, or null.
const Expression* operand(const Expression& e, Function function) {
  const auto* called = e.as<Call>();
  return called && called->function == function ? &called->arguments.front() : nullptr;
}

/// f(x) becomes x.
Replace unwrapping(Function function) {
  return [function](const Expression& part) -> std::optional<Expression> {
    const Expression* inner = operand(part, function);
    return inner ? std::optional(*inner) : std::nullopt;
  };
}

/// A sum whose last term is a hyperparameter: what stands before it; nothing otherwise.
std::optional<Expression> before_small_number(const Expression& e, const Definition& definition) {
  const auto* written = e.as<Sum>();
  if (!written || !is_hyperparameter(written->terms.back().value, definition) || written->terms.back().minus) {
    return std::nullopt;
  }
  return sum_of({written->terms.begin(), written->terms.end() - 1});
}

Expression with_small_number(const Expression& e, const Expression& like) {
  return sum({{false, e}, {false, like.as<Sum>()->terms.back().value}});
}

std::optional<Expression> small_number_inside(const Expression& part, const Definition& definition) {
  const Expression* inner = operand(part, Function::sqrt);
  return inner ? before_small_number(*inner, definition) : std::nullopt;
}

/// sqrt(x) of sqrt(x) + epsilon.
std::optional<Expression> root_before_small_number(const Expression& part, const Definition& definition) {
  const auto before = before_small_number(part, definition);
  return before && operand(*before, Function::sqrt) ? before : std::nullopt;
}

}  // namespace

Ways gradient_not_squared(const Problem& problem) {
  return everywhere_and_each(problem.optimizer, [](const Expression& part) -> std::optional<Expression> {
    return is_square(part) ? std::optional(part.as<Power>()->base) : std::nullopt;
  });
}

Ways weight_squared_too(const Problem& problem) {
  return everywhere_and_each(problem.optimizer, [](const Expression& part) -> std::optional<Expression> {
    const auto* scaled = part.as<Product>();
    if (!scaled || !is_square(scaled->right)) return std::nullopt;
    const auto& squared = *scaled->right.as<Power>();
    return power(product(scaled->left, squared.base), squared.exponent);
  });
}

Ways root_forgotten(const Problem& problem) {
  return everywhere_and_each(problem.optimizer, unwrapping(Function::sqrt));
}

Ways epsilon_outside_root(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  return everywhere_and_each(definition, [&](const Expression& part) -> std::optional<Expression> {
    const auto before = small_number_inside(part, definition);
    if (!before) return std::nullopt;
    return with_small_number(call(Function::sqrt, {*before}), *operand(part, Function::sqrt));
  });
}

Ways epsilon_inside_root(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  return everywhere_and_each(definition, [&](const Expression& part) -> std::optional<Expression> {
    const auto root = root_before_small_number(part, definition);
    if (!root) return std::nullopt;
    return call(Function::sqrt, {with_small_number(*operand(*root, Function::sqrt), part)});
  });
}

Ways epsilon_omitted(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  return everywhere_and_each(definition, [&](const Expression& part) -> std::optional<Expression> {
    if (const auto root = root_before_small_number(part, definition)) return root;
    if (const auto before = small_number_inside(part, definition)) return call(Function::sqrt, {*before});
    return std::nullopt;
  });
}

Ways absolute_value_forgotten(const Problem& problem) {
  return everywhere_and_each(problem.optimizer, unwrapping(Function::abs));
}

Ways sign_forgotten(const Problem& problem) {
  return everywhere_and_each(problem.optimizer, unwrapping(Function::sign));
}

namespace {

/// A quotient by what the past gradients come to: sqrt(v), sqrt(v) + epsilon, u.
const Quotient* scaling(const Expression& part, const Definition& definition) {
  const auto* divided = part.as<Quotient>();
  return divided && mentions_vector(divided->right, definition) ? divided : nullptr;
}

/// What stands under the root of a scale, the small number with it where it stands there.
const Expression* under_root(const Expression& scale) {
  if (const Expression* inner = operand(scale, Function::sqrt)) return inner;
  const auto* written = scale.as<Sum>();
  return written ? operand(written->terms.front().value, Function::sqrt) : nullptr;
}

Ways in_scalings(const Problem& problem, const std::function<std::optional<Expression>(const Quotient&)>& change) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
           const Quotient* found = scaling(part, problem.optimizer);
           return found ? change(*found) : std::nullopt;
         }));
  return ways;
}

}  // namespace

Ways scaling_omitted(const Problem& problem) {
  return in_scalings(problem, [](const Quotient& divided) { return std::optional(divided.left); });
}

Ways scaling_multiplied(const Problem& problem) {
  return in_scalings(problem,
                     [](const Quotient& divided) { return std::optional(product(divided.left, divided.right)); });
}

/// sqrt(eta/v)*m, and m/sqrt(eta*v).
Ways rate_inside_root(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  Ways ways;
  for (const bool above : {true, false}) {
    append(ways, in_scalings(problem, [&](const Quotient& divided) -> std::optional<Expression> {
             const Expression* inner = under_root(divided.right);
             const auto rest = without_factor(divided.left, [&](const Expression& e) { return e == *rate; });
             if (!inner || !rest) return std::nullopt;
             if (above) return times(*rest, call(Function::sqrt, {quotient(*rate, *inner)}));
             return quotient(*rest, call(Function::sqrt, {product(*rate, *inner)}));
           }));
  }
  return ways;
}

/// Added to the quotient, or above the line, in the place of below it.
Ways epsilon_misplaced(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const bool above : {true, false}) {
    append(ways, in_scalings(problem, [&](const Quotient& divided) -> std::optional<Expression> {
             const Expression& scale = divided.right;
             const auto inside = small_number_inside(scale, definition);
             const auto bare =
                 inside ? std::optional(call(Function::sqrt, {*inside})) : root_before_small_number(scale, definition);
             if (!bare) return std::nullopt;
             const Expression& with = inside ? *operand(scale, Function::sqrt) : scale;
             return above ? quotient(with_small_number(divided.left, with), *bare)
                          : with_small_number(quotient(divided.left, *bare), with);
           }));
  }
  return ways;
}

/// In an update that is scaled by an accumulator, the accumulator in the place of the gradient or moment.
Ways accumulator_as_direction(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const std::size_t last = update_equation(definition);
  const Expression& right = definition.equations[last].right;
  Ways ways;
  for_each(right, [&](const Expression& part) {
    const Expression* root = operand(part, Function::sqrt);
    const auto* bracket = root ? root->as<Sum>() : nullptr;
    const Expression* gathered = bracket ? &bracket->terms.front().value : root;
    if (!gathered || !gathered->as<Name>() || !mentions_vector(*gathered, definition) || !ways.empty()) return;
    append(ways, rewritten(definition, {last}, [&](const Expression& inner) -> std::optional<Expression> {
             if (inner.identity() == part.identity()) return inner;  // the scale stays
             const auto* named = inner.as<Name>();
             const bool is_direction = named && named->symbol != "theta" && mentions_vector(inner, definition);
             return is_direction ? std::optional(*gathered) : std::nullopt;
           }));
  });
  return ways;
}

Ways root_as_square(const Problem& problem) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, [](const Expression& part) -> std::optional<Expression> {
           const Expression* inner = operand(part, Function::sqrt);
           return inner ? std::optional(power(*inner, literal(Exact(2)))) : std::nullopt;
         }));
  return ways;
}

}  // namespace stepmark::mistake::ways
