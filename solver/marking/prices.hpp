// What it costs to assume something of a student, in bits: minus the logarithm of how often people do it. Minimum
// description length (Rissanen 1978); the one table of frequencies by which sheets are explained.
#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include "solver/rooms.hpp"

namespace stepmark::marking {

/// A cause is certain, and moves marks, where whatever names something else costs so much more: one in a thousand.
inline constexpr double certain = 10;
/// It is probable, and named, where that costs so much more: one in eight.
inline constexpr double probable = 3;

enum class Assumption {
  arithmetic_error,  ///< in a line, of no kind that has a name
  short_number,      ///< such an error leaves a number with no more digits than the right one, which has few
  imprecision,       ///< a line stated too coarsely, or a unit off
  miscopied,         ///< a line worked with another number than the one that stands before it, which is wrong
  habit,             ///< the same kind of imprecision in one more line
  mistake,           ///< one wrong method on a sheet
  begun_late,        ///< made only from some step on
  made_once,         ///< only in one step
  one_component,     ///< only in one component
  convention,        ///< another course's
  variant,           ///< another method from end to end
  sign_slip,
  decimal_point,
  transposed_digits,
  changed_number,  ///< doubled, halved or squared
  cells_exchanged,
  stale_cell,
  copied_cell,
  formula_slip,  ///< in one line: a term, a factor or a sign lost, one product worked wrongly
  misread_value,
  invention,   ///< numbers that were never worked out
  one_number,  ///< the same in every line
  all_zeros,
  number_repeated  ///< among these: one that is on the sheet already
};

struct Frequency {
  Assumption assumption;
  double one_in;  ///< lines, or sheets where it is made on a whole sheet
  std::string_view what, source;
};

const std::vector<Frequency>& frequencies();

double bits_of(Assumption assumption);
/// Of so many places where it may be, or kinds of it there are.
inline double bits_of_choice(std::size_t places) { return places > 1 ? std::log2(static_cast<double>(places)) : 0; }

}  // namespace stepmark::marking
