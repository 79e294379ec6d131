// Equations compiled to a flat list of instructions over numbered registers. All steps are laid out one after the
// other, so that every line of the trace is a stretch of instructions of its own, which can be run again on other
// inputs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"

namespace stepmark {

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

  /// Givens first, then the shared parts, then the lines, without gaps.
  std::vector<Instruction> code;
  std::vector<Exact> constants;
  std::vector<Given> givens;
  std::vector<Shared> shared;
  std::vector<Line> lines;
  std::uint32_t registers = 0;
  std::uint32_t conditions = 0;
};

/// A tape has at most this many instructions.
inline constexpr std::size_t max_instructions = 20'000'000;

/// @throws InputError when the tape would be too long, when a gradient that is given runs out, when the bounds of a
///         sum over steps are no integers, or when the problem has no objective, too short a start or no steps.
Tape compile(const Problem& problem);

/// A single expression of numbers, `pi` and functions, as a tape with one line.
Tape compile(const Expression& expression);

}  // namespace stepmark
