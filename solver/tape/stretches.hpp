// A long problem as a row of tapes, each of some steps, so that working it takes memory that does not grow with the
// steps.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/tape/run.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

using TapePtr = std::shared_ptr<const Tape>;

/// A stretch needs a number that the one before does not hand on: the problem can be worked in one piece alone.
class CannotBeCut : public std::runtime_error {
 public:
  CannotBeCut() : std::runtime_error("the steps cannot be worked a stretch at a time") {}
};

class Stretches {
 public:
  /// @param lines  about so many a stretch; `problem` must outlive the object
  Stretches(const Problem& problem, std::size_t lines);
  /// In one piece.
  explicit Stretches(Tape whole);

  std::size_t count() const { return count_; }
  /// Each is asked for only after the ones before it. The last two are kept, others compiled anew.
  /// @throws InputError as `compile` does; CannotBeCut
  TapePtr operator[](std::size_t i);

 private:
  TapePtr made(std::size_t i);

  const Problem* problem_ = nullptr;
  std::int64_t steps_ = 1;  ///< of each
  std::size_t count_ = 1;
  /// What a stretch has to know of those before it.
  struct Before {
    std::vector<Tape::RunningSum> sums;
    std::size_t code = 0;
  };
  std::vector<Before> before_ = {{}};
  std::array<std::pair<std::size_t, TapePtr>, 2> kept_;  ///< the latest last
};

/// Where a tape has a line of an earlier stretch, or one of its own. @throws CannotBeCut
std::uint32_t register_of(const Tape& tape, std::size_t line);
/// The sum that `later` goes on from, as its `sums` have it.
const Tape::RunningSum& same_sum(const Tape& tape, const Tape::RunningSum& later);

/// Tells a machine what the stretch before it has come to.
template <Arithmetic A>
void hand_on(const Machine<A>& before, const Tape& tape_before, Machine<A>& machine, const Tape& tape) {
  for (const Tape::Import& import : tape.imports) {
    machine.arithmetic().copy(machine[import.result], before[register_of(tape_before, import.line)]);
  }
  for (const Tape::RunningSum& sum : tape.sums) {
    if (sum.before) machine.arithmetic().copy(machine[*sum.before], before[same_sum(tape_before, sum).result]);
  }
}

}  // namespace stepmark::tape
