#include "solver/marking/marker.hpp"

#include <algorithm>
#include <set>

#include "lib/optimizer/catalogue.hpp"
#include "solver/asked.hpp"
#include "solver/length.hpp"
#include "solver/marking/convention.hpp"
#include "solver/marking/diagnosis.hpp"
#include "solver/marking/judge.hpp"
#include "solver/marking/stand_in.hpp"

namespace stepmark::marking {

namespace {

/// Of "first+second", both.
std::vector<std::string> parts_of(const std::string& cause) {
  const std::size_t plus = cause.find('+');
  if (plus == std::string::npos) return {cause};
  return {cause.substr(0, plus), cause.substr(plus + 1)};
}

}  // namespace

class Marker::Work {
 public:
  explicit Work(const Problem& problem)
      : judge_(problem),
        diagnosis_(judge_),
        conventions_(judge_, conventions_of(problem.base)),
        variants_(judge_, variants_of(problem.base)) {
    asked_ = asked_lines(problem, judge_.tape());
  }

  const Judge& judge() const { return judge_; }
  const std::vector<std::size_t>& asked() const { return asked_; }

  MarkedSheet mark(const Sheet& sheet) {
    STEPMARK_ASSERT(sheet.size() == asked_.size());
    const std::vector<Judgement> judgements = judge_.judge(sheet);
    MarkedSheet marked;
    for (std::size_t i = 0; i < sheet.size(); ++i) marked.lines.push_back(first_mark(i, judgements[i]));
    const bool something_wrong = std::any_of(judgements.begin(), judgements.end(), [](const Judgement& judgement) {
      return judgement.kind == Judgement::Kind::faulty;
    });
    if (something_wrong) explain(sheet, judgements, marked);
    withhold_after_stand_ins(judge_, sheet, judgements, marked);
    give_marks(marked);
    return marked;
  }

  std::string expected_at(Sheet sheet, std::size_t position) {
    std::fill(sheet.begin() + static_cast<std::ptrdiff_t>(position), sheet.end(), Written{});
    const std::string here = judge_.judge(sheet)[position].expected_here;
    return here.empty() ? judge_.expected(position) : here;
  }

 private:
  LineMark first_mark(std::size_t position, const Judgement& judgement) const {
    using Kind = Judgement::Kind;
    LineMark mark;
    mark.line = asked_[position];
    mark.expected = judge_.expected(position);
    mark.expected_here = judgement.kind == Kind::right ? mark.expected : judgement.expected_here;
    mark.imprecision = judgement.imprecision;
    mark.rests_on_wrong = judgement.rests_on_wrong;
    mark.matched = judgement.matched;
    switch (judgement.kind) {
      case Kind::right:
        mark.verdict = Verdict::correct;
        break;
      case Kind::follow_through:
        mark.verdict = Verdict::follow_through;
        break;
      case Kind::imprecise:
        mark.verdict = Verdict::precision;
        break;
      case Kind::faulty:
        mark.verdict = Verdict::wrong;
        break;
      case Kind::missing:
        mark.verdict = Verdict::missing;
        break;
      case Kind::unreadable:
        mark.verdict = Verdict::unreadable;
        break;
    }
    return mark;
  }

  // Causes.
  void explain(const Sheet& sheet, const std::vector<Judgement>& judgements, MarkedSheet& marked) {
    if (const auto convention = conventions_.fit(sheet, marked)) return mark_convention(*convention, marked);
    find_causes(sheet, judgements, marked);
    const bool has_one_cause = marked.root_causes.size() == 1 && !has_wrong(marked);
    if (has_one_cause) return;
    if (const auto variant = variants_.fit(sheet, marked)) mark_variant(*variant, marked);
  }

  static bool has_wrong(const MarkedSheet& marked) {
    return std::any_of(marked.lines.begin(), marked.lines.end(),
                       [](const LineMark& mark) { return mark.verdict == Verdict::wrong; });
  }

  /// What follows from the lines that differ is right in the convention too; in a strict problem it follows through.
  void mark_convention(const OtherEntries::Fit& fit, MarkedSheet& marked) const {
    marked.convention = fit.names.front();
    const bool strict = judge_.problem().marks.strict_convention;
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      LineMark& mark = marked.lines[i];
      const bool follows = mark.verdict == Verdict::follow_through;
      if (mark.verdict != Verdict::wrong && (!follows || strict)) continue;
      if (marked.root_causes.empty()) marked.root_causes.push_back(i);
      mark.verdict = Verdict::convention;
      mark.imprecision = fit.judgements[i].imprecision;
      name_cause(fit, mark);
    }
  }

  /// Another method from end to end is one mistake, made in the first line that shows it.
  static void mark_variant(const OtherEntries::Fit& fit, MarkedSheet& marked) {
    marked.root_causes.clear();
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      LineMark& mark = marked.lines[i];
      const bool differs =
          mark.verdict == Verdict::wrong || mark.verdict == Verdict::mistake || mark.verdict == Verdict::slip;
      const bool repeats = mark.verdict == Verdict::follow_through && !mark.cause.empty();
      if (!differs && !repeats) continue;  // right on the student's own numbers, whatever the method
      const bool is_first = marked.root_causes.empty() && differs;
      if (is_first) marked.root_causes.push_back(i);
      mark.verdict = is_first ? Verdict::mistake : Verdict::follow_through;
      mark.possibly.clear();
      name_cause(fit, mark);
    }
  }

  static void name_cause(const OtherEntries::Fit& fit, LineMark& mark) {
    mark.cause = fit.names.front();
    mark.detail.clear();
    mark.or_else.assign(fit.names.begin() + 1, fit.names.end());
  }

  void find_causes(const Sheet& sheet, const std::vector<Judgement>& judgements, MarkedSheet& marked) {
    std::set<std::string> charged;  // each part of a pair by itself
    for (const Cause& cause : diagnosis_.explain(sheet, judgements)) {
      if (cause.chance > most_chance) {
        for (const std::size_t position : cause.positions) marked.lines[position].possibly = cause.id;
        continue;
      }
      // A mistake that was charged before follows through; a slip made again is made anew.
      const bool is_new = charge(cause, charged) || cause.verdict == Verdict::slip;
      for (const std::size_t position : cause.positions) {
        LineMark& mark = marked.lines[position];
        const bool enters_here = is_new && position == cause.positions.front();
        mark.verdict = enters_here ? cause.verdict : Verdict::follow_through;
        mark.cause = cause.id;
        mark.detail = cause.detail;
        mark.or_else = cause.or_else;
        if (enters_here) marked.root_causes.push_back(position);
      }
    }
    std::sort(marked.root_causes.begin(), marked.root_causes.end());
  }

  /// Is some part of it charged for the first time?
  static bool charge(const Cause& cause, std::set<std::string>& charged) {
    bool is_new = false;
    for (const std::string& part : parts_of(cause.id)) is_new = charged.insert(part).second || is_new;
    return is_new;
  }

  // Marks.
  void give_marks(MarkedSheet& marked) const {
    const Marks& scheme = judge_.problem().marks;
    for (LineMark& mark : marked.lines) {
      mark.out_of = scheme.method + scheme.accuracy;
      switch (mark.verdict) {
        case Verdict::correct:
          mark.method = scheme.method;
          mark.accuracy = scheme.accuracy;
          break;
        case Verdict::convention:
          mark.method = scheme.method;
          mark.accuracy =
              scheme.strict_convention || mark.imprecision != Imprecision::none ? Exact(0) : scheme.accuracy;
          break;
        case Verdict::follow_through:
          if (mark.after_stand_in) break;
          mark.method = scheme.follow_through * scheme.method;
          mark.accuracy = scheme.follow_through * scheme.accuracy;
          break;
        case Verdict::precision:
        case Verdict::slip:
          mark.method = scheme.method;
          break;
        case Verdict::mistake:
        case Verdict::wrong:
        case Verdict::missing:
        case Verdict::unreadable:
          break;
      }
      marked.marks = marked.marks + mark.method + mark.accuracy;
      marked.out_of = marked.out_of + mark.out_of;
    }
  }

  Judge judge_;
  Diagnosis diagnosis_;
  OtherEntries conventions_, variants_;
  std::vector<std::size_t> asked_;
};

Marker::Marker(const Problem& problem) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  work_ = std::make_unique<Work>(problem);
}
Marker::~Marker() = default;
Marker::Marker(Marker&&) noexcept = default;
Marker& Marker::operator=(Marker&&) noexcept = default;

const Problem& Marker::problem() const { return work_->judge().problem(); }
const Tape& Marker::tape() const { return work_->judge().tape(); }
const std::vector<std::size_t>& Marker::asked() const { return work_->asked(); }
MarkedSheet Marker::mark(const Sheet& sheet) { return work_->mark(sheet); }
std::string Marker::expected_at(const Sheet& sheet, std::size_t position) {
  return work_->expected_at(sheet, position);
}

}  // namespace stepmark::marking
