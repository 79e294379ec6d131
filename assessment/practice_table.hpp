// Practice on a page: all lines of a question at once, answered in any order, each judged when it is given.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assessment/practice_sheet.hpp"
#include "assessment/rooms.hpp"
#include "reports/document.hpp"
#include "reports/question_sheets.hpp"

namespace stepmark::assessment {

/// What is known of a line, which is a row of the answer sheet.
struct PracticeRow {
  std::string value;               ///< as it was typed
  std::optional<Verdict> verdict;  ///< nothing where nothing is answered, and of words
  Inlines words;                   ///< the verdict; empty where there is none
  Inlines feedback, nudge;         ///< the nudge holds no expected number
  Exact marks, out_of;
  Causes causes, probably;
  bool shown = false;  ///< its value was told
  bool operator==(const PracticeRow& other) const;
};

class PracticeTable {
 public:
  /// Nothing is answered. @throws InputError as QuestionMarker
  explicit PracticeTable(const Problem& problem);
  PracticeTable(const PracticeTable&) = delete;

  QuestionMarker& marker() { return marker_; }
  const QuestionMarker& marker() const { return marker_; }
  const PracticeSheet& sheet() const { return sheet_; }
  const std::vector<PracticeRow>& rows() const { return rows_; }
  const Part& part(std::size_t row) const { return marker_.parts()[sheet_.place(row).part]; }
  /// "m of x at step 2", "(b) answer (A–D)".
  Inlines words(std::size_t row) const;
  const MarkedQuestion& marked() const { return marked_; }
  /// Makes now what the first wrong answer would wait for, as the wrong methods of the problem. Nothing is other then.
  void prepare();
  std::size_t answered() const;

  /// What was typed; blank: the answer is taken back. A student's own words are kept, and compared by the student with
  /// the model answer, which is the feedback. @return  the rows that are other now
  std::vector<std::size_t> answer(std::size_t row, const std::string& typed);

  static constexpr int last_hint = 3;
  /// 1: the formula; 2: the numbers put in, the student's own where there are any; 3: the value. Of a row that asks for
  /// no number, advice at 1, and then its right entry, where there is one.
  Inlines hint(std::size_t row, int level);
  /// Is there nothing more to tell?
  bool is_last_hint(std::size_t row, int level) const;

  /// Takes over an answer sheet, as PracticeSheet::read does, for all that was answered. @throws InputError as it does
  void load(const std::string& text, const std::string& file);

 private:
  bool asks_words(std::size_t row) const { return part(row).asks == Part::Asks::words; }
  void mark();
  PracticeRow row_of(std::size_t row) const;
  void judge(std::size_t row, PracticeRow& state) const;
  Inlines remark(const QuestionSheets& sheets, std::size_t row) const;
  std::string typed(std::size_t row) const;

  QuestionMarker marker_;
  PracticeSheet sheet_;
  QuestionSheets told_, hidden_;
  MarkedQuestion marked_;
  std::vector<std::string> own_words_;
  std::vector<PracticeRow> rows_;
};

}  // namespace stepmark::assessment
