#include "lib/base/safe.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <iterator>

#include "lib/base/file.hpp"
#include "lib/base/fnv1a.hpp"

namespace stepmark {

namespace {

/// What no one sees, and what turns the direction of a line: controls, U+00AD, U+061C, U+180E, U+200B..U+200F,
/// U+2028..U+202E, U+2060..U+206F, U+FEFF, U+FFF9..U+FFFB and the tags of plane 14.
bool is_unseen(char32_t c) {
  const auto between = [c](char32_t first, char32_t last) { return first <= c && c <= last; };
  return c < 0x20 || between(0x7F, 0x9F) || c == 0xAD || c == 0x061C || c == 0x180E || between(0x200B, 0x200F) ||
         between(0x2028, 0x202E) || between(0x2060, 0x206F) || c == 0xFEFF || between(0xFFF9, 0xFFFB) ||
         between(0xE0000, 0xE007F);
}

std::string hexadecimal(char32_t value, int digits) {
  std::string text;
  for (int i = digits - 1; i >= 0; --i) text += "0123456789abcdef"[value >> (4 * i) & 15U];
  return text;
}

/// "\x1b", "\u202e"; two of the latter beyond U+FFFF, as JSON has it.
std::string escape(char32_t c) {
  if (c < 0x20) return "\\x" + hexadecimal(c, 2);
  if (c <= 0xFFFF) return "\\u" + hexadecimal(c, 4);
  return "\\u" + hexadecimal(0xD7C0 + (c >> 10), 4) + "\\u" + hexadecimal(0xDC00 + (c & 0x3FFU), 4);
}

}  // namespace

char32_t code_point(std::string_view point) {
  const auto first = static_cast<unsigned char>(point.front());
  char32_t value = point.size() == 1 ? first : first & (0x7FU >> point.size());
  for (const char c : point.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

std::string_view take_point(std::string_view& text) {
  std::size_t length = 1;
  while (length < text.size() && length < 4 && valid_utf8_prefix(text.substr(0, length)) != length) ++length;
  const bool valid = valid_utf8_prefix(text.substr(0, length)) == length;
  const std::string_view taken = text.substr(0, valid ? length : 1);
  text.remove_prefix(taken.size());
  return taken;
}

std::string take_shown(std::string_view& text) {
  const std::string_view point = take_point(text);
  if (valid_utf8_prefix(point) == 0) return "\\x" + hexadecimal(static_cast<unsigned char>(point.front()), 2);
  const char32_t value = code_point(point);
  return is_unseen(value) ? escape(value) : std::string(point);
}

std::string shown(std::string_view text) {
  std::string line;
  while (!text.empty()) line += take_shown(text);
  return line;
}

namespace {

bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Some spreadsheets take the signs in full width as well: ＝, ＋, －, ＠.
bool begins_formula(std::string_view cell) {
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) return true;
  return cell.starts_with("\uFF1D") || cell.starts_with("\uFF0B") || cell.starts_with("\uFF0D") ||
         cell.starts_with("\uFF20");
}

}  // namespace

std::string one_line(std::string_view text, std::size_t most) {
  std::string line;
  for (std::size_t count = 0; !text.empty() && count < most; ++count) line += take_shown(text);
  return text.empty() ? line : line + " …";
}

std::string safe_cell_text(std::string_view text) {
  std::string cell = one_line(text, 200);
  if (begins_formula(cell) && !is_number(cell)) cell.insert(0, "'");
  return cell;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",;\"\n\r\t") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string safe_csv_cell(std::string_view text) { return csv_cell(safe_cell_text(text)); }

namespace {

bool is_plain(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; }

/// CON, com1: what some systems take for a device, whatever comes behind the point.
bool is_device(const std::string& name) {
  const std::string word = lower_case(name);
  if (word == "con" || word == "prn" || word == "aux" || word == "nul") return true;
  return word.size() == 4 && (word.starts_with("com") || word.starts_with("lpt")) &&
         std::isdigit(static_cast<unsigned char>(word[3]));
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::string safe_file_name(std::string_view text) {
  const bool plain =
      !text.empty() && text.front() != '-' && text.size() <= 60 && std::all_of(text.begin(), text.end(), is_plain);
  return plain && !is_device(std::string(text)) ? std::string(text) : numbered_file_name(text);
}

namespace {

/// Letters, digits and their marks beyond ASCII, near enough: what blocks of Unicode hold that are no punctuation, no
/// symbols and no one's private use. Whatever no one sees is none, nor what fills the place of a letter.
bool is_letter_beyond_ascii(char32_t c) {
  struct Block {
    char32_t first, last;
  };
  constexpr Block others[] = {
      {0, 0xBF},        {0xD7, 0xD7},       {0xF7, 0xF7},       {0x034F, 0x034F},   {0x115F, 0x1160}, {0x1680, 0x1680},
      {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x2000, 0x2BFF},   {0x2E00, 0x2E7F},   {0x2FF0, 0x3004}, {0x3008, 0x3020},
      {0x3030, 0x303F}, {0x3164, 0x3164},   {0xD800, 0xF8FF},   {0xFD3E, 0xFD4F},   {0xFDD0, 0xFDEF}, {0xFE00, 0xFE1F},
      {0xFE30, 0xFE6F}, {0xFF00, 0xFF0F},   {0xFF1A, 0xFF20},   {0xFF3B, 0xFF40},   {0xFF5B, 0xFF65}, {0xFFA0, 0xFFA0},
      {0xFFE0, 0xFFFF}, {0x1D000, 0x1D3FF}, {0x1EEF0, 0x1FFFF}, {0xE0000, 0x10FFFF}};
  return !is_unseen(c) && std::none_of(std::begin(others), std::end(others),
                                       [c](const Block& block) { return block.first <= c && c <= block.last; });
}

/// The code point if it may be in a file's name, else one '_' for each of its bytes.
std::string in_file_name(std::string_view point) {
  if (point.size() == 1) return is_plain(point.front()) ? std::string(point) : "_";
  return is_letter_beyond_ascii(code_point(point)) ? std::string(point) : std::string(point.size(), '_');
}

}  // namespace

std::string numbered_file_name(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string name;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string next = in_file_name(take_point(rest));
    if (name.size() + next.size() > most) break;
    name += next;
  }
  if (name.starts_with('-')) name.front() = '_';  // other programs would take it for an option
  return name + '~' + std::to_string(fnv1a(text));
}

}  // namespace stepmark
