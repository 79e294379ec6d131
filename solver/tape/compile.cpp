#include <array>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/expression/print.hpp"
#include "solver/tape/constant.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark {

namespace {

/// While compiling, a register's two highest bits say which region it belongs to; `relocate` adds the regions' offsets.
enum class Region : std::uint32_t { constant, persistent, line, temporary };
constexpr std::uint32_t region_shift = 30;
constexpr std::uint32_t position_mask = (std::uint32_t{1} << region_shift) - 1;

std::uint32_t tagged(Region region, std::uint32_t position) {
  return (static_cast<std::uint32_t>(region) << region_shift) | position;
}

constexpr std::size_t no_component = std::numeric_limits<std::size_t>::max();

bool is_leaf(const Expression& e) { return e.as<Number>() || e.as<Name>(); }

/// Does the value depend on constants, hyperparameters and the step alone, and not on any quantity?
bool is_invariant(const Expression& e) {
  bool invariant = true;
  for_each(e, [&](const Expression& part) {
    const auto* called = part.as<Call>();
    const bool reads_objective = called && (called->function == Function::grad || called->function == Function::loss);
    const auto* named = part.as<Name>();
    if (reads_objective || part.as<StepSum>() || (named && named->index)) invariant = false;
  });
  return invariant;
}

class Compiler {
 public:
  explicit Compiler(const Problem* problem) : problem_(problem) {}

  Tape problem();
  Tape single(const Expression& expression);

 private:
  using Register = std::uint32_t;

  // Registers.
  Register constant(Exact value);
  Register literal(const Expression& e, const Number& number);
  Register integer(std::int64_t value);
  Register temporary() { return tagged(Region::temporary, next_temporary_++); }
  Register persistent() { return tagged(Region::persistent, next_persistent_++); }
  void relocate(Tape& tape) const;
  void place_shared_code(std::size_t at);

  // Instructions.
  void emit(Op op, bool rounds, Register result, Register left = 0, Register right = 0);
  Register unary(Op op, Register operand);
  Register binary(Op op, Register left, Register right, bool rounds = true);
  /// Makes `to` the register of what was computed in `from` by code that began at `begin`.
  void settle(Register from, Register to, std::size_t begin);

  // Givens and lines.
  void compile_hyperparameters();
  void compile_starts();
  void compile_start(const Start& start, std::size_t component);
  Expression start_value(const Start& start, std::size_t component) const;
  void add_given(std::string name, std::optional<std::int64_t> index, std::size_t component, const Expression& value);
  void compile_step(std::int64_t t);
  void compile_line(std::size_t equation, std::size_t component);
  std::size_t components(Shape shape) const { return shape == Shape::vector ? problem_->dimension() : 1; }

  // Expressions: one function per kind of node. `component` is no_component where a scalar is wanted.
  Register compile(const Expression& e, std::size_t component);
  Register compile_node(const Expression& e, std::size_t component);
  Register compile(const Name& name, std::size_t component);
  Register compile(const Sum& sum, std::size_t component);
  Register compile(const Power& power, std::size_t component);
  Register compile(const Conditional& conditional, std::size_t component);
  Register compile(const StepSum& sum, std::size_t component);
  Register compile(const Call& call, std::size_t component);
  Register compile_fold(Op op, const Call& call, std::size_t component);
  Register compile_reduction(const Call& call);
  Register compile_choose(const Call& call, std::size_t component);
  Register compile_objective(const Call& call, std::size_t component);
  Register quantity(const Name& name, std::size_t component);
  std::optional<std::int64_t> constant_integer(const Expression& e) const;
  bool may_share(const Expression& e) const;

  /// The register of quantity[index], as far as it is known.
  struct Place {
    std::string quantity;
    std::int64_t index;
    std::size_t component;
    bool operator<(const Place& other) const {
      return std::tie(index, component, quantity) < std::tie(other.index, other.component, other.quantity);
    }
  };

  const Problem* problem_;
  Tape tape_;
  std::uint32_t next_persistent_ = 0, next_temporary_ = 0, most_temporaries_ = 0;
  std::uint16_t next_condition_ = 0;
  std::uint32_t most_conditions_ = 0;

  std::int64_t t_ = 0;
  std::map<std::string, std::int64_t, std::less<>> summation_;
  const std::vector<Register>* point_ = nullptr;  ///< set while inside the objective
  std::vector<Instruction> shared_code_;
  bool sharing_ = false;  ///< code goes to shared_code_
  int branch_ = 0;        ///< depth of branches that may be skipped

  std::map<std::string, Register, std::less<>> hyperparameters_;
  std::map<std::string, Shape, std::less<>> shapes_;
  std::map<Place, Register> places_;
  std::unordered_map<const Node*, Register> literals_;
  std::vector<Expression> kept_alive_;  ///< so that no address in `literals_` is used twice
  std::map<std::int64_t, Register> integers_;
  std::map<std::pair<const Node*, std::int64_t>, Register> shared_;
};

// ---------------------------------------------------------------------------------------------------------- registers

Compiler::Register Compiler::constant(Exact value) {
  tape_.constants.push_back(std::move(value));
  return tagged(Region::constant, static_cast<std::uint32_t>(tape_.constants.size() - 1));
}

Compiler::Register Compiler::literal(const Expression& e, const Number& number) {
  const auto found = literals_.find(e.identity());
  if (found != literals_.end()) return found->second;
  kept_alive_.push_back(e);
  return literals_[e.identity()] = constant(number.value);
}

Compiler::Register Compiler::integer(std::int64_t value) {
  const auto found = integers_.find(value);
  return found != integers_.end() ? found->second : integers_[value] = constant(Exact(value));
}

void Compiler::relocate(Tape& tape) const {
  const auto constants = static_cast<std::uint32_t>(tape.constants.size());
  const auto lines = static_cast<std::uint32_t>(tape.lines.size());
  const std::array<std::uint32_t, 4> offset = {0, constants, constants + next_persistent_,
                                               constants + next_persistent_ + lines};
  const auto moved = [&](Register& r) { r = offset[r >> region_shift] + (r & position_mask); };
  for (Instruction& instruction : tape.code) {
    const bool skips = instruction.op == Op::skip_unless || instruction.op == Op::skip_if;
    moved(instruction.result);
    if (!skips) moved(instruction.left);
    if (!skips && instruction.op != Op::power_integer) moved(instruction.right);
  }
  for (Tape::Given& given : tape.givens) moved(given.result);
  for (Tape::Line& line : tape.lines) moved(line.result);
  tape.registers = offset[3] + most_temporaries_;
  tape.conditions = most_conditions_;
}

void Compiler::place_shared_code(std::size_t at) {
  const auto moved_by = static_cast<std::uint32_t>(shared_code_.size());
  for (Tape::Shared& shared : tape_.shared) {
    shared.begin += static_cast<std::uint32_t>(at);
    shared.end += static_cast<std::uint32_t>(at);
  }
  for (Tape::Line& line : tape_.lines) {
    line.begin += moved_by;
    line.end += moved_by;
  }
  tape_.code.insert(tape_.code.begin() + static_cast<std::ptrdiff_t>(at), shared_code_.begin(), shared_code_.end());
}

// ------------------------------------------------------------------------------------------------------- instructions

void Compiler::emit(Op op, bool rounds, Register result, Register left, Register right) {
  if (tape_.code.size() >= max_instructions) {
    throw InputError({problem_ ? problem_->file : "", 0, 0},
                     "the problem takes more than " + std::to_string(max_instructions) + " operations",
                     "expected fewer steps, components or data rows");
  }
  tape_.code.push_back({op, rounds, 0, result, left, right});
}

Compiler::Register Compiler::unary(Op op, Register operand) {
  const Register result = temporary();
  emit(op, op != Op::negate, result, operand);
  return result;
}

Compiler::Register Compiler::binary(Op op, Register left, Register right, bool rounds) {
  const Register result = temporary();
  emit(op, rounds, result, left, right);
  return result;
}

void Compiler::settle(Register from, Register to, std::size_t begin) {
  if (tape_.code.size() > begin && tape_.code.back().result == from) {
    tape_.code.back().result = to;
  } else {
    emit(Op::copy, false, to, from);
  }
}

// --------------------------------------------------------------------------------------------------- givens and lines

void Compiler::add_given(std::string name, std::optional<std::int64_t> index, std::size_t component,
                         const Expression& value) {
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  next_temporary_ = 0;
  Register result = compile(value, no_component);
  if (tape_.code.size() > begin) {
    const Register kept = persistent();
    settle(result, kept, begin);
    result = kept;
  }
  most_temporaries_ = std::max(most_temporaries_, next_temporary_);
  const auto shown = component == no_component ? std::nullopt : std::optional(component);
  tape_.givens.push_back({name, index, shown, result, begin, static_cast<std::uint32_t>(tape_.code.size())});
  if (index) {
    places_[{std::move(name), *index, component}] = result;
  } else {
    hyperparameters_[std::move(name)] = result;
  }
}

void Compiler::compile_hyperparameters() {
  for (const Hyperparameter& hyper : problem_->optimizer.hyperparameters) {
    add_given(hyper.name, std::nullopt, no_component, hyper.value);
  }
}

Expression Compiler::start_value(const Start& start, std::size_t component) const {
  if (!start.value) return problem_->start[component];
  if (!problem_->state) return *start.value;
  const auto& values = problem_->state->values;
  const auto found = values.find(start.quantity);
  if (found == values.end()) return *start.value;
  return found->second[component == no_component ? 0 : component];
}

void Compiler::compile_starts() {
  const std::int64_t done = problem_->state ? problem_->state->t : 0;
  for (const Start& start : problem_->optimizer.starts) {
    const bool is_vector = shapes_.at(start.quantity) == Shape::vector;
    for (std::size_t i = 0; i < components(shapes_.at(start.quantity)); ++i) {
      const std::size_t component = is_vector ? i : no_component;
      add_given(start.quantity, start.index + done, component, start_value(start, component));
    }
  }
}

void Compiler::compile_line(std::size_t equation, std::size_t component) {
  const Equation& written = problem_->optimizer.equations[equation];
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  const Register result = tagged(Region::line, static_cast<std::uint32_t>(tape_.lines.size()));
  next_temporary_ = 0;
  next_condition_ = 0;
  settle(compile(written.right, component), result, begin);
  most_temporaries_ = std::max(most_temporaries_, next_temporary_);
  const auto shown = component == no_component ? std::nullopt : std::optional(component);
  tape_.lines.push_back({t_, equation, shown, result, begin, static_cast<std::uint32_t>(tape_.code.size())});
  places_[{written.quantity, t_ + written.offset, component}] = result;
}

void Compiler::compile_step(std::int64_t t) {
  t_ = t;
  for (std::size_t equation = 0; equation < problem_->optimizer.equations.size(); ++equation) {
    const Shape shape = problem_->optimizer.equations[equation].shape;
    for (std::size_t i = 0; i < components(shape); ++i) {
      compile_line(equation, shape == Shape::vector ? i : no_component);
    }
  }
}

Tape Compiler::problem() {
  for (const Equation& equation : problem_->optimizer.equations) shapes_[equation.quantity] = equation.shape;
  compile_hyperparameters();
  compile_starts();
  const std::size_t lines_begin = tape_.code.size();
  for (std::int64_t t = problem_->first_step(); t <= problem_->last_step(); ++t) compile_step(t);
  place_shared_code(lines_begin);
  relocate(tape_);
  return std::move(tape_);
}

Tape Compiler::single(const Expression& expression) {
  const Register result = tagged(Region::line, 0);
  settle(compile(expression, no_component), result, 0);
  most_temporaries_ = next_temporary_;
  tape_.lines.push_back({1, 0, std::nullopt, result, 0, static_cast<std::uint32_t>(tape_.code.size())});
  relocate(tape_);
  return std::move(tape_);
}

// --------------------------------------------------------------------------------------------------------- expressions

/// A part that no quantity enters is computed once, and not once a component. Not so where each operation is rounded,
/// since there the rounding belongs to the line; nor inside a branch, which may be skipped.
bool Compiler::may_share(const Expression& e) const {
  const bool each_operation = problem_ && problem_->working && problem_->working->each == Working::Each::operation;
  return problem_ && t_ != 0 && !sharing_ && !point_ && !branch_ && !each_operation && summation_.empty() &&
         !is_leaf(e) && is_invariant(e);
}

Compiler::Register Compiler::compile(const Expression& e, std::size_t component) {
  if (!may_share(e)) return compile_node(e, component);
  const auto key = std::pair(e.identity(), t_);
  if (const auto found = shared_.find(key); found != shared_.end()) return found->second;
  const Register kept = persistent();
  sharing_ = true;
  std::swap(tape_.code, shared_code_);
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  settle(compile_node(e, no_component), kept, begin);
  tape_.shared.push_back({tape_.lines.size(), begin, static_cast<std::uint32_t>(tape_.code.size())});
  std::swap(tape_.code, shared_code_);
  sharing_ = false;
  return shared_[key] = kept;
}

Compiler::Register Compiler::compile_node(const Expression& e, std::size_t component) {
  return std::visit(
      [&]<class Kind>(const Kind& node) -> Register {
        if constexpr (std::is_same_v<Kind, Number>) {
          return literal(e, node);
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
  if (point_) {
    const auto& parameters = problem_->objective->parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i] == name.symbol) return (*point_)[i];
    }
  }
  if (const auto found = summation_.find(name.symbol); found != summation_.end()) return integer(found->second);
  if (name.symbol == "t" && problem_) return integer(t_);
  if (name.symbol == "pi") {
    const Register result = temporary();
    emit(Op::pi, true, result);
    return result;
  }
  const auto hyper = hyperparameters_.find(name.symbol);
  if (hyper == hyperparameters_.end()) {
    throw InputError({problem_ ? problem_->file : "", 0, 0}, "the name " + quoted(name.symbol) + " has no value here",
                     "expected numbers, pi and functions");
  }
  return hyper->second;
}

Compiler::Register Compiler::quantity(const Name& name, std::size_t component) {
  std::int64_t index = name.index->offset;
  if (const auto bound = summation_.find(name.index->base); bound != summation_.end()) {
    index += bound->second;
  } else if (name.index->base == "t") {
    index += t_;
  }
  const std::size_t wanted = shapes_.at(name.symbol) == Shape::vector ? component : no_component;
  const auto found = places_.find({name.symbol, index, wanted});
  if (found == places_.end()) {
    throw InputError({problem_->file, 0, 0},
                     name.symbol + '[' + std::to_string(index) + "] is not known at step " + std::to_string(t_),
                     "expected a start value for it");
  }
  return found->second;
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
  const Register left = compile(conditional.left, component);
  const Register right = compile(conditional.right, component);
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
  conditioned(relations[static_cast<std::size_t>(conditional.relation)], 0, left, right);
  const Register then = branch(Op::skip_unless, conditional.then);
  const Register otherwise = branch(Op::skip_if, conditional.otherwise);
  const Register result = temporary();
  conditioned(Op::select, result, then, otherwise);
  return result;
}

Compiler::Register Compiler::compile(const StepSum& sum, std::size_t component) {
  const auto first = constant_integer(sum.first);
  const auto last = constant_integer(sum.last);
  if (!first || !last) {
    throw InputError({problem_->file, 0, 0}, "the bounds of a sum over steps are not known integers",
                     "expected bounds like " + sum.variable + "=1..t");
  }
  if (*last < *first) return integer(0);
  const auto outer = summation_.find(sum.variable);
  STEPMARK_ASSERT(outer == summation_.end());
  std::optional<Register> total;
  for (std::int64_t s = *first; s <= *last; ++s) {
    summation_[sum.variable] = s;
    const Register term = compile(sum.body, component);
    total = total ? binary(Op::add, *total, term, s == *last) : term;
  }
  summation_.erase(sum.variable);
  return *total;
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
  if (!problem_) throw InputError({}, quoted(to_string(call.function)) + " needs a vector", "expected numbers only");
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

Compiler::Register Compiler::compile_objective(const Call& call, std::size_t component) {
  STEPMARK_ASSERT(problem_ && !point_);
  std::vector<Register> point;
  for (std::size_t i = 0; i < problem_->dimension(); ++i) point.push_back(compile(call.arguments[0], i));
  std::optional<Expression> value;
  if (call.function == Function::grad) {
    value = problem_->objective->gradient(component, t_);
  } else {
    value = problem_->objective->loss(t_);
  }
  if (!value) {
    throw InputError({problem_->file, 0, 0}, "the optimizer uses the loss, and only gradients are given",
                     "expected [objective] with a function, a quadratic or a loss");
  }
  kept_alive_.push_back(*value);
  point_ = &point;
  const Register result = compile(*value, no_component);
  point_ = nullptr;
  return result;
}

}  // namespace

Tape compile(const Problem& problem) { return Compiler(&problem).problem(); }

Tape compile(const Expression& expression) { return Compiler(nullptr).single(expression); }

}  // namespace stepmark
