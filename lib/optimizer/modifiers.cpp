#include "lib/optimizer/modifiers.hpp"

#include <algorithm>

namespace stepmark {

namespace {

Expression integer(std::int64_t value) { return number(Exact(value)); }
Expression step() { return name("t"); }
/// t - 1: the steps done before this one.
Expression steps_done() { return sum({{false, step()}, {true, integer(1)}}); }
Expression at_step(const std::string& quantity) { return name(quantity, Index{"t", 0}); }

class Modifier {
 public:
  Modifier(const Modifiers& modifiers, Definition definition) : modifiers_(modifiers), result_(std::move(definition)) {}

  Definition run() {
    const bool on_gradient = modifiers_.clip_norm || modifiers_.clip_value || modifiers_.weight_decay;
    if (on_gradient) modify_gradient();
    if (modifiers_.decoupled_weight_decay) shrink_parameters();
    for (const Schedule& schedule : modifiers_.schedules) add_schedule(schedule);
    check(result_);
    return std::move(result_);
  }

 private:
  [[noreturn]] void fail(std::string wrong, std::string expected) const {
    throw InputError(modifiers_.where, std::move(wrong), std::move(expected));
  }

  bool is_taken(const std::string& wanted) const {
    return result_.find_equation(wanted) || result_.find_hyperparameter(wanted);
  }

  std::string fresh(std::string wanted) const {
    for (int i = 2; is_taken(wanted); ++i)
      wanted = wanted.substr(0, wanted.find_last_not_of("0123456789") + 1) + std::to_string(i);
    return wanted;
  }

  std::string add_hyperparameter(const std::string& wanted, const Expression& value) {
    const std::string chosen = fresh(wanted);
    result_.hyperparameters.push_back({chosen, value, modifiers_.where});
    return chosen;
  }

  std::size_t position_of(const std::string& quantity) const {
    const auto found = std::find_if(result_.equations.begin(), result_.equations.end(),
                                    [&](const Equation& e) { return e.quantity == quantity; });
    return static_cast<std::size_t>(found - result_.equations.begin());
  }

  /// Puts quantity[t] = right behind the equation at `position`, or first of all.
  void insert(std::size_t position, const std::string& quantity, Expression right) {
    Equation equation;
    equation.quantity = quantity;
    equation.right = std::move(right);
    equation.where = modifiers_.where;
    result_.equations.insert(result_.equations.begin() + static_cast<std::ptrdiff_t>(position), std::move(equation));
  }

  /// Every line that used `from` uses `to`, of earlier steps too.
  void rename_references(const std::string& from, const std::string& to) {
    for (Equation& equation : result_.equations) {
      equation.right = rewrite(equation.right, [&](const Expression& part) -> std::optional<Expression> {
        const auto* found = part.as<Name>();
        const bool meant = found && found->symbol == from && found->index;
        return meant ? std::optional(name(to, found->index)) : std::nullopt;
      });
    }
    for (Start& start : result_.starts) {
      if (start.quantity == from) start.quantity = to;
    }
  }

  // The gradient.
  std::size_t gradient_position() const {
    const auto found = std::find_if(result_.equations.begin(), result_.equations.end(), [](const Equation& e) {
      const auto* called = e.right.as<Call>();
      return called && called->function == Function::grad && e.offset == 0;
    });
    if (found == result_.equations.end()) {
      fail("the optimizer " + quoted(result_.name) + " has no line for its gradient",
           "expected an equation like g[t] = grad(theta[t])");
    }
    return static_cast<std::size_t>(found - result_.equations.begin());
  }

  void modify_gradient() {
    std::size_t position = gradient_position();
    const std::string original = result_.equations[position].quantity;
    const Expression point = result_.equations[position].right.as<Call>()->arguments.front();
    std::string gradient = original;
    Lines lines;
    if (modifiers_.clip_norm) gradient = clip_by_norm(gradient, lines);
    if (modifiers_.clip_value) gradient = clip_by_value(gradient, lines);
    if (modifiers_.weight_decay) gradient = decay(gradient, point, lines);
    rename_references(original, gradient);
    for (const auto& [quantity, right] : lines) insert(++position, quantity, right);
  }

  using Lines = std::vector<std::pair<std::string, Expression>>;

  std::string clip_by_norm(const std::string& gradient, Lines& lines) {
    const Expression bound = name(add_hyperparameter("c", *modifiers_.clip_norm));
    const std::string norm_name = fresh(gradient + "_norm"), clipped = fresh(gradient + "_clip");
    const Expression size = at_step(norm_name), g = at_step(gradient);
    lines.emplace_back(norm_name, call(Function::norm, {g}));
    lines.emplace_back(clipped, conditional(Relation::greater, size, bound, product(quotient(bound, size), g), g));
    return clipped;
  }

  std::string clip_by_value(const std::string& gradient, Lines& lines) {
    const Expression bound = name(add_hyperparameter("c", *modifiers_.clip_value));
    const std::string clipped = fresh(gradient.substr(0, gradient.find('_')) + "_clip");
    lines.emplace_back(clipped,
                       call(Function::max, {negation(bound), call(Function::min, {bound, at_step(gradient)})}));
    return clipped;
  }

  std::string decay(const std::string& gradient, const Expression& point, Lines& lines) {
    const Expression lambda = name(add_hyperparameter("lambda", *modifiers_.weight_decay));
    const std::string decayed = fresh(gradient.substr(0, gradient.find('_')) + "_decay");
    lines.emplace_back(decayed, sum({{false, at_step(gradient)}, {false, product(lambda, point)}}));
    return decayed;
  }

  // The parameters.
  void shrink_parameters() {
    const std::size_t position = position_of("theta");
    if (!result_.find_hyperparameter("eta")) {
      fail("decoupled weight decay needs the learning rate eta, which " + quoted(result_.name) + " does not have",
           "expected weight_decay, or another optimizer");
    }
    const std::string lambda = add_hyperparameter("lambda", *modifiers_.decoupled_weight_decay);
    const std::string shrunk = fresh("theta_decay");
    const Expression previous = name("theta", Index{"t", result_.equations[position].offset - 1});
    Expression& right = result_.equations[position].right;
    right = rewrite(right, [&](const Expression& part) {
      return part == previous ? std::optional(at_step(shrunk)) : std::nullopt;
    });
    insert(position, shrunk, sum({{false, previous}, {true, product(product(name("eta"), name(lambda)), previous)}}));
  }

  // Schedules.
  void add_schedule(const Schedule& schedule) {
    const auto hyper = std::find_if(result_.hyperparameters.begin(), result_.hyperparameters.end(),
                                    [&](const Hyperparameter& h) { return h.name == schedule.hyperparameter; });
    if (hyper == result_.hyperparameters.end()) {
      std::vector<std::string> names;
      for (const Hyperparameter& h : result_.hyperparameters) names.push_back(h.name);
      throw InputError(schedule.where,
                       "a schedule for " + quoted(schedule.hyperparameter) + ", which is no hyperparameter of " +
                           quoted(result_.name),
                       suggest(schedule.hyperparameter, names));
    }
    const bool listed = std::holds_alternative<Schedule::List>(schedule.kind);
    const std::string quantity = schedule.hyperparameter, base = fresh(quantity + "_0");
    if (listed) {
      result_.hyperparameters.erase(hyper);
    } else {
      hyper->name = base;
    }
    for (Equation& equation : result_.equations) {
      equation.right = rewrite(equation.right, [&](const Expression& part) -> std::optional<Expression> {
        const auto* found = part.as<Name>();
        const bool meant = found && found->symbol == quantity && !found->index;
        return meant ? std::optional(at_step(quantity)) : std::nullopt;
      });
    }
    insert(0, quantity, std::visit([&](const auto& kind) { return value_of(kind, name(base)); }, schedule.kind));
    result_.equations.front().given_data = true;
  }

  static Expression value_of(const Schedule::List& list, const Expression&) {
    std::vector<Expression> arguments = {step()};
    arguments.insert(arguments.end(), list.values.begin(), list.values.end());
    return call(Function::choose, std::move(arguments));
  }

  static Expression value_of(const Schedule::Step& kind, const Expression& base) {
    const Expression exponent = call(Function::floor, {quotient(steps_done(), integer(kind.every))});
    return product(base, power(kind.factor, exponent));
  }

  static Expression value_of(const Schedule::MultiStep& kind, const Expression& base) {
    // From the last milestone down: the first condition that holds decides.
    Expression nested = base;
    for (std::size_t i = 0; i < kind.milestones.size(); ++i) {
      const Expression reached = i == 0 ? product(base, kind.factor)
                                        : product(base, power(kind.factor, integer(static_cast<std::int64_t>(i) + 1)));
      nested = conditional(Relation::greater, step(), integer(kind.milestones[i]), reached, nested);
    }
    return nested;
  }

  static Expression value_of(const Schedule::Exponential& kind, const Expression& base) {
    return product(base, power(kind.factor, steps_done()));
  }

  static Expression value_of(const Schedule::Cosine& kind, const Expression& base) {
    const Expression angle = quotient(product(name("pi"), steps_done()), integer(kind.steps));
    const Expression swing = sum({{false, integer(1)}, {false, call(Function::cos, {angle})}});
    const auto* least = kind.minimum.as<Number>();
    if (least && least->value.is_zero()) return quotient(product(base, swing), integer(2));
    const Expression range = sum({{false, base}, {true, kind.minimum}});
    return sum({{false, kind.minimum}, {false, quotient(product(range, swing), integer(2))}});
  }

  static Expression value_of(const Schedule::WarmUp& kind, const Expression& base) {
    return product(base, call(Function::min, {integer(1), quotient(step(), integer(kind.steps))}));
  }

  const Modifiers& modifiers_;
  Definition result_;
};

}  // namespace

Definition apply(const Modifiers& modifiers, const Definition& definition) {
  return Modifier(modifiers, definition).run();
}

}  // namespace stepmark
