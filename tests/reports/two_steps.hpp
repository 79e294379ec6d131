// Two steps of momentum with one parameter, and how students work them.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/sheet.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

extern const std::string two_steps;  ///< the problem's file
Problem problem();

/// Momentum, and what may be done wrong in it.
struct Method {
  double eta = 0.1, gamma = 0.9, gradient_factor = 1, update_sign = -1;
};

/// g, v and theta of both steps, as the page prints them.
std::vector<std::string> worked(const Method& method);
/// The same of one who took the gradient with the wrong sign, wrote all else after it, and left out the end.
std::vector<std::string> wrong_sign();
/// Of these lines, as LaTeX.
extern const std::vector<std::string> names;

/// An answer in each line; blank where it is empty.
Sheet sheet_of(const std::vector<std::string>& cells);

}  // namespace stepmark::support
