// What a class found hard, counted so that the shards of a class come to what the whole comes to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "reports/answer_clusters.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::reports {

/// Every n-th sheet of a class, from the k-th.
struct Shard {
  std::uint64_t k = 1, n = 1;
  bool is_stated = false;  ///< 1/1 that somebody asked for is a piece like any other: merge takes it

  bool is_whole() const { return n == 1 && !is_stated; }
  std::string to_string() const;  ///< "1/4"
  bool operator==(const Shard&) const = default;
};

/// @throws InputError without a place, naming `option`, when it is not K/N with K from 1 to N
Shard parse_shard(const std::string& text, const std::string& option);

/// Counts over a class. Neither the order of the sheets nor how they are shared out over shards changes a byte of what
/// it says. Its memory is bounded: of different answers that nothing explains it keeps 200,000, and beyond these a
/// sample, which it calls so; the count of an answer in the sample is right.
class ClassStatistics {
 public:
  explicit ClassStatistics(const QuestionMarker& marker, Shard shard = {});
  /// What json() said. @throws InputError with the place when it is something else
  static ClassStatistics parse(const std::string& json, const std::string& file);

  void add(const QuestionSheet& sheet, const MarkedQuestion& marked);
  void add_unreadable() { ++unreadable_; }
  /// Another shard of the class; the shard of the sum is the caller's to set.
  /// @throws InputError without a place, when it is of another problem
  void add(const ClassStatistics& other);

  const Shard& shard() const { return shard_; }
  void set_shard(Shard shard) { shard_ = shard; }

  /// Of the answers that nothing explains, those of several sheets, alike but for the last digit: the twenty most
  /// frequent.
  Document document() const;
  /// The marks of the class, the facility of each line and the causes, as bars.
  std::vector<Block> charts() const;
  /// All that is counted.
  std::string json() const;

  /// What is kept of different answers.
  static constexpr std::size_t most_answers = 200'000;

 private:
  struct Cause {
    std::string id;
    std::uint64_t sheets;
  };
  /// A hash that is the same on every machine, so that all shards keep the same sample; the line; the answer.
  using AnswerKey = std::tuple<std::uint64_t, std::size_t, std::string>;

  ClassStatistics() = default;
  Inline formula(std::size_t line) const;
  std::string mean() const;
  Table table_of_lines() const;
  Table table_of_causes() const;
  Table table_of_answers() const;
  void count_numbers(std::size_t first, const Sheet& sheet, const MarkedSheet& marked, std::set<std::string>& causes);
  void count(std::size_t line, const std::string& answer, std::uint64_t sheets);
  std::vector<Cause> causes() const;
  std::vector<CountedAnswer> answers() const;

  Shard shard_;
  std::uint64_t sheets_ = 0, full_ = 0, unreadable_ = 0;
  DecimalFormat precision_;  ///< to which an unexplained answer is counted
  Exact marks_, out_of_;
  /// Sheets by their share of the marks: below a tenth of them, below two, ...; the last have full marks.
  static constexpr std::size_t tenths = 11;
  std::array<std::uint64_t, tenths> by_tenth_{};
  std::vector<std::string> lines_;     ///< the rows of a sheet, as the gradebook names them
  std::vector<std::string> formulas_;  ///< the same as LaTeX; empty where it is not known
  std::vector<std::uint64_t> lost_;    ///< sheets that lost a mark in a line
  std::map<std::string, std::uint64_t> causes_;
  std::map<AnswerKey, std::uint64_t> unexplained_;  ///< those whose hashes are least
  bool sample_ = false;                             ///< there were more
};

/// The statistics of all shards of a class, each once, as the class in one piece has them.
/// @throws InputError with the file, when one is no statistics, of another problem, there twice, or missing
ClassStatistics merged_statistics(const std::vector<std::string>& files);

}  // namespace stepmark::reports
