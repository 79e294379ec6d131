// One sheet of a class on its way through `mark`.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/sheet/answers.hpp"
#include "reports/picture/illustrator.hpp"
#include "reports/previous_gradebook.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

struct ClassSheet {
  // As it is read.
  RawSheet raw;
  std::uint32_t number = 1;  ///< of the sheets of this name
  std::string feedback_file;
  std::optional<PreviousMarks> before;

  // As it is marked.
  QuestionSheet sheet;
  std::optional<MarkedQuestion> marked;  ///< nothing where it cannot be read, or the program failed on it
  std::string failure;                   ///< what went wrong in the program, if anything
  std::vector<Message> notices;
  std::size_t notice_count = 0;                    ///< of all that there were
  std::string details;                             ///< JSON, when wanted
  std::string feedback;                            ///< a page, when wanted
  std::shared_ptr<picture::Illustrator> pictures;  ///< in it, if any
};

inline void fail(ClassSheet& work, const char* why) {
  work.marked.reset();
  work.details.clear();
  work.feedback.clear();
  work.pictures.reset();
  work.failure = why;
}

/// Marks one sheet by `mark`. A fault of the program costs this sheet a note, and the others of its class nothing.
/// @return whether it was marked; if not, what marked it is in no state to go on
template <class Mark>
bool mark_or_note(ClassSheet& work, const Mark& mark) try {
  mark(work);
  return true;
} catch (const std::bad_alloc&) {
  throw;  // the machine's fault, and no sheet's: with as many threads, another sheet would have met it
} catch (const std::exception& error) {
  fail(work, error.what());
  return false;
}

}  // namespace stepmark::assessment
