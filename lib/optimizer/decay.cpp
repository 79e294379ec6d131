#include "lib/optimizer/decay.hpp"

#include <set>

#include "lib/expression/constant.hpp"
#include "lib/expression/derivative.hpp"

namespace stepmark {

namespace {

// No identifiers of the notation are like these.
const std::string amount = "+", unmoved = "?";

class DecayFinder {
 public:
  explicit DecayFinder(const Definition& definition) : definition_(definition) {}

  std::optional<std::string> find() {
    for (const Equation& equation : definition_.equations) {
      if (moves_by(equation, 0)) continue;
      moving_.insert(equation.quantity);
      if (!moves_by(equation, 1) && is_factor(movement(equation.right))) return equation.quantity;
    }
    return std::nullopt;
  }

 private:
  bool moves_by(const Equation& equation, std::int64_t times) const {
    const Expression moved = movement(equation.right);
    const auto* number = moved.as<Number>();
    return number && number->value == Exact(times);
  }

  /// How far the value moves per unit that the parameters do. Gradients, norms and sums over steps count as unmoved.
  Expression movement(const Expression& right) const {
    const Expression shifted = rewrite(right, [&](const Expression& part) -> std::optional<Expression> {
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

}  // namespace stepmark
