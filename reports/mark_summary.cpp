#include "reports/mark_summary.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "reports/mark_sheet.hpp"
#include "reports/symbols.hpp"

namespace stepmark::reports {

namespace {

using Kind = Remark::Kind;

class Summary {
 public:
  Summary(const Marker& marker, const MarkedSheet& marked, const std::vector<Remark>& remarks,
          const std::vector<Inline>& names, Answers answers)
      : marker_(marker), marked_(marked), names_(names), remarks_(remarks), hidden_(answers == Answers::hidden) {
    for (const Remark& remark : remarks_) add_fault(remark);
  }

  Inlines written() {
    if (remarks_.empty()) {
      say(all() == 1 ? "The answer is right. Well done!" : "Every line is right. Well done!");
    } else if (count(Kind::blank) == all()) {
      say(hidden_ ? "Nothing has been filled in yet: start with "
                  : "Nothing has been filled in yet. The expected numbers show what each line gives: start with ");
      say(names_.front());
      say(".");
    } else if (count(Kind::blank) + count(Kind::unreadable) == all()) {
      say("No number could be read here. Write each answer as a plain number, such as 0.25.");
    } else {
      say_what_is_right();
      say_what_is_not();
      say_what_followed();
    }
    return std::move(said_);
  }

 private:
  /// What is wrong by itself, and no consequence: a cause, or all lines of another kind together.
  struct Fault {
    Kind kind;
    std::size_t first;  ///< of its lines
    std::size_t lines;
  };

  void add_fault(const Remark& remark) {
    if (remark.kind >= Kind::convention) return;
    const auto same = std::find_if(faults_.begin(), faults_.end(), [&](const Fault& fault) {
      return fault.kind == remark.kind && fault.kind != Kind::cause;
    });
    if (same == faults_.end()) return faults_.push_back({remark.kind, remark.lines.front(), remark.lines.size()});
    same->lines += remark.lines.size();
  }

  std::size_t all() const { return marked_.lines.size(); }
  std::size_t count(Kind kind) const {
    std::size_t lines = 0;
    for (const Remark& remark : remarks_) lines += remark.kind == kind ? remark.lines.size() : 0;
    return lines;
  }

  void say(std::string words) { say(text(std::move(words))); }
  void say(Inline run) { said_.push_back(std::move(run)); }

  static std::string lines_are(std::size_t lines) {
    return lines == 1 ? "one line is" : fmt::format("{} lines are", lines);
  }

  // What is right.
  bool is_good() const { return marked_.marks * Exact(100) >= marked_.out_of * Exact(85); }
  bool has_all_marks() const { return marked_.marks == marked_.out_of; }

  /// Lines that are right in every way, be it in another convention.
  std::size_t right() const {
    std::size_t lines = all();
    for (const Remark& remark : remarks_) {
      const bool is_right =
          remark.kind == Kind::convention && marked_.lines[remark.lines.front()].imprecision == Imprecision::none;
      lines -= is_right ? 0 : remark.lines.size();
    }
    return lines;
  }

  void say_what_is_right() {
    const std::size_t lines = right(), own = count(Kind::own_numbers);
    if (lines == 0 && own == 0) return say_nothing_is_right();
    std::string words = lines == all()                        ? "every line is right"
                        : lines + count(Kind::blank) == all() ? "everything you wrote is right"
                        : lines > 0
                            ? fmt::format("{} of {} lines {} right", lines, all(), lines == 1 ? "is" : "are")
                            : fmt::format("{} of {} lines {} from your own earlier numbers", own, all(), follow(own));
    if (!marked_.convention.empty()) words += ", in another convention than the question's";
    if (lines > 0 && own > 0) words += fmt::format(", and {} more {} from your own earlier numbers", own, follow(own));
    say((is_good() ? "Well done: " + words : capital(words)) + ".");
    if (lines == all() && !has_all_marks()) say(" That alone cost marks.");
  }

  static const char* follow(std::size_t lines) { return lines == 1 ? "follows correctly" : "follow correctly"; }

  void say_nothing_is_right() {
    const std::size_t nearly = count(Kind::imprecise);
    if (nearly > 0) return say(capital(lines_are(nearly)) + " right except for the digits.");
    say(all() == 1 ? "The answer is not right yet" : "No line is right yet");
    if (count(Kind::wrong) != all()) return say(".");
    if (all() == 1) return say(hidden_ ? ": check your working." : ": check your working against the expected number.");
    say(": start again with ");
    say(names_.front());
    say(hidden_ ? "." : ", and compare each number with the expected one.");
  }

  // What is not.
  void say_what_is_not() {
    const bool all_said = faults_.empty() || (faults_[0].kind != Kind::cause && count(faults_[0].kind) == all());
    if (all_said) return;
    if (faults_.size() == 1 && faults_[0].kind == Kind::blank) {
      return say(" " + capital(lines_are(faults_[0].lines)) + " left blank.");
    }
    const std::string what = has_all_marks() ? "can be better" : "cost marks";
    // Wrong lines without a cause are each a thing of their own.
    const bool are_several = faults_[0].kind == Kind::wrong && faults_[0].lines > 1;
    if (faults_.size() == 1 && are_several) return say_after(" What " + what + ": ", faults_[0]);
    if (faults_.size() == 1) return say_after(" One " + noun(faults_[0]) + " " + what + ": ", faults_[0]);
    if (faults_.size() > 2) {
      say_after(" What " + what + " first: ", faults_[0]);
      return say(" The rest is listed below.");
    }
    const bool are_mistakes = noun(faults_[0]) == "mistake" && noun(faults_[1]) == "mistake";
    say_after((are_mistakes ? " Two mistakes " : " Two things ") + what + ": ", faults_[0]);
    say_after(" And ", faults_[1]);
  }

  static std::string noun(const Fault& fault) {
    return fault.kind == Kind::cause || fault.kind == Kind::wrong ? "mistake" : "thing";
  }

  void say_after(const std::string& words, const Fault& fault) {
    say(words);
    say_fault(fault);
  }

  void say_fault(const Fault& fault) {
    switch (fault.kind) {
      case Kind::blank:
        return say(lines_are(fault.lines) + " left blank.");
      case Kind::unreadable:
        return say(lines_are(fault.lines) + " not readable as a number.");
      case Kind::imprecise:
        return say(lines_are(fault.lines) + " right except for the digits.");
      case Kind::wrong:
        if (fault.lines == 1) break;
        say(lines_are(fault.lines) + " not right, the first ");
        say_place(fault.first);
        return say(".");
      default:
        break;
    }
    const LineMark& mark = marked_.lines[fault.first];
    if (const auto entered = mark.entered; entered && mark.or_else.empty()) {
      say("in ");
      say(formula_of_line(marker_, *entered));
      say(", which was not asked for,");
      return say_cause(mark);
    }
    say_place(fault.first);
    if (fault.lines > 1) say(fault.lines == 2 ? " and once more" : fmt::format(" and {} more times", fault.lines - 1));
    say_cause(marked_.lines[fault.first]);
  }

  /// "at m in step 2"
  void say_place(std::size_t position) {
    say("at ");
    say(names_[position]);
    say(fmt::format(" in step {}", line(position).t));
  }

  /// "you worked with gamma = 0.95, not 0.9" without what it is not.
  static std::string without_answer(const std::string& done) { return done.substr(0, done.find(", not ")); }

  /// Of two explanations that fit, neither.
  void say_cause(const LineMark& mark) {
    if (mark.causes.empty() || !mark.or_else.empty()) {
      return say(mark.verdict == Verdict::slip ? " there is a small slip." : " the number is not right.");
    }
    const std::string done = what_was_done(mark.causes), what = hidden_ ? without_answer(done) : done;
    append_runs(said_,
                in_symbols((what.starts_with("you") ? " " : ", ") + what + ".", &marker_.problem().optimizer.latex));
  }

  // What came of it.
  void say_what_followed() {
    if (faults_.size() != 1) return;
    const std::size_t again = count(Kind::again);
    if (again > 0 && !comes_back_in_its_row()) {
      return say(fmt::format(" It recurs in {} more {}{}.", again, again == 1 ? "line" : "lines",
                             costs_again() ? "" : ", where no further marks are lost"));
    }
    const bool once = faults_[0].lines == 1 && (faults_[0].kind == Kind::cause || faults_[0].kind == Kind::wrong);
    if (once && count(Kind::own_numbers) > 0) say(" From there on your method is right.");
  }

  const Tape::Line& line(std::size_t position) const { return marker_.tape().lines[marked_.lines[position].line]; }

  /// In other components of the same quantity alone: for the student, the same line.
  bool comes_back_in_its_row() const {
    return all_of_again([&](std::size_t position) {
      const Tape::Line &here = line(position), &first = line(faults_[0].first);
      return here.t == first.t && here.equation == first.equation;
    });
  }
  bool costs_again() const {
    return !all_of_again([&](std::size_t position) {
      const LineMark& mark = marked_.lines[position];
      return mark.method + mark.accuracy == mark.out_of;
    });
  }
  template <class Holds>
  bool all_of_again(const Holds& holds) const {
    return std::all_of(remarks_.begin(), remarks_.end(), [&](const Remark& remark) {
      return remark.kind != Kind::again || std::all_of(remark.lines.begin(), remark.lines.end(), holds);
    });
  }

  const Marker& marker_;
  const MarkedSheet& marked_;
  const std::vector<Inline>& names_;
  const std::vector<Remark>& remarks_;
  bool hidden_;
  std::vector<Fault> faults_;
  Inlines said_;
};

}  // namespace

Inlines summary(const Marker& marker, const MarkedSheet& marked, const std::vector<Remark>& remarks,
                const std::vector<Inline>& names, Answers answers) {
  return Summary(marker, marked, remarks, names, answers).written();
}

}  // namespace stepmark::reports
