// The files of an edition, as they are read to mark a class on it.
#pragma once

#include <cstdint>
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
  std::vector<std::string> cells;     ///< of the roster's other columns
  std::vector<std::string> problems;  ///< of each question, a path in the directory
  std::vector<Exact> marks;           ///< of each question, whether or not it counts
};

/// A row of the sheet of a problem, and what is right there.
struct KeyRow {
  std::optional<Literal> number;  ///< nothing where none is asked
  std::string entry;              ///< as the key has it: the letter where one is asked
  std::string t;                  ///< its step, if it has one
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
  std::uint64_t state = 0;                     ///< a hash of what marks come from: the edition, and what has changed
  std::vector<std::string> columns;            ///< the roster's, beside student and name
  std::vector<std::size_t> parts;              ///< of each question, how many it has
  std::map<std::string, std::vector<KeyRow>> keys;  ///< of each problem

  std::size_t questions() const { return copies.front().problems.size(); }
};

/// The edition as it is to be marked by now: its paper.toml may have other marks, schemes and void questions than when
/// it was written, and its problems may have been edited.
/// @throws InputError naming the file that is missing or is not what `paper` writes, and as read_amended
Edition read_edition(const std::string& directory);

/// A copy's problem with the marks that it has by now. @throws InputError as read_problem
Problem problem_of(const Edition& edition, std::size_t copy, std::size_t question);

}  // namespace stepmark::assessment
