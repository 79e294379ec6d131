#include "solver/marking/wrong_working.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "lib/expression/constant.hpp"
#include "lib/number/double_decimal.hpp"
#include "solver/asked.hpp"
#include "solver/marking/slip.hpp"

namespace stepmark::marking {

namespace {

/// Bounds on what is kept of pairs: how many, and of how many instructions in all.
constexpr std::size_t most_pairs = 2000, most_pair_instructions = 4'000'000;

/// Of a long problem, so many steps are tried as the first wrong one, or the only one.
constexpr std::int64_t most_beginnings = 12;

/// What doubles make of a tie.
constexpr double hair = 1e-7;

/// Components are tried one by one as long as they are so few.
constexpr std::size_t most_components = 8;

/// Of the gradients that a question gives, so many are tried as misread; of a long problem fewer, and fewer digits.
constexpr std::size_t most_gradients = 24, most_misread_instructions = 300'000;

void take_other(const Exact& value, const Exact& other, std::vector<Exact>& all) {
  if (other != value && std::count(all.begin(), all.end(), other) == 0) all.push_back(other);
}

/// With one of its digits another, from the first of `digits` on, but for what stands in `known`. A number that is
/// longer than what a question gives is not gone through.
std::vector<Exact> with_another_digit(const Exact& value, const std::vector<Exact>& known, const char* digits) {
  constexpr std::size_t longest_given = 12;
  std::vector<Exact> all;
  const std::string text = value.to_string();
  const std::size_t first = std::min(text.find_first_of(digits), text.size());
  for (std::size_t i = first; i < text.size() && text.size() < longest_given; ++i) {
    if (text[i] < '0' || text[i] > '9') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = text;
      changed[i] = digit;
      const auto other = Exact::parse(changed);
      const bool is_new = other && !other->is_zero() && std::count(known.begin(), known.end(), *other) == 0;
      if (is_new) take_other(value, *other, all);
    }
  }
  return all;
}

/// What else a hyperparameter is soon taken for.
std::vector<Exact> mistaken_for(const Exact& value) {
  std::vector<Exact> all;
  const bool is_decay = value >= Exact(1) / Exact(2) && value < Exact(1);
  if (is_decay) {
    for (const char* usual : {"0.9", "0.99", "0.999", "0.95", "0.8", "0.5"}) {
      take_other(value, *Exact::parse(usual), all);
    }
    take_other(value, value * *Exact::parse("0.1"), all);
    take_other(value, Exact(1) - value, all);
  } else if (value > Exact::decimal(1, 6)) {  // smaller ones stand beside larger numbers, and show nowhere
    for (const char* factor : {"10", "0.1", "100", "0.01", "2", "0.5"}) {
      take_other(value, value * *Exact::parse(factor), all);
    }
    for (const char* usual : {"0.5", "0.2", "0.1", "0.05", "0.01", "0.001"}) {
      take_other(value, *Exact::parse(usual), all);
    }
  }
  return all;
}

/// A number with its point misplaced, two digits exchanged, or one of them another.
std::vector<Exact> miscopied_as(const Exact& value) {
  std::vector<Exact> all;
  for (const char* factor : {"10", "0.1"}) take_other(value, value * *Exact::parse(factor), all);
  for (const std::string& swapped : with_digits_exchanged(value.to_string())) {
    if (const auto other = Exact::parse(swapped)) take_other(value, *other, all);
  }
  for (const Exact& other : with_another_digit(value, all, "0123456789")) take_other(value, other, all);
  return all;
}

/// The gradients that a question gives, with one of them another.
ObjectivePtr with_gradient(const Problem& problem, std::int64_t step, std::size_t component, const Exact& value) {
  std::vector<std::vector<Expression>> gradients;
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    auto& here = gradients.emplace_back();
    for (std::size_t i = 0; i < problem.dimension(); ++i) {
      here.push_back(t == step && i == component ? literal(value) : problem.objective->gradient(i, t));
    }
  }
  return gradients_objective(std::move(gradients), problem.objective->parameters(), {}, problem.first_step());
}

}  // namespace

WrongWorking::WrongWorking(const Judge& judge, MethodStore& methods)
    : judge_(judge),
      methods_(methods),
      positions_(judge.key().tape().lines.size(), no_position),
      plain_("", judge.key().problem(), judge.key().problem()) {
  for (std::size_t i = 0; i < judge.key().lines().size(); ++i) {
    if (judge.key().lines()[i]) positions_[*judge.key().lines()[i]] = i;
  }
}

void WrongWorking::begin(Evidence& evidence) {
  evidence_ = &evidence;
  plainly_.clear();
  stands_plainly_.clear();
  complete_ = true;
  for (std::size_t line = 0; line < plain_.lines(); ++line) {
    plainly_.push_back(evaluated_on(plain_, line, stands_plainly_));
    stands_plainly_.push_back(standing(line, plainly_.back()));
    complete_ = complete_ && positions_[line] != no_position && evidence_->is_number(positions_[line]);
  }
}

WrongWorking::Given WrongWorking::evaluated_on(Alternative& method, std::size_t line,
                                               const std::vector<Given>& standing) {
  for (const std::size_t read : method.reads(line)) {
    method.put(read, standing[read].on_written);
    method.put_carried(read, standing[read].carried);
  }
  return {method.evaluate(line), method.evaluate_carried(line)};
}

/// As the rule of the question would have it written down, or what is asked: a number that nobody sees.
double WrongWorking::by_rule(double value) const {
  const auto& working = judge_.key().problem().working;
  const bool rounds = working && working->round.kind != DecimalFormat::Kind::none;
  const DecimalFormat format = rounds ? working->round : precision_asked(judge_.key().problem());
  if (value == 0 || !std::isfinite(value)) return value;
  const int first = format.kind == DecimalFormat::Kind::figures ? double_decimal_exponent(value) + 1 : 0;
  const double unit = double_power_of_ten(first - format.digits);
  const bool to_even = working && working->ties == RoundingRule::half_even;
  const double units = value / unit, away = std::floor(std::fabs(units) + 0.5 + hair);
  return (to_even ? std::nearbyint(units) : std::copysign(away, units)) * unit;
}

/// What one goes on with: what is written, or where that is `carried` rounded, or what the right method carries, that.
WrongWorking::Given WrongWorking::standing(std::size_t line, const Given& given) const {
  const std::size_t position = positions_[line];
  if (position == no_position || !evidence_->is_number(position)) return {by_rule(given.on_written), given.carried};
  const double written = evidence_->written(position);
  for (const double carried : {given.carried, plainly_[line].carried}) {
    if (evidence_->gives(carried, position)) return {written, carried};
  }
  return {written, written};
}

/// The method in the lines of the scope, the right one elsewhere, on the same numbers. What neither the change nor its
/// results reach is as it was, and tells nothing. Where lines are hidden, ends with the first that speaks against it.
std::vector<WrongWorking::Shown> WrongWorking::run(Way& way, const Scope& scope, Follow follow) {
  std::vector<Shown> shown;
  stands_ = stands_plainly_;
  moved_.assign(stands_.size(), false);
  for (std::size_t line = 0; line < stands_.size(); ++line) {
    const bool made = way.changed[line] && scope.holds(tape_line(line));
    Alternative& method = made ? way.alternative : plain_;
    const auto& reads = method.reads(line);
    const bool follows =
        follow == Follow::results && std::any_of(reads.begin(), reads.end(), [&](std::size_t i) { return moved_[i]; });
    if (!made && !follows) continue;
    const Given given = evaluated_on(method, line, stands_);
    stands_[line] = standing(line, given);
    moved_[line] = stands_[line] != stands_plainly_[line];
    weigh(line, given, plainly_[line], shown);
    const bool refuted = !shown.empty() && shown.back().kind == Shown::Kind::not_made && shown.back().line == line;
    if (refuted && !complete_ && scope.holds(tape_line(line))) break;
  }
  return shown;
}

/// Does what a method gives in a line speak for it, or against?
void WrongWorking::weigh(std::size_t line, const Given& given, const Given& right_here,
                         std::vector<Shown>& shown) const {
  const std::size_t position = positions_[line];
  if (position == no_position || !evidence_->is_number(position)) return;
  const auto off = [&](double value) { return std::fabs(value - evidence_->written(position)); };
  const bool carries = evidence_->gives(given.carried, position) && !(off(given.on_written) < off(given.carried));
  double value = carries ? given.carried : given.on_written;
  // Behind lines that nobody sees, any rounding between the two may have been done.
  const auto [low, high] = std::minmax(given.carried, given.on_written);
  const bool between = !complete_ && !evidence_->gives(value, position) && low < high;
  if (between) value = std::clamp(evidence_->written(position), low, high);
  const double width = between ? std::log2(1 + (high - low) / evidence_->tolerance(position)) : 0;
  // What the right method would give as well, carried the same way, is no evidence of another.
  const double rightly = carries ? right_here.carried : right_here.on_written;
  if (!std::isfinite(rightly)) return;  // what doubles cannot work the right way tells nothing of another
  const double least = 1.5 * evidence_->tolerance(position);
  const bool is_apart = std::fabs(value - rightly) > least && std::fabs(value - evidence_->right(position)) > least;
  // In a line that no right working gives, what comes much nearer tells as well.
  const bool is_nearer = evidence_->is_faulty(position) && 2 * off(value) < off(rightly);
  const bool differs = is_apart || is_nearer;
  const bool open = evidence_->is_open(position);
  auto saved = open ? evidence_->saved(position, value) : std::nullopt;
  if (saved) *saved -= width;
  if (saved && (differs || !evidence_->is_faulty(position))) {
    shown.push_back({Shown::Kind::made, line, position, value, *saved});
  } else if (differs && evidence_->is_faulty(position)) {
    shown.push_back({Shown::Kind::missed, line, position, value, 0});
  } else if (differs && !evidence_->gives(value, position)) {
    shown.push_back({Shown::Kind::not_made, line, position, value, 0});
  }
}

WrongWorking::Scope WrongWorking::whole() const {
  return {judge_.key().problem().first_step(), judge_.key().problem().last_step(), std::nullopt, 0};
}

/// The first line that the mistake changes, if it stands before what is asked of it and is not asked itself.
std::optional<std::size_t> WrongWorking::hidden_entry(const Way& way, const Scope& scope,
                                                      std::size_t first_shown) const {
  for (std::size_t line = 0; line < first_shown; ++line) {
    if (way.changed[line] && positions_[line] == no_position && scope.holds(tape_line(line))) return line;
  }
  return std::nullopt;
}

/// Nothing if the student did otherwise somewhere in it.
bool WrongWorking::propose(const Way& way, const Scope& scope, const std::vector<Shown>& shown) {
  Hypothesis hypothesis{way.causes, way.prices, scope.price, {}, {}, {}};
  if (scope.component && scope.first == scope.last) hypothesis.prices.assign(way.causes.size(), 0);  // a lapse
  for (const Shown& at : shown) {
    // Behind lines that nobody sees, what follows from the scope may show it as well.
    const bool may_follow = !complete_ && at.kind == Shown::Kind::made;
    if (!may_follow && !scope.holds(tape_line(at.line))) continue;
    if (at.kind == Shown::Kind::not_made) return false;
    if (at.kind == Shown::Kind::made) hypothesis.fits.push_back({at.position, at.saved});
    if (at.kind == Shown::Kind::missed) hypothesis.missed.push_back({at.position, at.value});
  }
  if (hypothesis.fits.empty()) return false;
  const bool names_its_line = way.causes.front().misread.t > 0;
  if (!complete_ && !names_its_line) {
    hypothesis.entered = hidden_entry(way, scope, *judge_.key().lines()[hypothesis.fits.front().position]);
  }
  evidence_->propose(std::move(hypothesis));
  return true;
}

/// The parts of a sheet without gaps in which a mistake may have been made: each such that it was not made elsewhere.
void WrongWorking::propose_scopes(const Way& way, const std::vector<Shown>& shown) {
  const Scope all = whole();
  if (propose(way, all, shown)) return;
  const double steps = bits_of_choice(static_cast<std::size_t>(judge_.key().problem().steps));
  const double components = bits_of(Assumption::one_component) + bits_of_choice(judge_.key().problem().dimension());
  std::set<std::pair<std::int64_t, std::optional<std::size_t>>> done;
  std::int64_t late = all.last + 1;
  for (auto at = shown.rbegin(); at != shown.rend() && at->kind != Shown::Kind::not_made; ++at) {
    late = tape_line(at->line).t;
  }
  const bool is_late = propose(way, {late, all.last, {}, bits_of(Assumption::begun_late) + steps}, shown);
  for (const Shown& at : shown) {
    if (at.kind != Shown::Kind::made || done.size() > 2 * most_beginnings) continue;
    const Tape::Line& line = tape_line(at.line);
    const bool has_parts = way.by_component && line.component;
    if (has_parts && done.emplace(-1, line.component).second) {
      propose(way, {all.first, all.last, line.component, components}, shown);
    }
    if (is_late && line.t >= late) continue;
    const double once = bits_of(Assumption::made_once) + steps;
    const bool is_new = done.emplace(line.t, std::nullopt).second;
    if (is_new && propose(way, {line.t, line.t, {}, once}, shown)) continue;
    if (has_parts && done.emplace(line.t, line.component).second) {
      propose(way, {line.t, line.t, line.component, lapse(way)}, shown);
    }
  }
}

/// In one line the formula is lost, by one of the methods that change it.
double WrongWorking::lapse(const Way& way) const {
  std::size_t ways = 0;
  for (const Way& other : alone_) {
    ways += static_cast<std::size_t>(other.alternative.changes_as(way.alternative));
  }
  return static_cast<double>(way.causes.size()) * (bits_of(Assumption::formula_slip) + bits_of_choice(ways));
}

/// Where lines are hidden, what a part of them gives must be worked by itself.
std::vector<WrongWorking::Scope> WrongWorking::parts(const Way& way) const {
  const Scope all = whole();
  const double steps = bits_of_choice(static_cast<std::size_t>(judge_.key().problem().steps));
  const double once = bits_of(Assumption::made_once) + steps;
  const std::size_t dimension = judge_.key().problem().dimension();
  const bool by_component = way.by_component && dimension > 1 && dimension <= most_components;
  const double components = bits_of(Assumption::one_component) + bits_of_choice(dimension);
  const std::int64_t last = tape_line(*judge_.key().lines()[evidence_->open().back()]).t;
  std::vector<Scope> scopes;
  for (std::int64_t t = last; t >= all.first && t > last - most_beginnings; --t) {
    if (t > all.first) scopes.push_back({t, all.last, {}, bits_of(Assumption::begun_late) + steps});
    if (all.first < all.last) scopes.push_back({t, t, {}, once});
    for (std::size_t i = 0; i < (by_component ? dimension : 0); ++i) {
      if (t == all.first) scopes.push_back({all.first, all.last, i, components});
      if (all.first < all.last) scopes.push_back({t, t, i, lapse(way)});
    }
  }
  return scopes;
}

void WrongWorking::try_everywhere(Way& way) {
  const std::vector<Shown> shown = run(way, whole());
  complete_ ? propose_scopes(way, shown) : void(propose(way, whole(), shown));
}

void WrongWorking::try_in_parts(Way& way) {
  for (const Scope& scope : parts(way)) propose(way, scope, run(way, scope));
}

WrongWorking::Way WrongWorking::way(Causes causes, std::vector<double> prices, const Problem& problem) {
  Way way{std::move(causes), std::move(prices), Alternative("", problem, judge_.key().problem())};
  way.changed = way.alternative.lines_changed_from(plain_);
  way.by_component = std::none_of(way.causes.begin(), way.causes.end(), [](const Cause& cause) {
    return cause.kind == Cause::Kind::mistake && mistake::find_mistake(cause.id).between_components;
  });
  return way;
}

void WrongWorking::make_alone() {
  if (std::exchange(alone_made_, true)) return;
  const std::vector<WrongMethod>& methods = methods_.of(judge_.key().problem());
  std::set<std::string> kinds;
  for (const WrongMethod& method : methods) kinds.insert(method.mistake);
  const double price = bits_of(Assumption::mistake) + bits_of_choice(kinds.size());
  for (const WrongMethod& method : methods) {
    alone_.push_back(
        way({{Cause::Kind::mistake, method.mistake}}, {price}, worked_wrongly(judge_.key().problem(), method)));
  }
}

void WrongWorking::mistakes() {
  make_alone();
  for (Way& way : alone_) {
    if (matters(way)) try_everywhere(way);
  }
  if (complete_) return;
  for (Way& way : alone_) try_in_parts(way);
}

/// @param bits  to say that it is this value, and misread as one of `others`
/// @param with  the problem with another in its place
template <class With>
void WrongWorking::add_misread(Misread value, const std::vector<Exact>& others, double bits, With with) {
  for (const Exact& other : others) {
    value.used = other.to_string();
    misread_.push_back(
        way({{Cause::Kind::slip, "misread-value", value}}, {bits + bits_of_choice(others.size())}, with(other)));
  }
}

void WrongWorking::make_misread() {
  if (std::exchange(misread_made_, true)) return;
  const Problem& problem = judge_.key().problem();
  const std::size_t most = most_misread_instructions / std::max<std::size_t>(judge_.key().tape().code.size(), 1);
  const std::size_t components = std::min(problem.start.size(), most_components);
  const std::size_t gradients = problem.objective->kind() == Objective::Kind::gradients
                                    ? std::min(static_cast<std::size_t>(problem.steps) * components, most_gradients)
                                    : 0;
  const double bits = bits_of(Assumption::misread_value) +
                      bits_of_choice(problem.optimizer.hyperparameters.size() + problem.start.size() + gradients);
  for (std::size_t i = 0; i < problem.optimizer.hyperparameters.size(); ++i) {
    const Hyperparameter& hyper = problem.optimizer.hyperparameters[i];
    const auto value = exact_value(hyper.value);
    if (!value) continue;
    const auto with = [&](const Exact& other) {
      Problem misread = problem;
      misread.optimizer.hyperparameters[i].value = literal(other);
      return misread;
    };
    // Three in four take a usual value, one any other digit.
    const std::vector<Exact> usual = mistaken_for(*value);
    add_misread({hyper.name, "", value->to_string()}, usual, bits + std::log2(4.0 / 3), with);
    if (misread_.size() >= most) continue;
    add_misread({hyper.name, "", value->to_string()}, with_another_digit(*value, usual, "123456789"), bits + 2, with);
  }
  const auto miscopied = [&](const Misread& named, const Exact& value, const auto& with) {
    if (value.is_zero()) return;
    add_misread(named, {-value}, bits + 2, with);
    add_misread(named, miscopied_as(value), bits, with);
  };
  for (std::size_t i = 0; i < components; ++i) {
    const auto value = exact_value(problem.start[i]);
    if (!value) continue;
    miscopied({problem.objective->parameters()[i], "", value->to_string()}, *value, [&](const Exact& other) {
      Problem misread = problem;
      misread.start[i] = literal(other);
      return misread;
    });
  }
  for (std::size_t k = 0; k < gradients && misread_.size() < most; ++k) {
    const std::int64_t t = problem.first_step() + static_cast<std::int64_t>(k / components);
    const std::size_t i = k % components;
    const auto value = exact_value(problem.objective->gradient(i, t));
    if (!value) continue;
    const std::string component = problem.dimension() > 1 ? problem.objective->parameters()[i] : "";
    miscopied({"g", "", value->to_string(), component, t}, *value, [&](const Exact& other) {
      Problem misread = problem;
      misread.objective = with_gradient(problem, t, i, other);
      return misread;
    });
  }
}

void WrongWorking::misread_values() {
  make_misread();
  for (Way& way : misread_) {
    if (matters(way)) propose(way, whole(), run(way, whole()));
  }
}

/// On a sheet without gaps, a line shows a change of its own equation alone: is one of those open?
bool WrongWorking::matters(const Way& way) const {
  return !complete_ || std::any_of(evidence_->open().begin(), evidence_->open().end(), [&](std::size_t position) {
    return static_cast<bool>(way.changed[*judge_.key().lines()[position]]);
  });
}

/// On a sheet without gaps: is there a line that has what two mistakes give together, and neither alone?
bool WrongWorking::shows_both(Way& way) {
  return std::any_of(way.jointly.begin(), way.jointly.end(), [&](std::size_t line) {
    if (!evidence_->is_open(positions_[line])) return false;
    const Given given = evaluated_on(way.alternative, line, stands_plainly_);
    return evidence_->gives(given.carried, positions_[line]) || evidence_->gives(given.on_written, positions_[line]);
  });
}

/// On a sheet without gaps: is there an open line whose equation the two change?
bool WrongWorking::may_show(const WrongMethod& both) const {
  return std::any_of(evidence_->open().begin(), evidence_->open().end(), [&](std::size_t position) {
    const std::size_t equation = tape_line(*judge_.key().lines()[position]).equation;
    return std::binary_search(both.changed.begin(), both.changed.end(), equation);
  });
}

/// Two mistakes in one line, or in lines that are not asked.
void WrongWorking::mistakes_in_pairs() {
  make_alone();
  find_pairs();
  for (Pair& pair : pairs_) {
    if (complete_ && !may_show(pair.methods->both)) continue;
    if (!pair.way) make(pair);
    Way& way = *pair.way;
    if (complete_ && !shows_both(way)) continue;
    const std::vector<Shown> shown = run(way, whole(), complete_ ? Follow::changed_lines : Follow::results);
    complete_ ? propose_scopes(way, shown) : void(propose(way, whole(), shown));
  }
}

void WrongWorking::find_pairs() {
  if (std::exchange(pairs_found_, true)) return;
  const std::size_t most =
      std::min(most_pairs, most_pair_instructions / std::max<std::size_t>(judge_.key().tape().code.size(), 1));
  for (auto& pair : methods_.pairs_of(judge_.key().problem(), most)) {
    if (pairs_.size() >= most) return;
    pairs_.push_back({std::move(pair)});
  }
}

void WrongWorking::make(Pair& pair) {
  const double price = alone_.front().prices.front();
  const auto& [first, second, method] = *pair.methods;
  Way both = way({{Cause::Kind::mistake, first}, {Cause::Kind::mistake, second}}, {price, price},
                 worked_wrongly(judge_.key().problem(), method));
  std::vector<bool> jointly = both.changed;
  for (const Way& one : alone_) {
    if (one.causes.front().id != first && one.causes.front().id != second) continue;
    const std::vector<bool> other = both.alternative.lines_changed_from(one.alternative);
    for (std::size_t line = 0; line < jointly.size(); ++line) jointly[line] = jointly[line] && other[line];
  }
  for (std::size_t line = 0; line < jointly.size(); ++line) {
    if (jointly[line]) both.jointly.push_back(line);
  }
  pair.way.emplace(std::move(both));
}

}  // namespace stepmark::marking
