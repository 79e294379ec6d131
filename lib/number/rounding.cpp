#include "lib/number/rounding.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "lib/base/error.hpp"

namespace stepmark {

namespace {

constexpr int most_digits = 10'000;

const std::vector<std::pair<std::string, RoundingRule>>& rules() {
  static const std::vector<std::pair<std::string, RoundingRule>> table = {
      {"half up", RoundingRule::half_up},     {"half even", RoundingRule::half_even},
      {"half down", RoundingRule::half_down}, {"up", RoundingRule::up},
      {"down", RoundingRule::down},           {"ceiling", RoundingRule::ceiling},
      {"floor", RoundingRule::floor}};
  return table;
}

[[noreturn]] void refuse(std::string_view text) {
  throw InputError({}, quoted(text) + " is no rounding", "expected '4 places', '6 figures' or 'none'");
}

}  // namespace

DecimalFormat parse_format(std::string_view text) {
  if (text == "none") return {};
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) refuse(text);
  int digits = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + space, digits);
  const std::string_view unit = text.substr(space + 1);
  const bool places = unit == "places" || unit == "place", figures = unit == "figures" || unit == "figure";
  if (error != std::errc() || end != text.data() + space || (!places && !figures)) refuse(text);
  if (digits < (places ? 0 : 1) || digits > most_digits) {
    throw InputError({}, quoted(text) + " is out of range",
                     places ? "expected 0 to 10000 places" : "expected 1 to 10000 figures");
  }
  return places ? DecimalFormat::places(digits) : DecimalFormat::figures(digits);
}

std::string to_string(const DecimalFormat& format) {
  if (format.kind == DecimalFormat::Kind::none) return "none";
  const std::string unit = format.kind == DecimalFormat::Kind::places ? " place" : " figure";
  return std::to_string(format.digits) + unit + (format.digits == 1 ? "" : "s");
}

RoundingRule parse_rule(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '-', ' ');
  std::vector<std::string> names;
  for (const auto& [name, rule] : rules()) {
    if (name == spaced) return rule;
    names.push_back(name);
  }
  throw InputError({}, quoted(text) + " is no rounding rule", suggest(spaced, names));
}

std::string to_string(RoundingRule rule) {
  for (const auto& [name, value] : rules()) {
    if (value == rule) return name;
  }
  return {};
}

}  // namespace stepmark
