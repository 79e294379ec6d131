// One tape, many problems: the same equations on other numbers, in binary arithmetic, an operation at a time over a
// block of problems.
#pragma once

#include <cstddef>
#include <vector>

#include "solver/arithmetic/lanes.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

/// Each problem has constants of its own in the tape's places; to begin with, those of the tape. Problems whose tapes
/// have the same code can so be run together (the same optimizer, objective's shape, dimension and number of steps).
template <class Real>
class SideBySide {
 public:
  /// `tape` must outlive the object.
  SideBySide(const Tape& tape, std::size_t problems);

  /// @param constant  position in tape.constants
  void set_constant(std::size_t constant, std::size_t problem, Real value);
  void run();
  /// After `run`: the value of tape.lines[line]; NaN or infinite where it has none.
  Real value(std::size_t line, std::size_t problem) const { return values_[line * problems_ + problem]; }
  std::size_t problems() const { return problems_; }

 private:
  /// Problems that are worked at once: their registers fit the cache.
  static constexpr std::size_t block = 32;

  Real* lanes(std::uint32_t r) { return registers_.data() + std::size_t{r} * block; }
  void run_once();
  void run_block(std::size_t first, std::size_t count);
  void run_code(std::uint32_t begin, std::uint32_t end, std::size_t count);
  void step(const Instruction& i, std::size_t count);

  const Tape& tape_;
  std::size_t problems_;
  std::vector<Real> registers_;
  /// Givens and shared parts that are the same for all problems are worked once; these are the others.
  struct Stretch {
    std::uint32_t begin, end;
  };
  std::vector<Stretch> own_stretches_;
  std::vector<typename BinaryLanes<Real>::Mask> conditions_;
  std::vector<std::vector<Real>> constants_;  ///< of those that differ, one a problem; empty for the others
  std::vector<Real> values_;
};

extern template class SideBySide<double>;
extern template class SideBySide<float>;

}  // namespace stepmark::tape
