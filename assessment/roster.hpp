// Who sits a paper.
#pragma once

#include <string>
#include <vector>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

struct RosterStudent {
  std::string id;    ///< as the class has it
  std::string name;  ///< may be empty
};

/// CSV with the column `student`, perhaps `name`; other columns are passed over.
/// @throws InputError FILE:LINE:COLUMN where there is no such column, a student has no identifier or that of
/// another, or there is nobody
std::vector<RosterStudent> read_roster(const std::string& path);

/// "01", "02", ...: as many as wanted, without names.
std::vector<RosterStudent> numbered_students(std::size_t count);

}  // namespace stepmark::assessment
