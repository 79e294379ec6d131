// Expressions in the languages of other systems: one printer, and a table of forms for each language.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lib/expression/expression.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

/// A form holds %1, %2, %3 where its operands go, each a whole of its own.
struct Dialect {
  std::function<std::string(const std::string& decimal)> number;  ///< plain, not negative
  std::function<std::string(const std::string& name)> variable;
  std::string negate, add, subtract, multiply, divide, power;
  std::string sqrt, abs, sign, min, max, exp, log, sin, cos, floor;  ///< log: the natural one
  std::string greater, greater_equal, less, less_equal, equal, not_equal;
  std::string choose;  ///< a condition and two values; empty: cases are said by signs
};

/// @param e  of decimals and names, without what belongs to steps or to the objective
std::string printed(const Expression& e, const Dialect& dialect);

/// A form with its operands. They are not looked through.
std::string filled_in(const std::string& form, const std::vector<std::string>& operands);

}  // namespace stepmark::exports
