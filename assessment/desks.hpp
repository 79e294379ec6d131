// Threads that mark the sheets of a batch between them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "assessment/class_sheet.hpp"
#include "assessment/feedback_form.hpp"
#include "assessment/rooms.hpp"
#include "lib/problem/problem.hpp"
#include "reports/feedback.hpp"
#include "reports/question_sheets.hpp"
#include "reports/render.hpp"

namespace stepmark::assessment {

/// What is written of a sheet beside its row.
struct Wanted {
  std::optional<FeedbackForm> feedback;
  Answers answers = Answers::shown;  ///< in the feedback
  bool details = false;

  Pictures pictures() const { return feedback && feedback->pictures ? Pictures::shown : Pictures::none; }
};

class Desks {
 public:
  /// `problem` must outlive the object.
  Desks(const Problem& problem, std::size_t threads, Wanted wanted);
  ~Desks();

  /// Fills in how each sheet is marked, the same whatever the number of threads.
  void mark(std::vector<ClassSheet>& batch);

  /// Of the same problem; it marks nothing itself.
  const QuestionMarker& marker() const { return marker_; }

 private:
  class Desk;
  const Problem& problem_;
  Wanted wanted_;
  QuestionMarker marker_;
  std::vector<std::unique_ptr<Desk>> desks_;
};

}  // namespace stepmark::assessment
