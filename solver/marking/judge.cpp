#include "solver/marking/judge.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lib/base/error.hpp"

namespace stepmark::marking {

namespace {

/// A unit that is so small a part of a number cannot be told in doubles.
constexpr double too_fine = 1e-12;

bool is_finite(const Ends& ends) { return std::isfinite(ends.lower) && std::isfinite(ends.upper); }

/// Does what is not known of a number matter, nearly all being lost on the way?
bool is_lost(const Ends& ends, double asked) {
  return !is_close(ends) && asked > 0 && ends.upper - ends.lower > 0.01 * asked;
}

bool any_of(const std::vector<std::size_t>& positions, const std::vector<bool>& flags) {
  return std::any_of(positions.begin(), positions.end(), [&](std::size_t i) { return static_cast<bool>(flags[i]); });
}

/// Is another number worked with from there on?
bool is_off(Imprecision imprecision) {
  return imprecision == Imprecision::extra_digits || imprecision == Imprecision::near;
}

double distance(double x, const Ends& ends) { return std::max({ends.lower - x, x - ends.upper, 0.0}); }

}  // namespace

Judge::Judge(const Problem& problem) : key_(problem), own_(key_.tape(), key_.figures_kept()) {}

Judge::Judge(const Problem& problem, std::vector<std::optional<std::size_t>> lines)
    : key_(problem, std::move(lines)), own_(key_.tape(), key_.figures_kept()) {}

/// The quick way: a sheet that is right, or that follows one honest path all through. Fills in what it finds; where it
/// says no, the numbers have still to be judged.
bool Judge::judge_by_truth(const Sheet& sheet, std::vector<Judgement>& judgements) const {
  const auto all = [&](const auto& matches) {
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      if (key_.lines()[i] && sheet[i].kind == Written::Kind::number && !matches(i)) return false;
    }
    return true;
  };
  bool right = all([&](std::size_t i) { return key_.is_exact(i, sheet[i]); });
  for (std::size_t path = 0; path < key_.paths().size() && !right; ++path) {
    right = key_.paths()[path].full_marks && all([&](std::size_t i) { return key_.is_on_path(path, i, sheet[i]); });
  }
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    if (!key_.lines()[i] || sheet[i].kind == Written::Kind::missing) continue;
    const bool unreadable = sheet[i].kind == Written::Kind::unreadable;
    judgements[i].kind = unreadable ? Judgement::Kind::unreadable : Judgement::Kind::right;
  }
  return right;
}

/// Is it what the right method gives on the student's own numbers?
bool Judge::is_on_own(std::size_t position, const Written& written, const OwnValue& own, bool behind_wrong, double unit,
                      double asked) const {
  if (own.close && std::fabs(key_.difference(position, written, own.reference(), unit)) <= half_unit * unit)
    return true;
  if (own.close && !behind_wrong) return false;
  const double w = key_.number(position, written.value), reach = near_enough * std::max(unit, asked);
  if (!is_in_hull(w, own, unit)) return false;
  // Behind a wrong number, what was rounded off it may weigh as much as the hull says; elsewhere honest work stays near
  // what was written or what a calculator carries.
  const bool is_narrow = key_.is_fair() && own.hull.upper - own.hull.lower <= most_spread * asked;
  return behind_wrong || is_narrow || distance(w, own.ends) <= reach || distance(w, own.carried) <= reach;
}

/// Could it have come of the student's own numbers, each as it was written or before it was rounded?
bool Judge::is_in_hull(double written, const OwnValue& own, double unit) {
  const double told = own.close ? std::fabs(written) * 1e-15 : 0;  // too fine for doubles, and so for the hull
  return std::isfinite(written) && distance(written, own.hull) <= half_unit * unit + told;
}

/// Right as it may be, it did not come of the student's own numbers: what these give is no other reading of it.
bool Judge::is_far(std::size_t position, const Written& written, const OwnValue& own) const {
  const double asked = key_.asked_here(position, own.near), unit = key_.unit_for(position, written, asked);
  return !(distance(key_.number(position, written.value), own.hull) <= near_enough * std::max(unit, asked));
}

Judgement Judge::judged(std::size_t position, const Sheet& sheet, bool tainted, bool reaches_wrong,
                        const std::optional<OwnValue>& own) const {
  const AnswerKey::Answer& answer = key_.answer(position);
  const Written& written = sheet[position];
  const bool hidden = key_.has_hidden_inputs(position, sheet);
  const bool by_rule = hidden || tainted;  // right by the rule, but not on what was written before
  Judgement result;
  result.has_value_here = own.has_value();
  result.right_here = own ? own->near : answer.exact;
  // Of a number without its working, nobody can tell where digits that are not asked come from.
  const bool a_digit_more =
      answer.exact != 0 && unit_stated(written, answer.unit, answer.scale).value_or(0) > 0.009 * answer.unit;  // or two
  const bool as_asked =
      hidden && (key_.problem().answer.give || a_digit_more) && key_.is_right_as_asked(position, written);
  const bool exactly = as_asked || written.value == answer.model || key_.is_exact(position, written);
  const AnswerKey::Match truth =
      exactly || !by_rule ? AnswerKey::Match{exactly, Imprecision::none} : key_.matches_some_path(position, written);
  const auto of = [&](Judgement::Kind kind, Imprecision imprecision) {
    result.kind = kind;
    result.imprecision = imprecision;
    return result;
  };
  const double asked = key_.asked_here(position, result.right_here), unit = key_.unit_for(position, written, asked);
  if (truth.found && truth.how == Imprecision::none) {
    result.despite_own = tainted && own && !is_on_own(position, written, *own, true, unit, asked);
    return of(Judgement::Kind::right, Imprecision::none);
  }
  if (own && is_on_own(position, written, *own, tainted || reaches_wrong, unit, asked)) {
    const bool strays = (key_.is_fair() || reaches_wrong) && !key_.is_near_truth(position, written);
    return of(tainted || strays ? Judgement::Kind::follow_through : Judgement::Kind::right, Imprecision::none);
  }
  const auto imprecise = [&](Imprecision how, std::string matched) {
    result.matched = std::move(matched);
    return of(Judgement::Kind::imprecise, how);
  };
  if (truth.found) return imprecise(truth.how, answer.text);
  const double least = std::max(answer.unit, unit);
  const AnswerKey::Reference truly{answer.exact, &answer.close};
  if (const auto almost = key_.nearly(position, truly, written, key_.unit_for(position, written), least)) {
    const bool behind = unit < answer.unit && key_.is_right_as_asked(position, written);
    return imprecise(behind && *almost == Imprecision::last_digit ? Imprecision::extra_digits : *almost,
                     to_string(answer.stated, answer.format));
  }
  const auto almost_own = own ? key_.nearly(position, own->reference(), written, unit, least) : std::nullopt;
  if (almost_own) return imprecise(*almost_own, "");
  if (own && !own->close && is_in_hull(key_.number(position, written.value), *own, unit)) {
    return imprecise(Imprecision::other_rule, "");
  }
  return of(Judgement::Kind::faulty, Imprecision::none);
}

std::optional<Judge::OwnValue> Judge::own_value(std::size_t position, const Written& written,
                                                const std::optional<Ends>& ends) {
  if (!ends) return std::nullopt;
  const AnswerKey::Answer& answer = key_.answer(position);
  if (answer.scale.power || !is_finite(*ends) || is_lost(*ends, answer.unit)) return own_closely(position);
  const double value = middle(*ends), unit = key_.unit_for(position, written, key_.asked_here(position, value));
  OwnValue own{*ends, own_.hull(), own_.carried().value_or(*ends), std::nullopt, value};
  if (unit <= too_fine * std::fabs(value)) {
    own.close = own_close();
  }
  return own;
}

/// The line's value on the student's own numbers, to more digits than are asked; of a number so large that its last
/// place asked is beyond those, to that.
std::optional<Exact> Judge::own_close() {
  const auto kept = DecimalFormat::figures(key_.figures_kept());
  auto close = own_.rounded(kept);
  const bool has_more = close && key_.format().kind == DecimalFormat::Kind::places && !close->value.is_zero() &&
                        close->value.decimal_exponent() + key_.format().digits >= kept.digits;
  if (has_more) close = own_.rounded(key_.format());
  return close ? std::optional(std::move(close->value)) : std::nullopt;
}

/// The same of what leaves the range of doubles, here or on the way. What it is in figures that no double holds either
/// is compared with the right answer alone.
std::optional<Judge::OwnValue> Judge::own_closely(std::size_t position) {
  auto close = own_close();
  if (!close) return std::nullopt;
  const double near = key_.number(position, *close);
  if (!std::isfinite(near) && key_.format().kind == DecimalFormat::Kind::figures) return std::nullopt;
  const Ends point{near, near};
  return OwnValue{point, point, point, std::move(close), near};
}

double Judge::right_here(std::size_t position, const Ends& own) {
  if (!key_.answer(position).scale.power && is_finite(own)) return middle(own);
  const auto closely = own_closely(position);
  return closely ? closely->near : key_.answer(position).exact;
}

/// Does a line rest on a number that is wrong? Where a number is missing, on what that would have rested.
bool Judge::is_tainted(std::size_t position, const std::vector<Judgement>& judgements,
                       const std::vector<bool>& tainted) const {
  using Kind = Judgement::Kind;
  return std::any_of(key_.inputs(position).begin(), key_.inputs(position).end(), [&](std::size_t input) {
    const Kind kind = judgements[input].kind;
    if (kind == Kind::missing || kind == Kind::unreadable) return static_cast<bool>(tainted[input]);
    return kind == Kind::faulty || kind == Kind::follow_through || is_off(judgements[input].imprecision);
  });
}

/// The line's value on the student's own numbers, stated as asked; empty if it has none.
std::string Judge::own_text(std::size_t position) {
  const DecimalFormat& format = key_.answer(position).format;
  const auto here = own_.rounded(format);
  return here ? model_text(*here, format) : "";
}

/// A sum over steps as people work it: what they wrote the step before, and the new term.
std::optional<Judge::OwnValue> Judge::running_sum(std::size_t position, const Sheet& sheet,
                                                  const std::vector<Judgement>& judgements,
                                                  const std::optional<OwnValue>& own) const {
  const std::size_t before = key_.sum_before(position);
  if (!own || own->close || before == no_position || sheet[before].kind != Written::Kind::number) return std::nullopt;
  if (!judgements[before].has_value_here || key_.answer(before).scale.power) return std::nullopt;
  const double more = key_.number(before, sheet[before].value) - judgements[before].right_here;
  const auto moved = [&](const Ends& ends) { return Ends{ends.lower + more, ends.upper + more}; };
  return OwnValue{moved(own->ends), moved(own->hull), moved(own->carried), std::nullopt, own->near + more};
}

void Judge::judge_on_own_numbers(const Sheet& sheet, std::vector<Judgement>& judgements) {
  own_.restart();
  std::vector<bool> tainted(sheet.size(), false);  // each once: the ways through lines left out are many
  std::vector<bool> reaches(sheet.size(), false);  // a wrong number, through right ones too
  for (std::size_t line = 0; line < key_.tape().lines.size(); ++line) {
    const std::size_t position = key_.position_of(line);
    const auto own = own_.evaluate();
    if (position != no_position) {
      tainted[position] = is_tainted(position, judgements, tainted);
      reaches[position] = tainted[position] || any_of(key_.inputs(position), reaches);
    }
    if (position == no_position || sheet[position].kind != Written::Kind::number) {
      if (position != no_position && own) {
        judgements[position].rests_on_wrong = tainted[position];
        judgements[position].has_value_here = true;
        judgements[position].right_here = right_here(position, *own);
        judgements[position].expected_here = own_text(position);
      }
      own_.keep(key_.format());
      continue;
    }
    const Written& written = sheet[position];
    Judgement& judgement = judgements[position];
    const auto value = own_value(position, written, own);
    judgement = judged(position, sheet, tainted[position], reaches[position], value);
    if (!is_earned(judgement)) {
      if (const auto running = running_sum(position, sheet, judgements, value)) {
        Judgement as_worked = judged(position, sheet, tainted[position], true, running);
        as_worked.right_here = judgement.right_here;
        const bool is_better = is_earned(as_worked) || judgement.kind == Judgement::Kind::faulty;
        if (is_better && as_worked.kind != Judgement::Kind::faulty) judgement = std::move(as_worked);
      }
    }
    judgement.rests_on_wrong = tainted[position];
    if (judgement.kind != Judgement::Kind::right && own) judgement.expected_here = own_text(position);
    if (judgement.kind == Judgement::Kind::imprecise && judgement.matched.empty()) {
      judgement.matched = judgement.expected_here;
    }
    const bool is_apart = tainted[position] && value && is_far(position, written, *value);
    if (judgement.kind == Judgement::Kind::faulty || is_off(judgement.imprecision) || is_apart) {
      own_.put_rounded(written.value, key_.half_unit_of_wrong(position, written));
    } else {
      const AnswerKey::Answer& answer = key_.answer(position);
      const double asked = answer.scale.power ? unit_of(answer.stated, answer.format).to_double() : answer.unit;
      const double unit = std::min(unit_stated(written, asked, {}).value_or(asked), asked);
      const Exact half_of_last = written.unit ? *written.unit / Exact(2) : Exact(0);
      own_.put_honest(written.value, half_of_last, unit, key_.unit_of_rule(position));
    }
  }
}

std::vector<Judgement> Judge::judge(const Sheet& sheet) {
  STEPMARK_ASSERT(sheet.size() == key_.lines().size());
  std::vector<Judgement> judgements(sheet.size());
  if (!judge_by_truth(sheet, judgements)) judge_on_own_numbers(sheet, judgements);
  return judgements;
}

}  // namespace stepmark::marking
