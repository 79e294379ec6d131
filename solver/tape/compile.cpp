// Registers, instructions, givens and lines; expressions are in compile_expression.cpp.
#include <algorithm>
#include <array>

#include "lib/base/error.hpp"
#include "solver/tape/compiler.hpp"

namespace stepmark::tape {

Compiler::Compiler(const Problem* problem, StepSums sums) : problem_(problem), sums_(sums) {
  constexpr std::size_t usual_nodes = 64;
  literals_.reserve(usual_nodes);
  invariant_.reserve(usual_nodes);
  if (!problem || !problem->objective) return;
  const auto& names = problem->objective->parameters();
  for (std::size_t i = 0; i < names.size(); ++i) parameters_.emplace(names[i], i);
}

Compiler::Register Compiler::constant(Exact value) {
  tape_.constants.push_back(std::move(value));
  return tagged(Region::constant, static_cast<std::uint32_t>(tape_.constants.size() - 1));
}

Compiler::Register Compiler::literal(const Expression& e, const Exact& value) {
  const auto [found, is_new] = literals_.try_emplace(e.identity());
  if (is_new) {
    kept_alive_.push_back(e);
    found->second = constant(value);
  }
  return found->second;
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
  for (Tape::Import& import : tape.imports) moved(import.result);
  for (Tape::RunningSum& sum : tape.sums) {
    moved(sum.result);
    if (sum.before) moved(*sum.before);
  }
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

void Compiler::emit(Op op, bool rounds, Register result, Register left, Register right) {
  if (code_before_ + tape_.code.size() >= max_instructions) {
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

std::optional<Exact> number_given(const Expression& value) {
  const auto* negative = value.as<Negation>();
  const auto* number = (negative ? negative->operand : value).as<Number>();
  if (!number) return std::nullopt;
  return negative ? -number->value : number->value;
}

Compiler::Register Compiler::add_given(std::string_view name, std::optional<std::int64_t> index, std::size_t component,
                                       const Expression& value) {
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  next_temporary_ = 0;
  const auto number = number_given(value);
  Register result = number ? literal(value, *number) : compile(value, no_component);
  if (tape_.code.size() > begin) {
    const Register kept = persistent();
    settle(result, kept, begin);
    result = kept;
  }
  most_temporaries_ = std::max(most_temporaries_, next_temporary_);
  const auto shown = component == no_component ? std::nullopt : std::optional(component);
  const auto end = static_cast<std::uint32_t>(tape_.code.size());
  tape_.givens.push_back({std::string(name), index, shown, result, begin, end});
  return result;
}

void Compiler::compile_hyperparameters() {
  for (const Hyperparameter& hyper : problem_->optimizer.hyperparameters) {
    hyperparameters_.emplace_back(hyper.name, add_given(hyper.name, std::nullopt, no_component, hyper.value));
  }
}

Expression Compiler::start_value(const Start& start, std::size_t component) const {
  const bool previous = start.quantity == "theta" && start.index < find_quantity("theta").offset;
  if (previous && problem_->state && !problem_->state->previous.empty()) return problem_->state->previous[component];
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
    const Shape shape = find_quantity(start.quantity).shape;
    KnownStart known{start.quantity, start.index + done, {}};
    for (std::size_t i = 0; i < components(shape); ++i) {
      const std::size_t component = shape == Shape::vector ? i : no_component;
      known.components.push_back(add_given(start.quantity, known.index, component, start_value(start, component)));
    }
    starts_.push_back(std::move(known));
  }
}

void Compiler::find_quantities() {
  for (const Equation& equation : problem_->optimizer.equations) {
    quantities_.push_back({equation.quantity, equation.shape, equation.offset, lines_in_a_step_});
    lines_in_a_step_ += components(equation.shape);
  }
}

const Compiler::Quantity& Compiler::find_quantity(std::string_view name) const {
  const auto found = std::find_if(quantities_.begin(), quantities_.end(),
                                  [&](const Quantity& quantity) { return quantity.name == name; });
  STEPMARK_ASSERT(found != quantities_.end());
  return *found;
}

/// Where a line stands follows from its step; nothing if it is not compiled yet.
std::optional<Compiler::Register> Compiler::line_register(const Quantity& quantity, std::int64_t index,
                                                          std::size_t component) {
  const std::int64_t steps_before = index - quantity.offset - problem_->first_step();
  const std::size_t known = tape_.first_line + tape_.lines.size();
  if (steps_before < 0 || static_cast<std::size_t>(steps_before) > known) return std::nullopt;
  const std::size_t line = static_cast<std::size_t>(steps_before) * lines_in_a_step_ + quantity.first_line +
                           (component == no_component ? 0 : component);
  if (line >= known) return std::nullopt;
  if (line < tape_.first_line) return imported(line);
  return tagged(Region::line, static_cast<std::uint32_t>(line - tape_.first_line));
}

Compiler::Register Compiler::imported(std::size_t line) {
  const auto [found, is_new] = imported_.try_emplace(line, 0);
  if (!is_new) return found->second;
  found->second = persistent();
  tape_.imports.push_back({line, found->second});
  return found->second;
}

std::optional<Compiler::Register> Compiler::start_register(const Quantity& quantity, std::int64_t index,
                                                           std::size_t component) const {
  const auto found = std::find_if(starts_.begin(), starts_.end(), [&](const KnownStart& start) {
    return start.index == index && start.quantity == quantity.name;
  });
  if (found == starts_.end()) return std::nullopt;
  return found->components[component == no_component ? 0 : component];
}

void Compiler::compile_line(std::size_t equation, std::size_t component) {
  const Equation& written = problem_->optimizer.equations[equation];
  const auto begin = static_cast<std::uint32_t>(tape_.code.size());
  const Register result = tagged(Region::line, static_cast<std::uint32_t>(tape_.lines.size()));
  next_temporary_ = 0;
  next_condition_ = 0;
  settle(compile(written.right, component), result, begin);
  const std::uint32_t sums = place_sums(begin);
  most_temporaries_ = std::max(most_temporaries_, next_temporary_);
  const auto shown = component == no_component ? std::nullopt : std::optional(component);
  const auto end = static_cast<std::uint32_t>(tape_.code.size());
  tape_.lines.push_back({t_, equation, shown, result, begin, end, written.given_data, next_condition_, sums});
}

std::uint32_t Compiler::place_sums(std::uint32_t at) {
  const auto count = static_cast<std::uint32_t>(sums_code_.size());
  tape_.code.insert(tape_.code.begin() + static_cast<std::ptrdiff_t>(at), sums_code_.begin(), sums_code_.end());
  sums_code_.clear();
  return count;
}

void Compiler::compile_step(std::int64_t t) {
  t_ = t;
  shared_.clear();
  for (std::size_t equation = 0; equation < problem_->optimizer.equations.size(); ++equation) {
    const Shape shape = problem_->optimizer.equations[equation].shape;
    for (std::size_t i = 0; i < components(shape); ++i) {
      compile_line(equation, shape == Shape::vector ? i : no_component);
    }
  }
}

Tape Compiler::problem() { return stretch(problem_->first_step(), problem_->last_step(), {}, 0); }

/// What the sums came to is there already, whether a line of this stretch wants it or only one of a later.
void Compiler::take_sums(const std::vector<Tape::RunningSum>& before) {
  for (const Tape::RunningSum& known : before) {
    const Register total = persistent();
    running_.insert_or_assign({known.sum, known.component}, RunningSum{known.first, known.last, total, total});
  }
}

void Compiler::keep_sums() {
  for (const auto& [key, sum] : running_) {
    tape_.sums.push_back({key.first, key.second, sum.first, sum.last, sum.before, sum.total});
  }
}

Tape Compiler::stretch(std::int64_t first, std::int64_t last, const std::vector<Tape::RunningSum>& sums_before,
                       std::size_t code_before) {
  find_quantities();
  code_before_ = code_before;
  tape_.first_line = static_cast<std::size_t>(first - problem_->first_step()) * lines_in_a_step_;
  take_sums(sums_before);
  constexpr std::size_t usual_code = 6;  // of a line
  const auto lines = static_cast<std::size_t>(last - first + 1) * lines_in_a_step_;
  if (lines < max_instructions) {
    tape_.lines.reserve(lines);
    tape_.code.reserve(lines * usual_code);
  }
  compile_hyperparameters();
  compile_starts();
  const std::size_t lines_begin = tape_.code.size();
  for (std::int64_t t = first; t <= last; ++t) compile_step(t);
  keep_sums();
  place_shared_code(lines_begin);
  relocate(tape_);
  return std::move(tape_);
}

Tape Compiler::single(const Expression& expression) {
  const Register result = tagged(Region::line, 0);
  settle(compile(expression, no_component), result, 0);
  most_temporaries_ = next_temporary_;
  tape_.lines.push_back(
      {1, 0, std::nullopt, result, 0, static_cast<std::uint32_t>(tape_.code.size()), false, next_condition_, 0});
  relocate(tape_);
  return std::move(tape_);
}

namespace {

/// What `prepare` made is whole; what was put together member by member may not be.
void check_whole(const Problem& problem) {
  const auto need = [&](bool there, const char* wrong, const char* expected) {
    if (!there) throw InputError({problem.file, 0, 0}, wrong, expected);
  };
  need(problem.objective != nullptr, "the problem has no objective", "expected one as `prepare` makes it");
  need(problem.start.size() == problem.dimension(), "start is not as long as the objective has parameters",
       "expected one number a component");
  need(problem.steps >= 1 && problem.steps <= Problem::max_steps, "the number of steps is out of range",
       "expected 1 to 100000");
}

}  // namespace

std::size_t line_count(const Problem& problem) {
  check_whole(problem);
  std::size_t lines = 0;
  for (const Equation& equation : problem.optimizer.equations) {
    lines += equation.shape == Shape::vector ? problem.dimension() : 1;
  }
  return lines * static_cast<std::size_t>(problem.steps);
}

Tape compile(const Problem& problem, StepSums sums) {
  check_whole(problem);
  return Compiler(&problem, sums).problem();
}

Tape compile(const Problem& problem, StepSums sums, Literals& literals) {
  check_whole(problem);
  Compiler compiler(&problem, sums);
  Tape tape = compiler.problem();
  literals = compiler.literals();
  return tape;
}

Tape compile_stretch(const Problem& problem, std::int64_t first, std::int64_t last,
                     const std::vector<Tape::RunningSum>& sums_before, std::size_t code_before) {
  check_whole(problem);
  return Compiler(&problem, StepSums::running).stretch(first, last, sums_before, code_before);
}

Tape compile(const Expression& expression) { return Compiler(nullptr).single(expression); }

}  // namespace stepmark::tape
