// Characters of the notation, which is ASCII, whatever the locale.
#pragma once

namespace stepmark {

constexpr bool is_digit(char c) { return '0' <= c && c <= '9'; }
constexpr bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

}  // namespace stepmark
