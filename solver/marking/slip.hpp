// Slips of the pen: what goes wrong in one line although the method is right.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"

namespace stepmark {

struct Slip {
  std::string id;       ///< "sign-slip"; never an identifier of a mistake or of the catalogue of optimizers
  std::string student;  ///< one sentence to the student
  std::string marker;   ///< what was done
};

const std::vector<Slip>& slips();
/// Null if there is none of that name.
const Slip* find_slip(std::string_view id);

/// A number that a slip makes of a right one.
struct Slipped {
  const char* id;
  double value;
};

/// What the pen does to a number as it is stated: its sign, its digits, its point, doubled, squared.
/// @param stated  the right number as the student would have written it: "-0.1234"
std::vector<Slipped> slips_of(const std::string& stated);

/// A right-hand side with one slip in it: a term dropped, a sign turned, a product or quotient worked wrongly.
struct SlippedLine {
  const char* id;
  Expression right;
};
std::vector<SlippedLine> slips_in(const Expression& right);

}  // namespace stepmark
