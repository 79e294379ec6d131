// One function for each kind of node.
#include <algorithm>
#include <array>

#include "lib/base/error.hpp"
#include "solver/tape/compiler.hpp"
#include "solver/tape/constant.hpp"

namespace stepmark::tape {

namespace {

bool is_leaf(const Expression& e) { return e.as<Number>() || e.as<Name>(); }

bool has_conditional(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) { found = found || part.as<Conditional>(); });
  return found;
}

}  // namespace

/// Does the value depend on constants, hyperparameters and the step alone, and not on any quantity? A conditional
/// counts as depending, since the branch that it takes belongs to its line.
bool Compiler::is_invariant(const Expression& e) {
  const auto* named = e.as<Name>();
  if (named || is_leaf(e)) return !named || !named->index;  // sooner told than looked up
  const auto [known, added] = invariant_.try_emplace(e.identity(), true);
  if (!added) return known->second;
  kept_alive_.push_back(e);
  const auto* called = e.as<Call>();
  const bool reads_objective = called && (called->function == Function::grad || called->function == Function::loss);
  bool invariant = !reads_objective && !e.as<StepSum>() && !e.as<Conditional>();
  if (invariant) {
    for_each_child(e, [&](const Expression& part) { invariant = invariant && is_invariant(part); });
  }
  return invariant_[e.identity()] = invariant;
}

/// A part that no quantity enters is computed once, and not once a component. Not so where each operation is rounded,
/// since there the rounding belongs to the line; nor inside a branch, which may be skipped.
bool Compiler::may_share(const Expression& e) {
  return problem_ && t_ != 0 && !sharing_ && !point_ && !branch_ && !rounds_each_operation() && summation_.empty() &&
         !is_leaf(e) && is_invariant(e);
}

bool Compiler::rounds_each_operation() const {
  return problem_ && problem_->working && problem_->working->each == Working::Each::operation;
}

Compiler::Register Compiler::compile(const Expression& e, std::size_t component) {
  if (!may_share(e)) return compile_node(e, component);
  const auto known =
      std::find_if(shared_.begin(), shared_.end(), [&](const auto& s) { return s.first == e.identity(); });
  if (known != shared_.end()) return known->second;
  const Register kept = persistent();
  sharing_ = true;
  std::swap(tape_.code, shared_code_);
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  settle(compile_node(e, no_component), kept, begin);
  tape_.shared.push_back({tape_.lines.size(), begin, static_cast<std::uint32_t>(tape_.code.size())});
  std::swap(tape_.code, shared_code_);
  sharing_ = false;
  return shared_.emplace_back(e.identity(), kept).second;
}

Compiler::Register Compiler::compile_node(const Expression& e, std::size_t component) {
  return std::visit(
      [&]<class Kind>(const Kind& node) -> Register {
        if constexpr (std::is_same_v<Kind, Number>) {
          return literal(e, node.value);
        } else if constexpr (std::is_same_v<Kind, Negation>) {
          return unary(Op::negate, compile(node.operand, component));
        } else if constexpr (std::is_same_v<Kind, Product> || std::is_same_v<Kind, Quotient>) {
          const Register left = compile(node.left, component);
          const Register right = compile(node.right, component);
          return binary(std::is_same_v<Kind, Product> ? Op::multiply : Op::divide, left, right);
        } else {
          return compile(node, component);
        }
      },
      e.node().value);
}

Compiler::Register Compiler::compile(const Name& name, std::size_t component) {
  if (name.index) return quantity(name, component);
  if (const auto known = parameter(name.symbol)) return *known;
  if (const auto found = summation_.find(name.symbol); found != summation_.end()) return integer(found->second);
  if (name.symbol == "t" && problem_) return integer(t_);
  if (name.symbol == "pi") {
    const Register result = temporary();
    emit(Op::pi, true, result);
    return result;
  }
  const auto hyper = std::find_if(hyperparameters_.begin(), hyperparameters_.end(),
                                  [&](const auto& known) { return known.first == name.symbol; });
  if (hyper == hyperparameters_.end()) {
    throw InputError({problem_ ? problem_->file : "", 0, 0},
                     "the name " + in_quotes(name.symbol) + " has no value here", "expected numbers, pi and functions");
  }
  return hyper->second;
}

std::optional<Compiler::Register> Compiler::parameter(std::string_view name) {
  const auto found = point_ ? parameters_.find(name) : parameters_.end();
  if (found == parameters_.end()) return std::nullopt;
  if (!point_->named) return point_->components[found->second];
  const Point* outer = std::exchange(point_, nullptr);
  const Register component = compile(outer->named, found->second);
  point_ = outer;
  return component;
}

Compiler::Register Compiler::quantity(const Name& name, std::size_t component) {
  std::int64_t index = name.index->offset;
  if (const auto bound = summation_.find(name.index->base); bound != summation_.end()) {
    index += bound->second;
  } else if (name.index->base == "t") {
    index += t_;
  }
  const Quantity& found = find_quantity(name.symbol);
  const std::size_t wanted = found.shape == Shape::vector ? name.component.value_or(component) : no_component;
  if (const auto line = line_register(found, index, wanted)) return *line;
  const auto start = start_register(found, index, wanted);
  if (!start) {
    throw InputError({problem_->file, 0, 0},
                     name.symbol + '[' + std::to_string(index) + "] is not known at step " + std::to_string(t_),
                     "expected a start value for it");
  }
  return *start;
}

Compiler::Register Compiler::compile(const Sum& sum, std::size_t component) {
  Register total = compile(sum.terms.front().value, component);
  for (std::size_t i = 1; i < sum.terms.size(); ++i) {
    const Register term = compile(sum.terms[i].value, component);
    total = binary(sum.terms[i].minus ? Op::subtract : Op::add, total, term, i + 1 == sum.terms.size());
  }
  return total;
}

std::optional<std::int64_t> Compiler::constant_integer(const Expression& e) const {
  return constant_value(e, [&](const Name& name) -> std::optional<std::int64_t> {
    if (name.index || point_) return std::nullopt;
    if (const auto bound = summation_.find(name.symbol); bound != summation_.end()) return bound->second;
    if (name.symbol == "t" && problem_) return t_;
    return std::nullopt;
  });
}

Compiler::Register Compiler::compile(const Power& power, std::size_t component) {
  const Register base = compile(power.base, component);
  const auto exponent = constant_integer(power.exponent);
  if (exponent && *exponent == static_cast<std::int32_t>(*exponent)) {
    return binary(Op::power_integer, base, static_cast<std::uint32_t>(static_cast<std::int32_t>(*exponent)));
  }
  return binary(Op::power, base, compile(power.exponent, component));
}

Compiler::Register Compiler::compile(const Conditional& conditional, std::size_t component) {
  static constexpr std::array relations = {Op::greater,    Op::greater_equal, Op::less,
                                           Op::less_equal, Op::equal,         Op::not_equal};
  const std::uint16_t condition = next_condition_++;
  STEPMARK_ASSERT(next_condition_ != 0);
  most_conditions_ = std::max<std::uint32_t>(most_conditions_, next_condition_);
  const auto conditioned = [&](Op op, Register result, Register a, Register b) {
    emit(op, false, result, a, b);
    tape_.code.back().condition = condition;
  };
  const auto branch = [&](Op skip, const Expression& e) {
    const std::size_t jump = tape_.code.size();
    conditioned(skip, 0, 0, 0);
    ++branch_;
    const Register result = compile(e, component);
    --branch_;
    tape_.code[jump].right = static_cast<std::uint32_t>(tape_.code.size() - jump - 1);
    return result;
  };
  const Register left = compile(conditional.left, component);
  const Register right = compile(conditional.right, component);
  conditioned(relations[static_cast<std::size_t>(conditional.relation)], 0, left, right);
  const Register then = branch(Op::skip_unless, conditional.then);
  const Register otherwise = branch(Op::skip_if, conditional.otherwise);
  const Register result = temporary();
  conditioned(Op::select, result, then, otherwise);
  return result;
}

Compiler::Register Compiler::compile(const StepSum& sum, std::size_t component) {
  const Point* outer = std::exchange(point_, nullptr);  // the bounds are steps, whatever the parameters are called
  const auto first = constant_integer(sum.first);
  const auto last = constant_integer(sum.last);
  point_ = outer;
  if (!first || !last) {
    throw InputError({problem_->file, 0, 0}, "the bounds of a sum over steps are not known integers",
                     "expected bounds like " + sum.variable + "=1..t");
  }
  if (*last < *first) return integer(0);
  if (may_run_on(sum)) return run_on(sum, *first, *last, component);
  return add_terms(sum, std::nullopt, *first, *last, component);
}

Compiler::Register Compiler::add_terms(const StepSum& sum, std::optional<Register> total, std::int64_t first,
                                       std::int64_t last, std::size_t component) {
  STEPMARK_ASSERT(first <= last && summation_.find(sum.variable) == summation_.end());
  for (std::int64_t s = first; s <= last; ++s) {
    summation_[sum.variable] = s;
    const Register term = compile(sum.body, component);
    total = total ? binary(Op::add, *total, term, s == last) : term;
  }
  summation_.erase(sum.variable);
  return *total;
}

/// Is a term the same number in whatever step the sum is worked? A conditional is left where its branches are told.
bool Compiler::has_lasting_terms(const StepSum& sum) {
  const auto found = lasting_.try_emplace(&sum, true);
  bool& lasting = found.first->second;
  if (!found.second) return lasting;
  for_each(sum.body, [&](const Expression& part) {
    const auto* called = part.as<Call>();
    const auto* named = part.as<Name>();
    const bool reads_objective = called && (called->function == Function::grad || called->function == Function::loss);
    const bool reads_step = named && (named->symbol == "t" || (named->index && named->index->base == "t"));
    if (reads_objective || reads_step || part.as<StepSum>() || part.as<Conditional>()) lasting = false;
  });
  return lasting;
}

/// Not in a branch, which may be skipped.
bool Compiler::may_run_on(const StepSum& sum) {
  return sums_ == StepSums::running && t_ != 0 && !point_ && !branch_ && !rounds_each_operation() &&
         summation_.empty() && has_lasting_terms(sum);
}

Compiler::Register Compiler::run_on(const StepSum& sum, std::int64_t first, std::int64_t last, std::size_t component) {
  const auto found = running_.find({&sum, component});
  const bool goes_on = found != running_.end() && found->second.first == first && found->second.last <= last;
  if (goes_on && found->second.last == last) return found->second.total;
  const std::optional<Register> before = goes_on ? std::optional(found->second.total) : std::nullopt;
  const std::int64_t next = goes_on ? found->second.last + 1 : first;
  const Register total = persistent();
  std::swap(tape_.code, sums_code_);
  const std::size_t begin = tape_.code.size();
  settle(add_terms(sum, before, next, last, component), total, begin);
  std::swap(tape_.code, sums_code_);
  const std::optional<Register> imported = found != running_.end() ? found->second.before : std::nullopt;
  running_.insert_or_assign({&sum, component}, RunningSum{first, last, total, imported});
  return total;
}

Compiler::Register Compiler::compile(const Call& call, std::size_t component) {
  const auto simple = [&](Op op) { return unary(op, compile(call.arguments[0], component)); };
  switch (call.function) {
    case Function::sqrt:
      return simple(Op::sqrt);
    case Function::abs:
      return simple(Op::abs);
    case Function::sign:
      return simple(Op::sign);
    case Function::exp:
      return simple(Op::exp);
    case Function::log:
      return simple(Op::log);
    case Function::sin:
      return simple(Op::sin);
    case Function::cos:
      return simple(Op::cos);
    case Function::floor:
      return simple(Op::floor);
    case Function::sigmoid:
      return simple(Op::sigmoid);
    case Function::tanh:
      return simple(Op::tanh);
    case Function::softplus:
      return simple(Op::softplus);
    case Function::relu:
      return binary(Op::max, compile(call.arguments[0], component), integer(0));
    case Function::min:
      return compile_fold(Op::min, call, component);
    case Function::max:
      return compile_fold(Op::max, call, component);
    case Function::norm:
    case Function::sum:
    case Function::dot:
      return compile_reduction(call);
    case Function::grad:
    case Function::loss:
      return compile_objective(call, component);
    case Function::choose:
      return compile_choose(call, component);
  }
  STEPMARK_ASSERT(false);
}

Compiler::Register Compiler::compile_fold(Op op, const Call& call, std::size_t component) {
  Register result = compile(call.arguments[0], component);
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    result = binary(op, result, compile(call.arguments[i], component));
  }
  return result;
}

Compiler::Register Compiler::compile_reduction(const Call& call) {
  if (!problem_) throw InputError({}, in_quotes(to_string(call.function)) + " needs a vector", "expected numbers only");
  const auto term = [&](std::size_t i) {
    const Register left = compile(call.arguments[0], i);
    if (call.function == Function::sum) return left;
    if (call.function == Function::dot) return binary(Op::multiply, left, compile(call.arguments[1], i), false);
    return binary(Op::power_integer, left, 2, false);
  };
  const std::size_t count = problem_->dimension();
  const bool ends = call.function != Function::norm;
  Register total = term(0);
  if (count == 1 && call.function == Function::dot) tape_.code.back().rounds = true;
  for (std::size_t i = 1; i < count; ++i) total = binary(Op::add, total, term(i), ends && i + 1 == count);
  return ends ? total : unary(Op::sqrt, total);
}

Compiler::Register Compiler::compile_choose(const Call& call, std::size_t component) {
  const auto wanted = constant_integer(call.arguments[0]);
  if (!wanted || *wanted < 1) {
    throw InputError({problem_ ? problem_->file : "", 0, 0}, "choose needs a known integer of 1 or more",
                     "expected choose(t, ...)");
  }
  const auto last = static_cast<std::int64_t>(call.arguments.size()) - 1;
  return compile(call.arguments[static_cast<std::size_t>(std::min(*wanted, last))], component);
}

/// A point that is worked out here is worked out where the objective looks at it; in all components, where the page
/// tells what became of each operation or branch.
Compiler::Point Compiler::point_of(const Expression& at, const Expression& objective) {
  if (is_leaf(at)) {
    compile(at, 0);  // an unknown one is refused, though the objective may not look at it
    return {at, {}};
  }
  std::vector<bool> wanted(problem_->dimension(), rounds_each_operation() || has_conditional(at));
  for_each(objective, [&](const Expression& part) {
    const auto* named = part.as<Name>();
    const auto found = named ? parameters_.find(named->symbol) : parameters_.end();
    if (found != parameters_.end()) wanted[found->second] = true;
  });
  if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) wanted.front() = true;
  Point point;
  for (std::size_t i = 0; i < wanted.size(); ++i) point.components.push_back(wanted[i] ? compile(at, i) : 0);
  return point;
}

/// Of many rows of data it is long, and the same in all steps if each takes all of them.
std::optional<Expression> Compiler::objective_value(Function function, std::size_t component) {
  const Objective& objective = *problem_->objective;
  const auto made = [&]() -> std::optional<Expression> {
    if (function == Function::loss) return objective.loss(t_);
    return objective.gradient(component, t_);
  };
  if (objective.depends_on_step()) return made();
  const auto [found, is_new] = objective_values_.try_emplace({function, component});
  if (is_new) found->second = made();
  return found->second;
}

Compiler::Register Compiler::compile_objective(const Call& call, std::size_t component) {
  STEPMARK_ASSERT(problem_ && !point_);
  const std::optional<Expression> value = objective_value(call.function, component);
  if (!value) {
    throw InputError({problem_->file, 0, 0}, "the optimizer uses the loss, and only gradients are given",
                     "expected [objective] with a function, a quadratic or a loss");
  }
  const Point point = point_of(call.arguments[0], *value);
  kept_alive_.push_back(*value);
  point_ = &point;
  const Register result = compile(*value, no_component);
  point_ = nullptr;
  return result;
}

}  // namespace stepmark::tape
