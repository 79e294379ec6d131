#include "assessment/practice.hpp"

#include <algorithm>
#include <utility>

#include "assessment/practice_sheet.hpp"
#include "assessment/typed.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/hint.hpp"
#include "reports/model_answer.hpp"
#include "reports/plain_question.hpp"
#include "reports/question.hpp"
#include "reports/question_sheets.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/slip.hpp"
#include "solver/questions/entry.hpp"

namespace stepmark::assessment {

using Kind = PracticeReply::Kind;
using Result = PracticeSession::Result;

class PracticeSession::Work {
 public:
  Work(const Problem& problem, const QuestionLayout& shown, const Language& spoken)
      : marker(problem), layout(shown), language(spoken), questions_(questions_of_parts(problem, spoken)) {
    seek();
  }

  void seek() {
    at_ = sheet.next_open(0);
    hints_ = 0;
  }

  std::string asked() const {
    const PracticeSheet::Place& place = sheet.place(at_);
    const Part& part = this->part();
    if (part.asks != Part::Asks::numbers)
      return said(entry_prompt(marker, place.part, place.position, questions_[place.part]));
    return joined(label_of(marker.parts(), place.part), said(line_words(marker.numbers(place.part), place.position)));
  }

  template <class Words>
  std::string said(const Words& words) const {
    return plain_words(words, language);
  }
  /// On a line of its own.
  std::string line(const Inline& words) const { return said(words) + '\n'; }

  PracticeReply reply(std::string_view typed) {
    const std::string answer(trimmed(typed)), word = lower_case(answer);
    const bool is_letter = word.size() == 1 && part().asks == Part::Asks::letter;  // "b" is an answer then
    if (word == "quit" || (word == "q" && !is_letter)) return {Kind::stopped, {}, {}, false};
    if (word == "?" || word == "hint") return hint(++hints_);
    if (word == "help" || (word == "h" && !is_letter)) return {Kind::help, {}, help(), false};
    if (word == "back" || (word == "b" && !is_letter)) return back();
    if (word == "skip") return leave_out();
    if (part().has_numbers()) return take(typed_number(answer));
    return part().asks == Part::Asks::words ? take_words(answer) : take_entry(answer);
  }

  Result result() {
    const MarkedQuestion marked = marker.mark(sheet.answers());
    Result result{
        marked.marks - marks_for_words(marked), marked.out_of - out_of_words(), 0, sheet.answered_when_shown(), {}};
    const auto take = [&](Verdict verdict, const Causes& causes) {
      result.left_out += verdict == Verdict::missing;
      if (!is_fault(verdict)) return;
      for (const marking::Cause& cause : causes) {
        const bool is_known = std::find(result.misconceptions.begin(), result.misconceptions.end(), cause.id) !=
                              result.misconceptions.end();
        if (cause.kind == marking::Cause::Kind::mistake && !is_known) result.misconceptions.push_back(cause.id);
      }
    };
    for (std::size_t i = 0; i < marked.parts.size(); ++i) {
      for (const LineMark& line : marked.parts[i].numbers.lines) take(line.verdict, line.causes);
      const bool has_entry = !marked.parts[i].has_numbers && marker.parts()[i].asks != Part::Asks::words;
      if (has_entry) take(marked.parts[i].entry.verdict, marked.parts[i].entry.causes);
    }
    return result;
  }

  std::string closing() {
    const Result known = result();
    const std::size_t shown = known.shown;
    std::vector<Inline> all = {sentence("{marks}.", {{"marks", marks_out_of(known.marks, known.out_of)}})};
    if (!out_of_words().is_zero()) {
      all.push_back(
          sentence("The {marks} for your own words are given by a person.", {{"marks", in_marks(out_of_words())}}));
    }
    if (shown > 0) {
      all.push_back(plural("{n} line was answered after the value had been shown.",
                           "{n} lines were answered after the value had been shown.", shown));
    }
    return said(sentences(std::move(all)));
  }

  std::string instruction() const {
    return line(
        sentence("Answer line by line. Type ? for a hint, skip to leave a line out, back to take the last answer back, "
                 "quit to stop; your answers are kept."));
  }

  bool asks_for_number() const { return part().has_numbers(); }

  QuestionMarker marker;
  QuestionLayout layout;
  Language language;
  PracticeSheet sheet{marker};

 private:
  std::string help() const {
    return line(
        sentence("Type the value, as in {decimal}, {power} or {fraction}, or the letter or line that is asked for; ? "
                 "for a hint (the formula, then the numbers put in, then the value); skip to leave the line out; back "
                 "to answer the line before again; quit to stop. Your answers are kept.",
                 {{"decimal", reports::number("0.25")}, {"power", reports::number("1.6e-8")}, {"fraction", "1/20"}}));
  }

  const Part& part() const { return marker.parts()[sheet.place(at_).part]; }
  /// In the numbers of the part.
  std::size_t position() const { return sheet.place(at_).position; }
  Marker& numbers() { return marker.numbers(sheet.place(at_).part); }
  const Sheet& own_numbers() const { return sheet.answers()[sheet.place(at_).part].numbers; }

  static std::string joined(const std::string& label, const std::string& words) {
    return label.empty() ? words : label + ' ' + words;
  }

  Exact out_of_words() const {
    Exact marks;
    for (const Part& part : marker.parts()) marks = marks + (part.asks == Part::Asks::words ? part.marks : Exact(0));
    return marks;
  }
  Exact marks_for_words(const MarkedQuestion& marked) const {
    Exact marks;
    for (std::size_t i = 0; i < marked.parts.size(); ++i) {
      if (marker.parts()[i].asks == Part::Asks::words) marks = marks + marked.parts[i].marks;
    }
    return marks;
  }

  PracticeReply take(Written written) {
    if (written.kind == Written::Kind::unreadable) {
      return {Kind::unreadable, {}, line(unreadable_sentence(written.text)), false};
    }
    if (written.kind == Written::Kind::missing) return {};
    written = questions::as_taken(part(), std::move(written));
    Sheet answers = own_numbers();
    answers[position()] = written;
    const MarkedSheet marked = numbers().mark(answers);
    if (const std::string doubt = doubt_about(written.value, marked.lines[position()]);
        !doubt.empty() && written.text != doubted_) {
      doubted_ = written.text;
      return {Kind::doubtful, {}, doubt, false};
    }
    sheet.answer(at_, std::move(written));
    return judged(marked);
  }

  PracticeReply take_entry(const std::string& typed) {
    if (typed.empty()) return {};
    const EntryMark mark = marker.mark_entry(sheet.place(at_).part, typed);
    const std::string feedback = said(entry_feedback(part(), mark, Answers::shown));
    if (mark.verdict == Verdict::unreadable) {
      return {Kind::unreadable, {}, said(entry_feedback(part(), mark, Answers::hidden)) + '\n', false};
    }
    sheet.answer(at_, typed);
    const Kind kind = mark.verdict == Verdict::correct ? Kind::right : Kind::judged;
    return next({kind, said(verdict_words(part(), mark)), kind == Kind::right ? "" : feedback, true});
  }

  /// A person marks words; until then what is written is compared with the model answer.
  PracticeReply take_words(const std::string& typed) {
    if (typed.empty()) return {};
    sheet.skip(at_);
    return next({Kind::judged, said(compare_with_this()), said(model_answer_in_sentences(marker.problem())), true});
  }

  PracticeReply leave_out() {
    const Part& asked = part();
    if (asked.asks == Part::Asks::words) return take_words("skip");
    sheet.skip(at_);
    if (asked.has_numbers()) return judged(numbers().mark(own_numbers()));
    return next(left_out(text(right_entry(asked))));
  }

  PracticeReply left_out(const Inline& right) const {
    return {Kind::judged, said(sentence("left out")), said(sentence("It is {value}.", {{"value", right}})), true};
  }

  PracticeReply next(PracticeReply reply) {
    at_ = sheet.next_open(at_);
    hints_ = 0;
    doubted_.clear();
    return reply;
  }

  /// A finger on the wrong key is no answer. One number proves no slip, and is asked about all the same.
  std::string doubt_about(const Exact& typed, const LineMark& mark) const {
    const bool is_off = mark.verdict == Verdict::wrong || mark.verdict == Verdict::slip;
    const std::string& stated = mark.expected_here.empty() ? mark.expected : mark.expected_here;
    const auto expected = Exact::parse(stated);
    if (!is_off || !expected || expected->is_zero()) return "";
    for (const int power : {10, 100, 1000}) {
      if (typed == *expected * Exact(power) || typed * Exact(power) == *expected) {
        return line(
            sentence("Is that a typing error? Check the decimal point, and type the number again; the same "
                     "number stands."));
      }
    }
    for (const std::string& exchanged : with_digits_exchanged(stated)) {
      if (Exact::parse(exchanged) == typed) {
        return line(
            sentence("Is that a typing error? Check the order of the digits, and type the number again; the "
                     "same number stands."));
      }
    }
    return "";
  }

  /// A value that was told stays told.
  PracticeReply back() {
    const auto last = sheet.last_done(at_);
    if (!last) {
      return {Kind::back, {}, line(sentence("This is the first line: there is nothing to take back.")), false};
    }
    at_ = *last;
    const bool was_right = is_right();
    sheet.take_back(at_);
    if (!was_right) sheet.show(at_);
    hints_ = 0;
    doubted_.clear();
    return {Kind::back, {}, {}, true};
  }

  bool is_right() {
    if (part().has_numbers()) return numbers().mark(own_numbers()).lines[position()].verdict == Verdict::correct;
    const std::size_t asked = sheet.place(at_).part;
    return marker.mark_entry(asked, sheet.answers()[asked].entry).verdict == Verdict::correct;
  }

  PracticeReply last_hint() const {
    const Inline what = part().has_numbers() ? sentence("That was the last hint: type the value to go on, or skip.")
                                             : sentence("That was the last hint: type your answer to go on, or skip.");
    return {Kind::hint, {}, line(what), false};
  }

  PracticeReply hint(int level) {
    if (!part().has_numbers()) return hint_of_entry(level);
    if (level == 1) return {Kind::hint, {}, "  " + line(first_hint(numbers(), position())), false};
    if (level > 3) return last_hint();
    const std::string value = value_here();
    const Inline filled = numbers_hint(numbers(), own_numbers(), position());
    if (level == 2 && filled.plain != value) return {Kind::hint, {}, "  = " + line(filled), false};
    hints_ = 3;  // what is told is not told again
    return told_here(reports::number(value));
  }

  PracticeReply hint_of_entry(int level) {
    if (level == 1) return {Kind::hint, {}, "  " + line(advice(part())), false};
    return level > 2 || part().asks == Part::Asks::words ? last_hint() : told_here(text(right_entry(part())));
  }

  PracticeReply told_here(const Inline& value) {
    sheet.show(at_);
    return {Kind::hint, {}, "  = " + line(value), true};
  }

  /// The right method's value on the numbers written before.
  std::string value_here() { return numbers().expected_at(own_numbers(), position()); }

  /// The feedback begins with the verdict, or goes on from it.
  PracticeReply told(const LineMark& mark, const std::string& feedback) const {
    const bool begins_with_it = mark.verdict == Verdict::follow_through || mark.verdict == Verdict::precision ||
                                mark.verdict == Verdict::convention;
    if (!begins_with_it) return {Kind::judged, said(verdict_words(mark)), feedback, true};
    if (!language.is_english()) return {Kind::judged, {}, feedback, true};
    const std::size_t end = std::min(feedback.find("; "), feedback.find(": "));
    if (end == std::string::npos) return {Kind::judged, small(feedback.substr(0, feedback.size() - 1)), {}, true};
    return {Kind::judged, small(feedback.substr(0, end)), feedback.substr(end + 2), true};
  }

  PracticeReply judged(const MarkedSheet& marked) {
    const LineMark& mark = marked.lines[position()];
    if (mark.verdict == Verdict::correct) return next({Kind::right, said(verdict_words(mark)), {}, true});
    if (mark.verdict == Verdict::missing) return next(left_out(reports::number(value_here())));
    return next(told(mark, said(MarkSheets(numbers()).feedback(marked, position()))));
  }

  std::vector<std::string> questions_;  ///< what each part asks
  std::size_t at_ = 0;                  ///< the line that is asked
  int hints_ = 0;                       ///< given for it
  std::string doubted_;                 ///< what was typed for it, and taken for a typing error
};

PracticeSession::PracticeSession(const Problem& problem, const QuestionLayout& layout, const Language& language)
    : work_(std::make_unique<Work>(problem, layout, language)) {}
PracticeSession::~PracticeSession() = default;

void PracticeSession::take_up(const std::string& text, const std::string& file) {
  work_->sheet.read(text, file);
  work_->seek();
}

std::string PracticeSession::kept() const { return work_->sheet.text(); }
Document PracticeSession::question() const { return plain_question(work_->marker.problem(), work_->layout); }
std::size_t PracticeSession::lines() const { return work_->sheet.lines(); }
std::size_t PracticeSession::lines_done() const { return lines() - work_->sheet.open_lines(); }
std::string PracticeSession::asked() const { return work_->asked(); }
bool PracticeSession::asks_for_number() const { return work_->asks_for_number(); }
std::string PracticeSession::instruction() const { return work_->instruction(); }
std::string PracticeSession::prompt(const std::string& asked) const {
  return asks_for_number() ? asked + " =" : work_->said(sentence("{asked}:", {{"asked", asked}}));
}
PracticeReply PracticeSession::reply(std::string_view typed) { return work_->reply(typed); }
std::string PracticeSession::closing() { return work_->closing(); }
PracticeSession::Result PracticeSession::result() { return work_->result(); }

}  // namespace stepmark::assessment
