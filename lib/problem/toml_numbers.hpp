// The numbers of a TOML text, taken out before the TOML library makes machine numbers of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::problem {

struct TomlToken {
  std::uint32_t line, column;
  std::string_view text;
};

struct MaskedToml {
  std::string text;               ///< the same places, each decimal number replaced by 0
  std::vector<TomlToken> tokens;  ///< in order: strings with their quotes, numbers, booleans, dates

  /// The characters of the value at that place; empty if there is none.
  std::string_view token_at(std::uint32_t line, std::uint32_t column) const;
};

/// `text` is UTF-8 and outlives the result. What is not well formed is left as it is, for the library to complain of.
/// @throws InputError past the bounds that read_toml states.
MaskedToml mask_numbers(std::string_view text, const std::string& file);

}  // namespace stepmark::problem
