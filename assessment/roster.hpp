// Who sits a paper.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

struct RosterStudent {
  std::string id;                       ///< as the class has it
  std::string name;                     ///< may be empty
  std::vector<std::string> cells = {};  ///< of the roster's other columns
};

struct Roster {
  std::vector<std::string> columns;  ///< beside student and name, as they are called: "email", "group"
  std::vector<RosterStudent> students;
};

/// CSV with the column `student`, perhaps `name`; other columns that have a name are kept.
/// @throws InputError FILE:LINE:COLUMN where there is no such column, one stands twice, a student has no identifier or
/// that of another, or there is nobody
Roster read_roster(const std::string& path);

/// "01", "02", ...: as many as wanted, without names.
Roster numbered_students(std::size_t count);

}  // namespace stepmark::assessment
