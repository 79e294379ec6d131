#include "reports/export/boxes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "reports/export/calculated.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/rules.hpp"
#include "reports/feedback.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "reports/worked_question.hpp"
#include "solver/honest_paths.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/method.hpp"

namespace stepmark::exports {

namespace {

/// Nearer than that to an answer that is known already, another one is left out: neither would be told from a neighbour
/// of the other.
const Exact units_kept_apart = 2;
const Exact half = Exact::decimal(5, 1);

/// A whole sheet as someone fills it in who follows one misconception, or another convention, all through.
struct Way {
  std::string cause;
  bool is_convention = false;
  std::vector<std::optional<Exact>> answers;  ///< one for each box; nothing where there is no value
  std::vector<Exact> earned;                  ///< what `check` gives
};

/// A number that ways have in a box.
struct Candidate {
  Exact value;
  bool is_convention = false;
  std::map<std::string, Exact> earned;  ///< the most that each cause earns with it

  /// Of several misconceptions nobody can tell which it was: the least counts. A convention is no fault.
  std::pair<std::string, Exact> outcome() const {
    const auto less = [](const auto& a, const auto& b) { return a.second < b.second; };
    return is_convention ? *std::max_element(earned.begin(), earned.end(), less)
                         : *std::min_element(earned.begin(), earned.end(), less);
  }
};

class BoxMaker {
 public:
  BoxMaker(QuestionMarker& marker, std::size_t part, RivalMethods& methods)
      : marker_(marker),
        part_(part),
        asked_(marker.parts()[part]),
        problem_(*asked_.problem),
        question_(problem_),
        windows_(honest_windows(question_)),
        right_(right_sheet()) {
    find_strays();
    find_ways(methods);
  }

  Boxes boxes() {
    Boxes all;
    for (std::size_t i = 0; i < windows_.size(); ++i) all.boxes.push_back(box(i));
    add_rules(all.boxes, question_, wrong_ways_, asked_.asks == Part::Asks::numbers);
    all.known.all = ways_.size();
    for (const Way& way : ways_) {
      if (differs(way, all.boxes)) ++all.known.differing;
      if (differs_when_calculated(way, all.boxes)) ++all.known.calculated_differing;
    }
    return all;
  }

 private:
  const DecimalFormat& format() const { return question_.format(); }
  const Exact& right(std::size_t i) const { return question_.stated()[question_.asked()[i]]; }
  Exact unit(std::size_t i) const { return unit_of(right(i), format()); }
  std::string text(const Exact& number) const { return plain_decimal(number, format()); }
  Exact marks_of_box() const { return problem_.marks.method + problem_.marks.accuracy; }

  // ------------------------------------------------------------------------------------------------- what check gives

  Sheet right_sheet() const {
    Sheet sheet;
    for (std::size_t i = 0; i < windows_.size(); ++i) sheet.push_back(written_in(text(right(i))));
    return sheet;
  }

  MarkedSheet marked(const Sheet& numbers) {
    QuestionSheet sheet = marker_.blank();
    sheet[part_].numbers = numbers;
    return std::move(marker_.mark(sheet).parts[part_].numbers);
  }

  /// What `value` earns in a sheet that is right otherwise.
  Exact earned_alone(std::size_t i, const Exact& value) {
    Sheet sheet = right_;
    sheet[i] = written_in(text(value.rounded(format(), RoundingRule::half_up)));
    const LineMark mark = marked(sheet).lines[i];
    return mark.method + mark.accuracy;
  }

  /// Where a problem is not fair, honest work may come to numbers outside of the windows. What `check` takes is right.
  void find_strays() {
    strays_.resize(windows_.size());
    for (const HonestRule& rule : honest_rules(problem_)) {
      const HonestAnswers path = follow(rule, question_.tape(), format(), question_.asked());
      if (path.values.size() < question_.tape().lines.size()) continue;
      std::vector<Exact> values;
      for (const std::size_t line : question_.asked()) {
        values.push_back(path.values[line].rounded(format(), rule.working.ties));
      }
      take_strays(values);
    }
  }

  void take_strays(const std::vector<Exact>& values) {
    Sheet sheet;
    bool strays = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sheet.push_back(written_in(text(values[i])));
      strays = strays || !windows_[i].contains(values[i]);
    }
    if (!strays) return;
    const MarkedSheet marks = marked(sheet);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool is_full = marks.lines[i].method + marks.lines[i].accuracy == marks_of_box();
      if (is_full && !windows_[i].contains(values[i])) strays_[i].insert(values[i]);
    }
  }

  // ----------------------------------------------------------------------------------------------------- known sheets

  void find_ways(RivalMethods& methods) {
    std::set<std::pair<std::string, std::vector<std::optional<Exact>>>> known;
    const auto add = [&](const std::string& cause, bool is_convention, std::vector<std::optional<Exact>> answers) {
      const bool is_new = is_seen(answers) && known.emplace(cause, answers).second;
      if (is_new) ways_.push_back({cause, is_convention, std::move(answers), {}});
    };
    for (const auto& [name, other] : other_conventions(problem_)) add(name, true, in_convention(other));
    for (const WrongMethod& method : methods.of(problem_)) {
      std::vector<std::optional<Exact>> answers = asked_of(question_.state(method));
      if (is_seen(answers)) wrong_ways_.push_back({&method, answers});
      add(method.mistake, false, std::move(answers));
    }
    for (Way& way : ways_) mark(way);
  }

  std::vector<std::optional<Exact>> asked_of(const Stated& stated) const {
    std::vector<std::optional<Exact>> answers;
    for (const std::size_t line : question_.asked()) {
      answers.push_back(line < stated.size() ? std::optional(stated[line]) : std::nullopt);
    }
    return answers;
  }

  bool is_seen(const std::vector<std::optional<Exact>>& answers) const {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i] && !windows_[i].contains(*answers[i])) return true;
    }
    return false;
  }

  std::vector<std::optional<Exact>> in_convention(const Problem& other) const {
    const Tape tape = compile(other);
    const Stated stated = question_.state(tape);
    std::vector<std::optional<Exact>> answers;
    for (const std::size_t line : question_.asked()) answers.push_back(counterpart(line, other, tape, stated));
    return answers;
  }

  std::optional<Exact> counterpart(std::size_t line, const Problem& other, const Tape& tape,
                                   const Stated& stated) const {
    const Tape::Line& wanted = question_.tape().lines[line];
    const std::string& quantity = problem_.optimizer.equations[wanted.equation].quantity;
    for (std::size_t i = 0; i < stated.size(); ++i) {
      const Tape::Line& at = tape.lines[i];
      const bool same = at.t == wanted.t && at.component == wanted.component &&
                        other.optimizer.equations[at.equation].quantity == quantity;
      if (same) return stated[i];
    }
    return std::nullopt;
  }

  void mark(Way& way) {
    Sheet sheet;
    for (const auto& answer : way.answers) sheet.push_back(answer ? written_in(text(*answer)) : Written{});
    for (const LineMark& mark : marked(sheet).lines) way.earned.push_back(mark.method + mark.accuracy);
  }

  bool differs(const Way& way, const std::vector<Box>& boxes) const {
    Exact checked, boxed;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      checked = checked + way.earned[i];
      const KnownAnswer* answer = way.answers[i] ? answer_for(boxes[i], *way.answers[i]) : nullptr;
      if (answer) boxed = boxed + answer->share * boxes[i].marks;
    }
    return checked != boxed;
  }

  static bool differs_when_calculated(const Way& way, const std::vector<Box>& boxes) {
    const std::vector<Exact> shares = calculated_shares(boxes, way.answers);
    Exact checked, calculated;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      checked = checked + way.earned[i];
      calculated = calculated + shares[i] * boxes[i].marks;
    }
    return checked != calculated;
  }

  // ------------------------------------------------------------------------------------------------------------ boxes

  Box box(std::size_t i) {
    Box box;
    const SheetRow& row = marker_.rows(part_)[i];
    box.id =
        row.quantity + (row.t ? '_' + std::to_string(*row.t) : "") + (row.component.empty() ? "" : '_' + row.component);
    std::replace(box.id.begin(), box.id.end(), ':', '_');
    box.t = row.t.value_or(0);
    box.component = row.component;
    const std::optional<std::size_t> component = question_.tape().lines[question_.asked()[i]].component;
    const bool hides_name = asked_.asks == Part::Asks::value;
    box.name = !hides_name                             ? question_.name(question_.asked()[i])
               : component && problem_.dimension() > 1 ? reports::math(question_.notation().component(*component))
                                                       : reports::text("value");
    box.how = "to " + reports::plain_words(precision_in_words(format()));
    box.right = text(right(i));
    box.marks = marks_of_box();
    if (!box.marks.is_zero()) box.answers = answers(i);
    return box;
  }

  KnownAnswer range(KnownAnswer::Kind kind, const Exact& lower, const Exact& upper, const Exact& earned) const {
    const char* const feedback = kind == KnownAnswer::Kind::right ? "Correct." : "Right method; the last digit is off.";
    return {kind, (lower + upper) * half, (upper - lower) * half, earned / marks_of_box(), feedback, ""};
  }
  KnownAnswer right_range(const Exact& lower, const Exact& upper) const {
    return range(KnownAnswer::Kind::right, lower, upper, marks_of_box());
  }

  std::vector<KnownAnswer> answers(std::size_t i) {
    const Exact unit = this->unit(i), reach = unit * half;
    const Window& window = windows_[i];
    std::vector<KnownAnswer> answers;
    answers.push_back(right_range(right(i) - reach, right(i) + reach));
    if (window.lower != window.upper) {
      answers.push_back(right_range(window.lower - reach, window.upper + reach));
    }
    for (const Exact& honest : strays_[i]) {
      answers.push_back(right_range(honest - reach, honest + reach));
    }
    append_nearly(i, answers);
    append_known(i, answers);
    return answers;
  }

  /// One unit off; where `check` gives all the marks for that, it is right.
  void append_nearly(std::size_t i, std::vector<KnownAnswer>& answers) {
    const Exact unit = this->unit(i), reach = unit * half;
    const auto begin = static_cast<std::ptrdiff_t>(answers.size());
    const auto near = [&](const Exact& value) {
      if (value.is_zero() || unit.is_zero()) return;  // a 0 may not have been worked out at all
      if (strays_[i].contains(value)) return;
      const Exact earned = earned_alone(i, value);
      if (earned.is_zero()) return;
      const auto kind = earned == marks_of_box() ? KnownAnswer::Kind::right : KnownAnswer::Kind::nearly;
      answers.push_back(range(kind, value - reach, value + reach, earned));
    };
    near(windows_[i].lower - unit);
    near(windows_[i].upper + unit);
    std::stable_sort(answers.begin() + begin, answers.end(),
                     [](const KnownAnswer& a, const KnownAnswer& b) { return a.kind < b.kind; });
  }

  void append_known(std::size_t i, std::vector<KnownAnswer>& answers) const {
    const Exact unit = this->unit(i), apart = unit * units_kept_apart;
    std::vector<Candidate> candidates = candidates_at(i);
    const auto rank = [](const Candidate& c) { return c.is_convention ? 0 : c.outcome().second.is_zero() ? 1 : 2; };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
    std::vector<Exact> taken(strays_[i].begin(), strays_[i].end());
    for (const Candidate& candidate : candidates) {
      const Exact& value = candidate.value;
      const bool near_right = windows_[i].lower - apart <= value && value <= windows_[i].upper + apart;
      const bool is_near = near_right || std::any_of(taken.begin(), taken.end(),
                                                     [&](const Exact& other) { return (value - other).abs() < apart; });
      if (is_near || value.is_zero() || !can_be_told(value, unit_of(value, format()))) continue;
      taken.push_back(value);
      const auto [cause, earned] = candidate.outcome();
      const KnownAnswer::Kind kind = candidate.is_convention ? KnownAnswer::Kind::convention
                                     : earned.is_zero()      ? KnownAnswer::Kind::mistake
                                                             : KnownAnswer::Kind::carried;
      const bool shows_here = kind != KnownAnswer::Kind::carried;
      answers.push_back(
          {kind, value, unit_of(value, format()) * half, earned / marks_of_box(),
           shows_here ? plain_words(sentence_on(cause)) : "Correct from your earlier number, which is wrong.", cause});
    }
  }

  /// In the order of the ways that have them.
  std::vector<Candidate> candidates_at(std::size_t i) const {
    std::vector<Candidate> candidates;
    std::map<Exact, std::size_t> positions;
    const auto add = [&](const Exact& value, const std::string& cause, bool is_convention, const Exact& earned) {
      const auto [found, is_new] = positions.emplace(value, candidates.size());
      if (is_new) candidates.push_back({value, false, {}});
      Candidate& candidate = candidates[found->second];
      if (candidate.is_convention && !is_convention) return;
      candidate.is_convention = is_convention;
      Exact& most = candidate.earned.emplace(cause, earned).first->second;
      most = std::max(most, earned);
    };
    const bool shows_wrong = i < asked_.shown.size() && asked_.shown[i];
    if (shows_wrong) add(*asked_.shown[i], asked_.mistake, false, Exact(0));
    for (const Way& way : ways_) {
      const bool is_other = way.answers[i] && !windows_[i].contains(*way.answers[i]);
      if (!is_other || (shows_wrong && *way.answers[i] == *asked_.shown[i])) continue;
      add(*way.answers[i], way.cause, way.is_convention, way.earned[i]);
    }
    return candidates;
  }

  QuestionMarker& marker_;
  std::size_t part_;
  const Part& asked_;
  const Problem& problem_;
  WorkedQuestion question_;
  std::vector<Window> windows_;
  std::vector<std::set<Exact>> strays_;  ///< for each box, what is right and outside of its window
  Sheet right_;
  std::vector<Way> ways_;
  std::vector<WrongWay> wrong_ways_;
};

}  // namespace

Boxes boxes_of(QuestionMarker& marker, std::size_t part, RivalMethods& methods) {
  return BoxMaker(marker, part, methods).boxes();
}

bool can_be_told(const Exact& value, const Exact& unit) {
  return unit >= Exact::decimal(1, 12) && value.abs() < unit * Exact(10).pow(14) && value.abs() < Exact(10).pow(14);
}

const KnownAnswer* answer_for(const Box& box, const Exact& number) {
  const auto found = std::find_if(box.answers.begin(), box.answers.end(), [&](const KnownAnswer& answer) {
    return (number - answer.value).abs() <= answer.tolerance;
  });
  return found == box.answers.end() ? nullptr : &*found;
}

}  // namespace stepmark::exports
