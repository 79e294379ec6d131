// The rows of a gradebook, as `stepmark mark` wrote it.
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>

#include "reports/rooms.hpp"

namespace stepmark::reports {

class GradebookRows {
 public:
  /// What all rows of a class have alike. On a paper, which not all have sat, that is the number of questions.
  struct Class {
    std::string out_of;
    std::size_t lines = 0;  ///< that are asked
    std::size_t questions = 0;

    bool operator==(const Class&) const = default;
  };

  /// `in` must outlive the object; `file` is for messages. @throws InputError when the first line is no header
  GradebookRows(std::istream& in, std::string file);

  /// With its line end, and without the column of a shard.
  const std::string& header() const { return header_; }

  /// The next row, without its line end and the cell of a shard; false at the end.
  bool next(std::string& row);

  /// The same, held to its form: the cells of its header, numbers where they belong, and of one class with the rows
  /// before.
  /// @throws InputError with the line
  bool next_checked(std::string& row);

  /// Of the rows that were checked; nothing before the first.
  const std::optional<Class>& of_class() const { return class_; }

  /// "2/3 of 9f86d081884c7d65": what the last row says of a shard; empty where it says nothing.
  const std::string& shard() const { return shard_; }

 private:
  Class class_of(const std::string& row) const;

  std::istream& in_;
  std::string file_, header_, shard_;
  std::size_t questions_ = 0;  ///< of a paper; 0 of a problem
  std::size_t more_ = 0;       ///< columns behind the note
  bool has_shard_ = false;     ///< and that of the shard
  std::size_t line_ = 1;
  std::optional<Class> class_;
};

}  // namespace stepmark::reports
