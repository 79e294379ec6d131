// The files that a class is marked into: all of them appear, or none.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assessment/feedback_directory.hpp"
#include "assessment/feedback_pages.hpp"
#include "assessment/mark_class.hpp"
#include "assessment/progress.hpp"
#include "assessment/rooms.hpp"
#include "lib/files/output.hpp"
#include "reports/previous_gradebook.hpp"

namespace stepmark::assessment {

class ClassOutputs {
 public:
  struct Wishes {
    std::string gradebook;                           ///< its file; empty: standard output
    std::optional<std::string> details, statistics;  ///< files; of statistics that end in .json, JSON
    bool force = false;
    std::string form = "markdown";  ///< of mark sheets and statistics
    bool pictures = false;
    Language language = {};
    Answers answers = Answers::shown;     ///< on the mark sheets
    std::optional<std::string> previous;  ///< the gradebook before
    Shard shard = {};
    std::size_t threads = 1;
  };
  /// The outputs are open from here on.
  /// @param feedback  for the mark sheets; may be null, and else outlives the object
  /// @throws InputError where one cannot be opened, or a page cannot be made
  ClassOutputs(const Wishes& wishes, FeedbackDirectory* feedback, ProgressSink progress);
  ClassOutputs(const ClassOutputs&) = delete;
  ClassOutputs& operator=(const ClassOutputs&) = delete;

  /// What a class is marked with.
  PreviousGradebook* previous() { return previous_ ? &*previous_ : nullptr; }
  ClassSinks sinks();
  ClassMarking::Settings settings() const;

  /// Marks the class, a ClassMarking or an EditionMarking that has these sinks, and gives every output its name.
  template <class Marking>
  void take(Marking& marking) {
    begin();
    marking.run();
    finish(statistics_text(marking.statistics()));
  }

  /// Who is in the gradebook before and has no sheet now. Every shard has met all students; the first says so.
  std::vector<std::string> gone() const;

 private:
  void begin();
  void finish(const std::string& statistics);
  void settle_and_name();
  template <class Statistics>
  std::string statistics_text(const Statistics& statistics);
  std::string page_of(Document page, const std::vector<Block>& charts) const;

  Wishes wishes_;
  FeedbackDirectory* feedback_;
  std::unique_ptr<FeedbackPages> pages_;
  files::Stream gradebook_;
  std::optional<files::Stream> details_, statistics_;
  std::optional<PreviousGradebook> previous_;
  ProgressSink progress_;
};

template <class Statistics>
std::string ClassOutputs::statistics_text(const Statistics& statistics) {
  if (pages_) pages_->finish();
  if (!statistics_) return "";
  return wishes_.statistics->ends_with(".json") ? statistics.json()
                                                : page_of(statistics.document(), statistics.charts());
}

}  // namespace stepmark::assessment
