// Typed access to a TOML value: what is not of the type wanted is answered with its place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/expression/expression.hpp"
#include "lib/problem/toml.hpp"

namespace stepmark {

/// A table of which every key is known.
class Fields {
 public:
  /// @param what  for messages: "[objective]", "the problem"
  /// @throws InputError if `value` is no table, or at the first key that is not in `keys`, with the nearest right one
  Fields(const TomlValue& value, std::string what, std::vector<std::string> keys);

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

const std::string& string_of(const TomlValue& value, const std::string& key);
/// A string on one line of at most 1000 bytes.
const std::string& line_of(const TomlValue& value, const std::string& key);
/// A number, or a string that holds an expression.
Expression expression_of(const TomlValue& value, const std::string& key);
/// The same without names but pi.
Expression constant_of(const TomlValue& value, const std::string& key);
/// A constant whose value is rational.
Exact exact_of(const TomlValue& value, const std::string& key);
/// true or false
bool boolean_of(const TomlValue& value, const std::string& key);
std::int64_t integer_of(const TomlValue& value, const std::string& key, std::int64_t least, std::int64_t most);
/// A list's items. Where `single_allowed`, a value that is no list stands for a list of one.
std::vector<const TomlValue*> items_of(const TomlValue& value, const std::string& key, const std::string& expected,
                                       bool single_allowed = false);

/// The constant `e` that `value` gave, refused where its sign can be told exactly and is wrong.
void check_positive(const Expression& e, const TomlValue& value, const std::string& key);
void check_not_negative(const Expression& e, const TomlValue& value, const std::string& key);

/// Which of `choices` the string is. @throws InputError at the value with the nearest right one.
std::size_t choice_of(const TomlValue& value, const std::string& key, const std::vector<std::string>& choices);

/// Calls `read`; its InputErrors that have no place get this one.
template <class Read>
auto placed(const Location& where, Read read) try {
  return read();
} catch (const InputError& error) {
  if (error.where().file.empty()) throw error.at(where);
  throw;
}

}  // namespace stepmark
