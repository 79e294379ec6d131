// A sheet as it was read, put into the parts of its question.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lib/sheet/answers.hpp"
#include "solver/marking/fill.hpp"
#include "solver/questions/question_marker.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

struct FilledQuestion {
  QuestionSheet sheet;
  std::vector<Message> notices;  ///< as of FilledSheet
  std::size_t notice_count = 0;
};

/// Prepared once for a question. Rows go to their part by their quantity: "answer", "line", "words", "value", what
/// begins with "2:", and all others to the first part that asks for numbers by name.
class QuestionFiller {
 public:
  /// `marker` must outlive the object.
  explicit QuestionFiller(const QuestionMarker& marker);

  FilledQuestion fill(const RawSheet& raw) const;

 private:
  struct Sorted {
    QuestionSheet sheet;
    std::vector<RawSheet> tables;  ///< the rows of each part that asks for numbers by name
    Notices notices;
  };

  void sort(const RawAnswer& answer, Sorted& sorted) const;
  std::size_t part_of(const RawAnswer& answer) const;
  void note_other_part(std::size_t part, const RawAnswer& answer, Sorted& sorted) const;
  void take_entry(std::size_t part, const RawAnswer& answer, Sorted& sorted) const;
  void take_value(std::size_t part, const RawAnswer& answer, Sorted& sorted) const;
  std::string rows_asked() const;

  const QuestionMarker& marker_;
  std::vector<std::unique_ptr<SheetFiller>> fillers_;  ///< of parts that ask for numbers by name; else null
  Spellings components_;
  std::map<std::string, std::size_t> values_;  ///< positions of the numbers of a value, by component
};

}  // namespace stepmark::questions
