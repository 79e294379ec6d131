#include "lib/sheet/number.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/observed/observed.hpp"

namespace stepmark {

namespace {

constexpr std::size_t longest = 2000;  ///< bytes; nobody writes a longer number

using Spelling = std::pair<std::string_view, std::string_view>;

/// Signs that a keyboard, a word processor or a calculator puts in the place of plain ones.
constexpr std::array<Spelling, 28> spellings = {{
    {"\u2212", "-"},
    {"\u2013", "-"},
    {"\uFE63", "-"},
    {"\uFF0D", "-"},
    {"\u00D7", "*"},
    {"\u00B7", "\x02"},
    {"\u22C5", "\x02"},
    {"\u00F7", "/"},
    {"\u2215", "/"},
    {"\u2044", "/"},
    {"\u00A0", " "},
    {"\u2009", " "},
    {"\u202F", " "},
    {"\u2007", " "},
    {"\u03C0", "pi"},
    {"\u2070",
     "\x01"
     "0"},
    {"\u00B9",
     "\x01"
     "1"},
    {"\u00B2",
     "\x01"
     "2"},
    {"\u00B3",
     "\x01"
     "3"},
    {"\u2074",
     "\x01"
     "4"},
    {"\u2075",
     "\x01"
     "5"},
    {"\u2076",
     "\x01"
     "6"},
    {"\u2077",
     "\x01"
     "7"},
    {"\u2078",
     "\x01"
     "8"},
    {"\u2079",
     "\x01"
     "9"},
    {"\u207B",
     "\x01"
     "-"},
    {"\u2248", "~"},
    {"\u2243", "~"},
}};

/// Raised signs are marked by \x01; the first of a run becomes ^.
std::string plain_signs(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(spellings.begin(), spellings.end(),
                                    [&](const Spelling& s) { return text.substr(i).starts_with(s.first); });
    plain += found == spellings.end() ? text.substr(i, 1) : found->second;
    i += found == spellings.end() ? 1 : found->first.size();
  }
  std::string result;
  bool raised = false;
  for (const char c : plain) {
    if (c == '\x01') {
      if (!raised) result += '^';
      raised = true;
    } else {
      const bool goes_on = raised && (c == '-' || (c >= '0' && c <= '9'));
      if (!goes_on) raised = false;
      result += c;
    }
  }
  return result;
}

/// A raised dot multiplies a power of ten or a root; between other digits it is a decimal point as well, and only
/// behind a zero nothing else. \x02 is left where nobody can tell.
std::string with_dots_read(std::string text) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x02') continue;
    const bool between = i > 0 && is_digit(i - 1) && is_digit(i + 1) && !text.substr(i + 1).starts_with("10^");
    const std::size_t before = text.find_last_not_of("0123456789", i > 0 ? i - 1 : 0);
    const std::string_view whole = std::string_view(text).substr(before == std::string::npos ? 0 : before + 1, 1);
    if (!between) {
      text[i] = '*';
    } else if (whole == "0") {
      text[i] = '.';
    }
  }
  return text;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 0,05 as 0.05; nothing where the comma could part thousands, or where there are others.
std::optional<std::string> with_point(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find_first_of(",.", comma + 1) != std::string_view::npos ||
      text.substr(0, comma).find('.') != std::string_view::npos) {
    return std::nullopt;
  }
  const bool signed_ = text.front() == '-' || text.front() == '+';
  const std::string_view whole = text.substr(signed_ ? 1 : 0, comma - (signed_ ? 1 : 0));
  const std::string_view rest = text.substr(comma + 1, text.find_first_of("eE*^ ", comma) - comma - 1);
  if (!is_digits(rest) || (!whole.empty() && !is_digits(whole))) return std::nullopt;
  const bool could_be_thousands = rest.size() == 3 && !whole.empty() && whole.front() != '0' && whole.size() <= 3;
  if (could_be_thousands) return std::nullopt;
  std::string result(text);
  result[comma] = '.';
  return result;
}

/// 1.6*10^-8 as 1.6e-8.
std::string with_exponent(std::string text) {
  const std::size_t ten = std::min(text.find("*10^"), text.find("x10^"));
  if (ten == std::string::npos) return text;
  // Of 1/4*10^-3 only the 4 would get the exponent.
  const bool plain = text.find_first_not_of("0123456789.,+- ~=") >= ten;
  text[ten] = '*';
  if (!plain) return text;
  std::string exponent = text.substr(ten + 4);
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'{', '}'}}) {
    if (exponent.size() > 2 && exponent.front() == open && exponent.back() == close) {
      exponent = exponent.substr(1, exponent.size() - 2);
    }
  }
  const bool negative = !exponent.empty() && (exponent.front() == '-' || exponent.front() == '+');
  return is_digits(std::string_view(exponent).substr(negative ? 1 : 0)) ? text.substr(0, ten) + 'e' + exponent : text;
}

std::string without_spaces_at_operators(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool beside =
        text[i] == ' ' &&
        ((!result.empty() && std::string_view("-+*/^(x~=").find(result.back()) != std::string_view::npos) ||
         (i + 1 < text.size() && std::string_view(" *x/^)").find(text[i + 1]) != std::string_view::npos));
    if (!beside) result += text[i];
  }
  return result;
}

/// √2 as sqrt(2).
std::string with_roots(std::string text) {
  constexpr std::string_view root = "\u221A";
  for (std::size_t at = text.find(root); at != std::string::npos; at = text.find(root, at + 1)) {
    std::size_t end = at + root.size();
    if (end < text.size() && text[end] == '(') {
      text.replace(at, root.size(), "sqrt");
      continue;
    }
    while (end < text.size() && std::string_view("0123456789.").find(text[end]) != std::string_view::npos) ++end;
    text =
        text.substr(0, at) + "sqrt(" + text.substr(at + root.size(), end - at - root.size()) + ")" + text.substr(end);
  }
  return text;
}

CellNumber decimal(std::string_view text) {
  Observed number = observed_number(text, {});
  return {std::move(number.value), {}, std::move(number.unit)};
}

std::optional<CellNumber> constant(const std::string& text) try {
  const Expression e = parse_constant(text, {});
  if (const auto value = exact_value(e)) return CellNumber{*value, {}, std::nullopt};
  return CellNumber{std::nullopt, e, std::nullopt};
} catch (const InputError&) {
  return std::nullopt;
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace

bool is_blank(std::string_view text) { return trimmed(plain_signs(text.substr(0, longest))).empty(); }

std::optional<CellNumber> read_cell_number(std::string_view text) try {
  if (text.size() > longest || valid_utf8_prefix(text) != text.size()) return std::nullopt;
  if (Exact::parse(text)) return decimal(text);
  std::string plain = with_dots_read(plain_signs(text));
  std::string_view rest = trimmed(plain);
  while (!rest.empty() && (rest.front() == '~' || rest.front() == '=')) rest = trimmed(rest.substr(1));
  if (rest.empty()) return std::nullopt;
  plain = with_exponent(without_spaces_at_operators(std::string(rest)));
  if (const auto point = with_point(plain)) plain = with_exponent(*point);
  if (plain.find(',') != std::string::npos) return std::nullopt;
  if (Exact::parse(plain)) return decimal(plain);
  return constant(with_roots(plain));
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace stepmark
