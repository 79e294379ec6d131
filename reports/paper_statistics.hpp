// What a class found hard in a paper, by question, line and cause.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lib/number/exact.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

class PaperStatistics {
 public:
  /// A row of a question's sheet, and what a student had for it.
  struct Row {
    std::string name;  ///< "2 theta x"
    Exact earned, out_of;
    std::vector<std::string> causes;
  };
  struct Question {
    Exact earned, out_of;
    std::vector<Row> rows;
  };

  PaperStatistics(std::string title, std::size_t questions) : title_(std::move(title)), lines_(questions) {}

  void add(const std::vector<Question>& student);
  void add_absent() { ++absent_; }

  Document document() const;
  std::string json() const;

 private:
  /// Of each student who was asked it: what was earned, out of how much, and the student's share of the whole paper.
  struct Score {
    Exact earned, out_of;
    std::size_t student = 0;
  };
  using Scores = std::vector<Score>;
  enum class Half { weak, neither, strong };
  struct Line {
    std::string name;
    Scores scores;
  };

  static Exact facility(const Scores& scores);
  static Exact discrimination(const Scores& scores, const std::vector<Half>& halves);
  std::vector<Half> halves() const;

  std::string title_;
  std::size_t absent_ = 0;
  std::vector<Exact> shares_;  ///< of each student, of all marks
  std::vector<Scores> questions_;
  std::vector<std::vector<Line>> lines_;  ///< of each question, in the order in which they were met
  std::map<std::string, std::map<std::size_t, std::set<std::size_t>>> causes_;  ///< by question: students
};

}  // namespace stepmark::reports
