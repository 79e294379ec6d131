#include "lib/optimizer/modifiers.hpp"

#include <algorithm>

#include "lib/optimizer/decay.hpp"

namespace stepmark::optimizer {

namespace {

Expression integer(std::int64_t value) { return literal(Exact(value)); }
Expression step() { return name("t"); }
/// t - 1: the steps done before this one.
Expression steps_done() { return sum({{false, step()}, {true, integer(1)}}); }
Expression at_step(const std::string& quantity, int offset = 0) { return name(quantity, Index{"t", offset}); }

class Modifier {
 public:
  Modifier(const Modifiers& modifiers, Definition definition) : modifiers_(modifiers), result_(std::move(definition)) {}

  Definition run() {
    const bool on_gradient =
        modifiers_.clip_norm || modifiers_.clip_value || modifiers_.weight_decay || modifiers_.maximize;
    if (on_gradient || modifiers_.decoupled_weight_decay) decays_ = decaying_line(result_);
    if (on_gradient) modify_gradients();
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

  /// Puts quantity[t + offset] = right before the equation at `position`.
  void insert(std::size_t position, const std::string& quantity, Expression right, int offset = 0) {
    Equation equation;
    equation.quantity = quantity;
    equation.offset = offset;
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

  // The gradients.
  std::vector<std::string> gradients() const {
    std::vector<std::string> found;
    for (const Equation& equation : result_.equations) {
      if (is_gradient(equation.right)) {
        found.push_back(equation.quantity);
      } else {
        refuse_inner_gradient(equation);
      }
    }
    if (found.empty()) {
      fail("the optimizer " + in_quotes(result_.name) + " has no line for its gradient",
           "expected an equation like g[t] = grad(theta[t-1])");
    }
    return found;
  }

  static bool is_gradient(const Expression& e) {
    const auto* called = e.as<Call>();
    return called && called->function == Function::grad;
  }

  void refuse_inner_gradient(const Equation& equation) const {
    for_each(equation.right, [&](const Expression& part) {
      if (!is_gradient(part)) return;
      fail("the gradient inside the line of " + in_quotes(equation.quantity) + " cannot be clipped or decayed",
           "expected a line of its own for it, like g[t] = " + to_text(part));
    });
  }

  void modify_gradients() {
    if (modifiers_.clip_norm) bound_ = add_hyperparameter("c", *modifiers_.clip_norm);
    if (modifiers_.clip_epsilon) clip_epsilon_ = add_hyperparameter("epsilon_clip", *modifiers_.clip_epsilon);
    if (modifiers_.clip_value) bound_ = add_hyperparameter("c", *modifiers_.clip_value);
    if (modifiers_.weight_decay) rate_ = add_decay(*modifiers_.weight_decay);
    for (const std::string& gradient : gradients()) modify(gradient);
  }

  void modify(const std::string& original) {
    std::size_t position = position_of(original);
    const int offset = result_.equations[position].offset;
    const Expression point = result_.equations[position].right.as<Call>()->arguments.front();
    std::string gradient = original;
    Lines lines;
    if (modifiers_.clip_norm) gradient = clip_by_norm(original, lines);
    if (modifiers_.clip_value) gradient = clip_by_value(original, lines);
    if (modifiers_.maximize) gradient = turned_round(original, gradient, lines);
    if (modifiers_.weight_decay) gradient = decay(original, gradient, point, lines);
    rename_references(original, gradient);
    for (const auto& [quantity, right] : lines) insert(++position, quantity, right, offset);
  }

  using Lines = std::vector<std::pair<std::string, Expression>>;

  std::string clip_by_norm(const std::string& gradient, Lines& lines) const {
    const int offset = result_.find_equation(gradient)->offset;
    const std::string norm_name = fresh(gradient + "_norm"), clipped = fresh(gradient + "_clip");
    const Expression bound = name(bound_), size = at_step(norm_name, offset), g = at_step(gradient, offset);
    lines.emplace_back(norm_name, call(Function::norm, {g}));
    if (modifiers_.clip_epsilon) {
      const std::string factor = fresh(gradient + "_factor");
      const Expression padded = sum({{false, size}, {false, name(clip_epsilon_)}});
      lines.emplace_back(factor, call(Function::min, {integer(1), quotient(bound, padded)}));
      lines.emplace_back(clipped, product(at_step(factor, offset), g));
    } else {
      lines.emplace_back(clipped, conditional(Relation::greater, size, bound, product(quotient(bound, size), g), g));
    }
    return clipped;
  }

  /// `used` is the gradient, or its clipped form.
  std::string turned_round(const std::string& gradient, const std::string& used, Lines& lines) const {
    const std::string turned = fresh(gradient + "_neg");
    lines.emplace_back(turned, negation(at_step(used, result_.find_equation(gradient)->offset)));
    return turned;
  }

  std::string clip_by_value(const std::string& gradient, Lines& lines) const {
    const Expression g = at_step(gradient, result_.find_equation(gradient)->offset), bound = name(bound_);
    const std::string clipped = fresh(gradient + "_clip");
    lines.emplace_back(clipped, call(Function::max, {negation(bound), call(Function::min, {bound, g})}));
    return clipped;
  }

  /// `used` is the gradient, or what was made of it.
  std::string decay(const std::string& gradient, const std::string& used, const Expression& point, Lines& lines) const {
    const Expression g = at_step(used, result_.find_equation(gradient)->offset);
    const std::string decayed = fresh(gradient + "_decay");
    lines.emplace_back(decayed, sum({{false, g}, {false, product(name(rate_), point)}}));
    return decayed;
  }

  // The parameters.
  std::string add_decay(const Expression& rate) {
    if (decays_) {
      fail(in_quotes(result_.name) + " decays its parameters by itself, in the line of " + in_quotes(*decays_),
           "expected no weight decay beside it, or another optimizer");
    }
    return add_hyperparameter("lambda", rate);
  }

  void shrink_parameters() {
    if (!result_.find_hyperparameter("eta")) {
      fail("decoupled weight decay needs the learning rate eta, which " + in_quotes(result_.name) + " does not have",
           "expected weight_decay, or another optimizer");
    }
    const std::string lambda = add_decay(*modifiers_.decoupled_weight_decay);
    const std::string shrunk = fresh("theta_decay");
    const std::size_t position = position_of("theta");
    Equation& update = result_.equations[position];
    const int offset = update.offset;
    const Expression previous = at_step("theta", offset - 1);
    update.right = with_leading_term(update.right, previous, at_step(shrunk, offset));
    const Expression rate = product(name("eta"), name(lambda));
    insert(position, shrunk, sum({{false, previous}, {true, product(rate, previous)}}), offset);
  }

  /// Only the parameters that the update begins from shrink: in the difference theta[t-1] - theta[t-2] of a heavy ball,
  /// say, they stay.
  Expression with_leading_term(const Expression& right, const Expression& from, const Expression& to) const {
    const auto* update = right.as<Sum>();
    if (!update || !(update->terms.front().value == from)) {
      fail("the update theta = " + to_text(right) + " does not begin with " + to_text(from) +
               ", which decoupled weight decay would shrink",
           "expected " + to_text(from) + " + ... or " + to_text(from) + " - ...");
    }
    std::vector<Sum::Term> terms = update->terms;
    terms.front().value = to;
    return sum(std::move(terms));
  }

  // Schedules.
  void add_schedule(const Schedule& schedule) {
    const auto hyper = std::find_if(result_.hyperparameters.begin(), result_.hyperparameters.end(),
                                    [&](const Hyperparameter& h) { return h.name == schedule.hyperparameter; });
    if (hyper == result_.hyperparameters.end()) {
      std::vector<std::string> names;
      for (const Hyperparameter& h : result_.hyperparameters) names.push_back(h.name);
      throw InputError(schedule.where,
                       "a schedule for " + in_quotes(schedule.hyperparameter) + ", which is no hyperparameter of " +
                           in_quotes(result_.name),
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
  std::optional<std::string> decays_;  // the line in which the optimizer does so by itself
  std::string bound_, clip_epsilon_;   // the hyperparameters of clipping
  std::string rate_;                   // and of coupled decay
};

}  // namespace

Definition apply(const Modifiers& modifiers, const Definition& definition) {
  return Modifier(modifiers, definition).run();
}

}  // namespace stepmark::optimizer
