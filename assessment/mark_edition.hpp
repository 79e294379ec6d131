// A class marked against its edition: each student on the own variants, in one row.
#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "assessment/mark_class.hpp"
#include "assessment/rooms.hpp"
#include "reports/paper_statistics.hpp"

namespace stepmark::assessment {

/// Is `path` a directory, and so an edition where a problem or an edition may stand?
bool is_edition(const std::string& path);

class EditionMarking {
 public:
  /// Reads the edition and the first sheets. What is handed in outlives the object.
  /// @param previous  what to compare with; may be null
  /// @throws InputError as read_edition, when there is no class, or where `previous` is of another paper
  EditionMarking(const std::string& directory, std::istream& sheets, const std::string& name,
                 PreviousGradebook* previous, ClassSinks sinks, ClassMarking::Settings settings);
  ~EditionMarking();
  EditionMarking(const EditionMarking&) = delete;
  EditionMarking& operator=(const EditionMarking&) = delete;

  /// What is other than when the edition was written, each in a few words.
  const std::vector<std::string>& amendments() const;

  /// Rows in the order of the roster, whoever has handed nothing in with a note; then those whom it does not have. A
  /// shard has every n-th of these rows. Of several sheets of a student the first is marked. A question whose answers
  /// are those of another copy is noted, and moves no mark.
  void run();

  /// How many got each question and line, how well it told strong from weak students, and the causes over the paper.
  const PaperStatistics& statistics() const;

  /// "2 of 30 students have other marks: 1 more, 1 fewer"; empty without a gradebook before. Of this shard.
  std::string change() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::assessment
