#include "solver/marking/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "lib/number/double_decimal.hpp"

namespace stepmark::marking {

namespace {

/// The share of a number to which doubles know it, after some thousand operations.
constexpr double told_by_doubles = 1e-12;
/// Three predictions in four that are right round to what is written; the rest are a unit off by what was rounded
/// before.
const double rounds_to_it = std::log2(4.0 / 3), is_a_unit_off = std::log2(4.0);
/// Of a number that no double holds.
constexpr double beyond_doubles = 64;
/// Numbers of one digit, with their signs.
constexpr double fewest_numbers = 19;

/// A unit of the last decimal that a number needs; nothing where that is finer than `finest` places.
std::optional<double> unit_needed(const Exact& x, int finest) {
  for (int places = 0; places <= finest; ++places) {
    if (x.rounded(DecimalFormat::places(places), RoundingRule::half_up) == x) return double_power_of_ten(-places);
  }
  return std::nullopt;
}

}  // namespace

Evidence::Evidence(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements)
    : judge_(judge), sheet_(sheet), judgements_(judgements) {
  for (std::size_t i = 0; i < sheet.size(); ++i) numbers_.push_back(judge.key().lines()[i] ? numbers_of(i) : Numbers{});
  price_lines();
}

Evidence::Numbers Evidence::numbers_of(std::size_t position) const {
  const Judgement& judgement = judgements_[position];
  const Written& cell = sheet_[position];
  Numbers numbers;
  numbers.right = judgement.has_value_here ? judgement.right_here : judge_.key().right(position);
  if (cell.kind != Written::Kind::number) return numbers;
  numbers.written = judge_.key().scale(position).of(cell.value);
  const double size = std::fabs(numbers.written);
  const double asked = judge_.key().unit(position) > 0 ? judge_.key().unit(position) : 1e-12;
  const double unit = unit_stated(cell, asked, judge_.key().scale(position)).value_or(asked);
  numbers.fine = std::max(std::min(unit, asked) * (1 + 1e-6), told_by_doubles * size);
  // "1" is seldom a number rounded to a whole one.
  if (unit > numbers.fine) numbers.coarse = std::min(unit, 0.01 * size) / 2;
  numbers.unit = asked;
  return numbers;
}

/// What an exact right number leaves open is no more than its own digits: in a problem of small integers, mistakes are
/// small integers too. How a number is spelt does not matter.
double Evidence::room(std::size_t position) const {
  const Numbers& numbers = numbers_[position];
  const double size = std::max(std::fabs(numbers.written), std::fabs(numbers.right));
  if (!std::isfinite(size)) return beyond_doubles;
  if (std::fabs(numbers.written) < numbers.unit) return std::log2(fewest_numbers);  // nothing
  double unit = numbers.unit;
  if (!judge_.key().scale(position).power) {
    const int places = std::clamp(-double_decimal_exponent(numbers.fine) + 1, 0, 20);
    const auto own = unit_needed(sheet_[position].value, places);
    const auto true_one = unit_needed(Exact::parse(stated(position)).value_or(Exact(0)), places);
    if (own && true_one) unit = std::min(*own, *true_one);
  }
  const double units = size / unit;
  if (!std::isfinite(4 * units)) return beyond_doubles;
  const double same_digits = units > 1 ? 18 * double_power_of_ten(double_decimal_exponent(units)) : 0;
  const double shortness = unit > 1.5 * numbers.unit ? bits_of(Assumption::short_number) : 0;
  return std::log2(std::max({fewest_numbers, 4 * units, same_digits})) + shortness;
}

void Evidence::price_lines() {
  std::map<std::pair<double, double>, std::size_t> alike;  // the first of each
  std::set<Imprecision> habits;
  for (std::size_t i = 0; i < sheet_.size(); ++i) {
    const auto kind = judgements_[i].kind;
    if (is_wrong(judgements_[i])) {
      const auto [first, is_first] = alike.try_emplace({right(i), written(i)}, i);
      numbers_[i].cost = is_first ? bits_of(Assumption::arithmetic_error) + room(i) : 1;
      if (!is_first && equation(first->second) == equation(i)) twins_[first->second].push_back(i);
    } else if (kind == Judgement::Kind::imprecise) {
      const bool is_first = habits.insert(judgements_[i].imprecision).second;
      numbers_[i].cost = bits_of(is_first ? Assumption::imprecision : Assumption::habit);
    }
    if (numbers_[i].cost > 0) open_.push_back(i);
    if (judgements_[i].despite_own) despite_ += bits_of(Assumption::miscopied);
  }
}

std::size_t Evidence::equation(std::size_t position) const {
  const AnswerKey& key = judge_.key();
  return key.tape().lines[*key.lines()[position]].equation;
}

std::span<const std::size_t> Evidence::twins(std::size_t position) const {
  const auto found = twins_.find(position);
  return found == twins_.end() ? std::span<const std::size_t>() : found->second;
}

double Evidence::cost() const {
  double bits = despite_;
  for (const std::size_t position : open_) bits += cost(position);
  return bits;
}

std::string Evidence::stated(std::size_t position) const {
  const std::string& here = judgements_[position].expected_here;
  return here.empty() ? judge_.key().expected(position) : here;
}

bool Evidence::gives(double value, std::size_t position) const {
  return std::fabs(value - written(position)) <= tolerance(position);
}

std::optional<double> Evidence::saved(std::size_t position, double value, double most) const {
  const double away = std::fabs(value - written(position));
  if (!std::isfinite(away) || away > most) return std::nullopt;
  const Numbers& numbers = numbers_[position];
  if (std::fabs(numbers.right - numbers.written) <= numbers.fine)
    return std::nullopt;  // wrong beyond what doubles tell
  const bool is_exact = away <= 0.51 * numbers.fine, rounds = is_exact || away <= 0.51 * numbers.fine + numbers.coarse;
  const double width = (is_exact ? numbers.fine : rounds ? numbers.fine + 2 * numbers.coarse : 2 * most) / numbers.unit;
  return cost(position) - (rounds ? rounds_to_it : is_a_unit_off) - std::max(0.0, std::log2(width));
}

std::optional<double> Evidence::saved_stated(std::size_t position, double value) const {
  return saved(position, value, 0.51 * numbers_[position].fine + numbers_[position].coarse);
}

std::optional<double> Evidence::saved_exactly(std::size_t position, double value) const {
  return saved(position, value, 1e-9 * std::fabs(value));
}

void Evidence::propose(Hypothesis hypothesis) {
  if (!hypothesis.fits.empty()) hypotheses_.push_back(std::move(hypothesis));
}

void Evidence::propose(const char* slip, double price, std::size_t position, std::optional<double> saved) {
  if (saved) propose({{{Cause::Kind::slip, slip}}, {0}, price, {{position, *saved}}, {}, {}});
}

}  // namespace stepmark::marking
