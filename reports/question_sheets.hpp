// A marked question, part by part, for the student who worked it and for programs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "reports/document.hpp"
#include "reports/feedback.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::reports {

/// "right", "not marked yet"
Inline verdict_words(const Part& part, const EntryMark& mark);

/// One or two sentences on a part that asks for no numbers; empty where it is right.
Inlines entry_feedback(const Part& part, const EntryMark& mark, Answers answers);

/// What a terminal asks for in a row that names no quantity: "(b) What was done wrong there? (A–D)".
/// @param question  what the part asks, as questions_of_parts has it; without it, "(b) answer (A–D)"
Inlines entry_prompt(const QuestionMarker& marker, std::size_t part, std::size_t position,
                     const std::string& question = {});

/// Does a mark sheet show the student's way?
enum class Pictures { none, shown };

/// The marked sheets of one question. Where it asks for nothing but its own lines, they are those of MarkSheets.
class QuestionSheets {
 public:
  /// `marker` must outlive the object.
  explicit QuestionSheets(const QuestionMarker& marker, Answers answers = Answers::shown,
                          Pictures pictures = Pictures::none);

  /// Part by part: the numbers of each table as MarkSheets tells them, all else in one table with a remark on each.
  Document document(const QuestionSheet& sheet, const MarkedQuestion& marked, const std::vector<Message>& notices,
                    const std::string& student = {}) const;
  /// As in INTERFACE: { "marks", "out_of", "lines", "root_causes" }, with "notices" where there are any. A question of
  /// several parts has "parts" as well: { "part", "asks", "marks", "out_of" }, and of what is no number "quantity",
  /// "given", "expected", "verdict", "cause" and "feedback". Numbers stand in "lines", under their rows' names.
  std::string json(const QuestionSheet& sheet, const MarkedQuestion& marked, const std::vector<Message>& notices) const;
  /// The same on one line, with "student" in front.
  std::string json_line(const QuestionSheet& sheet, const MarkedQuestion& marked, const std::vector<Message>& notices,
                        const std::string& student) const;
  /// The same without "student" and the line end.
  std::string json_compact(const QuestionSheet& sheet, const MarkedQuestion& marked,
                           const std::vector<Message>& notices) const;
  /// t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of: a row for each of the sheet's.
  std::string csv(const QuestionSheet& sheet, const MarkedQuestion& marked) const;

  /// Of a row of a part.
  Inlines feedback(const MarkedQuestion& marked, std::size_t part, std::size_t position) const;

 private:
  void append_table_part(std::vector<Block>& blocks, std::size_t part, const PartAnswer& answer,
                         const MarkedPart& marked) const;
  void append_other_parts(std::vector<Block>& blocks, const QuestionSheet& sheet, const MarkedQuestion& marked) const;

  Document without_picture(const QuestionSheet& sheet, const MarkedQuestion& marked,
                           const std::vector<Message>& notices, const std::string& student) const;

  const QuestionMarker& marker_;
  Answers answers_;
  Pictures pictures_;
  Inlines model_answer_;                              ///< where words are asked for and answers are shown
  std::vector<std::unique_ptr<MarkSheets>> numbers_;  ///< of each part; null where it asks for no numbers
};

}  // namespace stepmark::reports
