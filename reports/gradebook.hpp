// A class on one page: a row a student, and what the class found hard.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "solver/marking/marker.hpp"

namespace stepmark {

/// student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note
std::string gradebook_header();
/// `note` is plain text; nothing of it or of the name becomes a formula in a spreadsheet.
std::string gradebook_row(const Marker& marker, const std::string& student, const MarkedSheet& marked,
                          const std::string& note);
/// Of a sheet that could not be read: no marks.
std::string unreadable_row(const Marker& marker, const std::string& student, const std::string& why);

/// Counts over a class, in memory that does not grow with it. What it says may depend on the order of the sheets.
class ClassStatistics {
 public:
  explicit ClassStatistics(const Marker& marker);

  void add(const Sheet& sheet, const MarkedSheet& marked);
  void add_unreadable() { ++unreadable_; }

  std::string markdown() const;
  std::string json() const;

 private:
  struct Line {
    std::uint64_t asked = 0, lost = 0;                 ///< sheets, and those that lost a mark here
    std::map<std::string, std::uint64_t> unexplained;  ///< answers that nothing explains, the frequent ones
  };
  struct Row {
    std::string name;
    std::uint64_t count;
  };
  std::string line_name(std::size_t position) const;
  std::vector<Row> causes() const;
  std::vector<Row> clusters() const;

  const Marker* marker_;
  std::uint64_t sheets_ = 0, full_ = 0, unreadable_ = 0;
  Exact marks_, out_of_;
  std::vector<Line> lines_;
  std::map<std::string, std::uint64_t> causes_;
};

}  // namespace stepmark
