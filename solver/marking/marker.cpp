#include "solver/marking/marker.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "solver/asked.hpp"
#include "solver/length.hpp"
#include "solver/marking/inference.hpp"

namespace stepmark::marking {

namespace {

Verdict verdict_of(Judgement::Kind kind) {
  using Kind = Judgement::Kind;
  switch (kind) {
    case Kind::right:
      return Verdict::correct;
    case Kind::follow_through:
      return Verdict::follow_through;
    case Kind::imprecise:
      return Verdict::precision;
    case Kind::faulty:
      return Verdict::wrong;
    case Kind::missing:
      return Verdict::missing;
    case Kind::unreadable:
      break;
  }
  return Verdict::unreadable;
}

}  // namespace

class Marker::Work {
 public:
  Work(const Problem& problem, MethodStore* methods)
      : own_(methods ? nullptr : std::make_unique<MethodStore>()),
        inference_(problem, methods ? *methods : *own_),
        asked_(asked_lines(problem, judge().key().tape())) {}

  const Judge& judge() const { return inference_.judge(); }
  const std::vector<std::size_t>& asked() const { return asked_; }

  MarkedSheet mark(const Sheet& sheet) {
    STEPMARK_ASSERT(sheet.size() == asked_.size());
    const Diagnosis diagnosis = inference_.diagnose(sheet);
    MarkedSheet marked;
    marked.lines.reserve(sheet.size());
    for (std::size_t i = 0; i < sheet.size(); ++i) marked.lines.push_back(first_mark(i, diagnosis.asked[i]));
    if (diagnosis.follows) {
      follow(diagnosis, marked);
      charge_what_others_follow(diagnosis, marked);
    }
    if (diagnosis.invented_from) refuse(*diagnosis.invented_from, marked);
    charge(diagnosis, marked);
    marked.pattern = diagnosis.pattern;
    give_marks(marked);
    return marked;
  }

  std::string expected_at(Sheet sheet, std::size_t position) {
    std::fill(sheet.begin() + static_cast<std::ptrdiff_t>(position), sheet.end(), Written{});
    const std::string here = inference_.judge(sheet)[position].expected_here;
    return here.empty() ? judge().key().expected(position) : here;
  }

 private:
  LineMark first_mark(std::size_t position, const Judgement& judgement) const {
    LineMark mark;
    mark.line = asked_[position];
    mark.verdict = verdict_of(judgement.kind);
    mark.expected = judge().key().expected(position);
    mark.expected_here = judgement.kind == Judgement::Kind::right ? mark.expected : judgement.expected_here;
    mark.imprecision = judgement.imprecision;
    mark.rests_on_wrong = judgement.rests_on_wrong;
    mark.matched = judgement.matched;
    return mark;
  }

  /// Lines that are right by the method that is asked stay so. Another convention is right where it shows, another
  /// method is one mistake, made in the first line that shows it; what is wrong in either is wrong.
  void follow(const Diagnosis& diagnosis, MarkedSheet& marked) const {
    const bool convention = diagnosis.follows->kind == Cause::Kind::convention;
    const bool keeps_following = !convention || judge().key().problem().marks.strict_convention;
    if (convention) marked.convention = diagnosis.follows->id;
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      LineMark& mark = marked.lines[i];
      const Judgement& by = diagnosis.followed[i];
      const bool is_judged = by.kind != Judgement::Kind::missing && by.kind != Judgement::Kind::unreadable;
      const bool follows = mark.verdict == Verdict::follow_through;
      if (!is_judged || mark.verdict == Verdict::correct || (follows && keeps_following)) continue;
      const bool fits = by.kind == Judgement::Kind::right || by.kind == Judgement::Kind::imprecise;
      mark.imprecision = by.imprecision;
      if (!fits) {
        mark.verdict = verdict_of(by.kind);
        mark.expected_here = by.expected_here;
        mark.rests_on_wrong = by.rests_on_wrong;
        continue;
      }
      const bool is_first = marked.root_causes.empty();
      if (is_first) marked.root_causes.push_back(i);
      mark.verdict = convention ? Verdict::convention : is_first ? Verdict::mistake : Verdict::follow_through;
      mark.causes = {*diagnosis.follows};
      mark.or_else = diagnosis.or_else;
    }
  }

  /// What follows by the other method alone, from a number that is wrong by it and right by the one that is asked,
  /// makes that number a wrong one: no sheet has both.
  void charge_what_others_follow(const Diagnosis& diagnosis, MarkedSheet& marked) const {
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      const bool follows = diagnosis.followed[i].kind == Judgement::Kind::follow_through;
      if (!follows || is_earned(diagnosis.asked[i])) continue;
      for (const std::size_t input : judge().key().inputs(i)) {
        LineMark& mark = marked.lines[input];
        if (!is_wrong(diagnosis.followed[input]) || mark.verdict != Verdict::correct) continue;
        mark.verdict = Verdict::wrong;
        mark.expected_here = diagnosis.followed[input].expected_here;
      }
    }
  }

  /// Nothing follows through from numbers that were not worked out, and nothing is expected from them.
  static void refuse(std::size_t from, MarkedSheet& marked) {
    marked.invented = true;
    for (std::size_t i = from; i < marked.lines.size(); ++i) {
      LineMark& mark = marked.lines[i];
      if (mark.verdict == Verdict::follow_through || mark.verdict == Verdict::precision) mark.verdict = Verdict::wrong;
      mark.expected_here = mark.expected;
      mark.rests_on_wrong = false;
    }
  }

  /// A mistake that was charged before follows through; a slip made again is made anew.
  static void charge(const Diagnosis& diagnosis, MarkedSheet& marked) {
    std::set<Cause> charged;
    for (const Found& found : diagnosis.found) {
      if (found.ahead < certain) {
        suppose(found, marked);
        continue;
      }
      bool is_mistake = false, is_new = false;
      for (const Cause& cause : found.causes) {
        const bool first_time = charged.insert(cause).second;
        is_mistake = is_mistake || (first_time && cause.kind == Cause::Kind::mistake);
        is_new = is_new || first_time || cause.kind == Cause::Kind::slip;
      }
      for (const std::size_t position : found.positions) {
        LineMark& mark = marked.lines[position];
        if (mark.verdict == Verdict::correct) continue;  // by the method that is asked, if not by the one followed
        const bool enters_here = std::exchange(is_new, false);
        mark.verdict = !enters_here ? Verdict::follow_through : is_mistake ? Verdict::mistake : Verdict::slip;
        mark.causes = found.causes;
        mark.or_else = found.or_else;
        mark.entered = found.entered;
        if (enters_here) marked.root_causes.push_back(position);
      }
    }
    std::sort(marked.root_causes.begin(), marked.root_causes.end());
  }

  static void suppose(const Found& found, MarkedSheet& marked) {
    if (found.ahead < probable) return;
    for (const std::size_t position : found.positions) {
      LineMark& mark = marked.lines[position];
      if (mark.verdict == Verdict::wrong) mark.probably = found.causes;
    }
  }

  void give_marks(MarkedSheet& marked) const {
    const Marks& scheme = judge().key().problem().marks;
    for (LineMark& mark : marked.lines) {
      const VerdictRule& rule = rule_of(mark.verdict);
      const bool as_strict = mark.verdict == Verdict::convention && scheme.strict_convention;
      const bool as_stated = mark.verdict != Verdict::convention || mark.imprecision == Imprecision::none;
      const Exact share = rule.shared ? scheme.follow_through : Exact(1);
      mark.out_of = scheme.method + scheme.accuracy;
      if (rule.method) mark.method = share * scheme.method;
      if (rule.accuracy && !as_strict && as_stated) mark.accuracy = share * scheme.accuracy;
      marked.marks = marked.marks + mark.method + mark.accuracy;
      marked.out_of = marked.out_of + mark.out_of;
    }
  }

  std::unique_ptr<MethodStore> own_;
  Inference inference_;
  std::vector<std::size_t> asked_;
};

Marker::Marker(const Problem& problem, MethodStore* methods) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  work_ = std::make_unique<Work>(problem, methods);
}
Marker::~Marker() = default;
Marker::Marker(Marker&&) noexcept = default;
Marker& Marker::operator=(Marker&&) noexcept = default;

const Problem& Marker::problem() const { return work_->judge().key().problem(); }
const Tape& Marker::tape() const { return work_->judge().key().tape(); }
const std::vector<std::size_t>& Marker::asked() const { return work_->asked(); }
const Exact& Marker::answer(std::size_t position) const { return work_->judge().key().answer(position).stated; }
MarkedSheet Marker::mark(const Sheet& sheet) { return work_->mark(sheet); }
std::string Marker::expected_at(const Sheet& sheet, std::size_t position) {
  return work_->expected_at(sheet, position);
}

}  // namespace stepmark::marking
