#include "lib/sheet/number.hpp"

#include <algorithm>
#include <cmath>
#include <regex>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/sheet/estimate.hpp"
#include "lib/sheet/spelling.hpp"

namespace stepmark::sheet {

namespace {

constexpr std::size_t longest = 2000;  ///< bytes; nobody writes a longer number

/// A raised dot multiplies a power of ten or a root; between other digits it is a decimal point as well, and only
/// behind a zero nothing else. It is left where nobody can tell.
std::string with_dots_read(std::string text) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != raised_dot) continue;
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

/// 0,05 as 0.05; as it is where the comma could part thousands, or where there are others.
std::string with_point(std::string number) {
  const std::size_t comma = number.find(',');
  if (comma == std::string::npos) return number;
  const std::string_view whole = std::string_view(number).substr(0, comma);
  const std::string_view rest = std::string_view(number).substr(comma + 1);
  if (!is_digits(rest) || (!whole.empty() && !is_digits(whole))) return number;
  const bool could_be_thousands = rest.size() == 3 && !whole.empty() && whole.front() != '0' && whole.size() <= 3;
  if (!could_be_thousands) number[comma] = '.';
  return number;
}

/// The same of each number in an expression.
std::string with_points(const std::string& text) {
  std::string result, number;
  for (const char c : text + '\0') {
    if (std::string_view("0123456789.,").find(c) != std::string_view::npos) {
      number += c;
      continue;
    }
    result += with_point(number) + c;
    number.clear();
  }
  result.pop_back();
  return result;
}

/// 1.6*10^-8 as 1.6e-8.
std::string with_exponent(std::string text) {
  const std::size_t ten = std::min({text.find("*10^"), text.find("x10^"), text.find("X10^")});
  if (ten == std::string::npos) return text;
  // Of 1/4*10^-3 only the 4 would get the exponent.
  const bool plain = text.find_first_not_of("0123456789.,+- ~=") >= ten;
  text[ten] = '*';
  if (!plain) return text;
  std::string exponent = text.substr(ten + 4);
  if (exponent.size() > 2 && exponent.front() == '(' && exponent.back() == ')') {
    exponent = exponent.substr(1, exponent.size() - 2);
  }
  const bool negative = !exponent.empty() && (exponent.front() == '-' || exponent.front() == '+');
  return is_digits(std::string_view(exponent).substr(negative ? 1 : 0)) ? text.substr(0, ten) + 'e' + exponent : text;
}

/// 1.6 E -8 as 1.6e-8.
std::string with_closed_exponent(const std::string& text) {
  const std::size_t e = text.find_last_of("eE");
  if (e == std::string::npos) return text;
  const std::string_view before = trimmed(std::string_view(text).substr(0, e));
  std::string_view behind = trimmed(std::string_view(text).substr(e + 1));
  std::string sign;
  if (behind.starts_with('-') || behind.starts_with('+')) {
    sign = behind.substr(0, 1);
    behind = trimmed(behind.substr(1));
  }
  const bool number = !before.empty() && std::string_view("0123456789.,").find(before.back()) != std::string_view::npos;
  return number && is_digits(behind) ? std::string(before) + 'e' + sign + std::string(behind) : text;
}

std::string without_spaces_at_operators(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool beside =
        text[i] == ' ' &&
        ((!result.empty() && std::string_view("-+*/^(xX~=").find(result.back()) != std::string_view::npos) ||
         (i + 1 < text.size() && std::string_view(" *xX/^)").find(text[i + 1]) != std::string_view::npos));
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

CellNumber decimal(Literal literal) {
  return {std::move(literal.value), {}, std::move(literal.unit), std::move(literal.coarse_unit)};
}

std::optional<CellNumber> constant(const std::string& text) try {
  const Expression e = parse_constant(text, {});
  if (!estimate(e)) return std::nullopt;
  if (const auto value = exact_value(e)) return CellNumber{*value, {}, std::nullopt, std::nullopt};
  return CellNumber{std::nullopt, e, std::nullopt, std::nullopt};
} catch (const InputError&) {
  return std::nullopt;
} catch (const TooLarge&) {
  return std::nullopt;
}

/// 1,234.5 and 1.234,5, 12 345.6 and 0.123 456: without what parts the groups of three, where nothing else can be
/// meant.
std::string without_grouping(const std::string& text) {
  static const std::regex american(R"([-+]?[1-9]\d{0,2}(,\d{3})+\.\d+)"),
      european(R"([-+]?[1-9]\d{0,2}(\.\d{3})+,\d+)"), spaced(R"([-+]?(0|[1-9]\d{0,2}( \d{3})*)([.,](\d{3} )*\d+)?)");
  const auto without = [](std::string number, char sign) {
    std::erase(number, sign);
    return number;
  };
  if (text.size() > 100) return text;  // the matcher recurs
  if (std::regex_match(text, american)) return without(text, ',');
  if (std::regex_match(text, european)) return without(text, '.');
  return std::regex_match(text, spaced) ? without(text, ' ') : text;
}

/// -1 1/2 as -(1+1/2). Of 1 100/200 nobody can tell whether it is 1100/200.
std::string with_mixed_numbers(const std::string& text) {
  static const std::regex mixed(R"(([-+]?)([1-9]\d{0,3}) ([1-9]\d?)/([1-9]\d{0,2}))");
  std::smatch part;
  if (text.size() > 20 || !std::regex_match(text, part, mixed) || std::stoi(part[3]) >= std::stoi(part[4])) return text;
  return part[1].str() + '(' + part[2].str() + '+' + part[3].str() + '/' + part[4].str() + ')';
}

/// The brackets are a pair, and hold all that there is.
bool is_bracketed(std::string_view text) {
  if (text.size() < 2 || (text.front() != '(' && text.front() != '[')) return false;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    depth += text[i] == '(' || text[i] == '[' ? 1 : text[i] == ')' || text[i] == ']' ? -1 : 0;
    if (depth == 0) return false;
  }
  return depth == 1 && text.back() == (text.front() == '(' ? ')' : ']');
}

/// Without brackets around it, and what ends a sentence.
std::string_view bare(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with('.') || text.ends_with(';')) text = trimmed(text.substr(0, text.size() - 1));
  while (is_bracketed(text)) text = trimmed(text.substr(1, text.size() - 2));
  return text;
}

/// 1.6*10-8 is 8, and was 1.6*10^-8 before the exponent came down to the line; nor does anybody write --1.
bool says_what_was_not_meant(const std::string& text) {
  static const std::regex lost_power(R"([*xX] ?10 ?[-+] ?\d)"), two_signs(R"(^[-+] ?[-+])");
  return std::regex_search(text, lost_power) || std::regex_search(text, two_signs);
}

/// A number alone, in ASCII but for roots.
std::optional<CellNumber> number_alone(std::string_view text) {
  const std::string grouped = with_mixed_numbers(without_grouping(std::string(bare(text))));
  const std::string spaced = with_closed_exponent(without_spaces_at_operators(grouped));
  const std::string plain = with_exponent(with_points(spaced));
  if (plain.find(',') != std::string::npos || says_what_was_not_meant(plain)) return std::nullopt;
  if (auto literal = read_literal(plain, longest_in_cell)) return decimal(std::move(*literal));
  return constant(with_roots(plain));
}

long double close_value(const CellNumber& number) {
  return number.value ? static_cast<long double>(number.value->to_double()) : estimate(number.constant).value_or(NAN);
}

bool agree(const CellNumber& a, const CellNumber& b) {
  const Exact unit = std::max(a.unit.value_or(Exact(0)), b.unit.value_or(Exact(0)));
  if (a.value && b.value) {
    const Exact distance = (*a.value - *b.value).abs();
    return unit.is_zero() ? distance.is_zero() : distance < unit;
  }
  const long double x = close_value(a), y = close_value(b);
  return std::fabs(x - y) <= static_cast<long double>(unit.to_double()) + 1e-12L * std::fabs(x);
}

/// No working, whose result may be wrong and is the student's answer all the same: 1/20 and sqrt(2)/10 say one thing.
bool is_working(std::string_view part) {
  const std::size_t sign = part.find_first_of("+-", 1);
  return part.find('*') != std::string_view::npos || sign != std::string_view::npos;
}

/// What stands before an equals sign: the name of what is written, or its working. A plain number has to agree with
/// the one that counts.
bool may_stand_before(std::string_view part, const std::optional<CellNumber>& said, const CellNumber& number) {
  if (said && (said->unit || !is_working(part))) return agree(*said, number);
  return std::any_of(part.begin(), part.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    return letter || std::string_view("+-*/^").find(c) != std::string_view::npos;
  });
}

/// 0.3; = 0.3; v = 0.3; 0.9*0 + 0.1*3 = 0.3; 1/3 ~ 0.3333. Of 0.30 = 3/10 the digits are those of the decimal.
std::optional<CellNumber> last_of_chain(std::string_view text) {
  const std::size_t sign = text.find_last_of("=~");
  if (sign == std::string_view::npos) return number_alone(text);
  auto number = number_alone(trimmed(text.substr(sign + 1)));
  while (number && !text.empty()) {
    text = trimmed(text.substr(0, text.find_last_of("=~")));
    const std::size_t before = text.find_last_of("=~");
    const std::string_view part = trimmed(before == std::string_view::npos ? text : text.substr(before + 1));
    const auto said = number_alone(part);
    if (!part.empty() && !may_stand_before(part, said, *number)) return std::nullopt;
    if (said && said->unit && !number->unit && said->value == number->value) number = said;
    if (before == std::string_view::npos) break;
  }
  return number;
}

}  // namespace

bool is_blank(std::string_view text) {
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;  // as nearly every cell has
  return !has_digit && trimmed(plain_spelling(text.substr(0, longest))).empty();
}

std::optional<CellNumber> read_cell_number(std::string_view text) try {
  if (text.size() > longest || valid_utf8_prefix(text) != text.size()) return std::nullopt;
  if (auto literal = read_literal(text, longest_in_cell)) return decimal(std::move(*literal));
  const std::string plain = with_dots_read(plain_spelling(text));
  return last_of_chain(trimmed(plain));
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace stepmark::sheet
