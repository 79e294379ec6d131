#include "lib/sheet/number.hpp"

#include <algorithm>
#include <regex>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"
#include "lib/observed/observed.hpp"
#include "lib/sheet/spelling.hpp"

namespace stepmark {

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
  if (exponent.size() > 2 && exponent.front() == '(' && exponent.back() == ')') {
    exponent = exponent.substr(1, exponent.size() - 2);
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

/// 1,234.5 and 1.234,5, 12 345.6 and 0.123 456: without what parts the groups of three, where nothing else can be
/// meant.
std::string without_grouping(const std::string& text) {
  static const std::regex american(R"([-+]?\d{1,3}(,\d{3})+\.\d+)"), european(R"([-+]?\d{1,3}(\.\d{3})+,\d+)"),
      spaced(R"([-+]?\d{1,3}( \d{3})*([.,](\d{3} )*\d+)?)");
  const auto without = [](std::string number, char sign) {
    std::erase(number, sign);
    return number;
  };
  if (text.size() > 100) return text;  // the matcher recurs
  if (std::regex_match(text, american)) return without(text, ',');
  if (std::regex_match(text, european)) return without(text, '.');
  return std::regex_match(text, spaced) ? without(text, ' ') : text;
}

/// A number alone, in ASCII but for roots.
std::optional<CellNumber> number_alone(std::string_view text) {
  std::string plain = with_exponent(without_spaces_at_operators(without_grouping(std::string(text))));
  if (const auto point = with_point(plain)) plain = with_exponent(*point);
  if (plain.find(',') != std::string::npos) return std::nullopt;
  if (Exact::parse(plain)) return decimal(plain);
  return constant(with_roots(plain));
}

/// What stands before an equals sign: the name of what is written, or its working. A plain number has to agree with
/// the one that counts.
bool may_stand_before(std::string_view part, const CellNumber& number) {
  const std::string plain = with_point(part).value_or(std::string(part));
  if (Exact::parse(plain)) {
    const CellNumber other = decimal(plain);
    return number.unit && (*other.value - *number.value).abs() < std::max(*number.unit, *other.unit);
  }
  return std::any_of(part.begin(), part.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    return letter || std::string_view("+-*/^").find(c) != std::string_view::npos;
  });
}

/// 0.3; = 0.3; v = 0.3; 0.9*0 + 0.1*3 = 0.3; 1/3 ~ 0.3333.
std::optional<CellNumber> last_of_chain(std::string_view text) {
  const std::size_t sign = text.find_last_of("=~");
  if (sign == std::string_view::npos) return number_alone(text);
  const auto number = number_alone(trimmed(text.substr(sign + 1)));
  while (number && !text.empty()) {
    text = trimmed(text.substr(0, text.find_last_of("=~")));
    const std::size_t before = text.find_last_of("=~");
    const std::string_view part = trimmed(before == std::string_view::npos ? text : text.substr(before + 1));
    if (!part.empty() && !may_stand_before(part, *number)) return std::nullopt;
    if (before == std::string_view::npos) break;
  }
  return number;
}

}  // namespace

bool is_blank(std::string_view text) { return trimmed(plain_spelling(text.substr(0, longest))).empty(); }

std::optional<CellNumber> read_cell_number(std::string_view text) try {
  if (text.size() > longest || valid_utf8_prefix(text) != text.size()) return std::nullopt;
  if (Exact::parse(text)) return decimal(text);
  const std::string plain = with_dots_read(plain_spelling(text));
  return last_of_chain(trimmed(plain));
} catch (const TooLarge&) {
  return std::nullopt;
}

}  // namespace stepmark
