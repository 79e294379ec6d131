// What a class found hard in a paper, by question, line and cause.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lib/number/exact.hpp"
#include "reports/class_statistics.hpp"
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
    bool is_void = false;  ///< struck out: it tells nothing
  };

  PaperStatistics(std::string title, std::size_t questions, Shard shard = {})
      : title_(std::move(title)), shard_(shard), questions_(questions), lines_(questions), void_(questions, false) {}

  /// What shards of one class on one edition have alike, and no others: a hash.
  void set_class(std::string of_class) { class_ = std::move(of_class); }

  /// In the order of the roster, as add_absent.
  void add(const std::vector<Question>& student);
  void add_absent();

  Document document() const;
  /// The marks of the class, the facility of each question and line and the causes, as bars.
  std::vector<Block> charts() const;
  /// Of a shard, every copy as well, since what is strong in a class only the whole of it tells.
  std::string json() const;

  static bool is_json_of_shard(const std::string& json);
  /// Of the shards of a class as json() said them, in any order: what the class in one piece has.
  /// @throws InputError with the file, when one is something else, of another paper, there twice, or missing
  static PaperStatistics merged(const std::vector<std::string>& files);

 private:
  using Copy = std::optional<std::vector<Question>>;
  struct ShardCopies;
  static ShardCopies parse(const std::string& file);

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

  Table table_of_questions(const std::vector<Half>& halves) const;
  List list_of_causes() const;
  Table table_of_lines(const std::vector<Half>& halves) const;

  std::string title_, class_;
  Shard shard_;
  std::vector<Copy> copies_;  ///< of a shard
  std::size_t absent_ = 0;
  std::vector<Exact> shares_;  ///< of each student, of all marks
  std::vector<Scores> questions_;
  std::vector<std::vector<Line>> lines_;  ///< of each question, in the order in which they were met
  std::vector<bool> void_;
  std::map<std::string, std::map<std::size_t, std::set<std::size_t>>> causes_;  ///< by question: students
};

}  // namespace stepmark::reports
