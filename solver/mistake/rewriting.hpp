// The tools with which mistakes are written: a definition with some right-hand sides replaced.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"

namespace stepmark::mistake {

using Ways = std::vector<WrongMethod>;
/// What stands for a part of a right-hand side; nothing: the part stays.
using Replace = std::function<std::optional<Expression>(const Expression&)>;

/// The definition with the right-hand sides at `positions` rewritten; nothing where that changes nothing.
std::optional<WrongMethod> rewritten(const Definition& definition, const std::vector<std::size_t>& positions,
                                     const Replace& replace);
/// In every equation.
std::optional<WrongMethod> rewritten(const Definition& definition, const Replace& replace);

/// Everywhere at once, and (where that changes several equations) in each equation by itself.
Ways everywhere_and_each(const Definition& definition, const Replace& replace);
/// In each equation by itself.
Ways in_each(const Definition& definition, const Replace& replace);

/// Right-hand sides for some equations: put in all at once, and (where they are several) each by itself.
struct NewRight {
  std::size_t equation;
  Expression right;
};
Ways all_and_each(const Definition& definition, const std::vector<NewRight>& rights);

void append(Ways& ways, std::optional<WrongMethod> way);
void append(Ways& ways, Ways more);

/// One equation's right-hand side replaced.
WrongMethod with_right(const Definition& definition, std::size_t position, Expression right);
/// A further one.
void set_right(WrongMethod& way, std::size_t position, Expression right);
/// A start value that the wrong method needs, unless there is one; without `value` it is the given one.
void need_start(WrongMethod& way, const std::string& quantity, std::int64_t index, std::optional<Expression> value);

// Expressions.
Expression one();
Expression reference(const std::string& quantity, std::int64_t offset);  ///< quantity[t + offset]
bool mentions(const Expression& e, const std::function<bool(const Name&)>& wanted);
bool calls(const Expression& e, Function function);
bool is_square(const Expression& e);
/// `then` in the steps after step `t`, `otherwise` up to it.
Expression after_step(std::int64_t t, const Expression& then, const Expression& otherwise);
/// a*b, or b where a is 1.
Expression times(const Expression& a, const Expression& b);
/// The factors of a product, left to right; of anything else, itself.
std::vector<Expression> factors(const Expression& e);
Expression product_of(const std::vector<Expression>& factors);  ///< 1 when empty
/// e with the factor `which` taken out of a product or of a quotient's numerator; nothing if it is not there.
std::optional<Expression> without_factor(const Expression& e, const std::function<bool(const Expression&)>& which);
/// A sum of these terms; a single term stands by itself.
Expression sum_of(std::vector<Sum::Term> terms);

}  // namespace stepmark::mistake
