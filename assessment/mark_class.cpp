#include "assessment/mark_class.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "assessment/class_batches.hpp"
#include "assessment/desks.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::assessment {

namespace {

/// What the last cell says. What is long comes last, since a cell is cut at its end.
std::string note_of(const ClassSheet& work, const std::string& change) {
  std::vector<std::string> parts;
  if (work.number > 1) parts.push_back(fmt::format("sheet {} of this name", work.number));
  if (!change.empty()) parts.push_back(change);
  if (!work.raw.error.empty()) parts.push_back("the sheet cannot be read: " + work.raw.error);
  if (!work.failure.empty()) parts.push_back("the program failed on this sheet: " + work.failure);
  if (!work.notices.empty()) parts.push_back(work.notices.front());
  if (work.notice_count > 1) parts.push_back(fmt::format("and {} more", work.notice_count - 1));
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace

class ClassMarking::Work {
 public:
  Work(const Problem& problem, std::istream& in, const std::string& name, PreviousGradebook* previous, ClassSinks sinks,
       Settings settings)
      : sinks_(std::move(sinks)),
        desks_(problem, settings.threads, {form_of_feedback(settings), settings.answers, sinks_.details != nullptr}),
        batches_(in, name, settings.shard, sinks_.feedback ? '.' + std::string(ending_of(settings.form.format)) : "",
                 previous),
        statistics_(desks_.marker(), settings.shard) {}

  void run() {
    sinks_.gradebook(gradebook_header());
    std::vector<ClassSheet> batch;
    while (batches_.next(batch)) {
      desks_.mark(batch);
      for (ClassSheet& sheet : batch) write(sheet);  // in the order of the input
      if (sinks_.progress) sinks_.progress(batches_.read());
    }
  }

  const ClassStatistics& statistics() const { return statistics_; }

 private:
  std::optional<FeedbackForm> form_of_feedback(const Settings& settings) const {
    return sinks_.feedback ? std::optional(settings.form) : std::nullopt;
  }

  void write(ClassSheet& work) {
    work.marked ? statistics_.add(work.sheet, *work.marked) : statistics_.add_unreadable();
    const bool has_feedback = sinks_.feedback && work.marked;
    if (has_feedback) sinks_.feedback(work.feedback_file, {std::move(work.feedback), std::move(work.pictures)});
    if (sinks_.details) sinks_.details(work.details);
    const std::string change = work.before ? work.before->change(work.marked ? work.marked->marks : Exact(0)) : "";
    const std::string note = note_of(work, change);
    sinks_.gradebook(work.marked ? gradebook_row(desks_.marker(), work.raw.student, *work.marked, note)
                                 : unreadable_row(desks_.marker(), work.raw.student, note));
  }

  ClassSinks sinks_;
  Desks desks_;
  ClassBatches batches_;
  ClassStatistics statistics_;
};

ClassMarking::ClassMarking(const Problem& problem, std::istream& sheets, const std::string& name,
                           PreviousGradebook* previous, ClassSinks sinks, Settings settings)
    : work_(std::make_unique<Work>(problem, sheets, name, previous, std::move(sinks), settings)) {}

ClassMarking::~ClassMarking() = default;

void ClassMarking::run() { work_->run(); }

const ClassStatistics& ClassMarking::statistics() const { return work_->statistics(); }

}  // namespace stepmark::assessment
