// TOML as a tree of values that know their place, and numbers as the characters that were written.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

struct TomlEntry;

/// A value in a TomlDocument, which must outlive it.
struct TomlValue {
  enum class Kind { number, string, boolean, date, array, table };
  Kind kind = Kind::table;
  std::string text;                ///< a number's or boolean's own characters; a string's content
  std::vector<TomlValue> items;    ///< of an array
  std::vector<TomlEntry> entries;  ///< of a table, in the order written
  const std::string* file = nullptr;
  std::uint32_t line = 0, column = 0;            ///< of the value; of a table, its header or opening brace
  std::uint32_t text_line = 0, text_column = 0;  ///< of a string's first character, behind the quotes

  Location where() const { return {*file, line, column}; }
  Location text_where() const { return {*file, text_line, text_column}; }
};

struct TomlEntry {
  std::string key;
  std::uint32_t line = 0, column = 0;  ///< of the key
  TomlValue value;
};

struct TomlDocument {
  std::shared_ptr<const std::string> file;
  TomlValue root;
};

/// Reads TOML 1.0. No number passes through a machine number: `text` holds forty digits, 1e-400 and 10^30 as written.
/// @throws InputError FILE:LINE:COLUMN for what is no TOML, and past 2^20 values, 256 nested brackets or a dotted key
///         of 16 parts.
TomlDocument read_toml(std::string_view text, const std::string& file);

/// "a string", "a list", ...
std::string to_string(TomlValue::Kind kind);

}  // namespace stepmark::problem
