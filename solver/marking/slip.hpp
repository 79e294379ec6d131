// Slips of the pen: what goes wrong in one line although the method is right.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

struct Slip {
  std::string id;       ///< "sign-slip"; never an identifier of a mistake or of the catalogue of optimizers
  std::string student;  ///< one sentence to the student
  std::string marker;   ///< what was done
};

const std::vector<Slip>& slips();
/// Null if there is none of that name.
const Slip* find_slip(std::string_view id);

/// Is it one that loses a part of the formula?
bool is_slip_of_formula(std::string_view id);

/// A number that a slip makes of a right one.
struct Slipped {
  const char* id;
  double value;
};

/// A decimal point that is misplaced: what the number is multiplied by, and how many places are between.
struct MisplacedPoint {
  double factor;
  int places;
};
/// A few places to either side; and the point left out altogether, counted as one place.
/// @param stated  a right number as it is stated, "11.8276"
std::vector<MisplacedPoint> misplaced_points(const std::string& stated);

/// What is made of a right number as it is stated, "-0.1234": doubled, halved, squared once more.
std::vector<Slipped> changed_numbers(const std::string& stated);
/// The number with two neighbouring digits exchanged, each pair in turn.
std::vector<std::string> with_digits_exchanged(const std::string& stated);

/// A right-hand side with one slip in it: a term dropped, a sign turned, a product or quotient worked wrongly.
struct SlippedLine {
  const char* id;
  Expression right;
};
/// The first `most` of them, in the order in which the parts of the right-hand side are written.
std::vector<SlippedLine> slips_in(const Expression& right, std::size_t most);

}  // namespace stepmark::marking
