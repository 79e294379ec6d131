#include "lib/sheet/spelling.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lib/base/text.hpp"

namespace stepmark::sheet {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

/// Raised signs are marked by \x01 first; the first of a run becomes ^.
constexpr char raised_sign = '\x01';

constexpr std::array<Spelling, 45> signs = {{
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u2012", "-"},
    {"\u2013", "-"},
    {"\u2212", "-"},
    {"\uFE63", "-"},
    {"\u00D7", "*"},
    {"\u2217", "*"},
    {"\u00B7", "\x02"},
    {"\u22C5", "\x02"},
    {"\u00F7", "/"},
    {"\u2215", "/"},
    {"\u2044", "/"},
    {"\u00A0", " "},
    {"\u2009", " "},
    {"\u202F", " "},
    {"\u2007", " "},
    {"\u3000", " "},
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
    {"\u2245", "~"},
    {"\u00BC", " 1/4"},
    {"\u00BD", " 1/2"},
    {"\u00BE", " 3/4"},
    {"\u2153", " 1/3"},
    {"\u2154", " 2/3"},
    {"\u2155", " 1/5"},
    {"\u215B", " 1/8"},
    {"\u200B", ""},
    {"\u200C", ""},
    {"\u200D", ""},
    {"\u2060", ""},
    {"\uFEFF", ""},
}};

/// A longer command stands before one that begins it.
constexpr std::array<Spelling, 23> commands = {{
    {"\\dfrac", "\\frac"}, {"\\tfrac", "\\frac"},
    {"\\times", "*"},      {"\\cdot", "\x02"},
    {"\\div", "/"},        {"\\sqrt", "\u221A"},
    {"\\pi", "pi"},        {"\\approx", "~"},
    {"\\simeq", "~"},      {"\\sim", "~"},
    {"\\left", ""},        {"\\right", ""},
    {"\\quad", " "},       {"\\,", " "},
    {"\\;", " "},          {"\\:", " "},
    {"\\!", ""},           {"\\ ", " "},
    {"\\(", ""},           {"\\)", ""},
    {"{,}", ","},          {"$", ""},
    {"**", "^"},
}};

/// Full-width forms stand in the order of ASCII.
std::optional<char> full_width(std::string_view text) {
  if (text.size() < 3 || text[0] != '\xEF') return std::nullopt;
  const int second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
  const int code = ((second & 0x3F) << 6) + (third & 0x3F) + 0xF000;
  if (code < 0xFF01 || code > 0xFF5E) return std::nullopt;
  return static_cast<char>(code - 0xFF01 + '!');
}

template <std::size_t N>
std::string with_each_replaced(std::string_view text, const std::array<Spelling, N>& spellings) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(spellings.begin(), spellings.end(),
                                    [&](const Spelling& s) { return text.substr(i).starts_with(s.first); });
    const auto wide = full_width(text.substr(i));
    if (found != spellings.end()) {
      result += found->second;
      i += found->first.size();
    } else if (wide) {
      result += *wide;
      i += 3;
    } else {
      result += text[i++];
    }
  }
  return result;
}

std::string with_powers_of_raised_signs(std::string_view text) {
  std::string result;
  bool raised = false;
  for (const char c : text) {
    if (c == raised_sign) {
      if (!raised) result += '^';
      raised = true;
    } else {
      raised = raised && (c == '-' || (c >= '0' && c <= '9'));
      result += c;
    }
  }
  return result;
}

/// Behind the group, or the one sign, that begins at `from`; nothing where there is none.
std::optional<std::size_t> end_of_group(std::string_view text, std::size_t from) {
  if (from >= text.size()) return std::nullopt;
  if (text[from] != '{') return from + 1;
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return i + 1;
  }
  return std::nullopt;
}

/// \frac{1}{2}, and \frac12.
std::string with_fractions(std::string text) {
  constexpr std::string_view command = "\\frac";
  for (std::size_t at = text.find(command); at != std::string::npos; at = text.find(command, at)) {
    const std::size_t begin = std::min(text.find_first_not_of(' ', at + command.size()), text.size());
    const auto middle = end_of_group(text, begin);
    const auto end = middle ? end_of_group(text, *middle) : std::nullopt;
    if (!end) return text;
    const auto part = [&](std::size_t from, std::size_t to) { return "(" + text.substr(from, to - from) + ")"; };
    text = text.substr(0, at) + "(" + part(begin, *middle) + "/" + part(*middle, *end) + ")" + text.substr(*end);
  }
  return text;
}

std::string with_round_brackets(std::string text) {
  std::replace(text.begin(), text.end(), '{', '(');
  std::replace(text.begin(), text.end(), '}', ')');
  return text;
}

}  // namespace

std::string narrow_spelling(std::string_view text) { return with_each_replaced(text, std::array<Spelling, 0>{}); }

std::string plain_spelling(std::string_view text) {
  const std::string plain = with_powers_of_raised_signs(with_each_replaced(text, signs));
  return with_round_brackets(with_fractions(with_each_replaced(plain, commands)));
}

}  // namespace stepmark::sheet
