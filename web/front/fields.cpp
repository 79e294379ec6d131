#include "web/front/fields.hpp"

#include <fmt/core.h>

#include <charconv>

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "solver/visible.hpp"

namespace stepmark::web {

namespace {

[[noreturn]] void refuse(const std::string& field, const std::string& wrong, const std::string& expected) {
  throw InputError({"request", 0, 0}, in_quotes(field) + ' ' + wrong, "expected " + expected);
}

std::optional<std::int64_t> whole(const Json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Texts by their names, and nothing else that could be read.
Resolver files_in(std::vector<std::pair<std::string, std::string>> files) {
  return [files = std::move(files)](const std::string& path, std::size_t) -> NamedText {
    for (const auto& [name, text] : files) {
      if (name == path || "./" + name == path) return {name, text};
    }
    throw InputError({path, 0, 0}, "does not exist", "expected it among the files of the problem");
  };
}

}  // namespace

Fields::Fields(std::string_view text) : json_(Json::parse(text, nullptr, false)) {
  if (!json_.is_object()) throw InputError({"request", 0, 0}, "this is no JSON object", R"(expected {"do": ...})");
}

const Json* Fields::find(const std::string& name) {
  read_.insert(name);
  const auto found = json_.find(name);
  return found == json_.end() || found->is_null() ? nullptr : &*found;
}

std::string Fields::one_text(const std::string& name, const Json& value) const {
  if (!value.is_string()) refuse(name, "is no text", "a string");
  return value.get<std::string>();
}

std::optional<std::string> Fields::find_text(const std::string& name) {
  const Json* value = find(name);
  return value ? std::optional(one_text(name, *value)) : std::nullopt;
}

std::string Fields::text(const std::string& name) {
  auto value = find_text(name);
  if (!value) refuse(name, "is missing", "a string");
  return *value;
}

std::optional<std::string> Fields::find_choice(const std::string& name, const std::vector<std::string>& choices) {
  const auto value = find_text(name);
  if (value && std::find(choices.begin(), choices.end(), *value) == choices.end()) {
    refuse(name, "is " + in_quotes(*value), alternatives(choices));
  }
  return value;
}

std::optional<std::int64_t> Fields::find_number(const std::string& name, std::int64_t least, std::int64_t most) {
  const Json* value = find(name);
  if (!value) return std::nullopt;
  const auto number = whole(*value);
  if (!number || *number < least || *number > most) {
    refuse(name, number ? fmt::format("is {}", *number) : "is no whole number",
           fmt::format("a whole number from {} to {}", least, most));
  }
  return number;
}

std::int64_t Fields::number(const std::string& name, std::int64_t least, std::int64_t most) {
  const auto number = find_number(name, least, most);
  if (!number) refuse(name, "is missing", "a whole number");
  return *number;
}

bool Fields::flag(const std::string& name) {
  const Json* value = find(name);
  if (value && !value->is_boolean()) refuse(name, "is neither true nor false", "one of them");
  return value && value->get<bool>();
}

std::vector<std::string> Fields::list(const std::string& name) {
  const Json* value = find(name);
  if (!value) return {};
  if (!value->is_array()) refuse(name, "is no list", "a list of strings");
  std::vector<std::string> items;
  for (const Json& item : *value) items.push_back(one_text(name, item));
  return items;
}

std::vector<std::pair<std::string, std::string>> Fields::texts(const std::string& name) {
  const Json* value = find(name);
  if (!value) return {};
  if (!value->is_object()) refuse(name, "is no object", "texts by their names");
  std::vector<std::pair<std::string, std::string>> items;
  for (const auto& [key, item] : value->items()) items.emplace_back(key, one_text(name, item));
  return items;
}

Problem Fields::problem() {
  const std::string text = this->text("problem");
  return asking_for_what_shows(parse_problem(text, find_text("name").value_or("problem"), files_in(texts("files"))));
}

void Fields::finish() const {
  for (const auto& [name, value] : json_.items()) {
    if (read_.contains(name)) continue;
    throw InputError({"request", 0, 0}, "unknown field " + in_quotes(name),
                     suggest(name, {read_.begin(), read_.end()}));
  }
}

}  // namespace stepmark::web
