#include "lib/base/json_records.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "lib/base/error.hpp"

namespace stepmark {

namespace {

constexpr int end = -1;

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  const auto trail = [&](int shift) { add(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    trail(6);
  } else {
    add(0xF0 | point >> 18);
    trail(12);
    trail(6);
  }
  trail(0);
}

class Reader {
 public:
  Reader(std::string_view text, const JsonRecords& wanted) : text_(text), wanted_(wanted) {}

  std::optional<JsonFault> run() {
    document();
    return std::move(fault_);
  }

 private:
  int peek() const { return at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : end; }

  int take() {
    const int c = peek();
    if (c == end) return end;
    ++at_;
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++column_;
    }
    return c;
  }

  int after_space() {
    while (is_space(peek())) take();
    return peek();
  }

  bool take_if(char c) {
    if (after_space() != c) return false;
    take();
    return true;
  }

  bool fail(std::string wrong) {
    if (!fault_) fault_ = JsonFault{std::move(wrong), line_, column_};
    return false;
  }

  bool broken() { return fail("this is not JSON"); }
  bool known(const std::string& key, bool document) {
    if (!wanted_.may_stand || wanted_.may_stand(key, document)) return true;
    if (!fault_) fault_ = JsonFault{"the key " + in_quotes(key) + " is not known", key_line_, key_column_, true};
    return false;
  }
  bool no_list() { return fail("there are no " + wanted_.list); }

  void document() {
    const int first = after_space();
    if (first != '[' && first != '{') {
      broken();
    } else if (first == '[' ? list() : document_members()) {
      if (after_space() == '{' || peek() == '[') {
        fail("this holds more than one document");
      } else if (peek() != end) {
        broken();
      }
    }
  }

  bool document_members() {
    bool has_list = false;
    const bool whole = members([&](const std::string& key) {
      if (key == wanted_.list) {
        has_list = after_space() == '[';
        return has_list ? list() : no_list();
      }
      std::string value;
      if (!known(key, true) || !scalar(value)) return false;
      wanted_.member(key, value);
      return true;
    });
    return whole && (has_list || no_list());
  }

  /// An object; `take_value` has to take what stands behind each key.
  template <class TakeValue>
  bool members(const TakeValue& take_value) {
    take();
    if (take_if('}')) return true;
    do {
      std::string key;
      if (after_space() != '"') return broken();
      key_line_ = line_;
      key_column_ = column_;
      if (!string(key)) return broken();
      if (!take_if(':')) return broken();
      if (!take_value(key)) return false;
    } while (take_if(','));
    return take_if('}') || broken();
  }

  bool list() {
    take();
    if (take_if(']')) return true;
    do {
      if (!entry()) return false;
    } while (take_if(','));
    return take_if(']') || broken();
  }

  bool entry() {
    const bool object = after_space() == '{';
    JsonRecords::Record record{{}, line_, column_};
    if (!object) {
      std::string text;
      if (!scalar(text)) return false;
      wanted_.other(record.line);
      return true;
    }
    record.texts.resize(wanted_.keys.size());
    const bool whole = members([&](const std::string& key) {
      std::string text;
      const auto found = std::find(wanted_.keys.begin(), wanted_.keys.end(), key);
      const bool is_wanted = found != wanted_.keys.end();
      if (!(is_wanted || known(key, false)) || !scalar(text)) return false;
      if (is_wanted) record.texts[static_cast<std::size_t>(found - wanted_.keys.begin())] = std::move(text);
      return true;
    });
    if (whole) wanted_.record(std::move(record));
    return whole;
  }

  /// The text of whatever stands here.
  bool scalar(std::string& text) {
    const int first = after_space();
    if (first == '"') return string(text);
    if (first == '[' || first == '{') {
      text = first == '[' ? "[...]" : "{...}";
      return skip_nested();
    }
    while (peek() != end && !is_space(peek()) &&
           std::string_view(",:[]{}\"").find(static_cast<char>(peek())) == std::string_view::npos) {
      text += static_cast<char>(take());
    }
    if (text.empty()) return broken();
    if (text == "null") text.clear();
    return true;
  }

  bool skip_nested() {
    std::string open;
    do {
      const int c = after_space();
      if (c == end) return broken();
      if (c == '"') {
        std::string text;
        if (!string(text)) return false;
        continue;
      }
      take();
      if (c == '[' || c == '{') open += static_cast<char>(c);
      if (c != ']' && c != '}') continue;
      if (open.back() != (c == ']' ? '[' : '{')) return broken();
      open.pop_back();
    } while (!open.empty());
    return true;
  }

  bool string(std::string& text) {
    take();
    for (int c = take(); c != '"'; c = take()) {
      if (c == end) return broken();
      if (c == '\\') {
        escape(text);
      } else {
        text += static_cast<char>(c);
      }
    }
    return true;
  }

  void escape(std::string& text) {
    constexpr std::string_view names = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const int c = peek();
    const std::size_t which = c == end ? std::string_view::npos : names.find(static_cast<char>(c));
    if (which != std::string_view::npos) {
      text += meant[which];
      take();
    } else if (c == 'u') {
      code_point(text);
    } else {
      text += '\\';
    }
  }

  /// The four digits behind \u, if they are there.
  std::optional<std::uint32_t> unit() {
    if (!text_.substr(at_).starts_with('u') || text_.size() < at_ + 5) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = at_ + 1; i < at_ + 5; ++i) {
      const int digit = hex_digit(text_[i]);
      if (digit < 0) return std::nullopt;
      value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    for (int i = 0; i < 5; ++i) take();
    return value;
  }

  void code_point(std::string& text) {
    const auto first = unit();
    if (!first) {
      text += '\\';
      return;
    }
    if (*first < 0xD800 || *first > 0xDFFF) return append_utf8(text, *first);
    const auto second = *first < 0xDC00 ? low_surrogate() : std::nullopt;
    append_utf8(text, second ? 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00) : 0xFFFD);
  }

  std::optional<std::uint32_t> low_surrogate() {
    if (peek() != '\\') return std::nullopt;
    const auto before = std::tuple(at_, line_, column_);
    take();
    const auto found = unit();
    if (found && *found >= 0xDC00 && *found <= 0xDFFF) return found;
    std::tie(at_, line_, column_) = before;
    return std::nullopt;
  }

  std::string_view text_;
  const JsonRecords& wanted_;
  std::size_t at_ = 0, line_ = 1, column_ = 1;
  std::size_t key_line_ = 1, key_column_ = 1;  ///< of the last key
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> read_json_records(std::string_view text, const JsonRecords& wanted) {
  return Reader(text, wanted).run();
}

}  // namespace stepmark
