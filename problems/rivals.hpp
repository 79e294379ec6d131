// Wrong methods as rivals of the right answers: how far each stays away from them.
#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "problems/rooms.hpp"
#include "solver/mistake/method_store.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/tape/tape.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark::problems {

/// The right answer of a line as the precision asked states it, and one unit of its last digit, as doubles that are
/// right to a billionth of that unit in all tidy problems. In others a rival may seem nearer than it is, never farther.
struct Mark {
  double value = 0, unit = 0;
};

/// Both ways of carrying that a question allows: with the calculator's digits, and by the printed rule.
enum class Carrying { exact, printed };
inline constexpr std::array ways_of_carrying = {Carrying::exact, Carrying::printed};

/// One wrong method, worked. Line by line, what it gives with each way of carrying.
struct Rival {
  const WrongMethod* method = nullptr;
  std::vector<Ends> exact, printed;  ///< shorter than the lines where a line has no value
  std::vector<Exact> written;        ///< by the printed rule, where that carries on what is written; else none

  const std::vector<Ends>& lines(Carrying way) const { return way == Carrying::exact ? exact : printed; }
};

/// A distance that no rounding can bridge: a wrong answer this many units away is stated differently, and not as a
/// neighbour of the right one.
inline constexpr double units_apart = 1.5;

/// An effect of so much is one that can be seen: a hair less, so that what is in doubt is not taken for invisible.
inline constexpr double units_seen = units_apart - 1e-6;

/// At least how many units a number is away from `mark`; infinite where zero is asked to so many figures, which nothing
/// else comes near.
double units_away(double number, const Mark& mark);
/// At least how many units `rival`, carried so, is away from `mark` in a line; infinite where it gives no number.
double units_away(const Rival& rival, Carrying way, std::size_t line, const Mark& mark);
/// At least how many units two rivals are away from each other in a line, carried exactly.
double units_between(const Rival& a, const Rival& b, std::size_t line, const Mark& mark);

using RivalMethods = mistake::MethodStore;

/// @param tape  the method's
Rival worked(const Tape& tape, const WrongMethod& method, const Working& printed);
/// What one line of a rival is, to so many figures. @throws NoValue
Exact value_of(const Problem& problem, const WrongMethod& method, Carrying way, const Working& printed,
               std::size_t line, int figures);

}  // namespace stepmark::problems
