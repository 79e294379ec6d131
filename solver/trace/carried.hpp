// Working with the calculator's digits: nothing is rounded, and every line is known as closely as is asked.
#pragma once

#include <optional>
#include <vector>

#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/quick.hpp"
#include "solver/rooms.hpp"
#include "solver/trace/certified_run.hpp"

namespace stepmark::trace {

/// lower <= the number <= upper.
struct Ends {
  double lower = 0, upper = 0;
};

inline double middle(const Ends& ends) { return ends.lower + (ends.upper - ends.lower) / 2; }

/// Are they within a billionth of the number of each other, or both too near to zero to be told from it, or both beyond
/// all doubles on the same side?
bool is_close(const Ends& ends);

/// What a quick value tells; nothing if it is unknown.
std::optional<Ends> ends_of(const QuickArithmetic::Value& value);

/// `work`, which runs quickly what ends in `result`; what doubles cannot tell is unknown.
template <class Work>
void quickly(Machine<QuickArithmetic>& machine, std::uint32_t result, const Work& work) {
  try {
    work();
  } catch (const Undecided&) {
    machine[result].kind = QuickArithmetic::Kind::unknown;
  }
}
/// The same of all that stands before the lines.
void begin_quickly(Machine<QuickArithmetic>& machine);

/// All lines of a tape, carried exactly: quickly where doubles tell enough, else at rising precision.
class CarriedWork {
 public:
  /// @param digits  the most digits that `rounded` will be asked for; `tape` must outlive the object
  CarriedWork(const Tape& tape, int digits);

  /// Ends within a billionth of the number of each other, unless it is nearer to zero than 2^-990, and may be zero, or
  /// beyond all doubles: it lies then between the largest and infinity.
  /// @throws NoValue
  Ends ends(std::size_t line);
  /// @throws NoValue also where the digits cannot be told at 10,000
  EnclosingArithmetic::Rounded rounded(std::size_t line, const DecimalFormat& format, RoundingRule ties);

 private:
  const Tape& tape_;
  Machine<QuickArithmetic> quick_;
  CertifiedRun sure_;
};

}  // namespace stepmark::trace
