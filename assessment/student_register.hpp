// Who has been met in a class: how many sheets of each name, and the file that each has for feedback.
#pragma once

#include <cstdint>
#include <string>

#include "assessment/rooms.hpp"
#include "lib/base/hash_table.hpp"

namespace stepmark::assessment {

/// It keeps a name's hash and a number, or two of each where file names are asked for and have capitals in them.
class StudentRegister {
 public:
  /// Counts a sheet. @returns 1 for a student's first, 2 for a second
  std::uint32_t next_sheet(const std::string& student);

  /// The name of a student's file, without its ending, for the sheet-th sheet of that name: never outside the
  /// directory, never that of another student, even where the file system does not tell Ada from ada, and not even
  /// where the student has no name. The first to come keeps the plain name, so all sheets of a class have to be named,
  /// in order, whether or not they are written.
  std::string file_for(const std::string& student, std::uint32_t sheet);

 private:
  std::uint32_t first_free_form(const std::string& called);

  HashTable
      known_;  ///< of a student the number of sheets and the form of the file's name; whether a file's name is taken
};

}  // namespace stepmark::assessment
