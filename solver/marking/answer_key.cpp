#include "solver/marking/answer_key.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lib/expression/constant.hpp"
#include "lib/number/double_decimal.hpp"
#include "lib/sheet/number.hpp"
#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/solve.hpp"
#include "solver/tape/reads.hpp"

namespace stepmark::marking {

namespace {

/// Of fewer figures, a wrong number would stand for too many.
constexpr int fewest_figures = 3;

/// However short a step is, so many figures more are asked of a parameter at most.
constexpr int most_more_figures = 9;

/// What is further from the right number, as a share of it, is not the same number stated to fewer digits.
constexpr double farthest_coarse = 0.05;

/// What a few steps of a program's own rounding come to, as a share of the largest number, where one is written with as
/// many figures as doubles have, or singles; nobody writes these by hand.
double noise_of(const Written& written) {
  if (!written.unit || written.value.is_zero()) return 0;
  const std::int64_t figures = written.value.decimal_exponent() - written.unit->decimal_exponent() + 1;
  const bool is_double = figures >= 13 && figures <= 17, is_single = figures >= 7 && figures <= 9;
  return is_double ? 1e-12 : is_single ? 1e-6 : 0;
}

/// One unit of the last digit of which the writer may have been sure; 0 if no digits are stated. Where decimals are
/// asked, a whole number states all of its digits.
double unit_at_most(const Written& written, double asked, const Scale& scale) {
  const double unit = unit_stated(written, asked, scale).value_or(0);
  return asked >= scale.of(Exact(1)) && written.coarse_unit ? std::max(unit, scale.of(*written.coarse_unit)) : unit;
}

/// Between these powers of ten, doubles tell a unit and what is some thousand of them or a thousandth.
constexpr int largest_exponent = 250;

Scale scale_for(const Exact& unit) {
  if (unit.is_zero()) return {};
  const int exponent = unit.decimal_exponent();
  return std::abs(exponent) <= largest_exponent ? Scale{} : Scale{Exact(10).pow(exponent)};
}

/// How far from a number the furthest one is that states it, or nearly, with fewer digits than `unit`.
double reach_of_coarse(double number, double unit, double one, double most) {
  double reach = 0;
  const double size = std::fabs(number);
  for (double coarse = 10 * unit; unit > 0 && coarse <= size; coarse *= 10) {
    for (const double units : {std::floor(size / coarse), std::ceil(size / coarse)}) {
      const double off = std::fabs(units * coarse - size);
      const bool is_digit = coarse >= one && units * coarse < 10 * one;
      if (!is_digit && off <= most) reach = std::max(reach, off);
    }
  }
  return reach;
}

std::vector<std::optional<std::size_t>> optional_lines(const std::vector<std::size_t>& lines) {
  return {lines.begin(), lines.end()};
}

}  // namespace

double Scale::of(const Exact& x) const {
  const double near = power ? (x / *power).to_double() : x.to_double();
  return near == 0 ? x.sign() * std::numeric_limits<double>::denorm_min() : near;
}

std::optional<double> unit_stated(const Written& written, double asked, const Scale& scale) {
  if (!written.unit) return std::nullopt;
  const double unit = scale.of(*written.unit);
  return std::clamp(asked, unit, std::max(unit, written.coarse_unit ? scale.of(*written.coarse_unit) : unit));
}

std::string model_text(const EnclosingArithmetic::Rounded& rounded, const DecimalFormat& format) {
  return rounded.exact ? rounded.value.to_string() : to_string(rounded.value, format);
}

AnswerKey::AnswerKey(const Problem& problem) : problem_(problem), tape_(std::make_unique<Tape>(compile(problem))) {
  asked_ = optional_lines(asked_lines(problem, *tape_));
  prepare();
}

AnswerKey::AnswerKey(const Problem& problem, std::vector<std::optional<std::size_t>> lines)
    : problem_(problem), tape_(std::make_unique<Tape>(compile(problem))), asked_(std::move(lines)) {
  prepare();
}

int AnswerKey::figures_kept() const { return std::max(40, format_.digits + 16); }

void AnswerKey::prepare() {
  format_ = precision_asked(problem_);
  known_ = double_power_of_ten(2 - figures_kept());
  position_of_line_.assign(tape_->lines.size(), no_position);
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    if (!asked_[i]) continue;
    position_of_line_[*asked_[i]] = i;
    lines.push_back(*asked_[i]);
  }
  find_answers(lines);
  state_by_rule(lines);
  check_cells(lines);
  follow_paths(lines);
  find_inputs();
  find_sums();
}

/// How far a parameter has gone since it was asked before, or from its start; of any other line, how large it is.
double AnswerKey::size_that_tells(std::size_t line, CarriedWork& exact) const {
  const Tape::Line& here = tape_->lines[line];
  const double now = middle(exact.ends(line));
  if (problem_.optimizer.equations[here.equation].quantity != "theta") return std::fabs(now);
  for (std::size_t before = line; before-- > 0;) {
    const Tape::Line& other = tape_->lines[before];
    const bool is_same = other.equation == here.equation && other.component == here.component;
    if (is_same && position_of_line_[before] != no_position) return std::fabs(now - middle(exact.ends(before)));
  }
  const auto start = exact_value(problem_.start[here.component.value_or(0)]);
  return start ? std::fabs(now - start->to_double()) : std::fabs(now);
}

/// Where nothing says how precisely, a parameter is asked to three figures of its step.
DecimalFormat AnswerKey::format_for(double value, double step) const {
  const double size = std::fabs(value);
  if (says_how_to_round() || !std::isfinite(step) || !std::isfinite(size) || step == 0 || size <= step) return format_;
  const int more = double_decimal_exponent(size) - double_decimal_exponent(step);
  return DecimalFormat::figures(format_.digits + std::min(more, most_more_figures));
}

void AnswerKey::find_answers(const std::vector<std::size_t>& lines) {
  const auto kept = DecimalFormat::figures(figures_kept());
  CarriedWork exact(*tape_, kept.digits);
  answers_.resize(asked_.size());
  told_by_doubles_ = std::all_of(tape_->constants.begin(), tape_->constants.end(),
                                 [](const Exact& x) { return std::isfinite(x.to_double()); });
  for (const std::size_t line : lines) {
    Answer& answer = answers_[position_of_line_[line]];
    try {
      answer.telling = size_that_tells(line, exact);
      answer.format = format_for(middle(exact.ends(line)), answer.telling);
      const auto stated = exact.rounded(line, answer.format, RoundingRule::half_up);
      answer.stated = stated.value;
      answer.close = exact.rounded(line, kept, RoundingRule::half_even).value;
      answer.text = model_text(stated, answer.format);
      answer.model = stated.exact ? stated.value : answer.stated;
      const Exact unit = unit_of(answer.stated, answer.format);
      answer.scale = scale_for(unit);
      answer.unit = answer.scale.of(unit);
      const bool told = !answer.scale.power && std::isfinite(answer.close.to_double());
      told_by_doubles_ = told_by_doubles_ && told;
      answer.exact = told ? middle(exact.ends(line)) : answer.scale.of(answer.close);
      if (told) largest_ = std::max(largest_, std::fabs(answer.exact));
    } catch (const NoValue& no_value) {
      const Tape::Line& found = tape_->lines[line];
      throw InputError({problem_.file, 0, 0},
                       problem_.optimizer.equations[found.equation].quantity + " at step " + std::to_string(found.t) +
                           " has no value: " + no_value.what(),
                       "expected a problem that is defined");
    }
  }
}

/// Where the rule of the question carries rounded numbers, the model answers are those that its worked solution prints.
void AnswerKey::state_by_rule(const std::vector<std::size_t>& lines) {
  const auto& working = problem_.working;
  if (!working || working->carry != Working::Carry::rounded || working->round.kind == DecimalFormat::Kind::none) return;
  Trace trace;
  try {
    trace = solve(problem_, settings_for(problem_));
  } catch (const InputError&) {
    return;  // worked by that rule it comes to nothing; carried exactly it does not
  }
  for (const std::size_t line : lines) {
    const Printed& printed = trace.lines[line].value;
    const Exact value = *Exact::parse(printed.text), stated = value.rounded(format_, working->ties);
    const bool in_full = printed.exact && stated == value;
    Answer& answer = answers_[position_of_line_[line]];
    answer.text = in_full ? value.to_string() : to_string(stated, answer.format);
    answer.model = in_full ? value : stated;
  }
}

/// What no sheet can hold cannot be marked right.
void AnswerKey::check_cells(const std::vector<std::size_t>& lines) const {
  for (const std::size_t line : lines) {
    const Answer& answer = answers_[position_of_line_[line]];
    if (sheet::read_cell_number(answer.text)) continue;
    const Tape::Line& found = tape_->lines[line];
    throw InputError({problem_.file, 0, 0},
                     problem_.optimizer.equations[found.equation].quantity + " at step " + std::to_string(found.t) +
                         " is longer than a number on a sheet may be, at about 10^" +
                         std::to_string(answer.close.decimal_exponent()),
                     "expected at most " + std::to_string(sheet::longest_in_cell.digits) +
                         " digits, and nothing beyond 10^" + std::to_string(sheet::longest_in_cell.exponent));
  }
}

void AnswerKey::follow_paths(const std::vector<std::size_t>& lines) {
  const auto rules = honest_rules(problem_);
  std::vector<HonestAnswers> paths;
  for (const HonestRule& rule : rules) paths.push_back(follow(rule, *tape_, format_, {}));
  for (const std::size_t line : lines) {
    const Answer& answer = answers_[position_of_line_[line]];
    for (const HonestAnswers& path : paths) {
      const bool close = line < path.values.size() &&
                         answer.scale.of((path.values[line] - answer.stated).abs()) <= answer.unit * (1 + 1e-6);
      fair_ = fair_ && close;
    }
  }
  const bool printed_carries = problem_.working && problem_.working->carry == Working::Carry::rounded;
  for (std::size_t i = 1; i < paths.size(); ++i) {
    Path path{std::vector<double>(tape_->lines.size(), std::numeric_limits<double>::quiet_NaN()),
              std::move(paths[i].values),
              fair_ || (printed_carries && rules[i].working.round == problem_.working->round), false};
    for (const std::size_t line : lines) {
      if (line < path.written.size()) path.values[line] = number(position_of_line_[line], path.written[line]);
    }
    paths_.push_back(std::move(path));
  }
  follow_coarse_paths(lines, rules.front().working);
}

/// Honest work with a digit or two too few.
void AnswerKey::follow_coarse_paths(const std::vector<std::size_t>& lines, Working working) {
  working.carry = Working::Carry::rounded;
  for (int fewer = 1; fewer <= 2 && --working.round.digits > 0; ++fewer) {
    HonestAnswers answers = follow({"", working}, *tape_, format_, {});
    Path path{std::vector<double>(tape_->lines.size(), std::numeric_limits<double>::quiet_NaN()),
              std::move(answers.values), false, true};
    for (const std::size_t line : lines) {
      if (line < path.written.size()) path.values[line] = number(position_of_line_[line], path.written[line]);
    }
    paths_.push_back(std::move(path));
  }
}

/// Which asked lines go into each, through those that are not asked.
void AnswerKey::find_inputs() {
  const auto read = lines_read(*tape_);
  std::vector<std::set<std::size_t>> asked_inputs(read.size());
  inputs_.resize(asked_.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    bool from_hidden = false;
    for (const std::size_t from : read[i]) {
      if (position_of_line_[from] != no_position) {
        asked_inputs[i].insert(position_of_line_[from]);
      } else {
        from_hidden = true;
        asked_inputs[i].insert(asked_inputs[from].begin(), asked_inputs[from].end());
      }
    }
    const std::size_t position = position_of_line_[i];
    if (position == no_position) continue;
    answers_[position].from_hidden = from_hidden;
    inputs_[position].assign(asked_inputs[i].begin(), asked_inputs[i].end());
  }
}

/// For each sum over steps, the same one step before.
void AnswerKey::find_sums() {
  sum_before_.assign(asked_.size(), no_position);
  std::map<std::tuple<std::size_t, std::optional<std::size_t>, std::int64_t>, std::size_t> sums;
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    if (!asked_[i]) continue;
    const Tape::Line& line = tape_->lines[*asked_[i]];
    if (!problem_.optimizer.equations[line.equation].right.as<StepSum>()) continue;
    sums[{line.equation, line.component, line.t}] = i;
    const auto before = sums.find({line.equation, line.component, line.t - 1});
    if (before != sums.end()) sum_before_[i] = before->second;
  }
}

std::string AnswerKey::expected(std::size_t position) const {
  if (!asked_[position]) return "";
  return answers_[position].text;
}

std::string AnswerKey::stated(std::size_t position, double value) const {
  const DecimalFormat& format = answers_[position].format;
  return to_string(Exact::from_double(value).rounded(format, RoundingRule::half_up), format);
}

std::string AnswerKey::padded(std::size_t position, const std::string& number) const {
  return to_string(Exact::parse(number).value_or(Exact(0)), answers_[position].format);
}

/// A number is held to all the digits in which it is written, as far as the right one is known; but what comes from a
/// program is held to what the rounding of its arithmetic leaves, and to four figures of a number that is small.
double AnswerKey::unit_for(std::size_t position, const Written& written, double asked) const {
  const Answer& answer = answers_[position];
  const auto stated = unit_stated(written, asked, answer.scale);
  if (!stated) return asked;
  const double size = std::fabs(answer.exact), noise = answer.scale.power ? 0 : noise_of(written) * largest_;
  const double known = std::max(size * known_, size == 0 ? noise : std::min(noise, size * 1e-4));
  return std::min(asked, std::max(*stated, known));
}

/// Who writes more digits down than the rule of the question has may still work with those of the rule.
double AnswerKey::unit_of_rule(std::size_t position) const {
  const auto& working = problem_.working;
  const bool rounds =
      working && working->carry == Working::Carry::rounded && working->round.kind != DecimalFormat::Kind::none;
  return rounds ? unit_of(answers_[position].stated, working->round).to_double() : 0;
}

/// Half a unit of the last digit of a wrong number. Of fewer than three figures, no more than those of three: else one
/// digit would stand for all numbers near it. Where nothing says how precisely, a parameter's are those of its step:
/// else a step could be lost in it.
Exact AnswerKey::half_unit_of_wrong(std::size_t position, const Written& written) const {
  if (!written.unit || written.value.is_zero()) return Exact(0);
  const Answer& answer = answers_[position];
  const bool step_tells = !says_how_to_round() && std::isfinite(answer.telling) && answer.telling != 0;
  const Exact telling = step_tells ? std::min(written.value.abs(), Exact::from_double(answer.telling)) : written.value;
  const Exact most = unit_of(telling, DecimalFormat::figures(fewest_figures));
  return std::min(*written.unit, std::max(most, unit_of(answer.stated, answer.format))) / Exact(2);
}

/// A unit of what is asked, of the number that would be right here: of zero, figures state none.
double AnswerKey::asked_here(std::size_t position, double right_here) const {
  const double asked = answers_[position].unit;
  const bool is_fixed = asked > 0 && format_.kind != DecimalFormat::Kind::figures;
  if (is_fixed || !std::isfinite(right_here)) return asked;
  return std::max(asked, unit_of(Exact::from_double(right_here), answers_[position].format).to_double());
}

/// written - right; taken exactly where a unit is too small a part of the number for doubles to tell.
double AnswerKey::difference(std::size_t position, const Written& written, const Reference& right, double unit) const {
  const bool told_by_doubles = unit > 1e-9 * std::fabs(right.near);
  if (told_by_doubles || !right.close) return number(position, written.value) - right.near;
  return number(position, written.value - *right.close);
}

bool AnswerKey::is_exact(std::size_t position, const Written& written) const {
  const Answer& answer = answers_[position];
  const double unit = unit_for(position, written), noise = answer.scale.power ? 0 : noise_of(written) * largest_;
  // What a program prints for zero.
  const double nothing = answer.unit > 0 ? std::min(noise, half_unit * answer.unit) : noise;
  if (answer.exact == 0 && std::fabs(number(position, written.value)) <= nothing) return true;
  const bool as_asked = unit == answer.unit && written.value == answer.stated;
  return as_asked || std::fabs(difference(position, written, {answer.exact, &answer.close}, unit)) <= half_unit * unit;
}

bool AnswerKey::is_on_path(std::size_t path, std::size_t position, const Written& written) const {
  const Path& along = paths_[path];
  const std::size_t line = *asked_[position];
  if (line >= along.written.size()) return false;
  const double unit = unit_for(position, written);
  return std::fabs(difference(position, written, {along.values[line], &along.written[line]}, unit)) <= half_unit * unit;
}

bool AnswerKey::is_right_as_asked(std::size_t position, const Written& written) const {
  const Answer& answer = answers_[position];
  return std::fabs(difference(position, written, {answer.exact, &answer.close}, answer.unit)) <=
             half_unit * answer.unit ||
         written.value.rounded(answer.format, RoundingRule::half_up) == answer.stated;
}

/// Honest work does not stray from the right answer of a fair problem; what was rounded too early does.
bool AnswerKey::is_near_truth(std::size_t position, const Written& written) const {
  const Answer& answer = answers_[position];
  return std::fabs(difference(position, written, {answer.exact, &answer.close}, answer.unit)) <=
         near_enough * answer.unit;
}

AnswerKey::Match AnswerKey::matches_some_path(std::size_t position, const Written& written) const {
  Match best;
  for (std::size_t path = 0; path < paths_.size(); ++path) {
    if (!is_on_path(path, position, written)) continue;
    const Answer& answer = answers_[position];
    const double off = std::fabs(number(position, written.value) - answer.exact);
    const double size = std::fabs(answer.exact);
    if (paths_[path].coarse && off > farthest_coarse * size) continue;
    // A parameter that no figure moved has not been worked out.
    if (!says_how_to_round() && off > farthest_stated(position, size)) continue;
    if (paths_[path].full_marks) return {true, Imprecision::none};
    if (!best.found) best = {true, paths_[path].coarse ? Imprecision::too_few_digits : Imprecision::other_rule};
  }
  return best;
}

/// So far from the right number may be what states it to fewer digits: of a parameter, a share of its step.
double AnswerKey::farthest_stated(std::size_t position, double size) const {
  return farthest_coarse * std::min(answers_[position].telling, size);
}

/// Does a line rest on numbers that the student did not write down?
bool AnswerKey::has_hidden_inputs(std::size_t position, const Sheet& sheet) const {
  return answers_[position].from_hidden ||
         std::any_of(inputs_[position].begin(), inputs_[position].end(),
                     [&](std::size_t input) { return sheet[input].kind != Written::Kind::number; });
}

/// Right but for the way in which it is stated?
std::optional<Imprecision> AnswerKey::nearly(std::size_t position, const Reference& right, const Written& written,
                                             double unit, double asked) const {
  const Scale& scale = answers_[position].scale;
  const double w = scale.of(written.value), size = std::fabs(right.near);
  const double stated = unit_at_most(written, asked, scale);
  const double off = difference(position, written, right, unit);
  if (!std::isfinite(off)) return std::nullopt;
  // "3" is seldom 2.7 stated to fewer digits, and what is off by a twentieth of itself is wrong, however short it is.
  const bool is_digit = stated >= scale.of(Exact(1)) && std::fabs(w) < scale.of(Exact(10));
  const double most = farthest_stated(position, size);
  const bool is_near = !is_digit && std::fabs(off) <= most;
  if (stated > unit * 1.5 && is_near && w != 0 && stated <= 2 * size && std::fabs(off) <= half_unit * stated) {
    return Imprecision::too_few_digits;
  }
  const double coarser = std::max(unit, stated <= size && is_near ? stated : 0);
  const double short_by = right.near < 0 ? off : -off;
  if (w * right.near > 0 && short_by > 0 && short_by < coarser) return Imprecision::truncated;
  const double one_off = std::max({unit * 1.5, half_unit * asked, is_near && stated <= size ? stated : 0});
  if (std::fabs(off) <= one_off) return Imprecision::last_digit;
  // Nearer than what would be right but for its few digits.
  if (std::fabs(off) <= reach_of_coarse(right.near, asked, scale.of(Exact(1)), most)) return Imprecision::near;
  return std::nullopt;
}

}  // namespace stepmark::marking
