// Whether the numbers of a trace are rounded decimals, or the doubles or floats of a program, printed in full.
#pragma once

#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/rooms.hpp"

namespace stepmark::observed {

/// How far what is known of one column is taken for another.
enum class Reading {
  whole_file,  ///< where one column holds doubles, every other that can does: a program wrote them all
  by_column
};

/// The same numbers, each with its form. A column (a component of a quantity) holds doubles where each of its numbers
/// is the shortest text of a double, or one of 17 digits, and one of them takes 15 digits or more; it holds floats
/// where each is the shortest text of a float, and so many decimals of as many digits are not that it is no chance.
std::vector<Observed> with_forms(std::vector<Observed> trace, Reading reading);

/// The number that is meant, and one unit in its last place: of the double or the float, or of the decimal as written.
/// A double or float has as many figures as it takes to tell it from its neighbours.
Observed as_meant(const Observed& observed);

/// One unit in the last place of the double or float nearest to `value`. Form::decimal counts as binary64.
Exact unit_in_last_place(const Exact& value, Form form);

}  // namespace stepmark::observed
