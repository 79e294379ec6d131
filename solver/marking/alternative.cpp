#include "solver/marking/alternative.hpp"

#include <algorithm>
#include <cstring>

#include "solver/mistake/roles.hpp"
#include "solver/tape/reads.hpp"

namespace stepmark::marking {

namespace {

/// For each equation: does the other way, or another objective by way of the gradient, change it?
std::vector<bool> changes(const Problem& problem, const Problem& right) {
  const auto& equations = problem.optimizer.equations;
  const std::vector<std::size_t> gradients = gradient_equations(problem.optimizer);
  std::vector<bool> changed;
  for (std::size_t i = 0; i < equations.size(); ++i) {
    const bool elsewhere =
        problem.objective != right.objective && std::count(gradients.begin(), gradients.end(), i) > 0;
    changed.push_back(elsewhere || equations[i].right.identity() != right.optimizer.equations[i].right.identity());
  }
  return changed;
}

/// What the code of a line does, whatever its registers are called.
class LineCode {
 public:
  LineCode(const Tape& tape, const Machine<Binary64Arithmetic>& machine)
      : tape_(tape), machine_(machine), line_in_(lines_in_registers(tape)), made_at_(tape.registers, none) {}

  struct Operand {
    enum class Kind { value, line, part } kind = Kind::value;
    std::uint64_t which = 0;
    bool operator==(const Operand&) const = default;
  };
  struct Step {
    Op op;
    std::uint16_t condition;
    Operand left, right;
    bool operator==(const Step&) const = default;
  };

  void of(std::size_t line, std::vector<Step>& steps) {
    const Tape::Line& here = tape_.lines[line];
    steps.clear();
    for (std::uint32_t pc = here.begin; pc < here.end; ++pc) {
      const Instruction& i = tape_.code[pc];
      const Reads operands = reads(i.op);
      const Operand as_it_stands{Operand::Kind::value, i.right};
      steps.push_back({i.op, i.condition, operands.left ? operand(i.left) : Operand{},
                       operands.right ? operand(i.right) : as_it_stands});
      if (operands.result) made_at_[i.result] = pc - here.begin;
    }
    for (std::uint32_t pc = here.begin; pc < here.end; ++pc) made_at_[tape_.code[pc].result] = none;
  }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  Operand operand(std::uint32_t r) const {
    if (made_at_[r] != none) return {Operand::Kind::part, made_at_[r]};
    if (line_in_[r] != no_line) return {Operand::Kind::line, line_in_[r]};
    std::uint64_t bits = 0;  // std::bit_cast is not in every library yet
    std::memcpy(&bits, &machine_[r], sizeof bits);
    return {Operand::Kind::value, bits};
  }

  const Tape& tape_;
  const Machine<Binary64Arithmetic>& machine_;
  std::vector<std::size_t> line_in_;
  std::vector<std::uint32_t> made_at_;  ///< of a register, the step of this line that fills it
};

}  // namespace

Alternative::Alternative(std::string id, const Problem& problem, const Problem& right)
    : id_(std::move(id)),
      changed_(changes(problem, right)),
      tape_(std::make_unique<Tape>(compile(problem))),
      reads_(lines_read(*tape_)),
      machine_(*tape_),
      carried_(*tape_) {
  machine_.begin();
  carried_.begin();
}

std::vector<bool> Alternative::lines_changed_from(const Alternative& plain) const {
  LineCode here(*tape_, machine_), there(*plain.tape_, plain.machine_);
  std::vector<LineCode::Step> mine, right;
  std::vector<bool> changed;
  for (std::size_t line = 0; line < lines(); ++line) {
    here.of(line, mine);
    there.of(line, right);
    changed.push_back(mine != right);
  }
  return changed;
}

}  // namespace stepmark::marking
