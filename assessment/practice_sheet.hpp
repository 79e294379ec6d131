// What practice keeps of a sheet while it is filled in: an answer sheet in CSV, with a column of its own that others
// pass over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark::assessment {

class PracticeSheet {
 public:
  /// Skipped lines are not asked again; of shown ones the value was told.
  enum class Past { none, skipped, shown };

  /// A blank sheet; `marker` must outlive it.
  explicit PracticeSheet(const Marker& marker);

  /// Takes over everything in `text`, in whatever order.
  /// @throws InputError naming `file` when it is no CSV, or holds anything that `text` would lose
  void read(const std::string& text, const std::string& file);
  std::string text() const;

  const Sheet& answers() const { return answers_; }
  /// The first line, from `position` on, that is neither answered nor skipped; the number of lines if there is none.
  std::size_t next_open(std::size_t position) const;
  bool is_open(std::size_t position) const;
  std::size_t open_lines() const;
  /// Lines that were answered after their value had been told.
  std::size_t answered_when_shown() const;

  /// The last line before `position` that was answered or skipped.
  std::optional<std::size_t> last_done(std::size_t position) const;
  /// Asks the line again; that its value was told is remembered.
  void take_back(std::size_t position);

  void answer(std::size_t position, Written written) { answers_[position] = std::move(written); }
  void skip(std::size_t position) { past_[position] = Past::skipped; }
  void show(std::size_t position) { past_[position] = Past::shown; }

 private:
  const Marker& marker_;
  Sheet answers_;
  std::vector<Past> past_;
};

}  // namespace stepmark::assessment
