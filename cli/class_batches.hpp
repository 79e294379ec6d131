// The sheets of a class, read a batch at a time.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <vector>

#include "cli/class_sheet.hpp"
#include "cli/student_register.hpp"
#include "reports/class_statistics.hpp"

namespace stepmark::cli {

class ClassBatches {
 public:
  /// @param file      - for standard input
  /// @param feedback  is a file's name wanted?
  /// @param previous  may be null; outlives the object
  /// @throws InputError when the file cannot be read or holds no class
  ClassBatches(const std::string& file, Shard shard, bool feedback, PreviousGradebook* previous);

  /// The next sheets of this shard; none at the end. Every shard reads all sheets, so that each knows who returns and
  /// who has which file.
  bool next(std::vector<ClassSheet>& batch);

  /// Sheets read, of all shards.
  std::uint64_t read() const { return read_; }

 private:
  void introduce(ClassSheet& sheet);

  std::ifstream opened_;
  std::unique_ptr<ClassReader> reader_;
  Shard shard_;
  bool feedback_;
  PreviousGradebook* previous_;
  StudentRegister students_;
  std::uint64_t read_ = 0;
};

}  // namespace stepmark::cli
