#include "assessment/practice.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <regex>
#include <utility>

#include "assessment/practice_sheet.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/hint.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/plain_question.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/slip.hpp"

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
    if (word == "back" || word == "b") return back();
    if (word != "skip") return take(written_in(answer));
    sheet.skip(at_);
    return judged(marker.mark(sheet.answers()));
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
      "value); skip to leave the line out; back to answer the line before again; quit to stop. Your answers are "
      "kept.\n";

  PracticeReply take(Written written) {
    // A constant without a digit, such as pi, is a word that was mistyped.
    const bool is_word = written.text.find_first_of("0123456789") == std::string::npos;
    const bool is_number = written.kind == Written::Kind::number;
    if (written.kind == Written::Kind::unreadable || (is_number && is_word)) {
      return {Kind::unreadable, {}, why_unreadable(written.text), false};
    }
    if (!is_number) return {};
    Sheet answers = sheet.answers();
    answers[at_] = written;
    const MarkedSheet marked = marker.mark(answers);
    if (const std::string doubt = doubt_about(written.value, marked.lines[at_]);
        !doubt.empty() && written.text != doubted_) {
      doubted_ = written.text;
      return {Kind::doubtful, {}, doubt, false};
    }
    sheet.answer(at_, std::move(written));
    return judged(marked);
  }

  static std::string why_unreadable(const std::string& typed) {
    static const std::regex grouped(R"([-+]?([1-9][0-9]{0,2}),([0-9]{3}))");
    std::smatch part;
    if (typed.size() < 20 && std::regex_match(typed, part, grouped)) {
      const std::string whole = part[1].str(), rest = part[2].str();
      return fmt::format("That is not a number I can read: {0},{1} could be a thousand. Write {0}{1} or {0}.{1}.\n",
                         whole, rest);
    }
    return "That is not a number I can read. Try again, as in 0.25, 1.6e-8 or 1/20; or type help.\n";
  }

  /// A finger on the wrong key is no answer. One number proves no slip, and is asked about all the same.
  static std::string doubt_about(const Exact& typed, const LineMark& mark) {
    const bool is_off = mark.verdict == Verdict::wrong || mark.verdict == Verdict::slip;
    const std::string& stated = mark.expected_here.empty() ? mark.expected : mark.expected_here;
    const auto expected = Exact::parse(stated);
    if (!is_off || !expected || expected->is_zero()) return "";
    const auto doubt = [](const char* what) {
      return fmt::format("Is that a typing error? Check {}, and type the number again; the same number stands.\n",
                         what);
    };
    for (const int power : {10, 100, 1000}) {
      if (typed == *expected * Exact(power) || typed * Exact(power) == *expected) return doubt("the decimal point");
    }
    for (const std::string& exchanged : with_digits_exchanged(stated)) {
      if (Exact::parse(exchanged) == typed) return doubt("the order of the digits");
    }
    return "";
  }

  /// A value that was told stays told.
  PracticeReply back() {
    const auto last = sheet.last_done(at_);
    if (!last) return {Kind::back, {}, "This is the first line: there is nothing to take back.\n", false};
    const bool was_right = marker.mark(sheet.answers()).lines[*last].verdict == Verdict::correct;
    sheet.take_back(*last);
    if (!was_right) sheet.show(*last);
    at_ = *last;
    hints_ = 0;
    doubted_.clear();
    return {Kind::back, {}, {}, true};
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

  /// The feedback begins with the verdict, or goes on from it.
  static PracticeReply told(const LineMark& mark, const std::string& feedback) {
    const bool begins_with_it = mark.verdict == Verdict::follow_through || mark.verdict == Verdict::precision ||
                                mark.verdict == Verdict::convention;
    if (!begins_with_it) return {Kind::judged, verdict_words(mark), feedback, true};
    const std::size_t end = std::min(feedback.find("; "), feedback.find(": "));
    if (end == std::string::npos) return {Kind::judged, small(feedback.substr(0, feedback.size() - 1)), {}, true};
    return {Kind::judged, small(feedback.substr(0, end)), feedback.substr(end + 2), true};
  }

  PracticeReply judged(const MarkedSheet& marked) {
    const LineMark& mark = marked.lines[at_];
    PracticeReply reply{Kind::right, "right", {}, true};
    if (mark.verdict == Verdict::missing) {
      reply = {Kind::judged, "left out", "It is " + value_here() + ".", true};
    } else if (mark.verdict != Verdict::correct) {
      reply = told(mark, sheets_.feedback(sheet.answers(), marked, at_));
    }
    at_ = sheet.next_open(at_);
    hints_ = 0;
    doubted_.clear();
    return reply;
  }

  MarkSheets sheets_{marker};
  std::size_t at_ = 0;   ///< the line that is asked
  int hints_ = 0;        ///< given for it
  std::string doubted_;  ///< what was typed for it, and taken for a typing error
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
