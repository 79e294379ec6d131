// Equations compiled to a flat list of instructions over numbered registers. All steps are laid out one after the
// other, so that every line of the trace is a stretch of instructions of its own, which can be run again on other
// inputs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::tape {

enum class Op : std::uint8_t {
  copy,
  negate,
  add,
  subtract,
  multiply,
  divide,
  power,          ///< result = left ^ right
  power_integer,  ///< result = left ^ (right read as a signed integer)
  sqrt,
  abs,
  sign,
  min,
  max,
  exp,
  log,
  sin,
  cos,
  floor,
  sigmoid,
  tanh,
  softplus,
  pi,
  // condition = (left RELATION right)
  greater,
  greater_equal,
  less,
  less_equal,
  equal,
  not_equal,
  // Jumps only save work and keep what is undefined in the branch not taken from being evaluated; an arithmetic that
  // runs many problems side by side may fall through, since `select` chooses.
  skip_unless,  ///< if the condition does not hold, skip `right` instructions
  skip_if,      ///< if it holds, skip `right` instructions
  select        ///< result = condition ? left : right
};

struct Instruction {
  Op op;
  bool rounds;              ///< a printed operator or function ends here: the place where "each operation" rounds
  std::uint16_t condition;  ///< number of a condition, counted from 0 in each line
  std::uint32_t result, left, right;
};

/// Registers are laid out as constants, then givens (hyperparameters, start values), then lines, then temporaries.
struct Tape {
  struct Line {
    std::int64_t t = 0;
    std::size_t equation = 0;
    std::optional<std::size_t> component;
    std::uint32_t result = 0;          ///< register
    std::uint32_t begin = 0, end = 0;  ///< code[begin, end)
    bool given_data = false;           ///< see Equation
    std::uint16_t conditions = 0;      ///< its conditionals are numbered from 0, in the order of TraceLine::branches
    /// code[begin, begin + sums) adds this step's terms to the sums over steps that run on.
    std::uint32_t sums = 0;
  };
  /// A start value or hyperparameter (which has no index).
  struct Given {
    std::string name;
    std::optional<std::int64_t> index;
    std::optional<std::size_t> component;
    std::uint32_t result = 0;
    std::uint32_t begin = 0, end = 0;  ///< code[begin, end); given data is never rounded
  };

  /// A part of a line into which no quantity enters ("1 - beta1^t"): computed once, before all lines, for every
  /// component.
  struct Shared {
    std::size_t line = 0;  ///< the first line that wants it
    std::uint32_t begin = 0, end = 0;
  };

  /// A line of an earlier stretch of steps that this one refers to, by its number in the whole problem.
  struct Import {
    std::size_t line = 0;
    std::uint32_t result = 0;
  };
  /// A sum over steps that runs on from stretch to stretch.
  struct RunningSum {
    const StepSum* sum = nullptr;
    std::size_t component = 0;
    std::int64_t first = 0, last = 0;          ///< the steps that are in it at the end
    std::optional<std::uint32_t> before = {};  ///< register of what it came to before this stretch
    std::uint32_t result = 0;                  ///< and after it
  };

  /// Givens first, then the shared parts, then the lines, without gaps.
  std::vector<Instruction> code;
  std::vector<Exact> constants;
  std::vector<Given> givens;
  std::vector<Shared> shared;
  std::vector<Line> lines;
  std::size_t first_line = 0;  ///< number of the first of them in the whole problem
  std::vector<Import> imports;
  std::vector<RunningSum> sums;
  std::uint32_t registers = 0;
  std::uint32_t conditions = 0;
};

/// The lines of all steps.
std::size_t line_count(const Problem& problem);

/// A tape has at most this many instructions.
inline constexpr std::size_t max_instructions = 20'000'000;

/// How a sum over steps is worked: from its first term on in every line, so that a line can be run on any earlier
/// numbers; or by adding a term to what it came to a step before, for who runs all lines in their order. Both do the
/// same operations in the same order. Where each operation is rounded, a sum is always worked anew.
enum class StepSums { anew, running };

/// @throws InputError when the tape would be too long, when a gradient that is given runs out, when the bounds of a
///         sum over steps are no integers, or when the problem has no objective, too short a start or no steps.
Tape compile(const Problem& problem, StepSums sums = StepSums::anew);

/// In which constant of a tape each number that was written stands, by its node.
using Literals = std::unordered_map<const Node*, std::uint32_t>;
/// The same, and where its numbers are. What they are does not change the code, but see TapeForm.
Tape compile(const Problem& problem, StepSums sums, Literals& literals);

/// A start value or hyperparameter that is a number, with its sign, stands in a constant; nothing of other formulas.
std::optional<Exact> number_given(const Expression& value);

/// The steps first .. last of a problem; of those before, the `sums` of their tape and the number of all instructions.
/// @throws InputError as above
Tape compile_stretch(const Problem& problem, std::int64_t first, std::int64_t last,
                     const std::vector<Tape::RunningSum>& sums_before, std::size_t code_before);

/// A single expression of numbers, `pi` and functions, as a tape with one line.
Tape compile(const Expression& expression);

}  // namespace stepmark::tape
