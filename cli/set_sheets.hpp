// What stands in a set's files for one problem.
#pragma once

#include <string>

#include "problems/generate.hpp"

namespace stepmark::cli {

struct ProblemTexts {
  std::string problem, data;  ///< the problem file, and its data if it has any
  std::string question, solution, marker, sheet;
};

ProblemTexts texts_of(const Generated& made, const std::string& data_file);

}  // namespace stepmark::cli
