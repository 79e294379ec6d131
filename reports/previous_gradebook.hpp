// What has changed since a class was marked before.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/csv.hpp"
#include "lib/base/hash_table.hpp"
#include "lib/number/exact.hpp"
#include "reports/paper_gradebook.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What a gradebook had for one sheet.
struct PreviousMarks {
  bool is_known = false;  ///< false where it had no such sheet
  Exact marks, out_of;
  std::vector<std::optional<Exact>> questions;  ///< of a paper

  /// What has become of it; empty if nothing has.
  std::string change(const Exact& now) const;
  /// The same of a paper, with the questions whose marks are others.
  std::string change(const PaperRow& now) const;
};

/// The marks that each student had before, in the order of their sheets. A spreadsheet may have saved them: with
/// decimal commas, with semicolons, as 22.0.
class PreviousGradebook {
 public:
  /// @throws InputError when the file is no output of `stepmark mark`
  explicit PreviousGradebook(const std::string& file);

  /// Is it of a class on a paper of so many questions, or, with 0, on a problem? @throws InputError if not
  void check_questions(std::size_t questions) const;

  /// To be asked for every sheet of the class in turn.
  PreviousMarks next(const std::string& student);

  /// Whose rows `next` has not come to, in alphabetical order.
  std::vector<std::string> gone() const;

 private:
  struct Row {
    std::uint32_t marks;         ///< in `different_`
    std::uint32_t of_same_name;  ///< the next row, counted from 1; 0 for none
  };

  void read();
  PreviousMarks marks_in(const CsvReader& reader, const CsvReader::Row& row) const;
  void add_name(const std::string& name);
  void chain_names();

  std::string file_;
  std::size_t questions_ = 0;  ///< of a paper; 0 of a problem

  // Nothing that is copied when it grows.
  std::deque<Row> rows_;
  std::vector<bool> met_;
  std::deque<std::string> names_;         ///< of all rows, each closed by a newline, many to a text
  std::vector<PreviousMarks> different_;  ///< a class has few
  HashTable next_row_;                    ///< of a name, the first row that is not met, counted from 1
};

}  // namespace stepmark::reports
