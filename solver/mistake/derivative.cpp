// What goes wrong while a gradient is derived, and where the parameters change under the hands.
#include "lib/expression/derivative.hpp"

#include <algorithm>

#include "lib/expression/terms.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

/// How the gradient of an objective comes out.
struct Derivation {
  std::function<Expression(const Objective& read, std::size_t i, std::int64_t t)> gradient;
  std::function<std::optional<Expression>(const Objective& read, std::size_t i)> formula;
};

class MisderivedObjective : public Objective {
 public:
  MisderivedObjective(ObjectivePtr read, Derivation derivation)
      : Objective(read->parameters()), read_(std::move(read)), derivation_(std::move(derivation)) {}

  Kind kind() const override { return read_->kind(); }
  std::optional<Expression> loss(std::int64_t t) const override { return read_->loss(t); }
  Expression gradient(std::size_t i, std::int64_t t) const override { return derivation_.gradient(*read_, i, t); }
  std::optional<Expression> loss_formula() const override { return read_->loss_formula(); }
  std::optional<Expression> gradient_formula(std::size_t i) const override { return derivation_.formula(*read_, i); }
  bool depends_on_step() const override { return read_->depends_on_step(); }
  std::optional<std::int64_t> last_step() const override { return read_->last_step(); }
  std::vector<std::size_t> batch(std::int64_t t) const override { return read_->batch(t); }
  const DataTable* table() const override { return read_->table(); }
  ObjectivePtr on_whole_table() const override { return misderived(read_->on_whole_table()); }
  ObjectivePtr reduced_otherwise() const override { return misderived(read_->reduced_otherwise()); }

 private:
  ObjectivePtr misderived(ObjectivePtr other) const {
    return other ? std::make_shared<MisderivedObjective>(std::move(other), derivation_) : nullptr;
  }

  ObjectivePtr read_;
  Derivation derivation_;
};

/// Is the gradient another one in some step and component? Batches come round again; a few tell.
bool differs(const Problem& problem, const Derivation& derivation) {
  constexpr std::int64_t steps_told = 4;
  const Objective& objective = *problem.objective;
  const std::int64_t first = problem.first_step();
  const std::int64_t last = objective.depends_on_step() ? first + std::min(problem.steps, steps_told) - 1 : first;
  for (std::int64_t t = first; t <= last; ++t) {
    for (std::size_t i = 0; i < objective.dimension(); ++i) {
      if (!(derivation.gradient(objective, i, t) == objective.gradient(i, t))) return true;
    }
  }
  return false;
}

Ways misderived(const Problem& problem, Derivation derivation) {
  if (!differs(problem, derivation)) return {};
  WrongMethod way;
  way.definition = problem.optimizer;
  way.changed = gradient_equations(problem.optimizer);
  way.objective = [derivation = std::move(derivation)](const ObjectivePtr& objective) -> ObjectivePtr {
    return std::make_shared<MisderivedObjective>(objective, derivation);
  };
  return {std::move(way)};
}

/// Who is given a gradient derives none.
bool is_derived(const Objective& objective) {
  return objective.kind() == Objective::Kind::function || objective.kind() == Objective::Kind::data;
}

Ways with_fault(const Problem& problem, DerivativeFault fault) {
  if (!is_derived(*problem.objective)) return {};
  Derivation derivation;
  derivation.gradient = [fault](const Objective& read, std::size_t i, std::int64_t t) {
    return derivative(*read.loss(t), read.parameters()[i], fault);
  };
  derivation.formula = [fault](const Objective& read, std::size_t i) {
    return std::optional(derivative(*read.loss_formula(), read.parameters()[i], fault));
  };
  return misderived(problem, std::move(derivation));
}

}  // namespace

Ways inner_derivative_lost(const Problem& problem) { return with_fault(problem, DerivativeFault::inner_lost); }

Ways activation_derivative_lost(const Problem& problem) {
  return with_fault(problem, DerivativeFault::activation_left_out);
}

Ways activation_kept(const Problem& problem) { return with_fault(problem, DerivativeFault::activation_kept); }

Ways product_rule_half(const Problem& problem) {
  Ways ways = with_fault(problem, DerivativeFault::left_factor_only);
  append(ways, with_fault(problem, DerivativeFault::right_factor_only));
  return ways;
}

namespace {

bool has_power(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) { found = found || part.as<Power>(); });
  return found;
}

/// Is the gradient half of the right one throughout? Then a factor was lost, whatever the reason.
bool only_halves(const Objective& objective, DerivativeFault fault) {
  for (const std::string& parameter : objective.parameters()) {
    const Expression faulty = derivative(*objective.loss_formula(), parameter, fault);
    Terms twice(faulty);
    twice.add(faulty);
    if (!(twice.written() == Terms(derivative(*objective.loss_formula(), parameter)).written())) return false;
  }
  return true;
}

}  // namespace

/// The exponent not brought down (but where all that does is to halve the gradient, which is `derivative-factor`), or
/// not lowered.
Ways power_rule_half(const Problem& problem) {
  if (!is_derived(*problem.objective) || !has_power(*problem.objective->loss_formula())) return {};
  Ways ways;
  if (!only_halves(*problem.objective, DerivativeFault::exponent_left_up)) {
    ways = with_fault(problem, DerivativeFault::exponent_left_up);
  }
  append(ways, with_fault(problem, DerivativeFault::exponent_not_lowered));
  return ways;
}

Ways constant_kept(const Problem& problem) {
  Ways ways = with_fault(problem, DerivativeFault::numbers_kept);
  append(ways, with_fault(problem, DerivativeFault::others_kept));
  return ways;
}

namespace {

constexpr std::size_t most_terms = 4, most_components = 4;

Expression with_term_turned(const Expression& written, std::size_t term) {
  std::vector<Sum::Term> terms = written.as<Sum>()->terms;
  terms[term].minus = !terms[term].minus;
  return sum_of(std::move(terms));
}

}  // namespace

/// One term of one component, where the gradient is a formula of few terms.
Ways gradient_term_sign(const Problem& problem) {
  const Objective& objective = *problem.objective;
  if (objective.depends_on_step() || objective.kind() == Objective::Kind::data) return {};
  Ways ways;
  for (std::size_t i = 0; i < std::min(objective.dimension(), most_components); ++i) {
    const auto formula = objective.gradient_formula(i);
    const auto* written = formula ? formula->as<Sum>() : nullptr;
    if (!written || written->terms.size() > most_terms) continue;
    for (std::size_t term = 0; term < written->terms.size(); ++term) {
      const auto turned = [i, term](const Expression& right, std::size_t k) {
        const auto* terms = right.as<Sum>();
        return k == i && terms && term < terms->terms.size() ? with_term_turned(right, term) : right;
      };
      Derivation derivation;
      derivation.gradient = [turned](const Objective& read, std::size_t k, std::int64_t t) {
        return turned(read.gradient(k, t), k);
      };
      derivation.formula = [turned](const Objective& read, std::size_t k) -> std::optional<Expression> {
        const auto right = read.gradient_formula(k);
        return right ? std::optional(turned(*right, k)) : std::nullopt;
      };
      append(ways, misderived(problem, std::move(derivation)));
    }
  }
  return ways;
}

/// Averaged over all rows of the table where the mean is over those of the batch.
Ways averaged_over_table(const Problem& problem) {
  const Objective& objective = *problem.objective;
  if (objective.kind() != Objective::Kind::data) return {};
  const Expression gradient = objective.gradient(0, problem.first_step());
  const std::size_t batch = objective.batch(problem.first_step()).size();
  if (batch == objective.table()->rows.size() || (batch > 1 && !gradient.as<Quotient>())) return {};
  Derivation derivation;
  derivation.gradient = [](const Objective& read, std::size_t i, std::int64_t t) {
    const auto count = [](std::size_t n) { return Exact(static_cast<std::int64_t>(n)); };
    const Exact share = count(read.batch(t).size()) / count(read.table()->rows.size());
    return product(literal(share), read.gradient(i, t));
  };
  derivation.formula = [](const Objective& read, std::size_t i) { return read.gradient_formula(i); };
  return misderived(problem, std::move(derivation));
}

namespace {

/// What theta becomes in one component, in terms of what is known once the gradient of that component is.
class Advance {
 public:
  Advance(const Problem& problem, std::size_t component)
      : definition_(problem.optimizer), parameters_(problem.objective->parameters()), component_(component) {}

  std::optional<Expression> run() {
    const Expression next = inlined(definition_.equations[update_equation(definition_)].right);
    return fails_ ? std::nullopt : std::optional(next);
  }

 private:
  Expression inlined(const Expression& e) {
    return rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
      const auto* called = part.as<Call>();
      fails_ = fails_ || (called && reduces(called->function));
      const auto* named = part.as<Name>();
      if (!named || fails_) return std::nullopt;
      if (named->index) return quantity(*named);
      // Inside an objective, a name is a parameter before it is anything else.
      fails_ = fails_ || std::find(parameters_.begin(), parameters_.end(), named->symbol) != parameters_.end();
      return std::nullopt;
    });
  }

  static bool reduces(Function function) {
    return function == Function::norm || function == Function::sum || function == Function::dot ||
           function == Function::grad || function == Function::loss;
  }

  Expression quantity(const Name& named) {
    const Equation* equation = definition_.find_equation(named.symbol);
    const bool is_of_this_step =
        equation && named.symbol != "theta" && named.index->base == "t" && named.index->offset == equation->offset;
    const bool is_gradient = equation && calls(equation->right, Function::grad);
    if (is_of_this_step && !is_gradient) return inlined(equation->right);
    return name(named.symbol, named.index, component_);
  }

  const Definition& definition_;
  const std::vector<std::string>& parameters_;
  std::size_t component_;
  bool fails_ = false;
};

/// The one line of the gradient, taken at theta itself.
bool has_plain_gradient(const Definition& definition) {
  const auto lines = gradient_equations(definition);
  const auto* called = lines.size() == 1 ? definition.equations[lines[0]].right.as<Call>() : nullptr;
  const auto* point = called && called->function == Function::grad ? called->arguments.front().as<Name>() : nullptr;
  return point && point->symbol == "theta";
}

}  // namespace

/// Each parameter is changed before the gradient of the next one is taken.
Ways components_in_turn(const Problem& problem) {
  const std::size_t dimension = problem.dimension();
  if (dimension < 2 || dimension > most_components || problem.objective->kind() == Objective::Kind::gradients ||
      !has_plain_gradient(problem.optimizer)) {
    return {};
  }
  std::vector<Expression> advanced;
  for (std::size_t i = 0; i + 1 < dimension; ++i) {
    const auto next = Advance(problem, i).run();
    if (!next) return {};
    advanced.push_back(*next);
  }
  Derivation derivation;
  derivation.gradient = [advanced](const Objective& read, std::size_t i, std::int64_t t) {
    const auto& parameters = read.parameters();
    return rewrite(read.gradient(i, t), [&](const Expression& part) -> std::optional<Expression> {
      const auto* named = part.as<Name>();
      const auto end = parameters.begin() + static_cast<std::ptrdiff_t>(i);
      const auto found = named && !named->index ? std::find(parameters.begin(), end, named->symbol) : end;
      return found != end ? std::optional(advanced[static_cast<std::size_t>(found - parameters.begin())])
                          : std::nullopt;
    });
  };
  derivation.formula = [](const Objective& read, std::size_t i) { return read.gradient_formula(i); };
  return misderived(problem, std::move(derivation));
}

}  // namespace stepmark::mistake::ways

namespace stepmark::mistake {

std::string ways_of_objective(const Problem& problem) {
  using namespace ways;
  std::string told;
  if (problem.dimension() > widest_by_hand) return told;
  for (const auto& applied :
       {inner_derivative_lost(problem), with_fault(problem, DerivativeFault::left_factor_only),
        with_fault(problem, DerivativeFault::right_factor_only), with_fault(problem, DerivativeFault::numbers_kept),
        with_fault(problem, DerivativeFault::others_kept), activation_derivative_lost(problem),
        activation_kept(problem), averaged_over_table(problem), components_in_turn(problem)}) {
    told += applied.empty() ? '-' : '+';
  }
  told += std::to_string(power_rule_half(problem).size());
  const Objective& objective = *problem.objective;
  for (std::size_t i = 0; i < std::min(objective.dimension(), most_components); ++i) {
    const auto formula = objective.gradient_formula(i);
    const auto* written = formula ? formula->as<Sum>() : nullptr;
    told += std::to_string(written && written->terms.size() <= most_terms ? written->terms.size() : 0);
  }
  return told;
}

}  // namespace stepmark::mistake
