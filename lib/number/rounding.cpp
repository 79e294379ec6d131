#include "lib/number/rounding.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lib/base/error.hpp"

namespace stepmark::number {

namespace {

constexpr int most_digits = 10'000;

constexpr std::array<std::pair<std::string_view, RoundingRule>, 7> rules{{{"half up", RoundingRule::half_up},
                                                                          {"half even", RoundingRule::half_even},
                                                                          {"half down", RoundingRule::half_down},
                                                                          {"up", RoundingRule::up},
                                                                          {"down", RoundingRule::down},
                                                                          {"ceiling", RoundingRule::ceiling},
                                                                          {"floor", RoundingRule::floor}}};

[[noreturn]] void unreadable(std::string_view text) {
  throw InputError({}, in_quotes(text) + " is no way to round", "expected '4 places', '6 figures' or 'none'");
}

/// The whole of `text` as a count; -1 when it is none.
int read_count(std::string_view text) {
  if (text.empty() || text.size() > 6) return -1;
  int count = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    count = 10 * count + (c - '0');
  }
  return count;
}

DecimalFormat within_bounds(const DecimalFormat& format, std::string_view text) {
  const int least = format.kind == DecimalFormat::Kind::figures ? 1 : 0;
  if (format.digits < least || format.digits > most_digits) {
    throw InputError({}, in_quotes(text) + " is out of range",
                     std::to_string(least) + " to " + std::to_string(most_digits));
  }
  return format;
}

}  // namespace

DecimalFormat parse_format(std::string_view text) {
  if (text == "none") return {};
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) unreadable(text);
  const int count = read_count(text.substr(0, space));
  const std::string_view unit = text.substr(space + 1);
  if (count < 0) unreadable(text);
  if (unit == "places" || unit == "place") return within_bounds(DecimalFormat::places(count), text);
  if (unit == "figures" || unit == "figure") return within_bounds(DecimalFormat::figures(count), text);
  unreadable(text);
}

std::string to_string(const DecimalFormat& format) {
  if (format.kind == DecimalFormat::Kind::none) return "none";
  const std::string unit = format.kind == DecimalFormat::Kind::places ? " place" : " figure";
  return std::to_string(format.digits) + unit + (format.digits == 1 ? "" : "s");
}

DecimalFormat checked(const DecimalFormat& format) {
  return format.kind == DecimalFormat::Kind::none ? DecimalFormat{} : within_bounds(format, to_string(format));
}

RoundingRule parse_rule(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '-', ' ');
  std::vector<std::string> names;
  for (const auto& [name, rule] : rules) {
    if (spaced == name) return rule;
    names.emplace_back(name);
  }
  throw InputError({}, "unknown rounding rule " + in_quotes(text), suggest(spaced, names));
}

std::string to_string(RoundingRule wanted) {
  for (const auto& [name, rule] : rules) {
    if (rule == wanted) return std::string(name);
  }
  STEPMARK_ASSERT(false);
}

}  // namespace stepmark::number
