#include "solver/marking/marker.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "solver/asked.hpp"
#include "solver/marking/convention.hpp"
#include "solver/marking/diagnosis.hpp"
#include "solver/marking/judge.hpp"

namespace stepmark {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "correct";
    case Verdict::follow_through:
      return "follow-through";
    case Verdict::precision:
      return "precision";
    case Verdict::mistake:
      return "mistake";
    case Verdict::slip:
      return "slip";
    case Verdict::convention:
      return "convention";
    case Verdict::wrong:
      return "wrong";
    case Verdict::missing:
      return "missing";
    case Verdict::unreadable:
      break;
  }
  return "unreadable";
}

namespace {

using LineKey = std::tuple<std::int64_t, std::string, std::optional<std::size_t>>;

LineKey key_of(const Problem& problem, const Tape::Line& line) {
  return {line.t, problem.optimizer.equations[line.equation].quantity, line.component};
}

/// The lines of `other` that state what the lines of `judge` state.
std::vector<std::optional<std::size_t>> matching_lines(const Judge& judge, const Problem& other) {
  std::map<LineKey, std::size_t> lines;
  const Tape tape = compile(other);
  for (std::size_t i = 0; i < tape.lines.size(); ++i) lines[key_of(other, tape.lines[i])] = i;
  std::vector<std::optional<std::size_t>> matching;
  for (const auto& line : judge.lines()) {
    const auto found = lines.find(key_of(judge.problem(), judge.tape().lines[*line]));
    matching.push_back(found == lines.end() ? std::nullopt : std::optional(found->second));
  }
  return matching;
}

}  // namespace

class Marker::Work {
 public:
  explicit Work(const Problem& problem) : judge_(problem), diagnosis_(judge_) {
    asked_ = asked_lines(problem, judge_.tape());
  }

  const Judge& judge() const { return judge_; }
  const std::vector<std::size_t>& asked() const { return asked_; }

  MarkedSheet mark(const Sheet& sheet) {
    STEPMARK_ASSERT(sheet.size() == asked_.size());
    const std::vector<Judgement> judgements = judge_.judge(sheet);
    MarkedSheet marked;
    for (std::size_t i = 0; i < sheet.size(); ++i) marked.lines.push_back(first_mark(i, judgements[i]));
    const bool all_explained = std::none_of(judgements.begin(), judgements.end(), [](const Judgement& judgement) {
      return judgement.kind == Judgement::Kind::faulty || judgement.kind == Judgement::Kind::follow_through;
    });
    if (!all_explained && !follows_convention(sheet, marked)) find_causes(sheet, judgements, marked);
    withhold_after_stand_ins(sheet, judgements, marked);
    give_marks(marked);
    return marked;
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

  // Conventions.
  struct Convention {
    std::string name;
    Judge judge;
  };

  const std::vector<std::unique_ptr<Convention>>& conventions() {
    if (conventions_made_) return conventions_;
    conventions_made_ = true;
    const Problem& problem = judge_.problem();
    for (const auto& [name, other] : other_conventions(problem)) {
      try {
        auto lines = matching_lines(judge_, other);
        conventions_.push_back(std::make_unique<Convention>(Convention{name, Judge(other, std::move(lines))}));
      } catch (const InputError&) {
        continue;  // undefined here
      }
    }
    return conventions_;
  }

  /// Does every line that was written fit another entry of the same optimizer?
  bool follows_convention(const Sheet& sheet, MarkedSheet& marked) {
    for (const auto& convention : conventions()) {
      const auto judgements = convention->judge.judge(comparable(sheet, convention->judge));
      bool fits = true;
      for (std::size_t i = 0; i < sheet.size(); ++i) {
        if (sheet[i].kind != Written::Kind::number) continue;
        const auto kind = judgements[i].kind;
        fits = fits && (kind == Judgement::Kind::right || kind == Judgement::Kind::imprecise);
      }
      if (!fits || chance_of_convention(sheet, marked) > most_chance) continue;
      marked.convention = convention->name;
      mark_as_convention(marked, judgements);
      return true;
    }
    return false;
  }

  static Sheet comparable(const Sheet& sheet, const Judge& judge) {
    Sheet other = sheet;
    for (std::size_t i = 0; i < other.size(); ++i) {
      if (!judge.lines()[i]) other[i] = Written{};
    }
    return other;
  }

  /// That random numbers would fit some convention: its share of the numbers of each line that is wrong in that asked.
  double chance_of_convention(const Sheet& sheet, const MarkedSheet& marked) const {
    double product = 1;
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      const Verdict verdict = marked.lines[i].verdict;
      if (verdict != Verdict::wrong && verdict != Verdict::follow_through) continue;
      const double size = std::fabs(sheet[i].value.to_double()), unit = judge_.unit(i);
      const double covered = 2 * unit * static_cast<double>(conventions_.size());
      product *= size > 0 ? std::min(1.0, covered / (1.5 * size)) : 1;
    }
    return product;
  }

  static void mark_as_convention(MarkedSheet& marked, const std::vector<Judgement>& judgements) {
    bool first = true;
    for (std::size_t i = 0; i < marked.lines.size(); ++i) {
      LineMark& mark = marked.lines[i];
      if (mark.verdict != Verdict::wrong && mark.verdict != Verdict::follow_through) continue;
      mark.verdict = Verdict::convention;
      mark.imprecision = judgements[i].imprecision;
      mark.cause = marked.convention;
      if (first) marked.root_causes.push_back(i);
      first = false;
    }
  }

  // Causes.
  void find_causes(const Sheet& sheet, const std::vector<Judgement>& judgements, MarkedSheet& marked) {
    for (const Cause& cause : diagnosis_.explain(sheet, judgements)) {
      const bool accepted = cause.chance <= most_chance;
      for (const std::size_t position : cause.positions) {
        LineMark& mark = marked.lines[position];
        if (!accepted) {
          mark.possibly = cause.id;
          continue;
        }
        const bool enters_here = position == cause.positions.front() && !is_charged(marked, cause.id);
        mark.verdict = enters_here || cause.verdict == Verdict::slip ? cause.verdict : Verdict::follow_through;
        mark.cause = cause.id;
        mark.or_else = cause.or_else;
        if (mark.verdict != Verdict::follow_through) marked.root_causes.push_back(position);
      }
    }
    std::sort(marked.root_causes.begin(), marked.root_causes.end());
  }

  static bool is_charged(const MarkedSheet& marked, const std::string& id) {
    return std::any_of(marked.root_causes.begin(), marked.root_causes.end(), [&](std::size_t position) {
      return marked.lines[position].cause == id && marked.lines[position].verdict == Verdict::mistake;
    });
  }

  // Stand-ins.
  /// An unexplained 0 or 1, or a number that stands in another line as well: it makes what follows easy.
  bool is_stand_in(const Sheet& sheet, const Judgement& judgement, const MarkedSheet& marked,
                   std::size_t position) const {
    if (marked.lines[position].verdict != Verdict::wrong) return false;
    const Exact size = sheet[position].value.abs();
    // Where the work before it comes to nothing, 0 is what it is.
    if (size.is_zero() && judgement.has_value_here && std::fabs(judgement.right_here) <= judge_.unit(position)) {
      return false;
    }
    if (size.is_zero() || size == Exact(1)) return true;
    for (std::size_t other = 0; other < position; ++other) {
      if (sheet[other].kind == Written::Kind::number && sheet[other].value == sheet[position].value) return true;
    }
    return false;
  }

  void withhold_after_stand_ins(const Sheet& sheet, const std::vector<Judgement>& judgements,
                                MarkedSheet& marked) const {
    using Kind = Judgement::Kind;
    std::vector<bool> rests_on_one(sheet.size(), false);
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      LineMark& mark = marked.lines[i];
      rests_on_one[i] = is_stand_in(sheet, judgements[i], marked, i);
      const Kind kind = judgements[i].kind;
      const bool follows = mark.verdict == Verdict::follow_through && kind == Kind::follow_through;
      // A line left out does not hide what stands before it.
      if (!follows && kind != Kind::missing && kind != Kind::unreadable) continue;
      for (const std::size_t input : judge_.inputs(i)) rests_on_one[i] = rests_on_one[i] || rests_on_one[input];
      mark.after_stand_in = follows && rests_on_one[i];
    }
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
  std::vector<std::size_t> asked_;
  std::vector<std::unique_ptr<Convention>> conventions_;
  bool conventions_made_ = false;
};

Marker::Marker(const Problem& problem) : work_(std::make_unique<Work>(problem)) {}
Marker::~Marker() = default;
Marker::Marker(Marker&&) noexcept = default;
Marker& Marker::operator=(Marker&&) noexcept = default;

const Problem& Marker::problem() const { return work_->judge().problem(); }
const Tape& Marker::tape() const { return work_->judge().tape(); }
const std::vector<std::size_t>& Marker::asked() const { return work_->asked(); }
MarkedSheet Marker::mark(const Sheet& sheet) { return work_->mark(sheet); }

}  // namespace stepmark
