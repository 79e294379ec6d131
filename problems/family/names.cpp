#include "problems/family/names.hpp"

#include <algorithm>

namespace stepmark::problems {

std::vector<std::string> component_names(std::size_t dimension) {
  static const std::vector<std::string> letters = {"x", "y", "z"};
  if (dimension <= letters.size()) return {letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(dimension)};
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= dimension; ++i) names.push_back("x_" + std::to_string(i));
  return names;
}

Exact start_value(Draw& draw, Level level, std::int64_t most) {
  if (level == Level::easy) return draw.signed_decimal(1, 2 * most, 0) * Exact::decimal(5, 1);
  const std::int64_t unit = level == Level::medium ? 10 : 100;
  return draw.signed_decimal(unit / 2, most * unit, level == Level::medium ? 1 : 2);
}

Exact start_near(Draw& draw, Level level, const Exact& middle, const Exact& step_length) {
  constexpr std::int64_t steps_away = 4;
  const int places = level == Level::hard ? 2 : 1;
  const auto reach = (step_length * Exact(steps_away)).rounded(DecimalFormat::places(places), RoundingRule::down);
  const std::int64_t most = (reach / Exact::decimal(1, places)).to_int64().value_or(1);
  return middle.rounded(DecimalFormat::places(places), RoundingRule::half_up) +
         draw.signed_decimal(1, std::max<std::int64_t>(most, 1), places);
}

std::string term(std::int64_t factor, const std::string& what) {
  return factor == 1 ? what : std::to_string(factor) + '*' + what;
}

}  // namespace stepmark::problems
