#include "lib/base/safe.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "lib/base/file.hpp"

namespace stepmark {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_ascii_printable(char c) { return c >= ' ' && c < 0x7F; }

/// U+0080..U+009F are controls of terminals; U+061C, U+200B..U+200F, U+2028..U+202E, U+2060..U+206F and U+FEFF: no one
/// sees them, and some turn the direction of a line.
bool is_unseen(std::string_view point) {
  const auto between = [&](std::string_view first, std::string_view last) { return first <= point && point <= last; };
  return between("\xC2\x80", "\xC2\x9F") || point == "\u061C" || between("\u200B", "\u200F") ||
         between("\u2028", "\u202E") || between("\u2060", "\u206F") || point == "\uFEFF";
}

/// The next code point of `text`, or what stands for a byte that is none.
std::string_view take(std::string_view& text) {
  std::size_t length = 1;
  while (length < text.size() && length < 4 && valid_utf8_prefix(text.substr(0, length)) != length) ++length;
  const bool valid = valid_utf8_prefix(text.substr(0, length)) == length;
  const std::string_view taken = text.substr(0, valid ? length : 1);
  text.remove_prefix(taken.size());
  const bool control = taken.size() == 1 && !is_ascii_printable(taken.front());
  const bool unseen = valid && is_unseen(taken);
  return valid && !control && !unseen ? taken : replacement;
}

bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// FNV-1a: the same on every machine.
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xCBF29CE484222325U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return value;
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
  for (std::size_t count = 0; !text.empty() && count < most; ++count) line += take(text);
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
  const bool plain = !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), is_plain);
  return plain && !is_device(std::string(text)) ? std::string(text) : numbered_file_name(text);
}

std::string numbered_file_name(std::string_view text) {
  std::string name;
  for (const char c : text.substr(0, 60)) name += is_plain(c) ? c : '_';
  return name + '~' + std::to_string(hash(text));
}

}  // namespace stepmark
