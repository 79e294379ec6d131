// What goes wrong with squares, roots, signs and the small number that keeps a denominator from being zero.
#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

bool is_square(const Expression& e) {
  const auto* raised = e.as<Power>();
  const auto* exponent = raised ? raised->exponent.as<Number>() : nullptr;
  return exponent && exponent->value == Exact(2);
}

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

}  // namespace stepmark::mistake::ways
