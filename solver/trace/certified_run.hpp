// A tape run in enclosures, at a precision that rises until it tells what is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/stretches.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

/// Each precision, a rung, has a machine of its own, made when it is first needed, which remembers how many lines it
/// has worked.
class CertifiedRun {
 public:
  using Enclosures = Machine<EnclosingArithmetic>;

  /// @param tape    outlives the object
  /// @param digits  the most digits that will have to be printed; precision begins above that
  CertifiedRun(const Tape& tape, int digits);

  std::size_t rungs() const { return rungs_.size(); }

  /// Calls `attempt` with rung 0, 1, ... until it does not throw Undecided, and gives what it returns.
  /// @throws NoValue for (given, position) once the last rung is undecided, or what is asked for is undefined or too
  /// large.
  template <class Attempt>
  auto climb(bool given, std::size_t position, Attempt&& attempt) {
    for (std::size_t i = 0;; ++i) {
      try {
        return attempt(i);
      } catch (const Undecided& undecided) {
        if (i + 1 == rungs()) throw cannot_tell(given, position, undecided);
      } catch (const Undefined& undefined) {
        throw NoValue(given, position, undefined.what());
      } catch (const TooLarge& large) {
        throw NoValue(given, position, large.what());
      }
    }
  }

  /// The machine of a rung, what stands before the lines being worked. @throws NoValue where that has no value
  Enclosures& machine(std::size_t rung);
  /// The same after all lines before `end`: each that it has not worked yet by `work(machine, line)`, in order.
  template <class Work>
  Enclosures& advance(std::size_t rung, std::size_t end, Work&& work) {
    Enclosures& worker = machine(rung);
    for (std::size_t& next = rungs_[rung].done; next < end; ++next) work(worker, next);
    return worker;
  }
  /// The same, each by its own instructions.
  /// @throws NoValue for `wanted`, the line for whose sake it is done, once all runs together have taken too long
  Enclosures& run_before(std::size_t rung, std::size_t end, std::size_t wanted);

  bool has_begun(std::size_t rung) const { return rungs_[rung].done > 0; }
  /// All lines are to be worked anew, on every rung.
  void restart();

  // Of a problem that is worked a stretch of steps at a time, the first being the tape: a rung may be at an earlier
  // stretch than another.
  std::size_t stretch(std::size_t rung) const { return rungs_[rung].stretch; }
  const Tape& tape(std::size_t rung) const { return rungs_[rung].later ? *rungs_[rung].later : tape_; }
  /// After the last line of its stretch, to the next.
  void go_on(std::size_t rung, TapePtr next);

 private:
  struct Rung {
    int bits = 0;
    TapePtr later = {};  ///< nothing in the first stretch
    std::unique_ptr<Enclosures> machine = {};
    std::size_t stretch = 0, done = 0;  ///< lines of that stretch
  };

  static NoValue cannot_tell(bool given, std::size_t position, const Undecided& what);
  std::unique_ptr<Enclosures> begun(const Tape& tape, int bits) const;
  void spend(int bits, const Tape::Line& line, std::size_t wanted);

  const Tape& tape_;
  std::vector<Rung> rungs_;
  std::uint64_t spent_ = 0;
};

}  // namespace stepmark::trace
