#include "assessment/practice.hpp"

#include <fmt/core.h>

#include <utility>

#include "assessment/practice_sheet.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/hint.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/plain_question.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::assessment {

using Kind = PracticeReply::Kind;

class PracticeSession::Work {
 public:
  explicit Work(const Problem& problem) : marker(problem) { seek(); }

  void seek() {
    at_ = sheet.next_open(0);
    hints_ = 0;
  }

  std::string asked() const { return line_words(marker, at_); }

  PracticeReply reply(std::string_view typed) {
    const std::string answer(trimmed(typed)), word = lower_case(answer);
    if (word == "quit" || word == "q") return {Kind::stopped, {}, {}, false};
    if (word == "?" || word == "hint") return hint(++hints_);
    if (word == "help" || word == "h") return {Kind::help, {}, help, false};
    if (word != "skip") return take(written_in(answer));
    sheet.skip(at_);
    return judged();
  }

  std::string closing() {
    const MarkedSheet marked = marker.mark(sheet.answers());
    const std::size_t shown = sheet.answered_when_shown();
    const std::string of_these = shown == 0
                                     ? ""
                                     : fmt::format(" {} answered after the value had been shown.",
                                                   shown == 1 ? "1 line was" : fmt::format("{} lines were", shown));
    return fmt::format("{} out of {} marks.{}", marked.marks.to_string(), marked.out_of.to_string(), of_these);
  }

  Marker marker;
  PracticeSheet sheet{marker};

 private:
  static constexpr const char* help =
      "Type the value, as in 0.25, 1.6e-8 or 1/20; ? for a hint (the formula, then the numbers put in, then the "
      "value); skip to leave the line out; quit to stop. Your answers are kept.\n";

  PracticeReply take(Written written) {
    if (written.kind == Written::Kind::unreadable) {
      return {Kind::unreadable,
              {},
              "That is no number that I can read. Try again, as in 0.25, 1.6e-8 or 1/20; or type "
              "help.\n",
              false};
    }
    if (written.kind != Written::Kind::number) return {};
    sheet.answer(at_, std::move(written));
    return judged();
  }

  PracticeReply hint(int level) {
    if (level == 1) return {Kind::hint, {}, "  " + formula_hint(marker, at_) + '\n', false};
    if (level == 2) return {Kind::hint, {}, "  = " + numbers_hint(marker, sheet.answers(), at_) + '\n', false};
    if (level > 3) return {Kind::hint, {}, "That was the last hint: type the value to go on, or skip.\n", false};
    sheet.show(at_);
    return {Kind::hint, {}, "  = " + value_here() + '\n', true};
  }

  /// The right method's value on the numbers written before.
  std::string value_here() { return marker.expected_at(sheet.answers(), at_); }

  PracticeReply judged() {
    const MarkedSheet marked = marker.mark(sheet.answers());
    const LineMark& mark = marked.lines[at_];
    const bool right = mark.verdict == Verdict::correct, left_out = mark.verdict == Verdict::missing;
    PracticeReply reply{right ? Kind::right : Kind::judged,
                        right      ? "right"
                        : left_out ? "left out"
                                   : verdict_words(mark),
                        left_out ? "It is " + value_here() + "." : sheets_.feedback(sheet.answers(), marked, at_),
                        true};
    at_ = sheet.next_open(at_);
    hints_ = 0;
    return reply;
  }

  MarkSheets sheets_{marker};
  std::size_t at_ = 0;  ///< the line that is asked
  int hints_ = 0;       ///< given for it
};

PracticeSession::PracticeSession(const Problem& problem) : work_(std::make_unique<Work>(problem)) {}
PracticeSession::~PracticeSession() = default;

void PracticeSession::take_up(const std::string& text, const std::string& file) {
  work_->sheet.read(text, file);
  work_->seek();
}

std::string PracticeSession::kept() const { return work_->sheet.text(); }
Document PracticeSession::question() const { return plain_question(work_->marker.problem()); }
std::size_t PracticeSession::lines() const { return work_->marker.asked().size(); }
std::size_t PracticeSession::lines_done() const { return lines() - work_->sheet.open_lines(); }
std::string PracticeSession::asked() const { return work_->asked(); }
PracticeReply PracticeSession::reply(std::string_view typed) { return work_->reply(typed); }
std::string PracticeSession::closing() { return work_->closing(); }

}  // namespace stepmark::assessment
