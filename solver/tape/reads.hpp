// What instructions read, and which lines of a tape go into which.
#pragma once

#include <cstddef>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

/// Which of its two operands an operation reads from a register, and whether it writes one.
struct Reads {
  bool left = true, right = true, result = true;
};
Reads reads(Op op);

/// In place of a line, where a register holds the result of none.
inline constexpr std::size_t no_line = static_cast<std::size_t>(-1);

/// For each register, the line whose result it holds.
std::vector<std::size_t> lines_in_registers(const Tape& tape);

/// For each line, the earlier ones whose results it takes, in order and once each.
std::vector<std::vector<std::size_t>> lines_read(const Tape& tape);

}  // namespace stepmark::tape
