// The sheets of a class, read a batch at a time.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "assessment/class_sheet.hpp"
#include "assessment/rooms.hpp"
#include "assessment/student_register.hpp"
#include "reports/class_statistics.hpp"

namespace stepmark::assessment {

class ClassBatches {
 public:
  /// @param in        outlives the object, as does `previous`
  /// @param name      of the file, in messages
  /// @param ending    of the files for feedback, ".md"; empty where none are wanted
  /// @param previous  may be null
  /// @throws InputError when there is no class in it
  ClassBatches(std::istream& in, const std::string& name, Shard shard, std::string ending, PreviousGradebook* previous);

  /// The next sheets of this shard; none at the end. Every shard reads all sheets, so that each knows who returns and
  /// who has which file.
  bool next(std::vector<ClassSheet>& batch);

  /// Sheets read, of all shards.
  std::uint64_t read() const { return read_; }

 private:
  void introduce(ClassSheet& sheet);

  ClassReader reader_;
  Shard shard_;
  std::string ending_;
  PreviousGradebook* previous_;
  StudentRegister students_;
  std::uint64_t read_ = 0;
};

}  // namespace stepmark::assessment
