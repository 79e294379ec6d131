// The files of an edition, as they are read to mark a class on it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/number/exact.hpp"
#include "lib/number/literal.hpp"

namespace stepmark::assessment {

struct EditionCopy {
  std::string student, name, file;
  std::vector<std::string> problems;  ///< of each question, a path in the directory
  std::vector<Exact> marks;           ///< of each question
};

struct Edition {
  std::string title;
  std::optional<Exact> round_marks;
  std::vector<EditionCopy> copies;
  std::map<std::string, std::size_t> copy_of;  ///< by student
  /// Of each problem, the number that is right in each row of its sheet; nothing where none is asked.
  std::map<std::string, std::vector<std::optional<Literal>>> keys;

  std::size_t questions() const { return copies.front().problems.size(); }
};

/// @throws InputError naming the file that is missing or is not what `paper` writes
Edition read_edition(const std::string& directory);

}  // namespace stepmark::assessment
