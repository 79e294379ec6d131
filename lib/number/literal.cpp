#include "lib/number/literal.hpp"

#include <algorithm>
#include <string>

#include "lib/base/ascii.hpp"

namespace stepmark::number {

namespace {

/// What stands behind the e; 0 where there is none. Nothing of what is no integer.
std::optional<std::int64_t> exponent_of(std::string_view text) {
  if (text.empty()) return 0;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) value = std::min<std::int64_t>(10 * value + (c - '0'), 1'000'000'000);
  return negative ? -value : value;
}

std::string digits_of(std::string_view mantissa) {
  std::string digits;
  std::copy_if(mantissa.begin(), mantissa.end(), std::back_inserter(digits), is_digit);
  return digits;
}

Exact place_value(std::int64_t n) {
  constexpr std::int64_t fewest = -18;
  return fewest <= n && n <= 0 ? Exact::decimal(1, static_cast<int>(-n)) : Exact(10).pow(n);
}

std::int64_t zeros_at_the_end(std::string_view digits) {
  const auto last = digits.find_last_not_of('0');
  return last == std::string_view::npos ? 0 : static_cast<std::int64_t>(digits.size() - 1 - last);
}

}  // namespace

std::optional<Literal> read_literal(std::string_view text, const LiteralBounds& bounds) {
  const std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
  const auto exponent = exponent_of(text.substr(mantissa.size()));
  const std::string digits = digits_of(mantissa);
  if (!exponent || digits.empty()) return std::nullopt;
  if (digits.size() > bounds.digits || std::abs(*exponent) > bounds.exponent) throw TooLarge("a number is too large");
  const auto value = Exact::parse(text);
  if (!value) return std::nullopt;
  const auto point = mantissa.find('.');
  const auto places = point == std::string_view::npos ? 0 : static_cast<std::int64_t>(mantissa.size() - point - 1);
  const auto first = digits.find_first_not_of('0');
  Literal literal{*value, place_value(*exponent - places), 1, {}};
  if (first != std::string::npos) literal.figures = static_cast<int>(digits.size() - first);
  const bool whole = point == std::string_view::npos && mantissa.size() == text.size();
  literal.coarse_unit = whole ? place_value(zeros_at_the_end(digits)) : literal.unit;
  return literal;
}

std::optional<std::int64_t> read_step(std::string_view text) try {
  constexpr std::int64_t most = 1'000'000'000;
  const auto literal = read_literal(text, {20, 20});
  const auto step = literal ? literal->value.to_int64() : std::nullopt;
  return step && *step >= 0 && *step <= most ? step : std::nullopt;
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace stepmark::number
