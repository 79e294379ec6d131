#include "solver/tape/reads.hpp"

#include <algorithm>

namespace stepmark::tape {

Reads reads(Op op) {
  switch (op) {
    case Op::pi:
      return {false, false};
    case Op::skip_unless:
    case Op::skip_if:
      return {false, false, false};
    case Op::greater:
    case Op::greater_equal:
    case Op::less:
    case Op::less_equal:
    case Op::equal:
    case Op::not_equal:
      return {true, true, false};
    case Op::copy:
    case Op::negate:
    case Op::power_integer:
    case Op::sqrt:
    case Op::abs:
    case Op::sign:
    case Op::exp:
    case Op::log:
    case Op::sin:
    case Op::cos:
    case Op::sigmoid:
    case Op::tanh:
    case Op::softplus:
    case Op::floor:
      return {true, false};
    default:
      return {true, true};
  }
}

std::vector<std::size_t> lines_in_registers(const Tape& tape) {
  std::vector<std::size_t> lines(tape.registers, no_line);
  for (std::size_t i = 0; i < tape.lines.size(); ++i) lines[tape.lines[i].result] = i;
  return lines;
}

std::vector<std::vector<std::size_t>> lines_read(const Tape& tape) {
  const std::vector<std::size_t> line_in = lines_in_registers(tape);
  std::vector<std::vector<std::size_t>> all;
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    std::vector<std::size_t>& read = all.emplace_back();
    const auto take = [&](std::uint32_t r) {
      if (line_in[r] < i) read.push_back(line_in[r]);
    };
    for (std::uint32_t pc = tape.lines[i].begin; pc < tape.lines[i].end; ++pc) {
      const Instruction& instruction = tape.code[pc];
      const Reads operands = reads(instruction.op);
      if (operands.left) take(instruction.left);
      if (operands.right) take(instruction.right);
    }
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
  }
  return all;
}

}  // namespace stepmark::tape
