#include "reports/mark_summary.hpp"

#include <algorithm>

#include "reports/mark_sheet.hpp"
#include "reports/sentence.hpp"

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
      say(all() == 1 ? sentence("The answer is right. Well done!") : sentence("Every line is right. Well done!"));
    } else if (count(Kind::blank) == all()) {
      say(hidden_ ? sentence("Nothing has been filled in yet: start with {line}.", first_line())
                  : sentence("Nothing has been filled in yet. The expected numbers show what each line gives: start "
                             "with {line}.",
                             first_line()));
    } else if (count(Kind::blank) + count(Kind::unreadable) == all()) {
      say(sentence("No number could be read here. Write each answer as a plain number, such as {example}.",
                   {{"example", number("0.25")}}));
    } else {
      say_what_is_right();
      say_what_is_not();
      say_what_followed();
    }
    return sentences(std::move(said_));
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

  void say(Inline sentence) { said_.push_back(std::move(sentence)); }
  Arguments first_line() const { return {{"line", names_.front()}}; }

  // Clauses, for what stands in front of them.
  static Inline are_blank(std::size_t lines) {
    return plural("one line is left blank", "{n} lines are left blank", lines);
  }
  static Inline are_unreadable(std::size_t lines) {
    return plural("one line is not readable as a number", "{n} lines are not readable as a number", lines);
  }
  static Inline are_imprecise(std::size_t lines) {
    return plural("one line is right except for the digits", "{n} lines are right except for the digits", lines);
  }
  static Inline as_sentence(Inline clause) { return sentence("{Clause}.", {{"clause", std::move(clause)}}); }

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

  Inline what_is_right(std::size_t lines, std::size_t own) const {
    const Arguments of_all = {{"all", static_cast<std::int64_t>(all())}};
    if (lines == all()) return sentence("every line is right");
    if (lines + count(Kind::blank) == all()) return sentence("everything you wrote is right");
    if (lines > 0) return plural("{n} of {all} lines is right", "{n} of {all} lines are right", lines, of_all);
    return plural("{n} of {all} lines follows correctly from your own earlier numbers",
                  "{n} of {all} lines follow correctly from your own earlier numbers", own, of_all);
  }

  void say_what_is_right() {
    const std::size_t lines = right(), own = count(Kind::own_numbers);
    if (lines == 0 && own == 0) return say_nothing_is_right();
    Inline clause = what_is_right(lines, own);
    if (!marked_.convention.empty()) {
      clause = sentence("{clause}, in another convention than the question's", {{"clause", std::move(clause)}});
    }
    if (lines > 0 && own > 0) {
      clause = plural("{clause}, and {n} more follows correctly from your own earlier numbers",
                      "{clause}, and {n} more follow correctly from your own earlier numbers", own,
                      {{"clause", std::move(clause)}});
    }
    say(is_good() ? sentence("Well done: {clause}.", {{"clause", std::move(clause)}}) : as_sentence(std::move(clause)));
    if (lines == all() && !has_all_marks()) say(sentence("That alone cost marks."));
  }

  void say_nothing_is_right() {
    const std::size_t nearly = count(Kind::imprecise);
    const bool all_are_wrong = count(Kind::wrong) == all();
    if (nearly > 0) return say(as_sentence(are_imprecise(nearly)));
    if (all() == 1) {
      return say(!all_are_wrong ? sentence("The answer is not right yet.")
                 : hidden_      ? sentence("The answer is not right yet: check your working.")
                           : sentence("The answer is not right yet: check your working against the expected number."));
    }
    say(!all_are_wrong ? sentence("No line is right yet.")
        : hidden_
            ? sentence("No line is right yet: start again with {line}.", first_line())
            : sentence("No line is right yet: start again with {line}, and compare each number with the expected one.",
                       first_line()));
  }

  // What is not.
  void say_what_is_not() {
    const bool all_said = faults_.empty() || (faults_[0].kind != Kind::cause && count(faults_[0].kind) == all());
    if (all_said) return;
    const Fault& first = faults_[0];
    if (faults_.size() == 1 && first.kind == Kind::blank) return say(as_sentence(are_blank(first.lines)));
    const Arguments fault = {{"fault", what_is_not(first)}};
    if (faults_.size() > 2) {
      say(has_all_marks() ? sentence("What can be better first: {fault}.", fault)
                          : sentence("What cost marks first: {fault}.", fault));
      return say(sentence("The rest is listed below."));
    }
    if (faults_.size() == 1) return say(one_fault(first, fault));
    say(first_of_two(is_mistake(first) && is_mistake(faults_[1]), fault));
    say(sentence("And {fault}.", {{"fault", what_is_not(faults_[1])}}));
  }

  Inline one_fault(const Fault& fault, const Arguments& what) const {
    // Wrong lines without a cause are each a thing of their own.
    if (fault.kind == Kind::wrong && fault.lines > 1) {
      return has_all_marks() ? sentence("What can be better: {fault}.", what)
                             : sentence("What cost marks: {fault}.", what);
    }
    if (is_mistake(fault)) {
      return has_all_marks() ? sentence("One mistake can be better: {fault}.", what)
                             : sentence("One mistake cost marks: {fault}.", what);
    }
    return has_all_marks() ? sentence("One thing can be better: {fault}.", what)
                           : sentence("One thing cost marks: {fault}.", what);
  }

  Inline first_of_two(bool are_mistakes, const Arguments& what) const {
    if (are_mistakes) {
      return has_all_marks() ? sentence("Two mistakes can be better: {fault}.", what)
                             : sentence("Two mistakes cost marks: {fault}.", what);
    }
    return has_all_marks() ? sentence("Two things can be better: {fault}.", what)
                           : sentence("Two things cost marks: {fault}.", what);
  }

  static bool is_mistake(const Fault& fault) { return fault.kind == Kind::cause || fault.kind == Kind::wrong; }

  Inline what_is_not(const Fault& fault) const {
    switch (fault.kind) {
      case Kind::blank:
        return are_blank(fault.lines);
      case Kind::unreadable:
        return are_unreadable(fault.lines);
      case Kind::imprecise:
        return are_imprecise(fault.lines);
      case Kind::wrong:
        if (fault.lines == 1) break;
        return plural("one line is not right, the first at {line} in step {t}",
                      "{n} lines are not right, the first at {line} in step {t}", fault.lines, place(fault.first));
      default:
        break;
    }
    const LineMark& mark = marked_.lines[fault.first];
    const Inline done = what_was_done_in(mark);
    if (mark.entered && mark.or_else.empty()) {
      return sentence("in {line}, which was not asked for, {done}",
                      {{"line", formula_of_line(marker_, *mark.entered)}, {"done", done}});
    }
    const Arguments here = {{"place", places(fault)}, {"done", done}};
    const bool needs_comma = is_known(mark) && !plain_words(done).starts_with("you");
    return needs_comma ? sentence("{place}, {done}", here) : sentence("{place} {done}", here);
  }

  Arguments place(std::size_t position) const { return {{"line", names_[position]}, {"t", line(position).t}}; }

  /// "at m in step 2 and once more"
  Inline places(const Fault& fault) const {
    if (fault.lines == 1) return sentence("at {line} in step {t}", place(fault.first));
    if (fault.lines == 2) return sentence("at {line} in step {t} and once more", place(fault.first));
    return plural("at {line} in step {t} and {n} more time", "at {line} in step {t} and {n} more times",
                  fault.lines - 1, place(fault.first));
  }

  /// Of two explanations that fit, neither.
  static bool is_known(const LineMark& mark) { return !mark.causes.empty() && mark.or_else.empty(); }

  Inline what_was_done_in(const LineMark& mark) const {
    if (!is_known(mark)) {
      return mark.verdict == Verdict::slip ? sentence("there is a small slip") : sentence("the number is not right");
    }
    return with_symbols({what_was_done(mark.causes, hidden_ ? Answers::hidden : Answers::shown)},
                        marker_.problem().optimizer.latex);
  }

  // What came of it.
  void say_what_followed() {
    if (faults_.size() != 1) return;
    const std::size_t again = count(Kind::again);
    if (again > 0 && !comes_back_in_its_row()) {
      return say(costs_again() ? plural("It recurs in {n} more line.", "It recurs in {n} more lines.", again)
                               : plural("It recurs in {n} more line, where no further marks are lost.",
                                        "It recurs in {n} more lines, where no further marks are lost.", again));
    }
    const bool once = faults_[0].lines == 1 && is_mistake(faults_[0]);
    if (once && count(Kind::own_numbers) > 0) say(sentence("From there on your method is right."));
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
  std::vector<Inline> said_;
};

}  // namespace

Inlines summary(const Marker& marker, const MarkedSheet& marked, const std::vector<Remark>& remarks,
                const std::vector<Inline>& names, Answers answers) {
  return Summary(marker, marked, remarks, names, answers).written();
}

}  // namespace stepmark::reports
