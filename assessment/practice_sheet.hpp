// What practice keeps of a sheet while it is filled in: an answer sheet in CSV, with a column of its own that others
// pass over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

class PracticeSheet {
 public:
  /// Skipped lines are not asked again; of shown ones the value was told.
  enum class Past { none, skipped, shown };

  /// A blank sheet; `marker` must outlive it.
  explicit PracticeSheet(const QuestionMarker& marker);

  /// Takes over everything in `text`, in whatever order.
  /// @throws InputError naming `file` when it is no CSV, or holds anything that `text` would lose
  void read(const std::string& text, const std::string& file);
  std::string text() const;

  const QuestionSheet& answers() const { return answers_; }
  std::size_t lines() const { return places_.size(); }
  /// Where a line belongs: the part, and the position in its numbers.
  struct Place {
    std::size_t part, position;
  };
  const Place& place(std::size_t line) const { return places_[line]; }
  /// Lines are the rows of the sheet, part by part. The first, from `position` on, that is neither answered nor
  /// skipped; the number of lines if there is none.
  std::size_t next_open(std::size_t position) const;
  bool is_open(std::size_t position) const;
  std::size_t open_lines() const;
  bool was_shown(std::size_t position) const { return past_[position] == Past::shown; }
  /// Lines that were answered after their value had been told.
  std::size_t answered_when_shown() const;

  /// The last line before `position` that was answered or skipped.
  std::optional<std::size_t> last_done(std::size_t position) const;
  /// Asks the line again; that its value was told is remembered.
  void take_back(std::size_t position);

  /// Of a line that asks for a number.
  void answer(std::size_t position, Written written) { number_at(answers_, position) = std::move(written); }
  /// Of any other.
  void answer(std::size_t position, std::string entry) { answers_[places_[position].part].entry = std::move(entry); }
  void skip(std::size_t position) { past_[position] = Past::skipped; }
  void show(std::size_t position) { past_[position] = Past::shown; }

 private:
  bool has_number(std::size_t line) const;
  Written& number_at(QuestionSheet& sheet, std::size_t line) const;
  const std::string& text_at(const QuestionSheet& sheet, std::size_t line) const;

  const QuestionMarker* marker_;
  QuestionSheet answers_;
  std::vector<Place> places_;
  std::vector<Past> past_;
};

}  // namespace stepmark::assessment
