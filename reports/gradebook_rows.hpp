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
  /// What all rows of a class have alike.
  struct Class {
    std::string out_of;
    std::size_t lines = 0;  ///< that are asked

    bool operator==(const Class&) const = default;
  };

  /// `in` must outlive the object; `file` is for messages. @throws InputError when the first line is no header
  GradebookRows(std::istream& in, std::string file);

  /// The next row, without its line end; false at the end.
  bool next(std::string& row);

  /// The same, held to its form: twelve cells, numbers where they belong, and of one class with the rows before.
  /// @throws InputError with the line
  bool next_checked(std::string& row);

  /// Of the rows that were checked; nothing before the first.
  const std::optional<Class>& of_class() const { return class_; }

 private:
  std::istream& in_;
  std::string file_;
  std::size_t line_ = 1;
  std::optional<Class> class_;
};

}  // namespace stepmark::reports
