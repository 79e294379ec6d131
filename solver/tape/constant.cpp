#include "solver/tape/constant.hpp"

namespace stepmark::tape {

namespace {

using Known = std::function<std::optional<std::int64_t>(const Name&)>;

std::optional<std::int64_t> bounded(std::optional<std::int64_t> value) {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  return value && -bound <= *value && *value <= bound ? value : std::nullopt;
}

std::optional<std::int64_t> sum_of(const Sum& sum, const Known& known) {
  std::int64_t total = 0;
  for (const Sum::Term& term : sum.terms) {
    const auto value = constant_value(term.value, known);
    if (!value) return std::nullopt;
    total += term.minus ? -*value : *value;
  }
  return total;
}

std::optional<std::int64_t> product_of(const Product& product, const Known& known) {
  const auto left = constant_value(product.left, known);
  const auto right = constant_value(product.right, known);
  if (!left || !right) return std::nullopt;
  return *left * *right;
}

}  // namespace

std::optional<std::int64_t> constant_value(const Expression& e, const Known& known) {
  if (const auto* number = e.as<Number>()) return bounded(number->value.to_int64());
  if (const auto* name = e.as<Name>()) return bounded(known(*name));
  if (const auto* negated = e.as<Negation>()) {
    const auto value = constant_value(negated->operand, known);
    return value ? std::optional(-*value) : std::nullopt;
  }
  if (const auto* sum = e.as<Sum>()) return bounded(sum_of(*sum, known));
  if (const auto* product = e.as<Product>()) return bounded(product_of(*product, known));
  return std::nullopt;
}

}  // namespace stepmark::tape
