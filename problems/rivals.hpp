// Wrong methods as rivals of the right answers: how far each stays away from them.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/tape/tape.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark {

/// The right answer of a line as the precision asked states it, and one unit of its last digit, as doubles that are
/// right to a billionth of that unit.
struct Mark {
  double value = 0, unit = 0;
};

/// One wrong method, worked. Line by line, what it gives when carried exactly and by the printed rule.
struct Rival {
  const WrongMethod* method = nullptr;
  std::vector<Ends> exact, printed;  ///< shorter than the lines where a line has no value
};

/// A distance that no rounding can bridge: a wrong answer this many units away is stated differently, and not as a
/// neighbour of the right one.
inline constexpr double units_apart = 1.5;

/// At least how many units `rival` is away from the right answer in a line; infinite where it gives no number.
double units_away(const Rival& rival, std::size_t line, const Mark& mark);
/// At least how many units two rivals are away from each other in a line, carried exactly.
double units_between(const Rival& a, const Rival& b, std::size_t line, const Mark& mark);

/// The wrong methods of problems, kept from one problem to the next with the same equations.
class RivalMethods {
 public:
  const std::vector<WrongMethod>& of(const Problem& problem);

 private:
  std::map<std::string, std::vector<WrongMethod>> kept_;
};

Rival worked(const Problem& problem, const WrongMethod& method, const Working& printed);

}  // namespace stepmark
