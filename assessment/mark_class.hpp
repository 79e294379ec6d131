// A class marked: sheets in, and out of it a gradebook, mark sheets, and what the class found hard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "assessment/feedback_form.hpp"
#include "assessment/rooms.hpp"
#include "lib/problem/problem.hpp"
#include "reports/class_statistics.hpp"
#include "reports/feedback.hpp"
#include "reports/previous_gradebook.hpp"
#include "reports/render.hpp"

namespace stepmark::assessment {

/// Where what is marked goes, in the order of the sheets, whatever the number of threads. What is wanted nowhere is not
/// made.
struct ClassSinks {
  using Text = std::function<void(std::string_view)>;
  Text gradebook;  ///< a header, then a row for each sheet; never empty
  Text details;    ///< a line of JSON for each sheet
  /// A mark sheet, for a file of this name.
  std::function<void(const std::string& file, FeedbackPage page)> feedback;
  std::function<void(std::uint64_t)> progress;  ///< sheets read
};

class ClassMarking {
 public:
  struct Settings {
    Shard shard;
    std::size_t threads = 1;
    FeedbackForm form = {};            ///< of the mark sheets
    Answers answers = Answers::shown;  ///< in them
  };

  /// Reads the first sheets. All that is handed in outlives the object.
  /// @param name      of the class in messages
  /// @param previous  what to compare with; may be null
  /// @throws InputError when the problem cannot be marked, or there is no class
  ClassMarking(const Problem& problem, std::istream& sheets, const std::string& name, PreviousGradebook* previous,
               ClassSinks sinks, Settings settings);
  ~ClassMarking();
  ClassMarking(const ClassMarking&) = delete;
  ClassMarking& operator=(const ClassMarking&) = delete;

  /// To the end of the class. A sheet that cannot be read, or on which the program fails, has a row that says so.
  void run();

  const ClassStatistics& statistics() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::assessment
