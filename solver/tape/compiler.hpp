// How equations become a tape; what callers see is tape.hpp.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

/// While compiling, a register's two highest bits say which region it belongs to; `relocate` adds the regions' offsets.
enum class Region : std::uint32_t { constant, persistent, line, temporary };
constexpr std::uint32_t region_shift = 30;
constexpr std::uint32_t position_mask = (std::uint32_t{1} << region_shift) - 1;

inline std::uint32_t tagged(Region region, std::uint32_t position) {
  return (static_cast<std::uint32_t>(region) << region_shift) | position;
}

constexpr std::size_t no_component = std::numeric_limits<std::size_t>::max();

class Compiler {
 public:
  explicit Compiler(const Problem* problem, StepSums sums = StepSums::anew);

  Tape problem();
  Tape stretch(std::int64_t first, std::int64_t last, const std::vector<Tape::RunningSum>& sums_before,
               std::size_t code_before);
  Tape single(const Expression& expression);
  /// In which constant of the tape each number that was written stands.
  const Literals& literals() const { return literals_; }

 private:
  using Register = std::uint32_t;

  // Registers.
  Register constant(Exact value);
  Register literal(const Expression& e, const Exact& value);
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
  Register add_given(std::string_view name, std::optional<std::int64_t> index, std::size_t component,
                     const Expression& value);
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
  Register add_terms(const StepSum& sum, std::optional<Register> total, std::int64_t first, std::int64_t last,
                     std::size_t component);
  Register compile(const Call& call, std::size_t component);
  Register compile_fold(Op op, const Call& call, std::size_t component);
  Register compile_reduction(const Call& call);
  Register compile_choose(const Call& call, std::size_t component);
  Register compile_objective(const Call& call, std::size_t component);
  std::optional<Expression> objective_value(Function function, std::size_t component);
  Register quantity(const Name& name, std::size_t component);
  std::optional<std::int64_t> constant_integer(const Expression& e) const;
  bool rounds_each_operation() const;
  bool may_share(const Expression& e);
  bool is_invariant(const Expression& e);

  /// A quantity that an equation defines; the lines of every step stand in the same order.
  struct Quantity {
    std::string_view name;
    Shape shape;
    std::int64_t offset;
    std::size_t first_line;  ///< of a step
  };
  const Quantity& find_quantity(std::string_view name) const;
  void find_quantities();
  std::optional<Register> line_register(const Quantity& quantity, std::int64_t index, std::size_t component);
  Register imported(std::size_t line);
  std::optional<Register> start_register(const Quantity& quantity, std::int64_t index, std::size_t component) const;

  struct KnownStart {
    std::string_view quantity;
    std::int64_t index;
    std::vector<Register> components;
  };

  // Sums that run on.
  struct RunningSum {
    std::int64_t first, last;
    Register total;
    std::optional<Register> before;
  };
  void take_sums(const std::vector<Tape::RunningSum>& before);
  void keep_sums();
  bool may_run_on(const StepSum& sum);
  bool has_lasting_terms(const StepSum& sum);
  Register run_on(const StepSum& sum, std::int64_t first, std::int64_t last, std::size_t component);
  std::uint32_t place_sums(std::uint32_t at);

  const Problem* problem_;
  StepSums sums_;
  Tape tape_;
  std::uint32_t next_persistent_ = 0, next_temporary_ = 0, most_temporaries_ = 0;
  std::uint16_t next_condition_ = 0;
  std::uint32_t most_conditions_ = 0;

  std::int64_t t_ = 0;
  std::map<std::string, std::int64_t, std::less<>> summation_;
  /// Where the objective is evaluated. A name is looked up when the objective asks for it.
  struct Point {
    Expression named;  ///< or else `components`
    std::vector<Register> components;
  };
  Point point_of(const Expression& at, const Expression& objective);
  std::optional<Register> parameter(std::string_view name);
  const Point* point_ = nullptr;  ///< set while inside the objective
  std::unordered_map<std::string_view, std::size_t> parameters_;
  std::vector<Instruction> shared_code_;
  bool sharing_ = false;                ///< code goes to shared_code_
  std::vector<Instruction> sums_code_;  ///< of this line
  std::map<std::pair<const StepSum*, std::size_t>, RunningSum> running_;
  std::map<const StepSum*, bool> lasting_;
  int branch_ = 0;  ///< depth of branches that may be skipped

  // There are few of these, so that going through them is quicker than any table.
  std::vector<std::pair<std::string_view, Register>> hyperparameters_;
  std::vector<Quantity> quantities_;
  std::vector<KnownStart> starts_;
  std::vector<std::pair<const Node*, Register>> shared_;  ///< of this step
  std::size_t lines_in_a_step_ = 0;
  std::size_t code_before_ = 0;  ///< in earlier stretches
  std::unordered_map<std::size_t, Register> imported_;

  std::map<std::pair<Function, std::size_t>, std::optional<Expression>> objective_values_;  ///< the same in all steps
  Literals literals_;
  std::unordered_map<const Node*, bool> invariant_;
  std::vector<Expression> kept_alive_;  ///< so that no address in these is used twice
  std::unordered_map<std::int64_t, Register> integers_;
};

}  // namespace stepmark::tape
