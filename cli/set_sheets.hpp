// What stands in a set's files for one problem.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "problems/generate.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::cli {

struct ProblemTexts {
  std::string problem, data;  ///< the problem file, and its data if it has any
  std::string question, solution, marker, sheet;
};

/// The problems of one set share their equations, optimizer by optimizer, so that wrong methods are kept.
class SetSheets {
 public:
  ProblemTexts texts_of(const Generated& made, const std::string& data_file);
  /// The ways of one mistake.
  const std::vector<WrongMethod>& ways(const Problem& problem, const std::string& mistake);

 private:
  std::map<std::pair<std::string, std::string>, std::vector<WrongMethod>> ways_;
};

}  // namespace stepmark::cli
