#include "lib/problem/fields.hpp"

#include <algorithm>
#include <cctype>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"

namespace stepmark {

namespace {

std::string shown(const TomlValue& value) {
  const bool has_text = !value.text.empty() && value.kind != TomlValue::Kind::string;
  return to_string(value.kind) + (has_text ? " " + quoted(value.text) : "");
}

const char* const number_form = "expected a number such as 0.1 or 1e-3, or an expression in quotes";

/// The literal without underscores; what TOML takes for a number and is none of ours is refused.
std::string decimal_literal(const TomlValue& value, const std::string& key) {
  std::string text = value.text;
  const auto is_letter = [](char c) { return c != 'e' && c != 'E' && std::isalpha(static_cast<unsigned char>(c)); };
  if (std::any_of(text.begin(), text.end(), is_letter)) {
    throw InputError(value.where(), key + " is " + quoted(text), number_form);
  }
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  return text;
}

}  // namespace

Fields::Fields(const TomlValue& value, std::string what, std::vector<std::string> keys)
    : value_(&value), what_(std::move(what)) {
  if (value.kind != TomlValue::Kind::table) wrong_type(value, what_, "expected a table");
  for (const TomlEntry& entry : value.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    throw InputError({*value.file, entry.line, entry.column}, "unknown key " + quoted(entry.key) + " in " + what_,
                     suggest(entry.key, keys, keys.size()));
  }
}

const TomlEntry* Fields::entry(std::string_view key) const {
  const auto found = std::find_if(value_->entries.begin(), value_->entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == value_->entries.end() ? nullptr : &*found;
}

const TomlValue* Fields::find(std::string_view key) const {
  const TomlEntry* found = entry(key);
  return found ? &found->value : nullptr;
}

const TomlValue& Fields::need(std::string_view key) const {
  if (const TomlValue* found = find(key)) return *found;
  throw InputError(where(), what_ + " has no " + quoted(key), "expected " + std::string(key) + " = ...");
}

void wrong_type(const TomlValue& value, const std::string& key, const std::string& expected) {
  throw InputError(value.where(), key + " is " + shown(value), expected);
}

const std::string& string_of(const TomlValue& value, const std::string& key) {
  if (value.kind != TomlValue::Kind::string) wrong_type(value, key, "expected a string in quotes");
  return value.text;
}

const std::string& line_of(const TomlValue& value, const std::string& key) {
  const std::string& text = string_of(value, key);
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (!control && text.size() <= 1000) return text;
  throw InputError(value.where(), key + " is " + quoted(text), "expected one line of at most 1000 bytes");
}

Expression expression_of(const TomlValue& value, const std::string& key) {
  if (value.kind == TomlValue::Kind::string) return parse_expression(value.text, value.text_where());
  if (value.kind != TomlValue::Kind::number) wrong_type(value, key, number_form);
  return parse_expression(decimal_literal(value, key), value.where());
}

Expression constant_of(const TomlValue& value, const std::string& key) {
  if (value.kind != TomlValue::Kind::string) return expression_of(value, key);
  const Expression e = parse_constant(value.text, value.text_where());
  placed(value.text_where(), [&] { return exact_value(e); });  // for what has no value, or too large a one
  return e;
}

Exact exact_of(const TomlValue& value, const std::string& key) {
  const Expression e = constant_of(value, key);
  const auto exact = placed(value.where(), [&] { return exact_value(e); });
  if (exact) return *exact;
  throw InputError(value.where(), key + " is " + quoted(value.text), "expected a rational number");
}

bool boolean_of(const TomlValue& value, const std::string& key) {
  if (value.kind != TomlValue::Kind::boolean) wrong_type(value, key, "expected true or false");
  return value.text == "true";
}

std::int64_t integer_of(const TomlValue& value, const std::string& key, std::int64_t least, std::int64_t most) {
  const Exact exact = exact_of(value, key);
  const auto integer = exact.to_int64();
  if (integer && least <= *integer && *integer <= most) return *integer;
  throw InputError(value.where(), key + " is " + quoted(value.text),
                   "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

std::vector<const TomlValue*> items_of(const TomlValue& value, const std::string& key, const std::string& expected,
                                       bool single_allowed) {
  const bool is_list = value.kind == TomlValue::Kind::array;
  if (!is_list && single_allowed && value.kind != TomlValue::Kind::table) return {&value};
  if (!is_list) wrong_type(value, key, expected);
  std::vector<const TomlValue*> items;
  for (const TomlValue& item : value.items) items.push_back(&item);
  return items;
}

void check_positive(const Expression& e, const TomlValue& value, const std::string& key) {
  const auto exact = placed(value.where(), [&] { return exact_value(e); });
  if (!exact || exact->sign() > 0) return;
  throw InputError(value.where(), key + " is " + quoted(value.text), "expected a number above 0");
}

void check_not_negative(const Expression& e, const TomlValue& value, const std::string& key) {
  const auto exact = placed(value.where(), [&] { return exact_value(e); });
  if (!exact || exact->sign() >= 0) return;
  throw InputError(value.where(), key + " is " + quoted(value.text), "expected 0 or more");
}

std::size_t choice_of(const TomlValue& value, const std::string& key, const std::vector<std::string>& choices) {
  const std::string& text = string_of(value, key);
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  throw InputError(value.where(), key + " is " + quoted(text), suggest(text, choices));
}

}  // namespace stepmark
