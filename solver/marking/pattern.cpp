#include "solver/marking/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "lib/number/plainest.hpp"
#include "solver/marking/cover.hpp"

namespace stepmark::marking {

namespace {

struct Interval {
  double lower, upper;
  bool meets(const Interval& other) const { return lower <= other.upper && other.lower <= upper; }
};

class Patterns {
 public:
  Patterns(const Evidence& evidence, const std::set<std::size_t>& lines, Pattern::Kind kind)
      : evidence_(evidence), kind_(kind) {
    for (const std::size_t position : lines) {
      const double right = evidence.right(position);
      const bool tells = kind == Pattern::Kind::difference || right != 0;
      if (evidence.is_faulty(position) && std::isfinite(right) && tells) positions_.push_back(position);
    }
  }

  Pattern best() const {
    Pattern best;
    for (const std::size_t from : positions_) {
      Pattern pattern = all_like(from);
      if (pattern.positions.size() < 2) continue;
      pattern.saved = bits_saved(pattern);
      if (pattern.saved > best.saved) best = std::move(pattern);
    }
    return best;
  }

 private:
  /// What the factor or difference may be, for all that the digits of a line tell.
  Interval left_open(std::size_t position) const {
    const double written = evidence_.written(position), right = evidence_.right(position);
    const double off = evidence_.tolerance(position);
    if (kind_ == Pattern::Kind::difference) return {written - right - off, written - right + off};
    const auto [lower, upper] = std::minmax({(written - off) / right, (written + off) / right});
    return {lower, upper};
  }

  Pattern all_like(std::size_t from) const {
    Interval common = left_open(from);
    Pattern pattern{kind_, {}, {}};
    for (const std::size_t position : positions_) {
      const Interval here = left_open(position);
      if (!here.meets(common)) continue;
      common = {std::max(common.lower, here.lower), std::min(common.upper, here.upper)};
      pattern.positions.push_back(position);
    }
    constexpr double largest = 1e300;
    const bool told = std::fabs(common.lower) < largest && std::fabs(common.upper) < largest;
    if (told) pattern.value = plainest_between(common.lower, common.upper);
    // What gives zero for every number is no method.
    const bool is_method = told && !(kind_ == Pattern::Kind::factor && pattern.value.is_zero());
    if (!is_method) pattern.positions.clear();
    return pattern;
  }

  /// Less what it costs to assume a method that has no name, and to say its number.
  double bits_saved(const Pattern& pattern) const {
    const double value = pattern.value.to_double();
    double bits = -bits_of(Assumption::variant) - bits_of_digits(pattern.value);
    for (const std::size_t position : pattern.positions) {
      const double right = evidence_.right(position);
      const double given = kind_ == Pattern::Kind::factor ? value * right : right + value;
      bits += evidence_.saved(position, given).value_or(0);
    }
    return bits;
  }

  static double bits_of_digits(const Exact& value) {
    int figures = 1;
    while (value.rounded(DecimalFormat::figures(figures), RoundingRule::half_up) != value) ++figures;
    return figures * std::log2(10.0);
  }

  const Evidence& evidence_;
  Pattern::Kind kind_;
  std::vector<std::size_t> positions_;
};

/// The one that saves most.
Pattern pattern_of(const Evidence& evidence, const std::set<std::size_t>& lines) {
  Pattern factor = Patterns(evidence, lines, Pattern::Kind::factor).best();
  Pattern difference = Patterns(evidence, lines, Pattern::Kind::difference).best();
  return difference.saved > factor.saved ? difference : factor;
}

bool lies_within(const Found& found, const Pattern& pattern) {
  return std::includes(pattern.positions.begin(), pattern.positions.end(), found.positions.begin(),
                       found.positions.end());
}

double bits_saved_by(const Found& found, const Evidence& evidence) {
  double bits = -found.bits;
  for (const std::size_t position : found.positions) bits += evidence.cost(position);
  return bits;
}

}  // namespace

std::optional<Pattern> take_pattern(const Evidence& evidence, Cover& cover) {
  const std::set<std::size_t> wrong(evidence.open().begin(), evidence.open().end());
  const Pattern widest = pattern_of(evidence, wrong);
  double by_causes = 0;
  for (const Found& found : cover.found) by_causes += lies_within(found, widest) ? bits_saved_by(found, evidence) : 0;
  if (widest.saved >= by_causes + certain) {
    std::erase_if(cover.found, [&](const Found& found) { return lies_within(found, widest); });
    return widest;
  }
  Pattern left = pattern_of(evidence, cover.open);
  return left.saved >= certain ? std::optional(std::move(left)) : std::nullopt;
}

}  // namespace stepmark::marking
