#include "lib/problem/toml_numbers.hpp"

#include <algorithm>
#include <tuple>

#include "lib/base/ascii.hpp"
#include "lib/base/error.hpp"

namespace stepmark::problem {

namespace {

constexpr std::size_t max_values = std::size_t{1} << 20;
constexpr int max_key_parts = 16;

bool is_token_character(char c) { return is_digit(c) || is_letter(c) || c == '_' || c == '+' || c == '-' || c == '.'; }

/// Takes digits, with single underscores between them; false if there are none.
bool take_digits(std::string_view& text) {
  if (text.empty() || !is_digit(text[0])) return false;
  std::size_t length = 1;
  while (length < text.size()) {
    const bool underscore = text[length] == '_' && length + 1 < text.size() && is_digit(text[length + 1]);
    if (!underscore && !is_digit(text[length])) break;
    length += underscore ? 2 : 1;
  }
  text.remove_prefix(length);
  return true;
}

bool take(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// TOML's grammar of decimal integers and floats.
bool is_decimal_number(std::string_view text) {
  take(text, "+-");
  const bool leading_zero = text.size() > 1 && text[0] == '0' && (is_digit(text[1]) || text[1] == '_');
  if (leading_zero || !take_digits(text)) return false;
  if (take(text, ".") && !take_digits(text)) return false;
  if (take(text, "eE")) {
    take(text, "+-");
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

/// Walks over the text and keeps track of where keys, strings, comments and values are.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) { masked_.text = text; }

  MaskedToml scan() && {
    while (position_ < text_.size()) step();
    return std::move(masked_);
  }

 private:
  char at(std::size_t offset = 0) const { return position_ + offset < text_.size() ? text_[position_ + offset] : '\0'; }

  void advance() {
    if (text_[position_] == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(text_[position_]) & 0xC0) != 0x80) {
      ++column_;
    }
    ++position_;
  }

  void step() {
    if (at() == '#') return skip_comment();
    if (at() == '"' || at() == '\'') return skip_string();
    if (!in_key_ && is_token_character(at())) return take_token();
    if (in_key_) {
      in_key();
    } else {
      in_value();
    }
    advance();
  }

  void in_key() {
    if (at() == '.') check(++key_parts_ < max_key_parts, "the key has too many parts", "expected at most 16");
    if (at() == '=') begin_value();
    if (at() == '}' && !open_.empty()) close();
    if (at() == '\n') key_parts_ = 0;
  }

  void in_value() {
    if (at() == '[') open_.push_back('[');
    if (at() == '{') begin_table();
    if ((at() == ']' || at() == '}') && !open_.empty()) close();
    if (at() == ',') begin_next();
    if (at() == '\n' && open_.empty()) begin_key();
  }

  void begin_key() {
    in_key_ = true;
    key_parts_ = 0;
  }

  void begin_value() {
    in_key_ = false;
    count();
  }

  void begin_table() {
    open_.push_back('{');
    begin_key();
  }

  void begin_next() {
    count();
    if (!open_.empty() && open_.back() == '{') begin_key();
  }

  void close() {
    open_.pop_back();
    in_key_ = false;
  }

  void count() { check(++values_ <= max_values, "too many values", "expected at most 1048576 in a file"); }

  void check(bool holds, const char* wrong, const char* expected) const {
    if (!holds) throw InputError({file_, line_, column_}, wrong, expected);
  }

  void skip_comment() {
    while (position_ < text_.size() && at() != '\n') advance();
  }

  void skip_string() {
    const std::size_t begin = position_;
    const std::uint32_t line = line_, column = column_;
    const char quote = at();
    const bool multi_line = at(1) == quote && at(2) == quote;
    for (int i = 0; i < (multi_line ? 3 : 1); ++i) advance();
    while (position_ < text_.size() && !string_ends(quote, multi_line)) {
      if (quote == '"' && at() == '\\' && position_ + 1 < text_.size()) advance();
      advance();
    }
    // A multi-line string may end in up to two quotes of its own.
    for (int i = 0; at() == quote && i < (multi_line ? 5 : 1); ++i) advance();
    masked_.tokens.push_back({line, column, text_.substr(begin, position_ - begin)});
  }

  bool string_ends(char quote, bool multi_line) const {
    if (!multi_line) return at() == quote || at() == '\n';
    return at() == quote && at(1) == quote && at(2) == quote;
  }

  void take_token() {
    const std::size_t begin = position_;
    const std::uint32_t column = column_;
    while (is_token_character(at())) advance();
    const std::string_view token = text_.substr(begin, position_ - begin);
    masked_.tokens.push_back({line_, column, token});
    if (token.size() > 1 && is_decimal_number(token)) {
      std::fill_n(masked_.text.begin() + static_cast<std::ptrdiff_t>(begin), token.size(), ' ');
      masked_.text[begin] = '0';
    }
  }

  std::string_view text_;
  const std::string& file_;
  MaskedToml masked_;
  std::size_t position_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
  std::vector<char> open_;  ///< brackets of values
  bool in_key_ = true;
  int key_parts_ = 0;
  std::size_t values_ = 0;
};

}  // namespace

std::string_view MaskedToml::token_at(std::uint32_t line, std::uint32_t column) const {
  const auto before = [](const TomlToken& token, const std::tuple<std::uint32_t, std::uint32_t>& place) {
    return std::tie(token.line, token.column) < place;
  };
  const auto found = std::lower_bound(tokens.begin(), tokens.end(), std::make_tuple(line, column), before);
  const bool there = found != tokens.end() && found->line == line && found->column == column;
  return there ? found->text : std::string_view{};
}

MaskedToml mask_numbers(std::string_view text, const std::string& file) { return Scanner(text, file).scan(); }

}  // namespace stepmark::problem
