// Typed access to a TOML value: what is not of the type wanted is answered with its place.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/spec.hpp"
#include "lib/problem/toml.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// A table of which every key is known.
class Fields {
 public:
  /// @param what  for messages: "[objective]", "the problem"
  /// @throws InputError if `value` is no table, or at the first key that is not in `keys`, with the nearest right one
  Fields(const TomlValue& value, std::string what, std::vector<std::string> keys);

  /// With the keys of keys.hpp for `what`.
  Fields(const TomlValue& value, const std::string& what);

  const TomlValue* find(std::string_view key) const;
  const TomlEntry* entry(std::string_view key) const;
  /// @throws InputError at the table when the key is missing
  const TomlValue& need(std::string_view key) const;
  Location where() const { return value_->where(); }
  const std::string& what() const { return what_; }

 private:
  const TomlValue* value_;
  std::string what_;
};

/// @throws InputError at `value`: "KEY is a boolean; expected ..."
[[noreturn]] void wrong_type(const TomlValue& value, const std::string& key, const std::string& expected);

Located<std::string> string_of(const TomlValue& value, const std::string& key);
/// A number, or a string that holds an expression, which is not read yet; anything else is for `prepare` to refuse.
SourceExpression source_of(const TomlValue& value);
/// true or false
bool boolean_of(const TomlValue& value, const std::string& key);
/// A list's items. Where `single_allowed`, a value that is no list stands for a list of one.
std::vector<const TomlValue*> items_of(const TomlValue& value, const std::string& key, const std::string& expected,
                                       bool single_allowed = false);

template <class Item, class Read>
LocatedList<Item> list_of(const TomlValue& value, const std::string& key, const std::string& expected,
                          bool single_allowed, Read read) {
  LocatedList<Item> list;
  list.where = value.where();
  for (const TomlValue* item : items_of(value, key, expected, single_allowed)) list.items.push_back(read(*item, key));
  return list;
}
ExpressionList sources_of(const TomlValue& value, const std::string& key, const std::string& expected,
                          bool single_allowed = false);
NameList strings_of(const TomlValue& value, const std::string& key, const std::string& expected,
                    bool single_allowed = false);

/// Which of `choices` the string is. @throws InputError at the value with the nearest right one.
std::size_t choice_of(const TomlValue& value, const std::string& key, const std::vector<std::string>& choices);

}  // namespace stepmark::problem
