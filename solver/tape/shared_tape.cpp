#include "solver/tape/shared_tape.hpp"

#include <algorithm>
#include <type_traits>

namespace stepmark::tape {

namespace {

/// An objective of which only what the compiler asks for is known, and always as the same expressions.
class SeenObjective : public Objective {
 public:
  SeenObjective(const Objective& seen, std::int64_t first_step, std::vector<Expression> gradients,
                std::vector<Expression> losses)
      : Objective(seen.parameters()),
        kind_(seen.kind()),
        depends_on_step_(seen.depends_on_step()),
        first_step_(first_step),
        gradients_(std::move(gradients)),
        losses_(std::move(losses)) {}

  Kind kind() const override { return kind_; }
  std::optional<Expression> loss(std::int64_t t) const override {
    return losses_.empty() ? std::nullopt : std::optional(losses_.at(step(t)));
  }
  Expression gradient(std::size_t i, std::int64_t t) const override { return gradients_.at(step(t) * dimension() + i); }
  std::optional<Expression> loss_formula() const override { return std::nullopt; }
  std::optional<Expression> gradient_formula(std::size_t) const override { return std::nullopt; }
  bool depends_on_step() const override { return depends_on_step_; }

 private:
  std::size_t step(std::int64_t t) const { return depends_on_step_ ? static_cast<std::size_t>(t - first_step_) : 0; }

  Kind kind_;
  bool depends_on_step_;
  std::int64_t first_step_;
  std::vector<Expression> gradients_, losses_;
};

}  // namespace

void TapeForm::add_text(std::string_view text) {
  key_ += text;
  key_ += '\0';
}

void TapeForm::add_integer(std::int64_t number) { key_.append(reinterpret_cast<const char*>(&number), sizeof number); }

/// The pattern in which formulas share a number belongs to the form, since a tape has such a number once.
void TapeForm::add_number(const Expression& e, const Exact& value, bool is_exponent) {
  const auto [found, is_new] = nodes_.try_emplace(e.identity(), numbers_.size());
  if (is_new) numbers_.push_back(value);
  key_ += '#';
  add_integer(static_cast<std::int64_t>(found->second));
  if (is_exponent) add_text(value.to_string());
}

void TapeForm::add_formula(const Expression& e, bool is_exponent) {
  key_ += static_cast<char>('A' + e.node().value.index());
  std::visit(
      [&]<class Kind>(const Kind& node) {
        if constexpr (std::is_same_v<Kind, Number>) {
          add_number(e, node.value, is_exponent);
        } else if constexpr (std::is_same_v<Kind, Name>) {
          add_text(node.symbol);
          if (node.index) add_text(node.index->base);
          if (node.index) add_integer(node.index->offset);
          add_integer(node.component ? static_cast<std::int64_t>(*node.component) : -1);
        } else if constexpr (std::is_same_v<Kind, Sum>) {
          for (const Sum::Term& term : node.terms) key_ += term.minus ? '-' : '+';
        } else if constexpr (std::is_same_v<Kind, Call>) {
          add_integer(static_cast<std::int64_t>(node.function));
          add_integer(static_cast<std::int64_t>(node.arguments.size()));
        } else if constexpr (std::is_same_v<Kind, Conditional>) {
          add_integer(static_cast<std::int64_t>(node.relation));
        } else if constexpr (std::is_same_v<Kind, StepSum>) {
          add_text(node.variable);
        }
      },
      e.node().value);
  // What decides which code there is: exponents, the bounds of sums, and which of a list is chosen.
  const auto* chosen = e.as<Call>();
  const std::size_t deciding = e.as<StepSum>() ? 2 : chosen && chosen->function == Function::choose ? 1 : 0;
  std::size_t child = e.as<Power>() ? 0 : 1;
  for_each_child(e, [&](const Expression& part) {
    const bool decides = e.as<Power>() ? child == 1 : child <= deciding;
    add_formula(part, is_exponent || decides);
    ++child;
  });
}

void TapeForm::add_given(const Expression& value) {
  const auto number = number_given(value);
  if (number) return add_number(value, *number, false);
  add_formula(value);
}

/// Equations and start values of the definition by their identity.
void TapeForm::add_optimizer() {
  const Definition& optimizer = problem_.optimizer;
  const auto add_identity = [&](const Expression* e) {
    add_integer(e ? static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(e->identity())) : 0);
  };
  for (const Equation& equation : optimizer.equations) {
    add_text(equation.quantity);
    add_integer(equation.offset * 4 + (equation.shape == Shape::vector) * 2 + equation.given_data);
    add_identity(&equation.right);
    for_each(equation.right, [&](const Expression& part) {
      const auto* called = part.as<Call>();
      uses_gradient_ = uses_gradient_ || (called && called->function == Function::grad);
      uses_loss_ = uses_loss_ || (called && called->function == Function::loss);
    });
  }
  for (const Hyperparameter& hyper : optimizer.hyperparameters) {
    add_text(hyper.name);
    add_given(hyper.value);
  }
  for (const Start& start : optimizer.starts) {
    add_text(start.quantity);
    add_integer(start.index);
    add_identity(start.value ? &*start.value : nullptr);
  }
}

void TapeForm::add_objective() {
  const Objective& objective = *problem_.objective;
  for (const std::string& parameter : objective.parameters()) add_text(parameter);
  add_integer(objective.depends_on_step());
  const std::int64_t first = problem_.first_step();
  const std::int64_t last = objective.depends_on_step() ? problem_.last_step() : first;
  for (std::int64_t t = first; t <= last; ++t) {
    for (std::size_t i = 0; uses_gradient_ && i < objective.dimension(); ++i) {
      gradients_.push_back(objective.gradient(i, t));
      add_formula(gradients_.back());
    }
    const auto loss = uses_loss_ ? objective.loss(t) : std::nullopt;
    if (!loss) continue;
    losses_.push_back(*loss);
    add_formula(*loss);
  }
}

TapeForm::TapeForm(const Problem& problem) : problem_(problem) {
  constexpr std::size_t usual_key = 512, usual_numbers = 16;
  key_.reserve(usual_key);
  nodes_.reserve(usual_numbers);
  add_integer(problem.steps);
  add_integer(problem.first_step());
  add_integer(problem.working && problem.working->each == Working::Each::operation);
  add_optimizer();
  for (const Expression& start : problem.start) add_given(start);
  if (problem.state) {
    for (const auto& [quantity, values] : problem.state->values) {
      add_text(quantity);
      for (const Expression& value : values) add_given(value);
    }
    for (const Expression& value : problem.state->previous) add_given(value);
  }
  add_objective();
}

SharedTape::SharedTape(const TapeForm& form, const Problem& otherwise, StepSums sums) {
  Problem seen = otherwise;
  seen.objective = std::make_shared<SeenObjective>(*form.problem_.objective, form.problem_.first_step(),
                                                   form.gradients_, form.losses_);
  Literals literals;
  tape_ = compile(seen, sums, literals);
  for (const auto& [node, constant] : literals) {
    const auto number = form.nodes_.find(node);
    if (number != form.nodes_.end()) places_.push_back({number->second, constant});
  }
  const auto keep = [&](const Expression& e) {
    kept_alive_.push_back(e);
    for_each(e, [&](const Expression& part) {
      const auto number = form.nodes_.find(part.identity());
      if (number != form.nodes_.end()) shared_.emplace_back(number->second, form.numbers_[number->second]);
    });
  };
  for (const Equation& equation : otherwise.optimizer.equations) keep(equation.right);
  for (const Start& start : otherwise.optimizer.starts) {
    if (start.value) keep(*start.value);
  }
}

const Tape& TapeStore::of(const Problem& problem) {
  const TapeForm form(problem);
  if (known_.size() >= most_forms && !known_.contains(form.key())) known_.clear();
  const auto [found, is_new] = known_.try_emplace(form.key());
  Kept& kept = found->second;
  if (is_new) {
    kept.optimizer = problem.optimizer;
    return other_ = compile(problem, sums_);
  }
  if (!kept.tape) kept.tape.emplace(form, problem, sums_);
  const Tape* tape = kept.tape->with(form.numbers());
  return tape ? *tape : other_ = compile(problem, sums_);
}

const Tape* SharedTape::with(const std::vector<Exact>& numbers) {
  for (const auto& [number, value] : shared_) {
    if (numbers[number] != value) return nullptr;
  }
  for (const Place& place : places_) tape_.constants[place.constant] = numbers[place.number];
  return &tape_;
}

}  // namespace stepmark::tape
