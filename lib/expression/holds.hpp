// A comparison of two numbers, as a conditional in a formula makes it.
#pragma once

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"

namespace stepmark::expression {

template <class Number>
bool holds(Relation relation, const Number& a, const Number& b) {
  switch (relation) {
    case Relation::greater:
      return a > b;
    case Relation::greater_equal:
      return a >= b;
    case Relation::less:
      return a < b;
    case Relation::less_equal:
      return a <= b;
    case Relation::equal:
      return a == b;
    case Relation::not_equal:
      return a != b;
  }
  STEPMARK_ASSERT(false);
}

}  // namespace stepmark::expression
