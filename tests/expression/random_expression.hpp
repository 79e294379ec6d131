// Random expressions for tests; the same seed gives the same ones.
#pragma once

#include <random>

#include "lib/expression/expression.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

struct Grammar {
  bool functions = true;  ///< sqrt, exp, log, sin, cos of tame arguments
  bool quotients = true;
  bool extremes = false;  ///< abs and max
  int depth = 4;
};

/// An expression in x and y.
inline Expression random_expression(std::mt19937& random, const Grammar& grammar) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  if (grammar.depth == 0 || pick(6) == 0) {
    if (pick(2) == 0) return name(pick(2) == 0 ? "x" : "y");
    return literal(Exact::decimal(1 + pick(40), pick(2)));
  }
  Grammar inner = grammar;
  --inner.depth;
  const auto part = [&] { return random_expression(random, inner); };
  switch (pick(grammar.extremes ? 10 : grammar.functions ? 8 : 6)) {
    case 0:
      return negation(part());
    case 1:
      return product(part(), part());
    case 2:
      return grammar.quotients ? quotient(part(), sum({{false, power(part(), literal(2))}, {false, literal(1)}}))
                               : part();
    case 3:
      return power(part(), literal(2 + pick(2)));
    case 4:
    case 5:
      return sum({{false, part()}, {pick(2) == 0, part()}, {pick(2) == 0, part()}});
    case 6:
      return call(pick(2) == 0 ? Function::sin : Function::cos, {part()});
    case 8:
      return call(Function::abs, {part()});
    case 9:
      return call(Function::max, {part(), part()});
    default:
      return call(Function::sqrt, {sum({{false, power(part(), literal(2))}, {false, literal(3)}})});
  }
}

}  // namespace stepmark::support
