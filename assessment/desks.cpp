#include "assessment/desks.hpp"

#include <exception>

#include "lib/base/threads.hpp"
#include "reports/question_sheets.hpp"
#include "solver/questions/question_filler.hpp"

namespace stepmark::assessment {

/// What one thread marks with.
class Desks::Desk {
 public:
  Desk(const Problem& problem, Wanted wanted)
      : marker_(problem),
        filler_(marker_),
        details_(marker_),
        feedback_(marker_, wanted.answers, wanted.pictures()),
        wanted_(wanted) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void mark(ClassSheet& work) {
    if (!work.raw.error.empty()) return;
    FilledQuestion filled = filler_.fill(work.raw);
    work.sheet = std::move(filled.sheet);
    work.notices = std::move(filled.notices);
    work.notice_count = filled.notice_count;
    const MarkedQuestion& marked = work.marked.emplace(marker_.mark(work.sheet));
    const std::string& student = work.raw.student;
    if (wanted_.feedback) {
      FeedbackPage page =
          written(feedback_.document(work.sheet, marked, work.notices, student), *wanted_.feedback, work.feedback_file);
      work.feedback = std::move(page.text);
      work.pictures = std::move(page.pictures);
    }
    if (wanted_.details) work.details = details_.json_line(work.sheet, marked, work.notices, student);
  }

 private:
  QuestionMarker marker_;
  QuestionFiller filler_;
  QuestionSheets details_, feedback_;
  Wanted wanted_;
};

Desks::Desks(const Problem& problem, std::size_t threads, Wanted wanted)
    : problem_(problem), wanted_(wanted), marker_(problem) {
  for (std::size_t i = 0; i < threads; ++i) desks_.push_back(std::make_unique<Desk>(problem, wanted));
}

Desks::~Desks() = default;

void Desks::mark(std::vector<ClassSheet>& batch) {
  std::vector<std::exception_ptr> failures(desks_.size());
  const auto share = [&](std::size_t desk) {
    try {
      for (std::size_t i = desk; i < batch.size(); i += desks_.size()) {
        const bool marked = mark_or_note(batch[i], [&](ClassSheet& work) { desks_[desk]->mark(work); });
        if (!marked) desks_[desk] = std::make_unique<Desk>(problem_, wanted_);
      }
    } catch (...) {
      failures[desk] = std::current_exception();
    }
  };
  Threads threads;
  for (std::size_t desk = 1; desk < desks_.size(); ++desk) threads.work([&share, desk] { share(desk); });
  share(0);
  threads.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace stepmark::assessment
