// The same method, as another book writes it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lib/problem/problem.hpp"

namespace stepmark {

/// The problem under each other convention of its optimizer that makes sense of it, by its name in the catalogue. A
/// problem that starts in the middle gives numbers that mean the same under those conventions alone that come to them
/// by the same equations.
std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem);

}  // namespace stepmark
