#include "lib/problem/fields.hpp"

#include <algorithm>
#include <cctype>

#include "lib/expression/parse.hpp"
#include "lib/problem/keys.hpp"

namespace stepmark::problem {

namespace {

std::string spelled(const TomlValue& value) {
  const bool has_text = !value.text.empty() && value.kind != TomlValue::Kind::string;
  return to_string(value.kind) + (has_text ? " " + in_quotes(value.text) : "");
}

bool is_decimal(const std::string& text) {
  const auto is_letter = [](char c) { return c != 'e' && c != 'E' && std::isalpha(static_cast<unsigned char>(c)); };
  return std::none_of(text.begin(), text.end(), is_letter);
}

std::string without_underscores(std::string text) {
  std::erase(text, '_');
  return text;
}

}  // namespace

Fields::Fields(const TomlValue& value, std::string what, std::vector<std::string> keys)
    : value_(&value), what_(std::move(what)) {
  if (value.kind != TomlValue::Kind::table) wrong_type(value, what_, "expected a table");
  for (const TomlEntry& entry : value.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    throw InputError({*value.file, entry.line, entry.column}, "unknown key " + in_quotes(entry.key) + " in " + what_,
                     suggest(entry.key, keys, keys.size()));
  }
}

Fields::Fields(const TomlValue& value, const std::string& what) : Fields(value, what, keys_of(what)) {}

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
  throw InputError(where(), what_ + " has no " + in_quotes(key), "expected " + std::string(key) + " = ...");
}

void wrong_type(const TomlValue& value, const std::string& key, const std::string& expected) {
  throw InputError(value.where(), key + " is " + spelled(value), expected);
}

Located<std::string> string_of(const TomlValue& value, const std::string& key) {
  if (value.kind != TomlValue::Kind::string) wrong_type(value, key, "expected a string in quotes");
  return {value.text, value.where()};
}

SourceExpression source_of(const TomlValue& value) {
  SourceExpression source(value.text, value.where(), value.text_where());
  if (value.kind == TomlValue::Kind::string) return source;
  if (value.kind != TomlValue::Kind::number) {
    source.instead = spelled(value);
  } else if (!is_decimal(value.text)) {
    source.instead = in_quotes(value.text);
  } else {
    source.expression = parse_expression(without_underscores(value.text), value.where());
  }
  return source;
}

bool boolean_of(const TomlValue& value, const std::string& key) {
  if (value.kind != TomlValue::Kind::boolean) wrong_type(value, key, "expected true or false");
  return value.text == "true";
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

ExpressionList sources_of(const TomlValue& value, const std::string& key, const std::string& expected,
                          bool single_allowed) {
  return list_of<SourceExpression>(value, key, expected, single_allowed,
                                   [](const TomlValue& item, const std::string&) { return source_of(item); });
}

NameList strings_of(const TomlValue& value, const std::string& key, const std::string& expected, bool single_allowed) {
  return list_of<Located<std::string>>(value, key, expected, single_allowed, string_of);
}

std::size_t choice_of(const TomlValue& value, const std::string& key, const std::vector<std::string>& choices) {
  const std::string text = string_of(value, key).value;
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  throw InputError(value.where(), key + " is " + in_quotes(text), suggest(text, choices));
}

}  // namespace stepmark::problem
