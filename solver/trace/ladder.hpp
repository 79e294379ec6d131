// Enclosing machines of one tape at rising precisions, each made when it is first needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

/// What a run may take, in bits times operations: a second or two for each 2^30. Where each step loses some digits, a
/// long problem could otherwise take hours before even the last rung knows too few of them.
class Effort {
 public:
  /// @throws NoValue for the line once it is too much
  void spend(int bits, std::size_t operations, std::size_t line) {
    spent_ += static_cast<std::uint64_t>(bits) * operations;
    if (spent_ > most) refuse(bits, line);
  }

 private:
  [[noreturn]] static void refuse(int bits, std::size_t line);
  static constexpr std::uint64_t most = std::uint64_t{1} << 32;
  std::uint64_t spent_ = 0;
};

class Ladder {
 public:
  /// @param digits  the most digits that will have to be printed; precision begins above that
  Ladder(const Tape& tape, int digits);

  std::size_t rungs() const { return bits_.size(); }
  /// The machine of that precision, its givens and shared parts computed. @throws NoValue where they have none.
  Machine<EnclosingArithmetic>& rung(std::size_t i);
  /// One more of that precision, of another stretch of the same problem. @throws NoValue
  std::unique_ptr<Machine<EnclosingArithmetic>> prepared(const Tape& tape, std::size_t i) const;

  /// Calls `attempt` with rung 0, 1, ... until it does not throw Undecided, and gives what it returns.
  /// @throws NoValue for (given, position) once the last rung is undecided, or what is asked for is undefined or too
  /// large.
  template <class Attempt>
  auto climb(bool given, std::size_t position, Attempt&& attempt) {
    for (std::size_t i = 0;; ++i) {
      try {
        return attempt(i);
      } catch (const Undecided& undecided) {
        if (i + 1 == rungs()) throw NoValue(given, position, cannot_tell(undecided.what()));
      } catch (const Undefined& undefined) {
        throw NoValue(given, position, undefined.what());
      } catch (const TooLarge& large) {
        throw NoValue(given, position, large.what());
      }
    }
  }

 private:
  static std::string cannot_tell(const std::string& what);
  const Tape& tape_;
  std::vector<int> bits_;
  std::vector<std::unique_ptr<Machine<EnclosingArithmetic>>> machines_;
};

}  // namespace stepmark::trace
