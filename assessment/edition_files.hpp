// The files of an edition, as they are read to mark a class on it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assessment/amended_paper.hpp"
#include "assessment/rooms.hpp"
#include "lib/number/exact.hpp"
#include "lib/number/literal.hpp"

namespace stepmark::assessment {

struct EditionCopy {
  std::string student, name, file;
  std::vector<std::string> problems;  ///< of each question, a path in the directory
  std::vector<Exact> marks;           ///< of each question, whether or not it counts
};

struct Edition {
  std::string directory, title;
  std::string id;  ///< of the paper and all that goes into it, as its manifest and its answer sheets have it
  std::optional<Exact> round_marks;
  std::vector<EditionCopy> copies;
  std::map<std::string, std::size_t> copy_of;  ///< by student, and by what a spreadsheet is shown of one
  std::vector<AmendedPaper::Question> asked;   ///< of each question, as the edition's paper has it by now
  std::map<std::string, std::size_t> users;    ///< of each problem: how many copies have it
  std::vector<std::string> changes;            ///< what is other than when the edition was written
  /// Of each problem, the number that is right in each row of its sheet; nothing where none is asked.
  std::map<std::string, std::vector<std::optional<Literal>>> keys;

  std::size_t questions() const { return copies.front().problems.size(); }
};

/// The edition as it is to be marked by now: its paper.toml may have other marks, schemes and void questions than when
/// it was written, and its problems may have been edited.
/// @throws InputError naming the file that is missing or is not what `paper` writes, and as read_amended
Edition read_edition(const std::string& directory);

/// A copy's problem with the marks that it has by now. @throws InputError as read_problem
Problem problem_of(const Edition& edition, std::size_t copy, std::size_t question);

}  // namespace stepmark::assessment
