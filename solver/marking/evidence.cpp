#include "solver/marking/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace stepmark::marking {

namespace {

/// The share of a number to which doubles know it, after some thousand operations.
constexpr double told_by_doubles = 1e-12;

int figures_of(const std::string& number) {
  const auto value = Exact::parse(number);
  if (!value || value->is_zero()) return 1;
  int figures = 1;
  while (figures < 3 && value->rounded(DecimalFormat::figures(figures), RoundingRule::half_up) != *value) ++figures;
  return figures;
}

}  // namespace

Evidence::Evidence(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements)
    : judge_(judge),
      sheet_(sheet),
      judgements_(judgements),
      digits_(sheet.size()),
      predictions_(sheet.size()),
      shares_(sheet.size()) {
  for (std::size_t i = 0; i < sheet.size(); ++i) numbers_.push_back(judge.lines()[i] ? numbers_of(i) : Numbers{});
}

Evidence::Numbers Evidence::numbers_of(std::size_t position) const {
  const Judgement& judgement = judgements_[position];
  const Written& cell = sheet_[position];
  Numbers numbers;
  numbers.right = judgement.has_value_here ? judgement.right_here : judge_.right(position);
  if (cell.kind != Written::Kind::number) return numbers;
  numbers.written = judge_.scale(position).of(cell.value);
  const double size = std::fabs(numbers.written);
  const double asked = judge_.unit(position) > 0 ? judge_.unit(position) : 1e-12;
  const double unit = unit_stated(cell, asked, judge_.scale(position)).value_or(asked);
  numbers.fine = std::max(std::min(unit, asked) * (1 + 1e-6), told_by_doubles * size);
  // "1" is seldom a number rounded to a whole one.
  if (unit > numbers.fine) numbers.coarse = std::min(unit, 0.01 * size) / 2;
  return numbers;
}

std::string Evidence::stated(std::size_t position) const {
  const std::string& here = judgements_[position].expected_here;
  return here.empty() ? judge_.expected(position) : here;
}

std::size_t Evidence::add(std::string id, Verdict verdict, Tier tier, std::string detail) {
  explanations_.push_back({std::move(id), verdict, tier, std::move(detail), {}, {}, 0, 0});
  return explanations_.size() - 1;
}

void Evidence::predict_in_vain(Tier tier, std::size_t position, double value) {
  if (!std::isfinite(value)) return;
  predictions_[position].push_back({tier, value});
  shares_[position].clear();
}

void Evidence::predict(std::size_t explanation, std::size_t position, double value, double most) {
  if (!std::isfinite(value)) return;
  predict_in_vain(explanations_[explanation].tier, position, value);
  const double away = std::fabs(value - written(position));
  if (!std::isfinite(away) || away > most) return;
  const double reach = away <= numbers_[position].fine ? numbers_[position].fine : tolerance(position);
  Explanation& found = explanations_[explanation];
  if (!found.positions.empty() && found.positions.back() == position) return;
  found.positions.push_back(position);
  found.reaches.push_back(reach);
  found.residual += away / reach;
}

const Evidence::Digits& Evidence::digits(std::size_t position) const {
  Digits& found = digits_[position];
  if (found.written == 0) {
    found.written = figures_of(sheet_[position].value.to_string());
    found.stated = figures_of(stated(position));
    found.typed = unit_stated(sheet_[position], judge_.unit(position), judge_.scale(position)).value_or(0) / 2;
  }
  return found;
}

/// What is searched for in one line, and in pairs, is so much that a number of a digit or two is soon among it: such a
/// one counts with the digits that it has. So does a single digit in the place of another.
double Evidence::reach(const Explanation& explanation, std::size_t i) const {
  const std::size_t position = explanation.positions[i];
  const Digits& shown = digits(position);
  const bool many = explanation.tier == Tier::of_line || explanation.tier == Tier::of_pair;
  const bool is_short =
      many ? shown.written <= 2 : explanation.tier == Tier::of_method && shown.written == 1 && shown.stated == 1;
  return is_short ? std::max(explanation.reaches[i], shown.typed) : explanation.reaches[i];
}

double Evidence::chance(const Explanation& explanation, const std::vector<std::size_t>& open) const {
  double product = 1;
  std::set<std::pair<double, double>> counted;
  for (std::size_t i = 0; i < explanation.positions.size(); ++i) {
    const std::size_t position = explanation.positions[i];
    if (!std::binary_search(open.begin(), open.end(), position)) continue;
    // Components that are alike, and copies of a number, say no more than one of them.
    if (!counted.emplace(right(position), written(position)).second) continue;
    const double near = reach(explanation, i);
    product *= std::max(known_share(position, explanation.tier, near), share_of_small(position, near));
  }
  return product;
}

double Evidence::known_share(std::size_t position, Tier tier, double reach) const {
  const auto [known, is_new] = shares_[position].try_emplace({tier, reach}, 0);
  if (is_new) known->second = share(position, tier, reach);
  return known->second;
}

double Evidence::share(std::size_t position, Tier tier, double reach) const {
  const double true_one = right(position), written_one = written(position);
  const double ratio = true_one == 0 ? 0 : written_one / true_one;
  const double near_true = true_one == 0 ? 0 : share_around(true_one, position, tier, reach);
  const bool is_near = (ratio >= 0.5 && ratio <= 2) || (tier == Tier::of_pen && true_one != 0);
  return is_near ? near_true : std::max(near_true, share_around(written_one, position, tier, reach));
}

double Evidence::share_around(double centre, std::size_t position, Tier tier, double reach) const {
  const double size = std::fabs(centre), sign = centre < 0 ? -1 : 1;
  if (size == 0) return 1;
  std::vector<std::pair<double, double>> covered;
  for (const Prediction& prediction : predictions_[position]) {
    if (prediction.tier > tier) continue;
    const double value = sign * prediction.value;
    const double low = std::max(value - reach, size / 2), high = std::min(value + reach, size * 2);
    if (low < high) covered.emplace_back(low, high);
  }
  std::sort(covered.begin(), covered.end());
  double total = 0, end = 0;
  for (const auto& [low, high] : covered) {
    total += std::max(0.0, high - std::max(low, end));
    end = std::max(end, high);
  }
  return std::min(1.0, total / (1.5 * size));
}

/// A number of a digit or less, or none, is near many that are small: that it was foretold says little.
double Evidence::share_of_small(std::size_t position, double reach) const {
  const double size = std::fabs(written(position));
  return size >= 10 * reach || size >= std::fabs(right(position)) / 2
             ? 0
             : std::min(1.0, reach / (0.75 * std::max(size, reach)));
}

}  // namespace stepmark::marking
