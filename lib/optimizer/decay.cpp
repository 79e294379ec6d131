#include "lib/optimizer/decay.hpp"

#include <set>

#include "lib/expression/constant.hpp"
#include "lib/expression/derivative.hpp"

namespace stepmark::optimizer {

namespace {

// No identifiers of the notation are like these.
const std::string amount = "+", unmoved = "?";

class DecayFinder {
 public:
  explicit DecayFinder(const Definition& definition) : definition_(definition) {}

  std::optional<std::string> find() {
    for (const Equation& equation : definition_.equations) {
      if (moves_by(equation, 0)) continue;
      const bool is_new = moving_.insert(equation.quantity).second;  // an average moves with itself
      if (moves_by(equation, 1)) continue;
      if (is_rate(movement(equation.right, true)) || is_rate(movement(equation.right, false))) return equation.quantity;
      if (is_new) moving_.erase(equation.quantity);  // moves in a way of its own
    }
    return std::nullopt;
  }

 private:
  static bool is_number(const Expression& moved, std::int64_t times) {
    const auto* number = moved.as<Number>();
    return number && number->value == Exact(times);
  }

  bool moves_by(const Equation& equation, std::int64_t times) const {
    return is_number(movement(equation.right, true), times) && is_number(movement(equation.right, false), times);
  }

  bool is_rate(const Expression& moved) const {
    return !is_number(moved, 0) && !is_number(moved, 1) && is_factor(moved);
  }

  /// Of each case distinction the first case, or the second: what is only compared moves nothing.
  static Expression of_one_case(const Expression& right, bool first) {
    return rewrite(right, [&](const Expression& part) -> std::optional<Expression> {
      const auto* cases = part.as<Conditional>();
      return cases ? std::optional(of_one_case(first ? cases->then : cases->otherwise, first)) : std::nullopt;
    });
  }

  /// How far the value moves per unit that the parameters do. Gradients, norms and sums over steps count as unmoved.
  Expression movement(const Expression& right, bool first) const {
    const Expression shifted =
        rewrite(of_one_case(right, first), [&](const Expression& part) -> std::optional<Expression> {
          if (belongs_to_steps(part)) return name(unmoved);
          const auto* found = part.as<Name>();
          const bool moves = found && found->index && moving_.count(found->symbol);
          return moves ? std::optional(sum({{false, part}, {false, name(amount)}})) : std::nullopt;
        });
    return derivative(shifted, amount);
  }

  /// Of numbers and hyperparameters, as a rate of decay is.
  bool is_factor(const Expression& e) const {
    bool good = true;
    for_each(e, [&](const Expression& part) {
      const auto* found = part.as<Name>();
      const Equation* equation = found && found->index ? definition_.find_equation(found->symbol) : nullptr;
      const bool varies = part.as<Conditional>() || (found && found->symbol == unmoved) ||
                          (equation && equation->shape == Shape::vector);
      good = good && !varies;
    });
    return good;
  }

  const Definition& definition_;
  std::set<std::string> moving_ = {"theta"};
};

}  // namespace

std::optional<std::string> decaying_line(const Definition& definition) { return DecayFinder(definition).find(); }

}  // namespace stepmark::optimizer
