// What has changed since a class was marked before.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/hash_table.hpp"
#include "lib/number/exact.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What a gradebook had for one sheet.
struct PreviousMarks {
  std::optional<Exact> marks;  ///< nothing where it had no such sheet

  /// What has become of it; empty if nothing has.
  std::string change(const Exact& now) const;
};

/// The marks that each student had before, in the order of their sheets. A spreadsheet may have saved them: with
/// decimal commas, with semicolons, as 22.0.
class PreviousGradebook {
 public:
  /// @throws InputError when the file is no output of `stepmark mark`
  explicit PreviousGradebook(const std::string& file);

  /// To be asked for every sheet of the class in turn.
  PreviousMarks next(const std::string& student);

  /// Whose rows `next` has not come to, in alphabetical order.
  std::vector<std::string> gone() const;

 private:
  struct Row {
    std::uint32_t marks;         ///< in `different_`
    std::uint32_t of_same_name;  ///< the next row, counted from 1; 0 for none
  };

  void read(const std::string& file);
  void add_name(const std::string& name);
  void chain_names();

  // Nothing that is copied when it grows.
  std::deque<Row> rows_;
  std::vector<bool> met_;
  std::deque<std::string> names_;  ///< of all rows, each closed by a newline, many to a text
  std::vector<Exact> different_;   ///< marks; a class has few
  HashTable next_row_;             ///< of a name, the first row that is not met, counted from 1
};

}  // namespace stepmark::reports
